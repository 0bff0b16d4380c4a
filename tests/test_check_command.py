"""`check`: every finding with its place, code and cure; marks and 检查结果 in the workbook, file or open."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import chinese_calendar
import openpyxl
import pytest

from addin.book.file.book import FileBook
from addin.commands import check as check_module
from addin.commands import demo_rows
from addin.commands.check import check
from addin.commands.new import new
from addin.commands.schedule import schedule
from addin.commands.score import score
from addin.commands.summary import summary
from addin.outcome import Outcome
from addin.xlsx import Workbook, letters
from tests.helpers.books import ISSUE, MEASURE, NOW, PLAN, TASK, blank, demo, filled
from tests.helpers.desk import At, Desk, FileDesk
from tests.helpers.today import LAST_YEAR
from udfs.lang import Lang
from udfs.values import Cell, CellValue, ErrorValue
from workbook_templates.catalogue import GUIDE_SHEET, TABLES
from workbook_templates.model import LAYOUT_VERSION
from workbook_templates.names import TemplateKey

BASE = {"issues": (ISSUE, TemplateKey.ISSUES), "plans": (PLAN, TemplateKey.SCORING), "tasks": (TASK, TemplateKey.PLAN),
        "measures": (MEASURE, TemplateKey.MEASURES)}  # fmt: skip


def codes(book: Desk) -> list[tuple[str, str]]:
    return [(f.problem.code, f.cell) for f in book.run(check).findings]


@pytest.mark.parametrize("table", BASE)
def test_a_right_row_has_no_findings(table: str, desk: At, tmp_path: Path) -> None:
    row, key = BASE[table]
    outcome = desk(filled(tmp_path, [row], key)).run(check)
    assert (outcome.findings, outcome.wrong) == ([], False)


CASES: list[tuple[str, Mapping[str, CellValue], str, str]] = [
    ("issues", {"owner": None}, "required-missing", "owner"),
    ("issues", {"owner": "  "}, "required-missing", "owner"),
    ("issues", {"channel": "听说的"}, "not-a-choice", "channel"),
    ("issues", {"impact_level": "很高"}, "not-a-level", "impact_level"),
    ("issues", {"found_on": "昨天"}, "not-a-date", "found_on"),
    ("issues", {"found_on": "2026年3月5日"}, "date-as-text", "found_on"),
    ("issues", {"found_on": date(1950, 1, 1)}, "date-too-early", "found_on"),
    ("issues", {"found_on": "1899-12-31"}, "date-too-early", "found_on"),
    ("issues", {"due": date(2026, 11, 1)}, "finish-before-start", "due"),
    ("issues", {"closed_on": date(2026, 11, 1)}, "closed-before-found", "closed_on"),
    ("issues", {"override": "暂缓"}, "reason-missing", "reason"),
    ("issues", {"current": "4小时"}, "not-a-number", "current"),
    ("issues", {"scope": ErrorValue("#N/A")}, "error-value", "scope"),
    ("plans", {"effect": 6}, "not-a-score", "effect"),
    ("plans", {"cost": 2.5}, "not-a-score", "cost"),
    ("plans", {"risk": "5"}, "not-a-score", "risk"),
    ("tasks", {"duration": 1.5}, "not-whole", "duration"),
    ("tasks", {"progress": 40}, "percent-range", "progress"),
    (
        "measures",
        {"baseline_from": date(2026, 9, 1), "baseline_to": date(2026, 8, 1)},
        "finish-before-start",
        "baseline_to",
    ),
    ("measures", {"target": 25}, "target-not-smart", "smart"),
    ("measures", {"direction": "越大越好"}, "target-not-smart", "smart"),
    ("measures", {"unit": "%", "target": "降低5%", "change": None}, "change-ambiguous", "change"),
    ("measures", {"rules": "严格"}, "rules-unknown", "rules"),
    ("measures", {"filter": "状态", "date_column": "下单时间"}, "filter-form", "filter"),
    ("measures", {"calculation": "求和", "date_column": "下单时间"}, "no-value-column", "value_column"),
    ("measures", {"calculation": "众数"}, "not-a-choice", "calculation"),
    ("tasks", {"predecessors": "T-009FS+2"}, "predecessor-unknown", "predecessors"),
    ("tasks", {"predecessors": "T-001"}, "self-reference", "predecessors"),
    ("tasks", {"start": date(LAST_YEAR, 12, 31), "duration": 30}, "calendar-not-published", "latest"),
]


def assert_reported(book: Desk, outcome: Outcome, table: str, row: int, code: str, column: str) -> None:
    """What is wrong is reported at its cell, marked there, and said in words beside its row."""
    view = book.view(table)
    (finding,) = [f for f in outcome.findings if (f.problem.code, f.cell) == (code, view.cell(column, row))][:1]
    if code != "calendar-not-published":
        assert f";{column};" in str(view.data["marks"][row])
        assert finding.what("zh") in str(view.data["result"][row])


@pytest.mark.parametrize(("table", "change", "code", "column"), CASES)
def test_what_is_wrong_is_found_at_its_cell(
    table: str, change: Mapping[str, CellValue], code: str, column: str, tmp_path: Path
) -> None:
    row, key = BASE[table]
    book = FileDesk(filled(tmp_path, [{**row, **change}], key))
    book.run(score)
    assert_reported(book, book.run(check), table, 0, code, column)


@pytest.mark.parametrize("table", BASE)
def test_what_is_wrong_in_many_rows_is_found_at_each_cell(table: str, desk: At, tmp_path: Path) -> None:
    """All of the rows above side by side, each with a number of its own."""
    base, key = BASE[table]
    wrong = [case[1:] for case in CASES if case[0] == table]
    rows = [{**base, **change} for change, _, _ in wrong]
    for number, row in enumerate(rows, 1):
        own = str(row["id"]).replace("-001", f"-{number:03}")
        rows[number - 1] = {k: own if value == row["id"] else value for k, value in row.items()}
    book = desk(filled(tmp_path, rows, key))
    book.run(score)
    outcome = book.run(check)
    for row, (_, code, column) in enumerate(wrong):
        assert_reported(book, outcome, table, row, code, column)


COSTS: list[tuple[CellValue, CellValue, list[tuple[str, str]]]] = [
    (None, None, [("cost-condition-missing", "cost_change"), ("cost-condition-missing", "growth")]),
    (11, " ", [("cost-condition-missing", "growth")]),
    (-2, -9, [("cost-not-risen", "cost_change")]),
    (0.11, 0, [("cost-not-risen", "cost_change")]),
    (11, 15, [("growth-explains-cost", "growth")]),
    (11, 11, [("growth-explains-cost", "growth")]),
    ("很多", 2, [("not-a-number", "cost_change")]),
    (11, 2, []),
    (11, -5, []),
    (30, 29.5, []),
]


def test_a_cost_anomaly_takes_both_of_its_conditions(tmp_path: Path) -> None:
    """Costs clearly up, and by more than the business grew: everything else is asked for, or is no anomaly."""
    rows = [
        {
            **ISSUE,
            "id": f"I-{i:03}",
            "problem": f"问题{i}",
            "trigger": "成本异常 ",
            "cost_change": cost,
            "growth": growth,
        }
        for i, (cost, growth, _) in enumerate(COSTS)
    ]
    book = FileDesk(filled(tmp_path, [*rows, {**ISSUE, "id": "I-100", "problem": "不是成本"}]))
    outcome = book.run(check)
    view = book.view()
    wanted = [(code, view.cell(key, i)) for i, (_, _, problems) in enumerate(COSTS) for code, key in problems]
    assert sorted((f.problem.code, f.cell) for f in outcome.findings) == sorted(wanted)
    assert all(f";{key};" in str(view.data["marks"][0]) for key in ("cost_change", "growth"))
    assert "成本变化（%）" in str(view.data["result"][0])


def test_an_issue_list_from_before_says_that_it_has_no_room_for_both_conditions(tmp_path: Path) -> None:
    path = filled(tmp_path, [ISSUE])
    book = Workbook.open(path, writing=True)
    names = book._package.read("xl/workbook.xml")  # noqa: SLF001 - no command makes older workbooks
    book.replace_part("xl/workbook.xml", names.replace(b'>"%d"<' % LAYOUT_VERSION, b'>"2"<'))
    book.save()
    desk = FileDesk(path)
    for label in ("成本变化（%）", "业务量变化（%）"):
        desk.rename("issues", label, f"自己的{label}")
    [finding] = check(FileBook(path, writing=True), NOW).findings
    assert finding.problem.code == "older-sheet"
    assert "成本变化（%）、业务量变化（%）" in finding.what("zh")
    assert "Cost change (%), Volume change (%)" in finding.what("en")


@pytest.mark.parametrize(
    ("lang", "meanings"),
    [
        (
            "zh",
            ("人均产出低于行业平均", "差错率持续高于目标值", "同一环节", "且无合理业务增长支撑", "审批冗余、责任不清"),
        ),
        ("en", ("below the industry", "above target", "many users", "and no growth explains it", "unclear duties")),
    ],
)
def test_the_guide_and_the_prompt_say_what_each_trigger_means(
    lang: Lang, meanings: Sequence[str], tmp_path: Path
) -> None:
    workbook = openpyxl.load_workbook(blank(tmp_path, lang=lang))
    guide, issues = (workbook[words.to(lang)] for words in (GUIDE_SHEET, TABLES["issues"].sheet))
    texts = [str(cell.value) for row in guide.iter_rows() for cell in row]
    prompts = [rule.prompt or "" for rule in issues.data_validations.dataValidation]
    for where in (texts, prompts):
        assert any(all(meaning in text for meaning in meanings) for text in where)


def test_references_and_duplicates_between_rows_and_sheets(desk: At, tmp_path: Path) -> None:
    book = desk(demo(tmp_path, TemplateKey.PROJECT))
    book.run(score)
    view = book.view("plans")
    book.type("issue", 0, "I-999、I-001", "plans")
    book.type("id", 1, "s-001 ", "plans")
    results = codes(book)
    assert ("unknown-reference", view.cell("issue", 0)) in results
    assert ("duplicate-id", view.cell("id", 0)) in results
    assert ("duplicate-id", view.cell("id", 1)) in results


def test_a_formula_in_an_input_column_is_pointed_out_and_kept(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [ISSUE]))
    book.type("owner", 0, "王芳", formula='CONCATENATE("王","芳")')
    outcome = book.run(check)
    assert [(f.problem.code, f.cell) for f in outcome.findings] == [("formula-in-input", book.view().cell("owner", 0))]
    assert not outcome.wrong
    assert book.view().formulas["owner"][0] == 'CONCATENATE("王","芳")'


def test_a_text_that_looks_like_a_formula_is_none(desk: At, tmp_path: Path) -> None:
    """Somebody typed an apostrophe before it, or imported it."""
    book = desk(filled(tmp_path, [{**ISSUE, "owner": "=李强", "scope": "#N/A"}]))
    assert codes(book) == []
    view = book.view()
    assert (view.data["owner"][0], view.formulas["owner"][0]) == ("=李强", None)


def test_an_unusable_setting_is_named(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [PLAN], TemplateKey.SCORING))
    row = book.set("set_threshold", "十二")
    outcome = book.run(check)
    assert [(f.problem.code, f.sheet, f.cell) for f in outcome.findings] == [("setting-invalid", "设置", f"B{row}")]
    assert "4–20" in outcome.findings[0].fix("zh")


def test_a_setting_that_may_be_blank_is_reported_so(tmp_path: Path) -> None:
    book = FileDesk(filled(tmp_path, [TASK], TemplateKey.PLAN))
    book.set("set_plan_start", "下周一")
    [finding] = [f for f in book.run(check).findings if f.problem.code == "setting-invalid"]
    assert "默认值是 留空" in finding.what("zh")
    assert "the default is blank" in finding.what("en")


def test_a_renamed_column_is_named(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [ISSUE]))
    book.rename("issues", "影响范围*", "随便")
    assert "column-missing" in [code for code, _ in codes(book)]


def test_mending_clears_the_marks(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [{**ISSUE, "owner": None}]))
    book.run(check)
    assert book.view().data["result"][0] is not None
    book.type("owner", 0, "王芳")
    assert codes(book) == []
    data = book.view().data
    assert (data["result"][0], data["marks"][0]) == (None, None)


def test_blank_rows_are_no_errors(desk: At, tmp_path: Path) -> None:
    assert codes(desk(filled(tmp_path, []))) == []


@pytest.mark.parametrize("command", [check, score, summary])
def test_rows_below_a_table_are_reported(command: Callable[..., Outcome], desk: At, tmp_path: Path) -> None:
    """A program wrote them there and did not extend the table: Excel itself does so while somebody types."""
    book = desk(filled(tmp_path, [ISSUE]))
    view, end = book.view(), book.table_end("issues")
    column = view.column_numbers["problem"]
    for row, text in ((end + 1, "漏掉的问题"), (end + 2, "又一个"), (end + 4, "  ")):
        book.put(view.sheet, row, column, Cell(text))
    book.put(view.sheet, end + 3, max(view.column_numbers.values()) + 2, Cell("表格旁边的备注"))
    outcome = book.run(command)
    assert [(f.problem.code, f.sheet) for f in outcome.findings] == [("rows-below-table", "问题清单")]
    assert outcome.findings[0].cell == f"{letters(column)}{end + 1}"
    assert "2 行" in outcome.findings[0].what("zh")
    assert outcome.wrong


def test_days_below_the_holidays_are_reported(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [TASK], TemplateKey.PLAN))
    end = book.book().view("holidays")
    last = end.first_row + end.data.length
    book.put("节假日", last, 1, Cell(date(2027, 2, 10)))
    assert codes(book) == [("rows-below-table", f"A{last}")]


def test_unreadable_rows_of_the_holidays_are_named(desk: At, tmp_path: Path) -> None:
    """Nothing is computed with them, so dates come out wrong without a word."""
    book = desk(filled(tmp_path, [TASK], TemplateKey.PLAN))
    content = book.view("holidays")
    day, kind = content.data["day"][4], content.data["kind"][4]
    assert kind == "休"
    last = [i for i, full in enumerate(content.data.filled()) if full][-1]
    for at, (when, what) in enumerate((("2027-02-10", "休"), (date(2027, 2, 11), "放假"), (day, "班")), last + 1):
        book.type("day", at, when, "holidays")
        book.type("kind", at, what, "holidays")
    outcome = book.run(check)
    assert [(f.problem.code, f.where) for f in outcome.findings] == [
        ("date-as-text", f"节假日!{content.cell('day', last + 1)}"),
        ("holiday-kind", f"节假日!{content.cell('kind', last + 2)}"),
        ("holiday-twice", f"节假日!{content.cell('day', last + 3)}"),
    ]
    assert content.cell("day", 4) in outcome.findings[-1].what("zh")
    messages = book.run(schedule).findings
    assert [(f.problem.code, f.cell) for f in messages] == [("holidays-unreadable", content.cell("day", last + 1))]


def test_a_sheet_without_holidays_is_reported_as_such(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [TASK], TemplateKey.PLAN))
    holidays = book.book(writing=True)
    for column in ("day", "kind", "name"):
        holidays.write("holidays", column, [Cell(None)] * holidays.view("holidays").data.length)
    holidays.save()
    assert not any(book.view("holidays").data.filled())
    book.run(score)
    assert codes(book) == [("calendar-empty", "")]


@pytest.mark.parametrize("moment", [datetime(LAST_YEAR + 1, 3, 1, 9), datetime(LAST_YEAR + 4, 6, 30, 9)])
def test_a_new_workbook_long_after_the_last_year_that_is_known_says_where_its_holidays_end(
    moment: datetime, tmp_path: Path
) -> None:
    """The days of the last year known are on the sheet, so that it shows from which year on they are provisional."""
    book = FileDesk(new(TemplateKey.PLAN, "zh", moment.date(), tmp_path))
    book.now = moment
    for key, value in {**TASK, "start": moment.date()}.items():
        book.type(key, 0, value, "tasks")
    book.run(score)
    data = book.view("holidays").data
    days = [day for day, name in zip(data["day"], data["name"], strict=True) if "暂定" not in str(name)]
    assert max(day for day in days if isinstance(day, date)).year == LAST_YEAR
    (finding,) = book.run(check).findings
    assert finding.problem.code == "calendar-not-published"
    assert f"{LAST_YEAR}-12-31" in finding.what("zh")


@pytest.mark.parametrize("today", [date(2026, 9, 28), date(2026, 11, 28), date(2027, 3, 1), date(2030, 6, 30)])
def test_no_task_of_the_demo_begins_or_ends_on_a_day_off(today: date) -> None:
    for row in demo_rows.rows("tasks", "zh", today):
        for key in ("start", "done_on"):
            day = row[key]
            if isinstance(day, date):
                known = day.year <= LAST_YEAR
                assert chinese_calendar.is_workday(day) if known else day.isoweekday() < 6


def test_every_check_says_what_it_finds() -> None:
    checks = (*check_module.BEFORE_COMPUTING, *check_module.OF_TABLES, *check_module.OF_PLANS, *check_module.OF_BOOK)
    assert len(set(checks)) == len(checks)
    for one in checks:
        assert (one.__doc__ or "").startswith("Find "), one
