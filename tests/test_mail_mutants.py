"""`collect` and damaged messages: an answer in words every time, soon, and nothing changed where nothing was merged.

A few of them every time, anew; a thousand with `HYPOTHESIS_PROFILE=deep`.
"""

import json
import random
import time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import Phase, event, given
from hypothesis import strategies as st

from tests.helpers.books import ISSUE, filled
from tests.helpers.commandline import kaizen
from tests.helpers.examples import on_files
from tests.helpers.mail_mutants import mutant, sound
from tests.helpers.mailroom import LI, WANG, sent, typed

ROWS = [{**ISSUE, "id": f"I-{i:03}", "problem": f"问题{i}", "scope": f"范围{i}"} for i in range(1, 4)]
LONGEST = 20  # seconds


class Post:
    """A master, and the messages that came back, before they were damaged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = filled(folder, ROWS)
        copies = sent(self.path, WANG, LI)
        for i, path in enumerate(copies):
            typed(path, "scope", i, f"改{i}")
        self.master = self.path.read_bytes()
        self.messages = sound(*(path.read_bytes() for path in copies))

    def scopes(self) -> list[str]:
        """Return what stands in the column that people changed, as another reader sees it."""
        book = openpyxl.load_workbook(self.path, data_only=True, read_only=True)
        try:
            rows = [[str(cell).rstrip("*") for cell in row] for row in book["问题清单"].iter_rows(values_only=True)]
        finally:
            book.close()
        heading = next(i for i, row in enumerate(rows) if "影响范围" in row)
        at = rows[heading].index("影响范围")
        return [row[at] for row in rows[heading + 1 : heading + 1 + len(ROWS)]]


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Post:
    return Post(tmp_path_factory.mktemp("post"))


def collected(post: Post, name: str, content: bytes) -> str:
    """Collect a message into the master as it was; return what became of it."""
    post.path.write_bytes(post.master)
    mail = post.folder / name
    mail.write_bytes(content)
    begun = time.monotonic()
    done = kaizen("collect", post.path.name, name, "--json", cwd=post.folder)
    assert time.monotonic() - begun < LONGEST
    assert done.returncode in {0, 1}, done.stdout
    assert done.stderr == ""
    answer = json.loads(done.stdout)
    mail.unlink()
    rows = answer["listings"][0]["rows"]
    assert rows, "no line at all"
    refused = [row for row in rows if row[2] == "未合并"]
    merged = len(rows) - len(refused)
    if not merged:
        assert done.returncode == 1, "nothing merged is no success"
        assert post.path.read_bytes() == post.master
    else:
        now = post.scopes()
        assert [now[i] in {f"范围{i + 1}", f"改{i}"} for i in range(2)] == [True, True], now
        assert now[2] == "范围3"
    return "merged" if merged else min(finding["code"] for finding in answer["findings"])


def test_sound_messages_are_merged(post: Post) -> None:
    for name, content in post.messages.items():
        assert collected(post, name, content) == "merged", name
        assert post.scopes()[0] == "改0", name


def damaged(post: Post, number: int) -> tuple[str, bytes]:
    """Return a damaged message, always the same for a number."""
    chance = random.Random(number)  # noqa: S311 - not for secrets
    name = chance.choice(list(post.messages))
    return name, mutant(post.messages[name], list(post.messages.values()), chance)


@on_files(quick=30, deep=1000, phases=[Phase.explicit, Phase.generate])
@given(number=st.integers(0, 10**9))
def test_damaged_messages_get_an_answer(post: Post, number: int) -> None:
    name, content = damaged(post, number)
    event(f"{name}: {collected(post, name, content)}")
