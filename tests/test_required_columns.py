"""Any column can be made optional or required on 设置: the check and the colours follow, and a slip there is named."""

from pathlib import Path

import openpyxl

from addin.commands.check import check
from addin.commands.fix import fix
from tests.helpers.books import ISSUE, filled
from tests.helpers.desk import FileDesk
from tests.helpers.office import Office
from udfs.values import Cell
from workbook_templates import geometry
from workbook_templates.tables.issues import ISSUES


def book(folder: Path, *, optional: tuple[str, ...] = (), required: tuple[str, ...] = ()) -> FileDesk:
    """Return a list with a row that has neither owner nor department, and these headings in the lists on 设置."""
    desk = FileDesk(filled(folder, [{**ISSUE, "owner": None, "department": None}]))
    for name, headings in (("lst_optional_issues", optional), ("lst_required_issues", required)):
        area = desk.book().area(name)
        for i, heading in enumerate(headings):
            desk.put(area.sheet, area.row + i, area.col, Cell(heading))
    return desk


def findings(desk: FileDesk) -> list[tuple[str, str]]:
    return [(finding.problem.code, finding.what("zh")) for finding in desk.run(check).findings]


def test_a_column_is_made_optional_and_another_required(tmp_path: Path) -> None:
    assert findings(book(tmp_path)) == [("required-missing", "「责任人」没有填写")]
    (tmp_path / "2").mkdir()
    desk = book(tmp_path / "2", optional=("责任人*",), required=("部门",))
    assert findings(desk) == [("required-missing", "「所属部门」没有填写")]
    assert findings(desk) == [("required-missing", "「所属部门」没有填写")]
    assert [finding.problem.code for finding in desk.run(fix).findings] == ["required-missing"]


def test_what_is_no_column_or_stands_in_both_lists_is_named(tmp_path: Path) -> None:
    desk = book(tmp_path, optional=("责任人", "检查结果"), required=("负责人", "没有这一列"))
    optional, required = desk.book().area("lst_optional_issues"), desk.book().area("lst_required_issues")
    places = {finding.problem.code: [] for finding in desk.run(check).findings}
    for finding in desk.run(check).findings:
        places[finding.problem.code].append((finding.sheet, finding.place[0]))
    assert sorted(places["not-a-column"]) == sorted([("设置", optional.row + 1), ("设置", required.row + 1)])
    assert places["required-both-ways"] == [("设置", optional.row)]
    assert "required-missing" in places  # in doubt it is required


def test_the_colours_follow_the_settings(office: Office, tmp_path: Path) -> None:
    """A blank cell is pale where it must be filled in, its heading dark; worked out by a spreadsheet program."""
    path = book(tmp_path, optional=("责任人*",), required=("所属部门",)).path
    content = openpyxl.load_workbook(path)
    sheet, letters, aside = content["问题清单"], geometry.letters(ISSUES), 60
    wanted = {"FFF2CC", "1F4E79", "5B7FA6"}
    for area in sheet.conditional_formatting:
        first = str(area.sqref).split(":")[0]
        for rule in area.rules:
            colour = rule.dxf.fill.bgColor.rgb[-6:] if rule.dxf and rule.dxf.fill else ""
            if colour in wanted:
                cell = sheet[first]
                here = sheet.cell(cell.row, cell.column + aside)
                here.value = f'=IF({rule.formula[0]},"{colour}","")'
    copy = tmp_path / "copy.xlsx"
    content.save(copy)
    with office.open(copy) as document:

        def colour_of(key: str, row: int) -> str:
            col = openpyxl.utils.column_index_from_string(letters[key]) + aside
            return str(document.block("问题清单", row, col, row, col)[0][0])

        head, row = geometry.HEADER_ROW, geometry.FIRST_ROW
        assert [colour_of(key, row) for key in ("owner", "department", "scene")] == ["", "FFF2CC", ""]
        assert [colour_of(key, head) for key in ("owner", "department", "scene")] == ["5B7FA6", "1F4E79", ""]
