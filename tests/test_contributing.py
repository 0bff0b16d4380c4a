"""What CONTRIBUTING.md promises: one entry is enough, every name in it exists, the lock holds what is asked for."""

import re
import tomllib
from pathlib import Path

import openpyxl
import pytest
from packaging.requirements import Requirement

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.check import check
from addin.commands.importing import import_rows
from addin.commands.new import new
from addin.importing.reader import read_rows
from tests.helpers.books import ISSUE, NOW
from tests.helpers.rooms import ROOT, product_files
from udfs.lang import Lang, Text, same
from udfs.levels import DEFAULT_SPELLINGS
from udfs.problems import data
from udfs.rules import Kind
from udfs.values import CellValue, is_number
from workbook_templates.catalogue import GATHERED, KNOWN_TABLES, TABLES, TEMPLATES
from workbook_templates.context import TableContext
from workbook_templates.formulas import RowRefs
from workbook_templates.functions import FUNCTIONS
from workbook_templates.functions.model import over_cells, sheet_function
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TemplateKey
from workbook_templates.summary import PANELS
from workbook_templates.tables.issues import ISSUES
from workbook_templates.tables.shared import closing_band

GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def twice(refs: RowRefs) -> str:
    """Return the formula of the computed column."""
    return f"{refs['customer']}&{refs['customer']}"


def twice_values(rows: TableContext) -> list[CellValue]:
    """Return the same values."""
    return [f"{value or ''}{value or ''}" for value in rows["customer"]]


CUSTOMER = Column(
    key="customer", label=Text("客户编号", "Customer no."), kind=Kind.TEXT, required=True, aliases=("客户号",)
)
DOUBLED = Column(
    key="doubled",
    label=Text("两遍", "Twice"),
    computed=Computed(explain=Text("写两遍", "Twice"), native=twice, values=twice_values),
)
LESSONS = Table(
    key="lessons",
    name="tblLessons",
    sheet=Text("经验教训", "Lessons"),
    title=Text("经验教训", "Lessons learned"),
    purpose=Text("项目结束后填写", "Filled in when a project ends"),
    id_prefix="L",
    subject="lesson",
    frozen="id",
    bands=(
        Band(
            label=Text("经验", "Lesson"),
            columns=(
                Column(key="id", label=Text("经验编号", "Lesson no."), kind=Kind.ID, required=True),
                Column(key="lesson", label=Text("经验", "Lesson"), required=True),
            ),
        ),
        closing_band(),
    ),
)


def guide_of(path: Path) -> str:
    """Return all texts of the sheet 填写说明."""
    rows = openpyxl.load_workbook(path)["填写说明"].iter_rows(values_only=True)
    return "\n".join(str(cell) for row in rows for cell in row if cell is not None)


def test_a_column_is_one_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Builder, guide, checker, importer: all read the description."""
    wider = ISSUES.with_band(Band(label=Text("客户", "Customer"), columns=(CUSTOMER, DOUBLED)), after=1)
    for registry in (TABLES, KNOWN_TABLES, GATHERED):
        monkeypatch.setitem(registry, "issues", wider)
    path = new(
        TemplateKey.ISSUES, "zh", NOW.date(), tmp_path
    )  # made anew: the workbooks that tests share know no such column
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(wider, [dict(ISSUE)])
    session.finish()
    assert "客户编号" in guide_of(path)
    view = FileBook(path).view("issues")
    (finding,) = (
        finding
        for finding in check(FileBook(path, writing=True), NOW).findings
        if finding.problem is data.REQUIRED_MISSING
    )
    assert finding.cell == view.cell("customer", 0)
    source = tmp_path / "导出.csv"
    source.write_text("问题编号,客户号\nI-900,K 7\n", "utf-8")
    import_rows(FileBook(path, writing=True), NOW, source)
    after = FileBook(path).view("issues").data
    row = after["id"].index("I-900")
    assert (after["customer"][row], after["doubled"][row]) == ("K 7", "K 7K 7")


def test_a_table_is_one_description_and_its_place_in_a_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for registry in (TABLES, KNOWN_TABLES):
        monkeypatch.setitem(registry, "lessons", LESSONS)
    template = TEMPLATES[TemplateKey.ISSUES].model_copy(update={"tables": ("issues", "lessons")})
    monkeypatch.setitem(TEMPLATES, TemplateKey.ISSUES, template)
    monkeypatch.setitem(PANELS, "lessons", ())
    path = new(TemplateKey.ISSUES, "zh", NOW.date(), tmp_path)
    assert {"问题清单", "经验教训"} <= set(openpyxl.load_workbook(path).sheetnames)
    assert "项目结束后填写" in guide_of(path)
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(LESSONS, [{"id": "L-001", "lesson": None, "notes": "x"}])
    session.finish()
    findings = check(FileBook(path, writing=True), NOW).findings
    assert [(finding.sheet, finding.problem) for finding in findings] == [("经验教训", data.REQUIRED_MISSING)]
    source = tmp_path / "经验.csv"
    source.write_text("经验编号,经验\nL-2,早点问\n", "utf-8")
    (row,) = read_rows(source, LESSONS, lang="zh", spellings=DEFAULT_SPELLINGS).rows
    assert row["lesson"] == "早点问"


def test_a_worksheet_function_is_one_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is declared answers ranges and blanks, and stands in the guide."""
    monkeypatch.setitem(FUNCTIONS, "KZ_TWICE", FUNCTIONS["KZ_LEVEL"])  # taken away again after the test

    @sheet_function("两倍", "Twice as much", same("=KZ_TWICE(2)"), number=over_cells("数", "A number"))
    def kz_twice(number: list[CellValue], language: Lang = "zh") -> list[CellValue]:
        """Return twice each number."""
        _ = language
        return [value * 2 if is_number(value) else None for value in number]

    assert FUNCTIONS["KZ_TWICE"].help == Text("两倍", "Twice as much")
    assert FUNCTIONS["KZ_TWICE"](((1.0,), (None,))) == [[2.0], [""]]
    assert "KZ_TWICE" in guide_of(new(TemplateKey.ISSUES, "zh", NOW.date(), tmp_path))


def test_every_path_and_name_in_it_exists() -> None:
    paths = re.findall(r"`([\w.][\w./-]*/[\w./-]*)`|\]\(([\w./-]+)\)|^(\.ci/[\w-]+) ", GUIDE, re.MULTILINE)
    missing = [path for path in map("".join, paths) if not (ROOT / path).exists()]
    assert paths
    assert not missing
    sources = "\n".join((ROOT / path).read_text("utf-8") for path in product_files())
    for name in re.findall(r"`@?([A-Za-z]\w{3,})(?:\(.*?\))?`", GUIDE):
        assert re.search(rf"\b{name}\b", sources), name
    assert len(re.findall("^### Add ", GUIDE, re.MULTILINE)) == 6


def spelled(name: str) -> str:
    """Return a package's name as registries compare it."""
    return re.sub("[-_.]+", "-", name).casefold()


def test_the_lock_holds_what_is_asked_for() -> None:
    lines = (ROOT / ".ci" / "requirements.lock").read_text("utf-8").splitlines()
    locked = {
        results.name.casefold(): results
        for results in map(Requirement, (line for line in lines if re.match(r"[\w.-]+==", line)))
    }
    texts = [*PROJECT["dependencies"], *(text for texts in PROJECT["optional-dependencies"].values() for text in texts)]
    for wanted in map(Requirement, texts):
        if wanted.name == PROJECT["name"]:
            continue
        (exactly,) = locked[spelled(wanted.name)].specifier
        assert exactly.version in wanted.specifier, f"{wanted}: {exactly} is locked"
        assert [part.operator for part in wanted.specifier] == [">="], f"{wanted}: one lowest version"
