"""The tables of a register for BI tools: what a table is there, and the places where tables can be written.

Columns are called by their keys (`impact_level`): the same in both languages and in every database, so that a report
goes on working when a register is made in English. The table of labels beside them says what each is called in Chinese
and in English. Days are dates, numbers are numbers; what a person typed that is neither stands in the column
`misfits` (`start: 下周一`), so that nothing is lost. Only tables that this command has written are ever replaced.
"""

from __future__ import annotations

from pathlib import Path

from addin.gathering.frames import Target
from udfs.problems import RefusalError, gathering


def target_of(name: str, register: Path) -> Target:
    """Return the place that a word of the command line means; files lie beside the register and are called like it."""
    from addin.gathering.database import Database
    from addin.gathering.parquet import Parquet

    if name == "parquet":
        return Parquet(register.with_suffix(".parquet"))
    if name == "sqlite":
        return Database(f"sqlite:///{register.with_suffix('.sqlite').as_posix()}")
    if name.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://", "postgres://")):
        return Database(name)
    raise RefusalError(gathering.UNKNOWN_TARGET, name=name.partition("://")[0])
