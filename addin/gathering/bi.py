"""The tables of a register for BI tools: their form, and the places that they can be written to.

Columns are named by their keys (`impact_level`), which are the same in both languages and in every database, so that a
report keeps working when a register is made in English. The table of labels has the Chinese and the English name of
each. Days are dates, numbers are numbers; typed values that do not fit are in the column `misfits` (`start: 下周一`), so
that nothing is lost. Only tables that this command has written are ever replaced.
"""

from __future__ import annotations

from pathlib import Path

from addin.gathering.frames import Target
from udfs.problems import RefusalError, gathering


def target_of(name: str, register: Path) -> Target:
    """Return the place that a command line argument stands for; files are put beside the register, with its name."""
    from addin.gathering.database import Database
    from addin.gathering.parquet import Parquet

    if name == "parquet":
        return Parquet(register.with_suffix(".parquet"))
    if name == "sqlite":
        return Database(f"sqlite:///{register.with_suffix('.sqlite').as_posix()}")
    if name.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://", "postgres://")):
        return Database(name)
    raise RefusalError(gathering.UNKNOWN_TARGET, name=name.partition("://")[0])
