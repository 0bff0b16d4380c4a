"""Answer sheets of a survey without a platform: made for everybody asked, and taken back into 答卷."""
