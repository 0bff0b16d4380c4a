"""Tables in a database, through SQLAlchemy: SQLite in a file, or PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from addin.gathering.frames import Frame
from udfs.problems import RefusalError, gathering

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, MetaData, Table

# Before the name of each table, and the table that remembers which ones this command has written, with which columns.
_PREFIX = "kaizen_"
_OURS = "kaizen_tables"
_OURS_COLUMNS = ("name", "columns")


class Database:
    """A database; only tables that `kaizen_tables` names, and that still look as they were written, are replaced.

    All is written in one transaction. A table that keeps its columns is emptied and filled, not made anew: views and
    permissions that BI people have put on it stay.
    """

    def __init__(self, url: str) -> None:
        try:
            import sqlalchemy
        except ImportError as error:
            raise RefusalError(gathering.EXTRA_MISSING, library="sqlalchemy", extra="bi") from error
        try:
            address = sqlalchemy.make_url(url)
        except (sqlalchemy.exc.ArgumentError, ValueError) as error:
            raise RefusalError(gathering.UNKNOWN_TARGET, name=url.partition("://")[0]) from error
        if address.drivername in ("postgresql", "postgres"):
            address = address.set(drivername="postgresql+psycopg")
        is_file = address.get_backend_name() == "sqlite"
        self._shown = address.database or "" if is_file else address.render_as_string(hide_password=True)
        try:
            self._engine: Engine = sqlalchemy.create_engine(address)
        except ImportError as error:
            raise RefusalError(gathering.EXTRA_MISSING, library=str(error.name), extra="bi") from error
        if is_file:
            _transactions(self._engine)
            # Looking into a file that is not there would leave an empty one.
            if not Path(self._shown).exists():
                return
        self._do(self._refuse_foreign)

    @property
    def shown(self) -> str:
        """Return the address without its password."""
        return self._shown

    def write(self, frames: Sequence[Frame]) -> None:
        """Write all tables, or none."""

        def written(connection: Connection) -> None:
            held = self._refuse_foreign(connection)
            for frame in frames:
                _write(connection, frame, held)

        self._do(written)

    def _do(self, work: Any) -> None:  # noqa: ANN401 - what it returns is not wanted
        from sqlalchemy.exc import SQLAlchemyError

        try:
            with self._engine.begin() as connection:
                work(connection)
        except SQLAlchemyError as error:
            reason = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
            raise RefusalError(gathering.DATABASE_REFUSED, name=self._shown, reason=reason) from error
        finally:
            self._engine.dispose()

    def _refuse_foreign(self, connection: Connection) -> dict[str, tuple[str, ...]]:
        """Return the columns of our tables that are there; refuses where another table has one of their names."""
        import sqlalchemy

        from workbook_templates.catalogue import TABLES

        inspector = sqlalchemy.inspect(connection)
        there = {*inspector.get_table_names(), *inspector.get_view_names()}

        def columns(name: str) -> tuple[str, ...]:
            return tuple(column["name"] for column in inspector.get_columns(name))

        known: dict[str, str] = {}
        if _OURS in there:
            if columns(_OURS) != _OURS_COLUMNS:
                raise RefusalError(gathering.FOREIGN_TABLE, name=_OURS)
            rows = connection.execute(sqlalchemy.select(_registry(sqlalchemy.MetaData())))
            known = {str(name): str(text) for name, text in rows}
        held: dict[str, tuple[str, ...]] = {}
        for key in (*TABLES, "labels"):
            name = _PREFIX + key
            if name in there:
                if known.get(name) != " ".join(columns(name)):
                    raise RefusalError(gathering.FOREIGN_TABLE, name=name)
                held[name] = columns(name)
        return held


def _registry(metadata: MetaData) -> Table:
    from sqlalchemy import Column, Table, Text

    return Table(_OURS, metadata, Column("name", Text, primary_key=True), Column("columns", Text))


def _write(connection: Connection, frame: Frame, held: dict[str, tuple[str, ...]]) -> None:
    from sqlalchemy import Column, Date, Double, MetaData, Table, Text

    types = {"date": Date, "number": Double, "text": Text}
    metadata = MetaData()
    registry = _registry(metadata)
    table = Table(_PREFIX + frame.key, metadata, *(Column(name, types[kind]) for name, kind in frame.columns))
    names = tuple(name for name, _ in frame.columns)
    registry.create(connection, checkfirst=True)
    if table.name in held and held[table.name] != names:
        table.drop(connection)
    table.create(connection, checkfirst=True)
    connection.execute(table.delete())
    if frame.rows:
        connection.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in frame.rows])
    connection.execute(registry.delete().where(registry.c.name == table.name))
    connection.execute(registry.insert().values(name=table.name, columns=" ".join(names)))


def _transactions(engine: Engine) -> None:
    """Let a transaction of SQLite hold the making of tables too; its driver would keep that out of it.

    Source: SQLAlchemy's documentation, “Serializable isolation / Savepoints / Transactional DDL”.
    """
    from sqlalchemy import event

    def connected(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
        connection.isolation_level = None

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
