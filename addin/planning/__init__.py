"""The plan in a workbook: tasks read into a network, dates and floats written back."""
