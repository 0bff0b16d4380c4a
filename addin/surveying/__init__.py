"""Survey exports on their way into 问卷 and 答卷."""
