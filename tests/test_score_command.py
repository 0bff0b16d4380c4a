"""`score`: what a row of a sheet comes to."""

from datetime import date
from pathlib import Path

from addin.commands.score import score
from addin.filebook import FileBook
from addin.xlsx import Cell, Workbook
from tests.books import ISSUE, NOW, PLAN, TASK, demo, filled
from workbook_templates.names import TemplateKey


def test_the_manuals_example_is_stated_and_ranked(tmp_path: Path) -> None:
    path = filled(tmp_path, [ISSUE])
    score(FileBook(path, writing=True), NOW)
    data = FileBook(path).view("issues").data
    assert data["statement"][0] == (
        "在电商大促场景下，订单审核环节存在人工重复录入信息问题，导致订单处理时效延长2小时，影响程度为大促期间客户投诉量上升30%"
    )
    assert data["computed_priority"][0] == "优先解决"
    assert data["priority"][0] == "优先解决"


def test_the_manuals_scores_pass(tmp_path: Path) -> None:
    path = filled(tmp_path, [PLAN], TemplateKey.SCORING)
    score(FileBook(path, writing=True), NOW)
    data = FileBook(path).view("plans").data
    assert (data["total"][0], data["decision"][0], data["rank"][0]) == (14, "通过", 1)


def test_intensity_reverses_cost_and_risk(tmp_path: Path) -> None:
    path = filled(tmp_path, [PLAN], TemplateKey.SCORING)
    book = Workbook.open(path, writing=True)
    sheet, row, col, _, _ = book.area("set_cost_risk")
    book.set_cell(sheet, row, col, Cell("强度"))
    book.save()
    score(FileBook(path, writing=True), NOW)
    assert FileBook(path).view("plans").data["total"][0] == 16


def test_a_plan_over_the_national_day_knows_its_make_up_day(tmp_path: Path) -> None:
    """28 to 30 September are three days; 1 to 7 October are off; 8 and 9 October make five."""
    path = filled(tmp_path, [TASK, {**TASK, "id": "T-002", "duration": 6}], TemplateKey.PLAN)
    score(FileBook(path, writing=True), NOW)
    data = FileBook(path).view("tasks").data
    # 10 October 2026 is a Saturday on which people work.
    assert data["finish"][:2] == [date(2026, 10, 9), date(2026, 10, 10)]
    assert data["status"][0] == "逾期"


def test_scoring_twice_changes_nothing_more(tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.PROJECT)
    first = score(FileBook(path, writing=True), NOW)
    content = path.read_bytes()
    second = score(FileBook(path, writing=True), NOW)
    assert first.changed > 0
    assert second.changed == 0
    assert path.read_bytes() == content


def test_formula_and_cached_value_stand_together(tmp_path: Path) -> None:
    path = filled(tmp_path, [{**ISSUE, "id": f"I-{i}"} for i in range(60)])
    score(FileBook(path, writing=True), NOW)
    view = FileBook(path).view("issues")
    for column in view.data.table.computed:
        assert all(view.formulas[column.key])
        assert len(view.formulas[column.key]) == 60
    assert len(set(view.formulas["priority"])) == 60
    assert set(view.data["priority"]) == {"优先解决"}


def test_a_value_typed_over_a_formula_is_kept_used_and_reported(tmp_path: Path) -> None:
    path = filled(tmp_path, [ISSUE])
    score(FileBook(path, writing=True), NOW)
    view = FileBook(path).view("issues")
    book = Workbook.open(path, writing=True)
    book.set_cell("问题清单", view.first_row, view.places["computed_priority"], Cell("领导指定"))
    book.save()
    outcome = score(FileBook(path, writing=True), NOW)
    data = FileBook(path).view("issues").data
    assert data["computed_priority"][0] == "领导指定"
    assert data["priority"][0] == "领导指定"
    assert [finding.problem.code for finding in outcome.findings] == ["overtyped"]
    assert outcome.findings[0].where == "问题清单!F5"


def test_rows_get_an_identity_and_copied_rows_one_of_their_own(tmp_path: Path) -> None:
    path = filled(tmp_path, [ISSUE, {**ISSUE, "id": "I-002"}])
    view = FileBook(path).view("issues")
    first, place = view.data["_id"][0], view.places["_id"]
    book = Workbook.open(path, writing=True)
    book.set_cell("问题清单", view.first_row + 1, place, Cell(first))
    book.save()
    score(FileBook(path, writing=True), NOW)
    ids = FileBook(path).view("issues").data["_id"]
    assert ids[0] == first
    assert ids[1] not in (None, first)
    assert ids[2:] == [None] * (len(ids) - 2)


def test_columns_moved_renamed_and_inserted_are_found(tmp_path: Path) -> None:
    """A user's column between ours and an alias as heading: the formulas point at the right cells."""
    path = filled(tmp_path, [ISSUE])
    book = Workbook.open(path, writing=True)
    table = book.tables["tblIssues"]
    at = table.columns.index("责任人*")
    xml = book._package.read(table.part).decode()  # noqa: SLF001 - a user's rename, made by hand
    book.replace_part(table.part, xml.replace('name="责任人*"', 'name="负责人"').encode())
    book.set_cell("问题清单", table.first_row, table.first_col + at, Cell("负责人"))
    book.save()
    score(FileBook(path, writing=True), NOW)
    view = FileBook(path).view("issues")
    assert view.headers["owner"] == "负责人"
    assert view.data["owner"][0] == "王芳"


def test_settings_steer_the_rules(tmp_path: Path) -> None:
    path = filled(tmp_path, [{**ISSUE, "impact_level": "严重", "difficulty": "L"}])
    book = Workbook.open(path, writing=True)
    sheet, top, left, bottom, _ = book.area("lvl_spellings")
    book.set_cell(sheet, bottom, left, Cell("严重"))
    sheet, top, left, _, _ = book.area("set_matrix")
    book.set_cell(sheet, top, left, Cell("马上办"))
    book.save()
    score(FileBook(path, writing=True), NOW)
    assert FileBook(path).view("issues").data["priority"][0] == "马上办"
