"""Writing files whole or not at all: new ones, never over another, and ones that replace what was there."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from addin.leftovers import DRAFT_SUFFIX, draft_prefix
from udfs.problems import RefusalError, commands, files


def refuse_special(path: Path) -> None:
    """Refuse a pipe or a device: reading one may never end."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return  # who opens it says what is wrong
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise RefusalError(files.NOT_A_FILE, name=str(path))


def refuse_no_file(path: Path) -> None:
    """Refuse a folder, a pipe or a device, and what is not there."""
    if path.is_dir():
        raise RefusalError(files.IS_FOLDER, name=str(path))
    refuse_special(path)
    if not path.is_file():
        raise RefusalError(files.NO_FILE, name=str(path))


def real_path(path: Path) -> Path:
    """Return the file itself where a path is a symbolic link to it."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def free(path: Path) -> None:
    """Refuse a path where something is already, or whose folder is missing."""
    if path.exists():
        raise RefusalError(commands.TARGET_EXISTS, name=str(path))
    if not path.parent.is_dir():
        raise RefusalError(commands.TARGET_FOLDER_MISSING, name=str(path.parent))


def write_new(path: Path, content: bytes) -> Path:
    """Write a new file and return its path; refuses where one of that name exists or the folder is missing."""
    free(path)
    try:
        with _draft(path, content) as draft:
            # A hard link refuses to replace a file that another program has made in between; not every disk knows links.
            try:
                os.link(draft, path)
            except FileExistsError as error:
                raise RefusalError(commands.TARGET_EXISTS, name=str(path)) from error
            except OSError:
                draft.replace(path)
    except OSError as error:
        raise RefusalError(commands.CANNOT_WRITE, name=str(path), reason=error.strerror or str(error)) from error
    _sync_folder(path.parent)
    return path


@dataclass(frozen=True)
class FileToWrite:
    """A file to be written: where, what it will hold, what stands in its place now (None where nothing does)."""

    path: Path
    content: bytes
    before: bytes | None


@contextlib.contextmanager
def written_together(files: Iterable[FileToWrite]) -> Iterator[None]:
    """Write files, then do what else belongs to it; where something fails, all of them are as they were before."""
    written: list[FileToWrite] = []
    try:
        for file in files:
            if file.before is None:
                write_new(file.path, file.content)
            else:
                _replace(file.path, file.content)
            written.append(file)
        yield
    except BaseException:
        for file in written:
            if file.before is None:
                file.path.unlink(missing_ok=True)
            else:
                _replace(file.path, file.before)
        raise


def _replace(path: Path, content: bytes) -> None:
    try:
        write_over(path, content)
    except OSError as error:
        raise RefusalError(commands.CANNOT_WRITE, name=str(path), reason=error.strerror or str(error)) from error


@contextlib.contextmanager
def folder_for(path: Path) -> Iterator[None]:
    """Make a folder, where there is none, to write into; one that stays empty goes again."""
    if path.exists() and not path.is_dir():
        raise RefusalError(commands.TARGET_EXISTS, name=str(path))
    is_new = not path.exists()
    try:
        path.mkdir(exist_ok=True)
    except FileNotFoundError as error:
        raise RefusalError(commands.TARGET_FOLDER_MISSING, name=str(path.parent)) from error
    except OSError as error:
        raise RefusalError(commands.CANNOT_WRITE, name=str(path), reason=error.strerror or str(error)) from error
    try:
        yield
    finally:
        if is_new:
            with contextlib.suppress(OSError):  # something is in it
                path.rmdir()


def write_over(path: Path, content: bytes) -> None:
    """Write a file whole, in the place of one that may be there already; a symbolic link stays, and so does who owns it.

    Raises:
        OSError: it cannot be written; what was there is there still.
    """
    path = real_path(path)
    with _draft(path, content) as draft:
        draft.replace(path)
    _sync_folder(path.parent)


@contextlib.contextmanager
def _draft(path: Path, content: bytes) -> Iterator[Path]:
    """Give a file beside `path` that holds the content, on the disk itself; where it still is afterwards it goes.

    It may be read and written by whoever could do so with the file that it replaces, else as any new file of this
    person: as the umask says, not by the owner only as drafts are.
    """
    draft: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=draft_prefix(), suffix=DRAFT_SUFFIX, delete=False
        ) as stream:
            draft = Path(stream.name)
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        _resemble(draft, path)
        yield draft
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def _resemble(draft: Path, path: Path) -> None:
    """Give a draft the owner, group and mode of the file that it replaces, as far as the system lets this person."""
    try:
        before = path.stat()
    except FileNotFoundError:
        draft.chmod(0o666 & ~_umask())
        return
    if sys.platform != "win32":
        for owner, group in ((before.st_uid, -1), (-1, before.st_gid)):
            with contextlib.suppress(OSError):
                os.chown(draft, owner, group)
    draft.chmod(stat.S_IMODE(before.st_mode))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself durable, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
