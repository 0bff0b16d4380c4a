"""`log` speaks in words: no formulas, no codes of marks; undone steps, values typed over and own columns are told apart."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from addin.book.session import Session
from addin.commands.check import check
from addin.commands.fix import fix
from addin.commands.forms import live
from addin.commands.history import log, undo
from addin.commands.schedule import schedule
from addin.commands.score import score
from addin.outcome import Outcome
from tests.helpers.books import ISSUE, filled, plan, task
from tests.helpers.desk import FileDesk
from udfs.lang import Lang, Text
from udfs.values import Cell
from workbook_templates.context import OWN

LANGS: list[Lang] = ["zh", "en"]


def rows(book: FileDesk, step: int, lang: Lang = "zh") -> list[list[str]]:
    """Return the cells of a step's rows, from the place on."""
    (listing,) = book.run(log).listings
    return [
        [cell.to(lang) if isinstance(cell, Text) else str(cell) for cell in row[4:]]
        for row in listing.rows
        if row[0] == step
    ]


def row(book: FileDesk, step: int, place: str) -> list[str]:
    (only,) = [cells for cells in rows(book, step) if place in cells[0]]
    return only


@pytest.mark.parametrize("lang", LANGS)
def test_there_is_no_formula_and_no_code_in_it(lang: Lang, tmp_path: Path) -> None:
    book = FileDesk(filled(tmp_path, [{**ISSUE, "owner": None, "channel": "听说的", "impact_level": " 高"}]))
    for command in (score, check, fix, live, undo):
        book.run(command)
    words = "\n".join(" ".join(cells) for step in range(1, 8) for cells in rows(book, step, lang))
    for code in ("=IF", "KZ_PRIORITY", "_marks", ";owner", "_id"):
        assert code not in words
    assert ("责任人" if lang == "zh" else "Owner") in words


def test_marks_are_named_by_their_columns(tmp_path: Path) -> None:
    book = FileDesk(filled(tmp_path, [{**ISSUE, "owner": None, "channel": "听说的"}]))
    book.run(check)
    assert row(book, 2, "标色") == ["问题清单·检查标色", "1", "", "发现渠道、责任人", "检查标色"]


def test_a_value_typed_over_and_a_blank_one_are_different_things(tmp_path: Path) -> None:
    book = FileDesk(filled(tmp_path, [ISSUE, {**ISSUE, "id": "I-002", "problem": "别的"}]))
    formula = book.view().formulas["priority"][1]
    assert formula is not None

    def writing(old: Cell, new: Cell) -> None:
        """Let a command write into a computed column."""

        def command(content: Any, now: datetime) -> Outcome:
            session = Session(content, "test", now)
            view = content.view("issues")
            view.data["priority"][0], view.formulas["priority"][0] = old
            session.put(view, "priority", [new])
            session.finish()
            return Outcome(Text("", ""))

        book.run(command)

    computed, typed = Cell("优先解决", formula), Cell("暂缓")
    for old, new in ((computed, typed), (typed, computed), (Cell(None), computed)):
        writing(old, new)
    assert row(book, 2, "优先级")[2:] == ["普通公式", "暂缓", "手工值盖住了自动计算"]
    assert row(book, 3, "优先级")[2:] == ["暂缓", "普通公式", "手工改过的值换回自动计算"]
    assert row(book, 4, "优先级")[2:] == ["", "普通公式", "改为自动计算"]


def test_an_own_column_is_called_so(tmp_path: Path) -> None:
    book = FileDesk(filled(tmp_path, [ISSUE]))
    book.rename("issues", "备注", "成本中心")

    def command(content: Any, now: datetime) -> Outcome:
        session = Session(content, "test", now)
        session.put_at(content.with_own("issues"), OWN + "成本中心", {0: "CC-7"})
        session.finish()
        return Outcome(Text("", ""))

    book.run(command)
    assert row(book, 2, "成本中心") == ["问题清单·自己加的列「成本中心」", "1", "", "CC-7", "填入"]


def test_an_undone_step_says_which_step_undid_it(tmp_path: Path) -> None:
    book = FileDesk(filled(tmp_path, [{**ISSUE, "owner": " 王芳"}]))
    book.run(fix)
    assert row(book, 2, "责任人")[2:] == [" 王芳", "王芳", "修改"]
    book.run(undo)
    assert row(book, 2, "责任人")[4] == "修改；已由第 3 步撤销"
    assert rows(book, 3)[0][0] == "撤销第 2 步"
    assert not any("撤销" in cells[4] for cells in rows(book, 1))


def test_columns_that_commands_keep_are_one_line(tmp_path: Path) -> None:
    book = FileDesk(plan(tmp_path, task(1, 3), task(2, 3, "T-001")))
    book.run(schedule)
    assert row(book, 2, "自用")[:1] == ["改进方案计划表·供命令自用"]
    assert not any("_own" in cells[0] for cells in rows(book, 2))
