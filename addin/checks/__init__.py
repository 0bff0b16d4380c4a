"""Every check of a workbook."""
