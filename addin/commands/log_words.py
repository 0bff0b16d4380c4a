"""The change log in words: what each step did where, told apart by who wrote: a person, a rule, or an undo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from addin.book.journal import SETTINGS_KEY, Change, Step
from addin.book.recalculate import PREFIX
from addin.outcome import Listing
from udfs.lang import Count, Text, listed_texts, same
from udfs.values import Cell, CellValue, as_text, is_blank
from workbook_templates.catalogue import GATHERED, KNOWN_TABLES, SETTINGS_SHEET
from workbook_templates.context import OWN
from workbook_templates.model import Column
from workbook_templates.names import HOME_KEY, HOME_SHEET
from workbook_templates.reports.registry import REPORTS
from workbook_templates.settings import SETTINGS

Row = tuple[CellValue | Text, ...]

_HEADINGS = (
    Text("步", "Step"),
    Text("时间", "When"),
    Text("谁", "Who"),
    Text("命令", "Command"),
    Text("位置", "Where"),
    Text("格数", "Cells"),
    Text("原值", "Old"),
    Text("新值", "New"),
    Text("说明", "What happened"),
)
_SHOWN = 24
_NOTHING = Text("", "")
_MARKS = "marks"

_FORMULA = Text("公式", "formula")
_PLAIN_FORMULA = Text("普通公式", "plain formula")
_FUNCTION = Text("KZ_ 函数", "KZ_ function")

FILLED = Text("填入", "filled in")
CLEARED = Text("清空", "cleared")
CHANGED = Text("修改", "changed")
COMPUTED = Text("改为自动计算", "computed from now on")
RESTORED = Text("手工改过的值换回自动计算", "typed over before, computed again")
TYPED_OVER = Text("手工值盖住了自动计算", "typed over what was computed")
REWRITTEN = Text("公式换了写法，数值不变", "formula in another form, same value")
MARKED = Text("检查标色", "marked by the check")
INTERNAL = Text("供命令自用", "kept for commands")
GREW = Text("表格加行", "table grew")
ADDED = Text("新增的表", "table added")


class _Place(NamedTuple):
    """A column of a table, or a setting; `column` is None for settings and for columns of the user's own."""

    label: Text
    column: Column | None
    is_hidden: bool = False


def listing(steps: Sequence[Step]) -> Listing | None:
    """Return every step in words, None where nothing was done; where there is little room the latest count."""
    undone = {step.undoes: step.number for step in steps if step.undoes is not None}
    rows = [row for step in steps for row in _rows(step, undone.get(step.number))]
    return Listing(Text("修改记录", "Change log"), _HEADINGS, rows, latest=True) if rows else None


def _rows(step: Step, undone_by: int | None) -> Iterator[Row]:
    head = (step.number, step.when, step.who, step.command)
    taken_back = Text(f"；已由第 {undone_by} 步撤销", f"; undone by step {undone_by}") if undone_by else _NOTHING

    def note(what: Text) -> Text:
        return Text(what.zh + taken_back.zh, what.en + taken_back.en)

    if step.undoes is not None:
        yield (*head, Text(f"撤销第 {step.undoes} 步", f"undoes step {step.undoes}"), "", "", "", note(_NOTHING))
    for table in step.added:
        sheet = HOME_SHEET if table == HOME_KEY else KNOWN_TABLES[table].sheet
        yield (*head, sheet, "", "", "", note(ADDED))
    for table, length in step.grown.items():
        yield (*head, KNOWN_TABLES[table].sheet, "", Text(f"{length} 行", f"{Count(length):row/rows}"), "", note(GREW))
    for table, source, count in step.taken:
        came = Text(f"{source}：{count} 行", f"{source}: {Count(count):row/rows}")
        yield (*head, KNOWN_TABLES[table].sheet, "", "", "", note(came))
    together: dict[tuple[str, Text], list[Change]] = {}
    for change in step.changes:
        together.setdefault((change.table, _of(change).label), []).append(change)
    for (_, label), changes in together.items():
        first, place = changes[0], _of(changes[0])
        count = sum(len(change.row_ids) for change in changes)
        if place.is_hidden:
            yield (*head, label, count, "", "", note(INTERNAL))
            continue
        pairs = (pair for change in changes for pair in zip(change.old, change.new, strict=True))
        kinds = dict.fromkeys(_what(place, old, new) for old, new in pairs)
        yield (*head, label, count, _shown(first, first.old[0]), _shown(first, first.new[0]), note(listed_texts(kinds)))


def _of(change: Change) -> _Place:
    """Return where a change is."""
    if change.table == SETTINGS_KEY:
        setting = SETTINGS[change.column]
        sheet = next((report.sheet for report in REPORTS if report.key == setting.report), SETTINGS_SHEET)
        return _Place(_joined(sheet, setting.label), None)
    layout = GATHERED.get(change.table, KNOWN_TABLES[change.table])
    if change.column.startswith(OWN):
        heading = change.column[len(OWN) :]
        own = Text(f"自己加的列「{heading}」", f"own column “{heading}”")
        return _Place(_joined(layout.sheet, own), None)
    column = layout.column(change.column)
    if column.key == _MARKS:
        return _Place(_joined(layout.sheet, MARKED), column)
    return _Place(_joined(layout.sheet, INTERNAL if column.hidden else column.label), column, column.hidden)


def _joined(sheet: Text, label: Text) -> Text:
    return Text(f"{sheet.zh}·{label.zh}", f"{sheet.en}·{label.en}")


def _what(place: _Place, old: Cell, new: Cell) -> Text:
    """Say what happened to a cell: whether a person's or a rule's value gave way to the other."""
    if place.column is not None and place.column.key == _MARKS:
        return MARKED
    if old.formula is not None and new.formula is not None:
        return REWRITTEN
    is_computed = place.column is not None and place.column.computed is not None and place.column.computed.native
    if is_computed and new.formula is not None:
        return COMPUTED if is_blank(old.value) else RESTORED
    if is_computed and old.formula is not None and not is_blank(new.value):
        return TYPED_OVER
    if old.formula is None and is_blank(old.value):
        return FILLED
    return CLEARED if new.formula is None and is_blank(new.value) else CHANGED


def _shown(change: Change, figure: Cell) -> Text:
    """Return a value as people read it: a formula by what it is, marks by the columns that they are on."""
    if figure.formula is not None:
        if change.column.startswith(OWN) or change.table == SETTINGS_KEY:
            return _FORMULA
        return _FUNCTION if PREFIX in figure.formula else _PLAIN_FORMULA
    text = as_text(figure.value)
    if change.column == _MARKS:
        layout = GATHERED.get(change.table, KNOWN_TABLES[change.table])
        labels = [column.label for column in layout.columns if f";{column.key};" in text]
        return Text(*map(_cut, listed_texts(labels)))
    return same(_cut(text))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
