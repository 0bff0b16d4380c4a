"""The .xlsx package, read and edited surgically: what is not written stays byte for byte what it was."""

from addin.xlsx.book import Workbook
from addin.xlsx.reader import SheetInfo
from addin.xlsx.refs import letters
from addin.xlsx.tables import TableInfo
from udfs.serials import from_serial, to_serial
from udfs.values import Cell

__all__ = ["Cell", "SheetInfo", "TableInfo", "Workbook", "from_serial", "letters", "to_serial"]
