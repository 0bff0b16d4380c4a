"""Fixtures that several test files share."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from tests.helpers import office as program
from tests.helpers import uno_engine
from tests.helpers.desk import At, FileDesk, LiveDesk
from tests.helpers.examples import load_profile

load_profile()


def pytest_collection_finish() -> None:
    """Keep the collector of cycles from looking over thousands of tests and every module again and again."""
    gc.collect()
    gc.freeze()
    # Reading a workbook makes hundreds of thousands of objects, none of them in a cycle.
    gc.set_threshold(100_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _no_power_failure() -> Iterator[None]:
    """Let the disk write when it likes: tests save thousands of files, and each would wait for it."""
    with patch("os.fsync"):
        yield


@pytest.fixture(scope="session")
def office() -> Iterator[program.Office]:
    """Return a running LibreOffice, one for all tests."""
    with program.running() as started:
        yield started


@pytest.fixture
def open_book(office: program.Office) -> Iterator[uno_engine.Open]:
    """Open a workbook; (xlwings's book, the program's document)."""
    content = []

    def opening(path: Path) -> tuple[Any, Any]:
        book, document = uno_engine.opened(office, path)
        content.append(document)
        return book, document

    yield opening
    for document in content:
        document.close(True)


@pytest.fixture(params=["file", "live"])
def desk(request: pytest.FixtureRequest) -> At:
    """Put a workbook on a desk: once as a file, once open in a spreadsheet program."""
    if request.param == "file":
        return FileDesk
    opening = request.getfixturevalue("open_book")
    return lambda path: LiveDesk(*opening(path))
