"""Surveys: kinds of questions, options and answers as they stand in cells, what follows from them (R28)."""
