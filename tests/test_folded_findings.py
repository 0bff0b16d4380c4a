"""A flood of findings is a few lines: one per column and kind, with what follows from them below; all of them on request."""

import json
import re
from pathlib import Path

import pytest

from addin.commands.check import check
from addin.commands.schedule import schedule
from addin.commands.score import score
from addin.excel.click import format_outcome
from addin.outcome import Listing, Outcome
from tests.helpers.books import ISSUE, filled, plan, task
from tests.helpers.commandline import kaizen
from tests.helpers.desk import FileDesk
from udfs.lang import Lang, Text
from udfs.problems import data, planning
from udfs.problems.folding import folded

OWNER, LEVEL = Text("责任人", "Owner"), Text("影响程度", "Impact")


def test_one_line_for_a_column_and_kind_with_a_count_and_the_first_cells() -> None:
    missing = [data.REQUIRED_MISSING.at("表", f"L{row}", label=OWNER, allowed=OWNER) for row in range(5, 17)]
    level = data.NOT_A_LEVEL.at("表", "F9", label=LEVEL, value="很高", allowed="高")
    other = data.REQUIRED_MISSING.at("另一张", "L5", label=OWNER, allowed=OWNER)
    one, two, three = folded([missing[0], level, *missing[1:], other])
    assert one.lines("zh") == [
        "表!L5、L6、L7 … 共 12 处  required-missing  「责任人」没有填写  此列必填，请填写：责任人"
    ]
    assert one.lines("en")[0].startswith("表!L5, L6, L7 … 12 places  required-missing  “Owner” is not filled in")
    assert two.lines("zh") == [level.line("zh")]
    assert three.lines("zh") == [other.line("zh")]


def test_values_that_differ_are_named_and_numbers_keep_their_nouns() -> None:
    levels = [
        data.NOT_A_LEVEL.at("表", f"F{i}", label=LEVEL, value=word, allowed="高")
        for i, word in enumerate(("很高", "很高", "爆", "?", "无"), 5)
    ]
    (fold,) = folded(levels)
    assert "填的“很高、爆、? …”不是" in fold.what("zh")
    late = [
        planning.LIMIT_MISSED.at("表", f"N{i}", label=OWNER, limit="1", finish="2", days=days, why="x")
        for i, days in ((5, 1), (6, 3))
    ]
    (fold,) = folded(late)
    assert "1 working day, 3 working days later" in fold.what("en")


def test_what_has_no_cell_stays_by_itself() -> None:
    files = [planning.NOT_A_PLAN.at("a.xlsx"), planning.NOT_A_PLAN.at("a.xlsx")]
    assert [fold.findings for fold in folded(files)] == [(files[0],), (files[1],)]


@pytest.fixture
def stuck(tmp_path: Path) -> FileDesk:
    """Return a plan in which one duration keeps eight tasks from being scheduled."""
    chain = [task(1, "五天"), *(task(i, 3, f"T-{i - 1:03}") for i in range(2, 10))]
    return FileDesk(plan(tmp_path, *chain, task(10, 2, "T-099")))


def test_what_follows_from_one_cause_stands_below_it(stuck: FileDesk) -> None:
    outcome = stuck.run(schedule)
    cause, alone = folded(outcome.findings)
    view = stuck.view("tasks")
    assert cause.findings[0].cell == view.cell("duration", 0)
    assert len(cause.follows) == 8
    assert alone.problem is data.PREDECESSOR_UNKNOWN
    first, below = cause.lines("zh")
    assert first.startswith(f"改进方案计划表!{view.cell('duration', 0)}  not-a-number")
    assert below.strip().startswith("因此还有")
    assert "共 8 处  not-scheduled" in below


def test_links_to_a_number_that_two_tasks_have_stand_below_that(tmp_path: Path) -> None:
    links = (task(3, 2, "T-001FS+2"), task(4, 2, "t-001"), task(5, 2, "T-003"))
    book = FileDesk(plan(tmp_path, task(1, 2), {**task(1, 3), "what": "别的"}, *links))
    (twice,) = [fold for fold in folded(book.run(check).findings) if fold.problem is data.DUPLICATE_ID]
    assert len(twice.findings) == 2
    view = book.view("tasks")
    assert [finding.cell for finding in twice.follows] == [view.cell("predecessors", row) for row in (2, 3)]


def test_the_command_line_folds_and_lists_on_request(stuck: FileDesk, tmp_path: Path) -> None:
    stuck.run(check)
    short = kaizen("schedule", stuck.path, cwd=tmp_path).stdout
    assert len([line for line in short.splitlines() if "not-scheduled" in line]) == 1
    assert "-v" in short
    whole = kaizen("schedule", stuck.path, "-v", cwd=tmp_path).stdout
    assert len([line for line in whole.splitlines() if "not-scheduled" in line]) == 8
    assert "-v" not in whole
    listed = json.loads(kaizen("schedule", stuck.path, "--json", cwd=tmp_path).stdout)["findings"]
    assert len(listed) == 10
    place = f"改进方案计划表!{stuck.view('tasks').cell('duration', 0)}"
    assert {finding["because"] for finding in listed if finding["code"] == "not-scheduled"} == {place}


def test_the_check_of_many_rows_says_each_thing_once(tmp_path: Path) -> None:
    book = FileDesk(
        filled(tmp_path, [{**ISSUE, "id": f"I-{i}", "owner": None, "scene": f"场景{i}"} for i in range(12)])
    )
    outcome = book.run(check)
    lines = [line for fold in folded(outcome.findings) for line in fold.lines("zh")]
    assert sum("required-missing" in line for line in lines) == 1
    assert "共 12 处" in "".join(lines)
    assert len(book.view().data["result"]) - book.view().data["result"].count(None) == 12  # row by row on the sheet


def test_the_ribbon_speaks_in_sentences(stuck: FileDesk) -> None:
    places: dict[Lang, str] = {"zh": "共 8 处", "en": "8 places"}
    for command in (score, check, schedule):
        outcome = stuck.run(command)
        for lang in places:
            words = format_outcome(outcome, lang)
            assert " · " not in words
            assert len(words.splitlines()) <= 8
            for code in ("not-a-number", "not-scheduled", "required-missing"):
                assert not re.search(rf"\b{code}\b", words)
    assert all(count in format_outcome(outcome, lang) for lang, count in places.items())


def test_a_row_of_a_table_is_a_sentence_with_its_headings() -> None:
    headings = Text("列", "Column"), Text("有值", "Filled"), Text("空", "Blank"), Text("说明", "Note")
    listing = Listing(Text("问题清单", "Issues"), headings, [(Text("问题描述", "Statement"), 12, 0, None)])
    outcome = Outcome(Text("好", "done"), listings=[listing])
    assert format_outcome(outcome, "zh").endswith("问题清单：\n问题描述：有值 12，空 0。")
    assert format_outcome(outcome, "en").endswith("Issues:\nStatement: filled 12, blank 0.")


def test_of_a_long_table_the_first_rows_are_shown_of_a_log_the_last() -> None:
    rows: list[tuple[object, ...]] = [(f"第{i}行", "内容") for i in range(30)]
    for latest, shown, hidden in ((False, "第0行", "第29行"), (True, "第29行", "第0行：")):
        listing = Listing(Text("表", "Table"), (Text("行", "Row"), Text("话", "Words")), rows, latest=latest)  # type: ignore[arg-type]
        words = format_outcome(Outcome(Text("好", "done"), listings=[listing]), "zh")
        assert shown in words
        assert hidden not in words
        assert "另有 18 行" in words
