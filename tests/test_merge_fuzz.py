"""`collect` against chance: whatever people do to their copies, nothing is lost, nothing goes unsaid, no order matters.

Every case makes real files, edited and read as bare XML without any code of the product. A few cases run by default;
`KAIZEN_FUZZ=10000` in the environment runs so many, `KAIZEN_FUZZ=500:10000` those from number 500 on. A case that fails is
named by its number, which makes it again.
"""

from __future__ import annotations

import os
import pickle
import random
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

from addin.book.file.book import FileBook
from addin.commands.collect import collect
from addin.commands.share import share
from addin.outcome import Outcome
from addin.sharing.mail import Recipient
from addin.sharing.returns import read_all
from tests.helpers.books import ISSUE, NOW, filled
from tests.helpers.rawsheets import CellContent, RawBook, RawTable

PHONE = 13812345678
ROWS = 4
TEXTS = ("影响范围", "责任人", "备注", "造成影响")
NUMBER, DAY, SUBJECT = "当前值", "要求完成日期", "具体问题"
KEYS = (*TEXTS, NUMBER, DAY)
PEOPLE = ("王芳", "李强", "赵六")
SHARED = "大家都这么填"
QUICK = 8


def _cases() -> range:
    asked = os.environ.get("KAIZEN_FUZZ", "")
    first, _, many = asked.rpartition(":")
    start = int(first or 0)
    return range(start, start + int(many or QUICK))


@dataclass
class Version:
    """A file that somebody returns.

    Attributes:
        who: the sender.
        saved: when it says that it was saved; a later one of the same sender counts.
        edits: what is in cells of sent rows that is not what was sent, by row and heading.
        added: what new rows hold, in any column.
        typed: everything that was typed into it, wherever.
        removed: the sent rows that are missing.
        columns: the columns whose headings are lost, so that nothing can be said of their cells.
    """

    who: str
    saved: int
    file: Path
    edits: dict[tuple[int, str], CellContent] = field(default_factory=dict)
    added: list[dict[str, CellContent]] = field(default_factory=list)
    typed: list[CellContent] = field(default_factory=list)
    removed: set[int] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)
    next_row: int = ROWS


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a master and its copies, nothing typed in them yet."""
    folder = tmp_path_factory.mktemp("fuzz")
    rows = [
        {
            **ISSUE,
            "id": f"I-{i:03}",
            "problem": f"问题{i}",
            "scope": f"范围{i}",
            "current": PHONE,
            "due": date(2026, 12, i),
        }
        for i in range(1, ROWS + 1)
    ]
    master = filled(folder, rows)
    out = folder / "out"
    out.mkdir()
    people = [Recipient(name, f"p{i}@x.cn") for i, name in enumerate(PEOPLE)]
    share(FileBook(master, writing=True), NOW, out, "x", to=people)
    return {"": master, **{name: out / f"x-{name}.xlsx" for name in PEOPLE}}


class Case:
    """One case: everybody's edits, and the batches in which files arrive, with the owner's edits before each."""

    def __init__(self, number: int, post: dict[str, Path], folder: Path) -> None:
        self.random = random.Random(number)  # noqa: S311 - chance for tests
        self._count = 0
        self._folder = folder
        self._post = post
        self._read: dict[Path, bytes] = {}
        sent = RawBook(post[""]).table("tblIssues")
        self.base = {(row, key): sent.get(row, key) for row in range(ROWS) for key in KEYS}
        self.versions = list(self._versions())
        self.ours: dict[tuple[str, str], CellContent] = {}

    # --- what is typed ------------------------------------------------------------------------------------------------

    def fresh(self, key: str) -> CellContent:
        """Return a value that nobody else has typed."""
        self._count += 1
        if key == NUMBER:
            return float(PHONE + self._count) + self.random.choice((0, 0.25))
        return date(2027, 1, 1) + timedelta(days=self._count) if key == DAY else f"字{self._count}·"

    def value(self, row: int, key: str) -> CellContent:
        """Return something to type: mostly new, at times what others type, too, or what was sent, or nothing."""
        luck = self.random.random()
        if luck < 0.15:
            return {NUMBER: float(PHONE + 500_000), DAY: date(2030, 1, 1)}.get(key, SHARED)
        if luck < 0.25 and row < ROWS:
            return self.base[row, key]
        return None if luck < 0.3 else self.fresh(key)

    def _versions(self) -> Iterator[Version]:
        for who in self.random.sample(PEOPLE, self.random.randint(1, 3)):
            first = self._version(who, 1, self._post[who], None)
            yield first
            if self.random.random() < 0.6:
                goes_on = self.random.random() < 0.7
                yield self._version(who, 2, first.file if goes_on else self._post[who], first if goes_on else None)

    def _version(self, who: str, number: int, start: Path, before: Version | None) -> Version:
        saved = number * 10 + PEOPLE.index(who)
        version = Version(who, saved, self._folder / f"{who}{number}.xlsx")
        if before is not None:
            version.edits, version.added = dict(before.edits), [dict(row) for row in before.added]
            version.removed, version.columns = set(before.removed), set(before.columns)
            version.next_row = before.next_row
        book = RawBook(start)
        table = book.table("tblIssues")
        kinds = (
            self._edit,
            self._edit,
            self._edit,
            self._add,
            self._remove,
            self._column,
            self._rename,
            self._sheet,
            self._below,
            self._take_back,
        )
        for _ in range(self.random.randint(0 if number == 1 else 1, 4)):
            self.random.choice(kinds)(version, table)
        present = {value for _, value in book.everything()}
        version.typed = [value for value in version.typed if value in present]
        book.save(version.file, f"2026-12-01T{saved // 60:02}:{saved % 60:02}:00Z")
        return version

    def _edit(self, version: Version, table: RawTable) -> None:
        row, key = self.random.randrange(ROWS), self.random.choice(KEYS)
        if row in version.removed or key not in table.columns:
            return
        value = self.value(row, key)
        table.put(row, key, value)
        version.typed.append(value)
        version.edits.pop((row, key), None)
        if value != self.base[row, key]:
            version.edits[row, key] = value

    def _add(self, version: Version, table: RawTable) -> None:
        row, version.next_row = version.next_row, version.next_row + 1
        subject = self.random.choice(("同题", self.fresh("")))
        added: dict[str, CellContent] = {SUBJECT: subject, "备注": self.fresh("")}
        for key in self.random.sample((NUMBER, DAY), self.random.randint(0, 2)):
            if key in table.columns:
                added[key] = self.fresh(key)
        for key, value in added.items():
            table.put(row, key, value)
        version.added.append(added)
        version.typed += added.values()

    def _take_back(self, version: Version, table: RawTable) -> None:
        """Empty a row that was added, here or in the version before."""
        if version.added:
            gone = version.added.pop(self.random.randrange(len(version.added)))
            table.clear(next(row for row in range(ROWS, table.length) if table.get(row, "备注") == gone["备注"]))

    def _remove(self, version: Version, table: RawTable) -> None:
        row = self.random.randrange(ROWS)
        table.clear(row)
        version.removed.add(row)
        version.edits = {place: value for place, value in version.edits.items() if place[0] != row}

    def _column(self, version: Version, table: RawTable) -> None:
        heading = f"加列{version.saved}"
        if heading not in table.columns:
            table.add_column(heading)
        row, key = self.random.randrange(ROWS), self.random.choice((TEXTS[0], DAY))
        if row not in version.removed:
            value = self.fresh(key)
            table.put(row, heading, value)
            version.typed.append(value)

    def _rename(self, version: Version, table: RawTable) -> None:
        key = self.random.choice((TEXTS[0], DAY))
        if key not in table.columns:
            return
        table.rename(key, f"改名{version.saved}{key[:1]}")
        if self.random.random() < 0.3:  # and emptied: the column is gone
            for row in range(version.next_row):
                table.put(row, f"改名{version.saved}{key[:1]}", None)
            version.edits = {place: value for place, value in version.edits.items() if place[1] != key}
        version.columns.add(key)

    def _sheet(self, version: Version, table: RawTable) -> None:
        text = self.fresh("")
        assert isinstance(text, str)
        table.book.add_sheet(f"附页{self._count}", text)
        version.typed.append(text)

    def _below(self, version: Version, table: RawTable) -> None:
        row = table.length
        if table.get(row, SUBJECT) is None:
            for key in (SUBJECT, "备注"):
                value = self.fresh("")
                table.put(row, key, value)
                version.typed.append(value)

    # --- what we do with it -------------------------------------------------------------------------------------------

    def collected(self, master: Path, versions: Sequence[Version]) -> Outcome:
        """Collect files into a master; each is read once, and comes out of a pickle as from another process."""
        for version in versions:
            if version.file not in self._read:
                self._read[version.file] = pickle.dumps(read_all([version.file]))
        returns = [returned for version in versions for returned in pickle.loads(self._read[version.file])]  # noqa: S301 - ours
        return collect(FileBook(master, writing=True), NOW, returns)

    def own_edits(self, master: Path) -> None:
        """Let the owner type into the master."""
        book = RawBook(master)
        table = book.table("tblIssues")
        rows = positions(table)
        for _ in range(self.random.choice((0, 0, 1, 2, 3))):
            at = self.random.randrange(ROWS)
            row_id, key = f"I-{at + 1:03}", self.random.choice(KEYS)
            if row_id not in rows:
                continue
            if self.random.random() < 0.1:
                table.clear(rows.pop(row_id))
                self.ours = {place: value for place, value in self.ours.items() if place[0] != row_id}
                continue
            value = self.value(at, key)
            table.put(rows[row_id], key, value)
            self.ours.pop((row_id, key), None)
            if value != self.base[at, key]:
                self.ours[row_id, key] = value
        book.save(master)


def positions(table: RawTable) -> dict[str, int]:
    """Return where each of the rows stands that were sent, by number; the number of a deleted one may be given again."""
    places = {table.get(row, SUBJECT): row for row in range(table.length)}
    return {f"I-{i:03}": places[f"问题{i}"] for i in range(1, ROWS + 1) if f"问题{i}" in places}


def shown(value: CellContent) -> str:
    return value.isoformat() if isinstance(value, date) else f"{value:.15g}" if isinstance(value, float) else str(value)


def content(master: Path) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Return the rows of the table and the conflicts, as texts; both sorted, new rows without their numbers."""
    book = RawBook(master)
    table = book.table("tblIssues")
    keys = [key for key in table.columns if key not in ("编号", "_id", "检查结果", "问题描述", "逾期天数")]
    rows = [tuple(shown(table.get(row, key)) for key in keys) for row in range(table.length)]
    return sorted(rows), sorted(conflicts(book))


def conflicts(book: RawBook) -> list[tuple[str, ...]]:
    try:
        table = book.table("tblConflicts")
    except LookupError:
        return []
    keys = ("类型", "列", "寄出时", "我方", "对方", "谁")
    return [tuple(shown(table.get(row, key)) for key in keys) for row in range(table.length) if table.get(row, "类型")]


def report_of(outcome: Outcome) -> str:
    """Return everything that the command says."""
    return "\n".join(finding.line("zh") for finding in outcome.findings)


def is_somewhere(value: CellContent, present: set[CellContent], texts: str) -> bool:
    """Return whether a value is in some cell as what it is, or is named in a text."""
    return value in present or shown(value) in texts


def run(number: int, post: dict[str, Path], folder: Path) -> None:
    """Run one case; whatever is wrong fails an assertion that names the case."""
    case = Case(number, post, folder)
    master = Path(shutil.copy(post[""], folder / "master.xlsx"))
    files = list(case.versions)
    case.random.shuffle(files)
    cut = case.random.randint(0, len(files))
    reports = ""
    received: list[Version] = []
    for batch in (files[:cut], files[cut:]):
        if not batch:
            continue
        case.own_edits(master)
        before = RawBook(master)
        was, at = before.table("tblIssues"), positions(before.table("tblIssues"))
        held_before = {place: was.get(at[place[0]], place[1]) for place in case.ours}
        twin = Path(shutil.copy(master, folder / "twin.xlsx"))
        reports += report_of(case.collected(master, batch))
        # No order matters.
        case.collected(twin, batch[::-1])
        assert content(twin) == content(master), f"case {number}: the order of files decides"
        # Nothing of ours is overwritten.
        table = RawBook(master).table("tblIssues")
        rows = positions(table)
        for (row_id, key), value in held_before.items():
            assert table.get(rows[row_id], key) == value, f"case {number}: our {value!r} in {row_id} {key} is gone"
        received += batch
        check_said(case, number, master, reports, received, batch)
    check(case, number, master, reports)
    bytes_before = master.read_bytes()
    assert case.collected(master, files).changed == 0, f"case {number}: twice is not once"
    assert master.read_bytes() == bytes_before, f"case {number}: collecting again writes"


def check(case: Case, number: int, master: Path, reports: str) -> None:
    """Find everything that was typed again, as what it was, and everything that is not in its place in a conflict."""
    book = RawBook(master)
    table = book.table("tblIssues")
    present = {value for _, value in book.everything()}
    texts = reports + "\n".join(value for value in present if isinstance(value, str))
    for version in case.versions:
        for value in version.typed:
            assert value is None or is_somewhere(value, present, texts), (
                f"case {number}: {value!r} of {version.who} is lost"
            )
    latest = {version.who: version for version in sorted(case.versions, key=lambda version: version.saved)}
    notes = Counter(table.get(row, "备注") for row in range(table.length))
    for version in latest.values():
        for added in version.added:
            times = notes[added["备注"]]
            assert times == 1, f"case {number}: {added} of {version.who} is there {times} times"


def check_said(
    case: Case, number: int, master: Path, reports: str, received: list[Version], batch: list[Version]
) -> None:
    """Find what each sender said last in its place, in a conflict, or in the report."""
    book = RawBook(master)
    table = book.table("tblIssues")
    rows = positions(table)
    entries = conflicts(book)
    all_texts = "\n".join(entry[4] for entry in entries) + reports
    for version in batch:
        others = [other for other in received if other.who == version.who]
        if version is not max(others, key=lambda other: other.saved):
            continue
        name = f"case {number}: {version.who}"
        before = {place for other in others for place in other.edits} - set(version.edits)
        for at, key in [*version.edits, *before]:
            value = version.edits.get((at, key), case.base[at, key])
            place = rows.get(f"I-{at + 1:03}")
            if (place is not None and table.get(place, key) == value) or at in version.removed:
                continue
            # What was said before is no news, whatever the owner has made of it since.
            if any(other.edits.get((at, key)) == value for other in others if other not in batch):
                continue
            if (at, key) in before and (
                key in version.columns or place is None or (f"I-{at + 1:03}", key) in case.ours
            ):
                continue
            is_listed = any(entry[1] == key and entry[4] == shown(value) for entry in entries)
            named = (shown(value),) if value is not None else (f"{key}：", f"「{key}」又是寄出时的“”")
            is_reported = any(text in all_texts for text in named)
            assert is_listed or is_reported, f"{name}'s {value!r} in {at} {key} goes unsaid"
        for at in version.removed:
            assert f"I-{at + 1:03}" in reports or f"I-{at + 1:03}" not in rows, f"{name} removed row {at}, unsaid"
        for row in [row for other in others for row in other.added if row not in version.added]:
            present = [table.get(i, "备注") for i in range(table.length)]
            is_known = row["备注"] not in present or "row-removed" in reports
            assert is_known, f"{name} took back {row}, unsaid"


def test_nothing_is_lost_nothing_unsaid_and_no_order_matters(post: dict[str, Path], tmp_path: Path) -> None:
    for number in _cases():
        folder = tmp_path / str(number)
        folder.mkdir()
        run(number, post, folder)
        shutil.rmtree(folder)
