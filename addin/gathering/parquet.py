"""Tables as Parquet files in a folder, one for each."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from addin.gathering.frames import Frame
from addin.safefile import write_over
from udfs.problems import RefusalError, commands, gathering

# Marks the files that this command writes: other files are never replaced.
_MARK = b"kaizen-ribbon"


class Parquet:
    """A folder of Parquet files; it is created when something is written."""

    def __init__(self, folder: Path) -> None:
        try:
            import pyarrow.parquet as pq
        except ImportError as error:
            raise RefusalError(gathering.EXTRA_MISSING, library="pyarrow", extra="bi") from error
        self._folder = folder
        if folder.exists() and not folder.is_dir():
            raise RefusalError(gathering.FOREIGN_TABLE, name=str(folder))
        if not folder.parent.is_dir():
            raise RefusalError(commands.TARGET_FOLDER_MISSING, name=str(folder.parent))
        for path in folder.glob("*.parquet"):
            try:
                marked = _MARK in (pq.read_schema(path).metadata or {})
            except (OSError, ValueError):
                marked = False
            if not marked:
                raise RefusalError(gathering.FOREIGN_TABLE, name=str(path))

    @property
    def shown(self) -> str:
        """Return the folder."""
        return str(self._folder)

    def write(self, frames: Sequence[Frame]) -> None:
        """Write each table completely, replacing the previous one."""
        try:
            self._folder.mkdir(exist_ok=True)
            for frame in frames:
                write_over(self._folder / f"{frame.key}.parquet", _content(frame))
        except OSError as error:
            reason = error.strerror or str(error)
            raise RefusalError(commands.CANNOT_WRITE, name=self.shown, reason=reason) from error


def _content(frame: Frame) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"date": pa.date32(), "number": pa.float64(), "text": pa.string()}
    schema = pa.schema([(name, types[kind]) for name, kind in frame.columns], metadata={_MARK: frame.key})
    cells = [[row[at] for row in frame.rows] for at in range(len(frame.columns))]
    stream = io.BytesIO()
    pq.write_table(pa.table(cells, schema=schema), stream)
    return stream.getvalue()
