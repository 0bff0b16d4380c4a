"""Live and portable: the same values in both forms, there and back, in a file and in the open workbook."""

import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl.formula import Tokenizer

from addin.book.file.book import FileBook
from addin.book.live.book import LiveBook
from addin.commands.check import check
from addin.commands.forms import live, portable
from addin.commands.history import undo
from addin.commands.score import score
from addin.xlsx import Workbook, letters
from addin.xlsx.refs import parse
from tests.helpers.books import NOW, demo, filled, set_cell
from tests.helpers.office import Office
from tests.helpers.seen import shown
from tests.helpers.today import on_day
from tests.helpers.uno_engine import Open
from udfs.values import Cell, CellValue, ErrorValue
from workbook_templates.catalogue import TABLES
from workbook_templates.formulas import ROW
from workbook_templates.functions import FUNCTIONS
from workbook_templates.functions.model import Block
from workbook_templates.names import TemplateKey

KEYS = [TemplateKey.ISSUES, TemplateKey.SCORING, TemplateKey.PLAN]


def formulas(book: LiveBook | FileBook) -> dict[str, list[str]]:
    return {
        f"{table}.{column}": [formula for formula in texts if formula]
        for table in book.tables()
        for column, texts in book.view(table).formulas.items()
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("key", KEYS)
def test_there_and_back_is_where_it_began(key: TemplateKey, lang: Any, tmp_path: Path) -> None:
    path = demo(tmp_path, key, lang)
    score(FileBook(path, writing=True), NOW)
    before = shown(FileBook(path))
    live(FileBook(path, writing=True), NOW)
    switched = FileBook(path)
    table = switched.tables()[0]
    for column in TABLES[table].computed:
        called = ["KZ_" in text for text in formulas(switched)[f"{table}.{column.key}"]]
        assert called
        assert all(called) == any(called) == (column.computed is not None and column.computed.live is not None)
    values = {c: [value for value, _ in cells] for c, cells in shown(switched)[table].items()}
    assert values == {c: [value for value, _ in cells] for c, cells in before[table].items()}
    assert score(FileBook(path, writing=True), NOW).changed == 0
    assert formulas(FileBook(path)) == formulas(switched)
    portable(FileBook(path, writing=True), NOW)
    assert shown(FileBook(path)) == before
    undo(FileBook(path, writing=True), NOW)
    assert formulas(FileBook(path)) == formulas(switched)
    undo(FileBook(path, writing=True), NOW)
    assert shown(FileBook(path)) == before


def test_the_open_workbook_switches_too(open_book: Open, tmp_path: Path) -> None:
    book, _ = open_book(demo(tmp_path, TemplateKey.SCORING))
    before = formulas(LiveBook(book))
    live(LiveBook(book), NOW)
    assert all("KZ_SCORE" in text for text in formulas(LiveBook(book))["plans.total"])
    portable(LiveBook(book), NOW)
    assert formulas(LiveBook(book)) == before


def test_calls_of_another_copy_of_the_addin_are_plain_again(tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.SCORING)
    live(FileBook(path, writing=True), NOW)
    good = FileBook(path).view("plans")
    editor = Workbook.open(path, writing=True)
    for i, link in enumerate(("[1]!", r"'C:\Users\别人\kaizen.xlam'!", "kaizen.xlam!")):
        formula = good.formulas["total"][i] or ""
        cell = Cell(good.data["total"][i], formula.replace("KZ_", f"{link}KZ_"))
        set_cell(editor, good.sheet, good.first_row + i, good.column_numbers["total"], cell)
    editor.save()
    codes = [
        (f.cell, f.problem.code)
        for f in check(FileBook(path, writing=True), NOW).findings
        if f.problem.code == "linked-call"
    ]
    assert codes == [(good.cell("total", i), "linked-call") for i in range(3)]
    assert FileBook(path).view("plans").formulas["total"] == good.formulas["total"]


def linked(path: Path, target: str) -> None:
    """Give a workbook the part of a link to another one, as Excel writes it when a formula points there."""
    parts = {
        "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{RELATION}" r:id="rId1"/></externalLink>',
        "xl/externalLinks/_rels/externalLink1.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATION}/externalLinkPath" Target="{target}" TargetMode="External"/></Relationships>',
    }
    mends = {
        "xl/workbook.xml": ("<definedNames>", f'<externalReferences><externalReference xmlns:r="{RELATION}" r:id="rIdLink"/></externalReferences><definedNames>'),
        "xl/_rels/workbook.xml.rels": ("</Relationships>", f'<Relationship Id="rIdLink" Type="{RELATION}/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>'),
        "[Content_Types].xml": ("</Types>", '<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/></Types>'),
    }  # fmt: skip
    with zipfile.ZipFile(path) as package:
        parts |= {name: package.read(name).decode() for name in package.namelist()}
    for name, (old, new) in mends.items():
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


@pytest.mark.parametrize(
    ("target", "elsewhere", "goes"),
    [
        ("file:///C:/Users/x/AppData/kaizen.xlam", False, True),
        ("file:///C:/Users/x/AppData/kaizen.xlam", True, False),
        ("file:///C:/Users/x/budget.xlsx", False, False),
    ],
    ids=["fixed", "still used in another sheet", "a link of the user's own"],
)
def test_a_mended_workbook_asks_nobody_to_update_links(
    target: str, elsewhere: bool, goes: bool, office: Office, tmp_path: Path
) -> None:
    path = demo(tmp_path, TemplateKey.SCORING)
    live(FileBook(path, writing=True), NOW)
    linked(path, target)
    good = FileBook(path).view("plans")
    formula = (good.formulas["total"][0] or "").replace("KZ_", "[1]!KZ_")
    editor = Workbook.open(path, writing=True)
    set_cell(editor, good.sheet, good.first_row, good.column_numbers["total"], Cell(good.data["total"][0], formula))
    if elsewhere:
        set_cell(editor, FileBook(path).sheets()[1], 90, 30, Cell(1, "[1]!OTHER(1)"))
    editor.save()
    check(FileBook(path, writing=True), NOW)
    assert FileBook(path).view("plans").formulas["total"] == good.formulas["total"]
    undo(FileBook(path, writing=True), NOW)
    with zipfile.ZipFile(path) as package:
        texts = {name: package.read(name) for name in package.namelist()}
    assert any("externalLink" in name for name in texts) is not goes
    assert any(b"externalLink" in content for content in texts.values()) is not goes
    assert any(b"externalReference" in content for content in texts.values()) is not goes
    with office.open(path) as document:
        assert document.document.Sheets.hasByName(good.sheet)


# --- parity of the live form: its calls are answered by the functions, all around them by LibreOffice ------------------

_REFERENCE = re.compile(r"(?:'([^']+)'!)?(\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)")
_TABLE_COLUMN = re.compile(r"(tbl\w+)\[([^\]]*)\]")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_EPOCH = date(1899, 12, 30)


class Evaluator:
    """Works out a live formula: arguments and what stands around a call in LibreOffice, the calls by the functions."""

    def __init__(self, document: Any, path: Path, sheet: str) -> None:
        self._document, self._sheet = document, sheet
        self._book = Workbook.open(path)
        self._target = document.document.Sheets.getByName(sheet)
        self._parser = document.document.createInstance("com.sun.star.sheet.FormulaParser")
        self._parser.setPropertyValue("CompileEnglish", True)
        self._parser.setPropertyValue("FormulaConvention", 3)

    def value(self, formula: str) -> CellValue:
        """Return what a formula comes to."""
        formula = _TABLE_COLUMN.sub(self._ranged, formula)
        while (call := split_call(formula)) is not None:
            before, name, arguments, after = call
            ((answer,),) = FUNCTIONS[name](*(self.block(text) if text else None for text in arguments))
            formula = before + literal(answer) + after
        return self.block(formula)[0][0]

    def _ranged(self, results: re.Match[str]) -> str:
        table = self._book.tables[results[1]]
        col = letters(table.first_col + table.columns.index(results[2]))
        return f"'{table.sheet}'!${col}${table.first_row + 1}:${col}${table.last_row}"

    def block(self, text: str) -> Block:
        """Return an argument as Excel hands it over: a reference as what its cells hold, anything else computed."""
        place = self._book.area(text)
        results = _REFERENCE.fullmatch(text)
        if place is None and results is not None:
            span = parse(results[2])
            assert span is not None
            place = (results[1] or self._sheet, span.top, span.left, span.bottom, span.right)
        if place is not None:
            cells = self._document.document.Sheets.getByName(place[0])
            return self._content(cells.getCellRangeByPosition(place[2] - 1, place[1] - 1, place[4] - 1, place[3] - 1))
        rows, cols = (int(self._computed(f"{of}({text})", 1, 1)[0][0] or 1) for of in ("ROWS", "COLUMNS"))
        return self._computed(text, rows, cols)

    def _computed(self, text: str, rows: int, cols: int) -> Block:
        target = self._target.getCellRangeByPosition(200, 300, 199 + cols, 299 + rows)
        target.setArrayTokens(self._parser.parseFormula(text, target.getCellByPosition(0, 0).CellAddress))
        built = self._content(target)
        target.clearContents(1023)
        if text.startswith(("ROWS(", "COLUMNS(")):
            return [[None if isinstance(built[0][0], ErrorValue) else built[0][0]]]
        return built

    @staticmethod
    def _content(cells: Any) -> Block:
        rows: Block = [[value if value != "" else None for value in row] for row in cells.getDataArray()]
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                if value is None and cells.getCellByPosition(j, i).getError():
                    rows[i][j] = ErrorValue("#N/A")
        return rows


def literal(answer: CellValue) -> str:
    """Return an answer as it stands in a formula."""
    if isinstance(answer, datetime):
        return str((answer.date() - _EPOCH).days)
    return f'"{answer}"' if isinstance(answer, str) else str(answer)


def split_call(formula: str) -> tuple[str, str, list[str], str] | None:
    """Return what stands before the innermost call of ours, its name, its arguments, and what stands after."""
    results = list(re.finditer(r"KZ_[A-Z]+\(", formula))
    if not results:
        return None
    start = results[-1]
    depth, arguments, at, quoted = 0, [""], start.end(), False
    while True:
        sign = formula[at]
        quoted ^= sign == '"'
        if not quoted and sign == ")" and depth == 0:
            break
        depth += (sign in "({") - (sign in ")}") if not quoted else 0
        if sign == "," and depth == 0 and not quoted:
            arguments.append("")
        else:
            arguments[-1] += sign
        at += 1
    return formula[: start.start()], start[0][:-1], arguments, formula[at + 1 :]


ODD: list[CellValue] = [None, "x", " ", ErrorValue("#N/A"), 9, 2.5, "高", "m"]
BASES: dict[TemplateKey, list[dict[str, CellValue]]] = {
    TemplateKey.ISSUES: [
        {"id": f"I-{i}", "impact_level": a, "difficulty": b, "scene": "s", "step": "t", "problem": c, "impact": "i", "extent": 3}
        for i, (a, b, c) in enumerate([("高", "低", "p"), *[(odd, "中", odd) for odd in ODD]])
    ],
    TemplateKey.SCORING: [
        {"id": f"S-{i}", "effect": 5, "feasible": 4, "cost": 4, "risk": odd} for i, odd in enumerate([5, 3, 4, *ODD])
    ],
    TemplateKey.PLAN: [
        {"id": f"T-{i}", "start": NOW.date(), "duration": 3 if i % 2 else odd, "buffer": odd if i % 2 else 1, "progress": odd}
        for i, odd in enumerate([5, 0, *ODD])
    ],
}  # fmt: skip


@pytest.mark.parametrize("source", ["直接填写", "多人平均"])
@pytest.mark.parametrize("key", KEYS)
def test_the_live_form_comes_to_the_same_values(key: TemplateKey, source: str, office: Office, tmp_path: Path) -> None:
    path = filled(tmp_path, BASES[key], key)
    if source == "多人平均":
        if key is not TemplateKey.SCORING:
            pytest.skip("only scores come from raters")
        editor = Workbook.open(path, writing=True)
        sheet, row, col, _, _ = editor.area("set_scores_from") or pytest.fail("the setting is missing")
        set_cell(editor, sheet, row, col, Cell(source))
        editor.save()
    score(FileBook(path, writing=True), NOW)
    expected = FileBook(path).view(FileBook(path).tables()[0])
    live(FileBook(path, writing=True), NOW)
    view = FileBook(path).view(FileBook(path).tables()[0])
    portable(FileBook(path, writing=True), NOW)
    messages = []
    with office.open(path) as document:
        evaluator = Evaluator(document, path, view.sheet)
        for column in view.data.table.computed:
            if column.computed is None or column.computed.live is None:
                continue
            for i in range(len(BASES[key])):
                formula, wanted = view.formulas[column.key][i] or "", expected.data[column.key][i]
                came = evaluator.value(on_day(formula))
                serial = (wanted - _EPOCH).days if isinstance(wanted, date) else wanted
                if (serial or "") != (came or ""):
                    messages.append((column.key, i, wanted, came, formula))
    assert messages == []


def test_live_forms_call_functions_that_exist_with_arguments_that_they_take() -> None:
    for table in TABLES.values():
        for column in table.computed:
            if column.computed is not None and column.computed.live is not None:
                from workbook_templates import geometry
                from workbook_templates.formulas import RowRefs

                headers = {c.key: c.header("zh") for c in table.columns}
                formula = column.computed.live(RowRefs("zh", geometry.letters(table), table.name, headers)).replace(
                    ROW, "5"
                )
                assert Tokenizer("=" + formula).items
                for call in re.finditer(r"KZ_[A-Z]+", formula):
                    assert call[0] in FUNCTIONS
