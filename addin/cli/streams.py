"""Where the command line writes: a console in its own letters; a pipe or a file in UTF-8, whatever the code page is.

What a command has done is done, so nothing that happens to its words may end it: a letter that a console lacks is written
as its number, and a pipe that is closed or a disk that is full is looked at when the command is over.
"""

from __future__ import annotations

import errno
import io
import os
import select
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self, TextIO

if TYPE_CHECKING:
    from typing_extensions import Buffer

# Nobody reads, or whoever did has gone; Windows may call that an invalid argument.
_READER_IS_GONE = (errno.EPIPE, errno.EBADF, *((errno.EINVAL,) if sys.platform == "win32" else ()))
_NEVER_FAILS = "backslashreplace"


class Streams:
    """Standard output and standard error while a command runs; used in a `with` statement."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._out: _Sink | None = None

    def __enter__(self) -> Self:
        """Put streams that never fail in the place of the two."""
        out, self._out = self._stack.enter_context(_never_failing(sys.stdout))
        self._stack.enter_context(redirect_stdout(out))
        err, _ = self._stack.enter_context(_never_failing(sys.stderr))
        self._stack.enter_context(redirect_stderr(err))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what is left and put the two back."""
        self._stack.__exit__(kind, error, trace)

    def lost(self) -> OSError | None:
        """Return why output could not be written to whom it was meant for; None where all was, or nobody reads any more."""
        sys.stdout.flush()
        error = self._out.error if self._out is not None else None
        return None if error is None or error.errno in _READER_IS_GONE else error


@contextmanager
def _never_failing(stream: TextIO | None) -> Iterator[tuple[TextIO, _Sink | None]]:
    """Give a stream that writes to another whatever happens; to nothing, where the process was started without one."""
    with ExitStack() as stack:
        if stream is None:
            yield stack.enter_context(Path(os.devnull).open("w", encoding="utf-8")), None
        elif stream.isatty() or not isinstance(stream, io.TextIOWrapper):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors=_NEVER_FAILS)
            yield stream, None
        else:
            stream.flush()
            sink = _Sink(stream.buffer)
            lines = stream.line_buffering
            text = io.TextIOWrapper(sink, "utf-8", _NEVER_FAILS, newline="\n", line_buffering=lines)
            try:
                yield text, sink
            finally:
                text.flush()
                sink.leave()


class _Sink(io.BufferedIOBase):
    """Bytes on their way into a stream; the first error is kept, and what comes after it goes nowhere."""

    def __init__(self, under: BinaryIO) -> None:
        super().__init__()
        self._under = under
        self.error: OSError | None = None

    @property
    def name(self) -> str:
        return self._under.name

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._under.fileno()

    def write(self, content: Buffer, /) -> int:
        size = memoryview(content).nbytes
        rest = memoryview(content).cast("B")
        while rest and self.error is None:
            try:
                written: int | None = self._under.write(rest)
            except BlockingIOError as full:
                rest = rest[full.characters_written :]
                self._wait()
                continue
            except OSError as error:
                self.error = error
                break
            if written is None:  # an unbuffered stream says it so that a pipe is full
                self._wait()
            else:
                rest = rest[written:]
        return size

    def flush(self) -> None:
        while self.error is None:
            try:
                return self._under.flush()
            except BlockingIOError:
                self._wait()
            except OSError as error:
                self.error = error
        return None

    def _wait(self) -> None:
        """Wait until a full pipe takes something again; such as do not make a writer wait are not known on Windows."""
        select.select([], [self._under], [])

    def leave(self) -> None:
        """Let what could not be written go nowhere: the interpreter would try again at its end, and complain."""
        if self.error is not None:
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, self._under.fileno())
            os.close(nothing)
