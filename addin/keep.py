"""The mark of a cell that a bulk write leaves as it is."""

from enum import Enum
from typing import Final, Literal


class Keep(Enum):
    """The type of the one mark `KEEP`."""

    KEEP = "as it is"


KEEP: Final[Literal[Keep.KEEP]] = Keep.KEEP
