"""Everything about Excel: the add-in file and its sources, the worksheet functions, the ribbon."""
