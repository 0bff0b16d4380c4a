"""What is said about the problems of the catalogue when somebody asks; no other command reads it."""
