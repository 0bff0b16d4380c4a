"""What is inside the files that people return: archives, messages and mail programs' folders, read part by part."""
