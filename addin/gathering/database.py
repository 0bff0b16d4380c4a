"""Tables in a database, through SQLAlchemy: SQLite in a file, or PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from addin.gathering.frames import Frame
from udfs.problems import RefusalError, gathering

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, MetaData, Table

# The prefix of each table's name, and the table that records which tables this command has written, with which columns.
_PREFIX = "kaizen_"
_OURS = "kaizen_tables"
_OURS_COLUMNS = ("name", "columns")


class Database:
    """A database; only tables that are listed in `kaizen_tables` and still have the columns written then are replaced.

    Everything is written in one transaction. A table that keeps its columns is emptied and refilled, not recreated, so
    views and permissions that depend on it are kept.
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
            # Connecting to a file that does not exist would create an empty one.
            if not Path(self._shown).exists():
                return
        self._do(self._refuse_foreign)

    @property
    def shown(self) -> str:
        """Return the address without its password."""
        return self._shown

    def write(self, frames: Sequence[Frame]) -> None:
        """Write all tables, or none."""

        def write_frames(connection: Connection) -> None:
            existing = self._refuse_foreign(connection)
            for frame in frames:
                _write(connection, frame, existing)

        self._do(write_frames)

    def _do(self, work: Any) -> None:  # noqa: ANN401 - the return value is not used
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
        """Return the columns of our existing tables; a foreign table with one of their names is refused."""
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
        existing: dict[str, tuple[str, ...]] = {}
        for key in (*TABLES, "labels"):
            name = _PREFIX + key
            if name in there:
                if known.get(name) != " ".join(columns(name)):
                    raise RefusalError(gathering.FOREIGN_TABLE, name=name)
                existing[name] = columns(name)
        return existing


def _registry(metadata: MetaData) -> Table:
    from sqlalchemy import Column, Table, Text

    return Table(_OURS, metadata, Column("name", Text, primary_key=True), Column("columns", Text))


def _write(connection: Connection, frame: Frame, existing: dict[str, tuple[str, ...]]) -> None:
    from sqlalchemy import Column, Date, Double, MetaData, Table, Text

    types = {"date": Date, "number": Double, "text": Text}
    metadata = MetaData()
    registry = _registry(metadata)
    table = Table(_PREFIX + frame.key, metadata, *(Column(name, types[kind]) for name, kind in frame.columns))
    names = tuple(name for name, _ in frame.columns)
    registry.create(connection, checkfirst=True)
    if table.name in existing and existing[table.name] != names:
        table.drop(connection)
    table.create(connection, checkfirst=True)
    connection.execute(table.delete())
    if frame.rows:
        connection.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in frame.rows])
    connection.execute(registry.delete().where(registry.c.name == table.name))
    connection.execute(registry.insert().values(name=table.name, columns=" ".join(names)))


def _transactions(engine: Engine) -> None:
    """Make SQLite include the creation of tables in its transactions; by default its driver does not.

    Source: SQLAlchemy's documentation, “Serializable isolation / Savepoints / Transactional DDL”.
    """
    from sqlalchemy import event

    def connected(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
        connection.isolation_level = None

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
