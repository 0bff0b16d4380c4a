"""What led to what in a workbook: from the issue to the review, and where a chain breaks."""
