"""Fixtures that several test files share."""

from collections.abc import Iterator

import pytest

from tests import office as program


@pytest.fixture(scope="session")
def office() -> Iterator[program.Office]:
    """Return a running LibreOffice, one for all tests."""
    with program.running() as started:
        yield started
