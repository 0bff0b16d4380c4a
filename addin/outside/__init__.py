"""What a workbook holds outside its tables, and the lines that name it."""
