"""The .xlsx package, read and edited surgically: what is not written stays byte for byte what it was."""

from addin.xlsx.book import Workbook
from addin.xlsx.cells import LONGEST_TEXT
from addin.xlsx.reader import SheetInfo
from addin.xlsx.refs import letters
from addin.xlsx.serial import from_serial, to_serial
from addin.xlsx.tables import TableInfo
from udfs.values import Cell

__all__ = ["LONGEST_TEXT", "Cell", "SheetInfo", "TableInfo", "Workbook", "from_serial", "letters", "to_serial"]
