"""What a command needs of a workbook, whether it is a file or open in Excel."""
