"""A workbook as a file on disk."""
