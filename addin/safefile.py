"""Writing a file that is not there yet: whole or not at all, never over another."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from udfs.problems import RefusalError, commands


def free(path: Path) -> None:
    """Refuse a path where something is already, or whose folder is missing."""
    if path.exists():
        raise RefusalError(commands.TARGET_EXISTS, name=str(path))
    if not path.parent.is_dir():
        raise RefusalError(commands.TARGET_FOLDER_MISSING, name=str(path.parent))


def write_new(path: Path, content: bytes) -> Path:
    """Write a new file and return its path; refuses where one of that name exists or the folder is missing."""
    free(path)
    draft: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as stream:
            draft = Path(stream.name)
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        _share(draft)
        # A hard link refuses to replace a file that another program has made in between; not every disk knows links.
        try:
            os.link(draft, path)
        except FileExistsError as error:
            raise RefusalError(commands.TARGET_EXISTS, name=str(path)) from error
        except OSError:
            draft.replace(path)
    except OSError as error:
        raise RefusalError(commands.CANNOT_WRITE, name=str(path), reason=error.strerror or str(error)) from error
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)
    return path


@contextlib.contextmanager
def folder_for(path: Path) -> Iterator[None]:
    """Make a folder, where there is none, to write into; one that stays empty because of an error goes again."""
    if path.exists() and not path.is_dir():
        raise RefusalError(commands.TARGET_EXISTS, name=str(path))
    made = not path.exists()
    try:
        path.mkdir(exist_ok=True)
    except FileNotFoundError as error:
        raise RefusalError(commands.TARGET_FOLDER_MISSING, name=str(path.parent)) from error
    except OSError as error:
        raise RefusalError(commands.CANNOT_WRITE, name=str(path), reason=error.strerror or str(error)) from error
    try:
        yield
    except BaseException:
        if made:
            with contextlib.suppress(OSError):
                path.rmdir()
        raise


def write_over(path: Path, content: bytes) -> None:
    """Write a file whole, in the place of one that may be there already.

    Raises:
        OSError: it cannot be written; what was there is there still.
    """
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as stream:
        draft = Path(stream.name)
        stream.write(content)
    try:
        _share(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _share(draft: Path) -> None:
    """Make a file readable as any new one of this person: as the umask says, not by the owner only as drafts are."""
    mask = os.umask(0)
    os.umask(mask)
    draft.chmod(0o666 & ~mask)
