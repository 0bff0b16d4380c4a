"""Reading users' own sheets: any file, any header row, any of a column's many names; no cell is lost."""

from addin.importing.reader import Imported, read_rows

__all__ = ["Imported", "read_rows"]
