"""Text exports of any size, piece by piece: csv, tsv and txt in whatever encoding and with whatever delimiter.

A piece whose every line is one row goes through the columnar library; any other (cells with line breaks, blank lines, rows
of different lengths) through the careful reader, which reads the same rows the same way.
"""

from __future__ import annotations

import codecs
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from addin.importing.textfile import delimiter_of, encodings_of
from addin.measuring.batches import Batch, RowBatch, TextBatch, text_rows
from udfs.problems import RefusalError, files, imports
from udfs.values import CellValue

# Large enough that threads seldom wait for one another, small enough that a few of them hardly count.
_BLOCK = 1 << 22
_HEAD = 1 << 18
# Without its other half within so much, a quote is one that stands for inches.
_LONGEST_CELL = 1 << 24
_QUOTE, _LINE = b'"', b"\n"
# Memory of pieces is given back: the library's own allocator keeps that of many of them.
pa.set_memory_pool(pa.system_memory_pool())


class TextExport:
    """A text export.

    Args:
        path: the file.

    Raises:
        RefusalError: it is not a text, or its encoding is not known.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.fingerprint = ""
        try:
            with path.open("rb") as stream:
                self._start(stream.read(_HEAD))
        except OSError as error:
            raise RefusalError(files.CANNOT_READ, name=path.name, reason=error.strerror or str(error)) from error

    def _start(self, head: bytes) -> None:
        if not head.strip():
            raise RefusalError(files.EMPTY, name=self.path.name)
        self._encodings = encodings_of(head, self.path.name)
        for encoding in [*self._encodings]:
            try:
                text = codecs.getincrementaldecoder(encoding)().decode(head)
            except UnicodeDecodeError:
                self._encodings.remove(encoding)
                continue
            break
        else:
            raise RefusalError(imports.UNREADABLE_TEXT, name=self.path.name)
        whole = len(head) < _HEAD
        text = text if whole else text[: text.rfind("\n") + 1] or text
        self.delimiter = delimiter_of(text)
        self.head: list[list[CellValue]] = []
        # How many lines each row of the head ends with: cells above the headings may hold line breaks.
        self._lines: list[int] = []
        for row, line in text_rows(text, self.delimiter):
            self.head.append(row)
            self._lines.append(line)
        widths = Counter(len(row) for row in self.head if len(row) > 1)
        self._width = widths.most_common(1)[0][0] if widths else 1

    def read(self, header: int, columns: Sequence[int], tell: Callable[[int], None]) -> Iterator[Callable[[], Batch]]:
        """Yield what gives the rows below the headings, piece by piece.

        Args:
            header: the position of the headings among the rows of `head`.
            columns: the positions of the columns that are needed.
            tell: is told how many bytes have been read.

        Raises:
            UnicodeDecodeError: the encoding is another one; `next_encoding` says whether there is one to try.
        """
        self._columns = [str(at) for at in columns if at < self._width]
        above = self._lines[header]
        for whole in self._blocks(tell):
            block = whole
            while above and block:
                _, _, block = block.partition(_LINE)
                above -= 1
            if block:
                yield partial(self._batch, block)

    def next_encoding(self) -> bool:
        """Go on to the next encoding that the file may have; false where there is none."""
        self._encodings.pop(0)
        return bool(self._encodings)

    def _blocks(self, tell: Callable[[int], None]) -> Iterator[bytes]:
        """Yield whole rows in UTF-8, and take the fingerprint of the file on the way."""
        digest, done, encoding = 0, 0, self._encodings[0]
        decode = codecs.getincrementaldecoder(encoding)().decode
        rest = b""
        with self.path.open("rb") as stream:
            while raw := stream.read(_upto_line(stream)):
                digest = zlib.crc32(raw, digest)
                if encoding != "utf-8-sig":
                    block = decode(raw).encode("utf-8")
                else:
                    block = raw if done else raw.removeprefix(codecs.BOM_UTF8)
                done += len(raw)
                block = rest + block if rest else block
                cut = _end_of_rows(block)
                rest = block[cut:]
                if cut:
                    yield block[:cut]
                tell(done)
        rest += b"" if encoding == "utf-8-sig" else decode(b"", final=True).encode("utf-8")
        if rest:
            yield rest
        self.fingerprint = fingerprint(done, digest)

    def _batch(self, block: bytes) -> Batch:
        lines = int(np.count_nonzero(np.frombuffer(block, np.uint8) == _LINE[0])) + (not block.endswith(_LINE))
        # What keeps Excel from reading texts as numbers is taken off by the careful reader.
        marked = b'="' in block or (self.delimiter != "\t" and b"\t" in block)
        if self._columns and not marked:
            try:
                table = arrow_csv.read_csv(pa.BufferReader(block), *self._options(quoted=_QUOTE in block))
            except pa.ArrowInvalid:
                pass
            else:
                if table.num_rows == lines:
                    return TextBatch(table, block, self.delimiter)
        text = block.decode("utf-8")
        if "\0" in text:
            raise RefusalError(imports.BINARY_FILE, name=self.path.name)
        return RowBatch([row for row, _ in text_rows(text, self.delimiter)], typed=False)

    def _options(self, *, quoted: bool) -> tuple[Any, Any, Any]:
        """Return how the columnar library reads: every needed column as texts, blank cells as null."""
        names = [str(at) for at in range(self._width)]
        return (
            arrow_csv.ReadOptions(use_threads=False, column_names=names, block_size=1 << 30),
            arrow_csv.ParseOptions(delimiter=self.delimiter, quote_char=quoted and '"'),
            arrow_csv.ConvertOptions(
                include_columns=self._columns,
                column_types=dict.fromkeys(self._columns, pa.string()),
                null_values=[""],
                strings_can_be_null=True,
            ),
        )


def fingerprint(length: int, digest: int) -> str:
    """Return how a file's content is known again: its length and its checksum (CRC-32)."""
    return f"{length:x}-{digest:08x}"


def _upto_line(stream: BufferedReader) -> int:
    """Return how much there is to read up to the end of a line; it is looked for first, so that nothing is copied."""
    start = stream.tell()
    stream.seek(start + _BLOCK)
    stream.readline()
    end = stream.tell()
    stream.seek(start)
    return end - start


def _end_of_rows(block: bytes) -> int:
    """Return where the last whole row ends: behind a line break that stands outside quotes; 0 where there is none."""
    cut = block.rfind(_LINE) + 1
    if _QUOTE not in block:
        return cut
    at = cut
    odd = block.count(_QUOTE, 0, at) % 2
    while odd and at:
        quote = block.rfind(_QUOTE, 0, at)
        line = block.rfind(_LINE, 0, quote) + 1
        odd ^= block.count(_QUOTE, line, at) % 2
        at = line
    return at or (cut if len(block) > _LONGEST_CELL else 0)
