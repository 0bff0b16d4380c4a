"""The sheet 帕累托: counts and sums of a column, what is vital, before and after; in a chart that follows the numbers."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import cycle
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from addin.book.file.book import FileBook
from addin.book.port import Book
from addin.commands.causes import causes
from addin.commands.history import log, undo
from addin.commands.pareto import pareto
from addin.commands.score import score
from tests.helpers.books import NOW, PLAN, blank, filled
from tests.helpers.desk import At, FileDesk
from tests.helpers.office import Office, differences
from udfs.lang import Lang, Text
from udfs.problems import RefusalError
from udfs.statistics.pareto import Row, compare
from udfs.values import Cell, CellValue, ErrorValue
from workbook_templates.names import TemplateKey
from workbook_templates.reports.pareto_counting import NAMED

Line = tuple[Any, ...]

CAUSES: list[dict[str, CellValue]] = [
    {"id": "C-001", "answer": "重复录入", "issue": "I-001", "question": "为什么订单慢？", "category": "法"},
    {"id": "C-002", "answer": "没有接口", "upper": "C-001"},
    {"id": "C-003", "answer": "新手多", "issue": "I-001", "category": "人"},
    {"id": "C-004", "answer": "网络慢", "issue": "I-001"},
    {"id": "C-005", "answer": "知识库旧", "issue": "I-002", "question": "投诉率高", "category": "料"},
]


TABLE = {"table": "confirmations", "column": "criterion"}


def checks(counts: Mapping[str | None, int], **more: CellValue) -> list[dict[str, CellValue]]:
    """Return rows of the confirmations, so many of each criterion."""
    labels = [label for at in range(max(counts.values())) for label, count in counts.items() if at < count]
    return [check(i, label, **more) for i, label in enumerate(labels, 1)]


def check(number: int, label: CellValue, **more: CellValue) -> dict[str, CellValue]:
    return {"id": f"V-{number:03}", "cause": "C-001", "criterion": label, **more}


def book_of(folder: Path, rows: Iterable[dict[str, CellValue]], lang: Lang = "zh") -> Path:
    return filled(folder, rows, TemplateKey.ROOT_CAUSE, lang, table="confirmations")


def lines(book: Book) -> list[Line]:
    """Return label, count, whether it is vital, and the count after, of the rows that show anything."""
    area = book.area("pareto_table")
    assert area is not None
    rows = [[cell.value for cell in line] for line in area.figures]
    return [(row[1], row[2], row[5] == "★", row[6] if row[6] != "" else None) for row in rows if row[1]]


def words(book: Book, name: str = "pareto_head") -> list[Any]:
    area = book.area(name)
    assert area is not None
    return [line[0].value for line in area.figures]


def drawn(path: Path, **choice: object) -> FileBook:
    pareto(FileBook(path, writing=True), NOW, **choice)  # type: ignore[arg-type]
    return FileBook(path)


# --- what it shows ---------------------------------------------------------------------------------------------------


def test_causes_draws_the_chosen_issue_by_category(desk: At, tmp_path: Path) -> None:
    opened = desk(filled(tmp_path, CAUSES, TemplateKey.ROOT_CAUSE))
    opened.run(causes)
    assert words(opened.book())[0] == "原因分析 · 类别 · 行数 · 问题 I-001"
    assert lines(opened.book()) == [("法", 2, True, None), ("人", 1, True, None), ("未填", 1, True, None)]
    opened.run(causes, issue="i-002")
    assert lines(opened.book()) == [("料", 1, True, None)]
    assert opened.book().area("fish_head").figures[0][0].value == "I-002　投诉率高"
    opened.run(undo)
    opened.run(causes)
    assert words(opened.book())[0].endswith("问题 I-001")


def test_counts_are_those_of_a_counter_and_all_choices_stay_on_the_sheet(desk: At, tmp_path: Path) -> None:
    counts = {"流程设计不合理": 9, "技术工具落后": 9, "沟通协作不畅": 3, None: 4, "其他": 12}
    opened = desk(book_of(tmp_path, checks(counts)))
    outcome = opened.run(pareto, table="要因确认", column="判定标准")
    shown = lines(opened.book())
    expected = Counter({label or "未填": count for label, count in counts.items()})
    assert {label: count for label, count, *_ in shown} == expected
    assert [label for label, *_ in shown][-1] == "其他"
    # 9 + 9 + 4 + 3 of 37 do not reach 80 %; 其他, although the largest, is never vital.
    assert [vital for *_, vital, _ in shown] == [True, True, True, True, False]
    assert words(opened.book())[1] == "数量随表格变化；未填 4 行"
    assert words(opened.book())[2].startswith("▲ 请拆分“其他”")
    assert "未填 4 行" in outcome.message.zh
    assert words(opened.book(), "set_pareto_table") == ["要因确认"]
    before = opened.contents()
    opened.run(pareto)
    assert opened.contents() == before


@pytest.mark.parametrize("many", [5, NAMED + 3])
def test_the_chart_shows_as_many_labels_as_there_are_and_joins_the_rest(many: int, tmp_path: Path) -> None:
    path = book_of(tmp_path, checks({f"类别{i}": 1 + (many - i) // 9 for i in range(many)}))
    book = drawn(path, **TABLE)
    shown = lines(book)
    assert len(shown) == min(many, NAMED + 1)
    if many > NAMED:
        assert shown[-1][:3] == ("其他", 3, False)
        assert "“其他”含 3 项" in words(book)[1]
    with zipfile.ZipFile(path) as package:
        charts = [package.read(name).decode() for name in package.namelist() if "charts/chart" in name]
    (chart,) = [text for text in charts if "<c:lineChart>" in text and "<c:barChart>" in text]
    ranges = re.findall(r"<c:(?:cat|val)>.*?<c:f>[^<]*\$(\d+):[^<]*\$(\d+)</c:f>.*?<c:ptCount val=\"(\d+)\"", chart)
    assert len(ranges) == 10
    assert {int(last) - int(first) + 1 for first, last, _ in ranges} == {len(shown)} == {int(n) for *_, n in ranges}
    # The marks of “after” stand on the scale of the columns, both lines on that of the shares.
    axes = [
        re.findall(r'<c:axId val="(\d+)"/>', group)
        for group in re.findall(r"<c:(?:bar|line)Chart>.*?</c:(?:bar|line)Chart>", chart)
    ]
    assert axes[0] == axes[1] != axes[2]


def test_what_is_typed_later_is_counted_by_the_formulas(office: Office, tmp_path: Path) -> None:
    path = book_of(tmp_path, [*checks({"甲": 5, "乙?*": 3, "<丙": 1, None: 2}, confirmed_on=date(2026, 11, 2))])
    desk = FileDesk(path)
    desk.run(pareto, **TABLE, split="2026-11-02", dates="确认日期")
    for row, label in ((0, "乙?*"), (1, "乙?*"), (2, None), (3, "新的一类"), (4, "新的一类")):
        desk.type("criterion", row, label, "confirmations")
        desk.type("confirmed_on", row, date(2026, 11, 1), "confirmations")
    with office.open(path) as document:
        book = desk.book()
        area = book.area("pareto_table")
        typed = [row for row in document.block(area.sheet, area.row, area.col, area.row + 30, area.col + 7) if row[1]]
    labels = desk.view("confirmations").data["criterion"]
    earlier = Counter(label or "未填" for label in labels[:5])
    assert {row[1]: row[2] for row in typed if row[2]} == {"乙?*": 2, "未填": earlier["未填"], "其他": 2}
    assert [row[1] for row in typed][-1] == "其他"
    assert sum(row[2] + row[6] for row in typed) == 11


def test_every_formula_comes_to_the_value_beside_it(office: Office, tmp_path: Path) -> None:
    labels = ("A", "a", "=B", "c~d", "e*", None, "Other", "其他", "长" * 200, "A", "=B")
    days = (date(2026, 8, 1), date(2026, 9, 1), None)
    amounts = (0.1, 0.2, 0.3, 12, None, 1234.56, 0.1)
    shuffled = zip(cycle(labels), cycle(days), cycle(amounts), range(60), strict=False)
    rows = [check(i, label, confirmed_on=day, population=amount, who="王芳") for label, day, amount, i in shuffled]
    path = book_of(tmp_path, rows)
    for choice in ({}, {"amount": "population", "split": "2026-09-01"}, {"column": "who"}):
        drawn(path, **{**TABLE, **choice})
        assert differences(office, path) == []
        assert words(FileBook(path))[1].startswith("数量随") == ("column" not in choice)
    # Another choice on the sheet is not yet drawn, and the sheet says so.
    FileDesk(path).set("set_pareto_column", "方法")
    (differing,) = differences(office, path)
    assert "▲ 选项已改" in differing


def test_before_and_after_stand_in_the_same_order(tmp_path: Path) -> None:
    days = {"甲": ["08-01"] * 6 + ["09-01"], "乙": ["08-02"] * 3 + ["09-30"] * 5, "丙": ["10-01"] * 2, "丁": [None]}
    rows = [
        check(10 * i + len(label), label, confirmed_on=day and date.fromisoformat(f"2026-{day}"))
        for label, listed in days.items()
        for i, day in enumerate(listed)
    ]
    path = book_of(tmp_path, rows)
    book = drawn(path, **TABLE, split="2026年9月1日")
    assert lines(book) == [("甲", 6, True, 1), ("乙", 3, True, 5), ("丙", 0, False, 2)]
    assert words(book)[1] == "数量随表格变化；没有日期、没有计入的 1 行"
    assert words(book, "pareto_after") == ["后"]
    assert words(drawn(path, **TABLE), "pareto_after") == ["后（未对比）"]


def test_money_that_reaches_exactly_80_percent_ends_the_vital_few(tmp_path: Path) -> None:
    """V42 as amounts of 0.1 and 0.2, which as floats do not add up to what they are."""
    weights = {"Contact": 94, "Price": 80, "Supplier": 66, "Schedule": 33, "Part": 27}
    rows = [
        check(i, label, population=amount)
        for label, count in weights.items()
        for i, amount in enumerate([0.1, 0.2] * (count // 3) + [0.1] * (count % 3))
    ]
    path = book_of(tmp_path, rows)
    shown = lines(drawn(path, **TABLE, amount="清单行数"))
    assert [vital for *_, vital, _ in shown] == [True, True, True, False, False]
    exact = {
        label: sum(Decimal(str(row["population"])) for row in rows if row["criterion"] == label) for label in weights
    }
    assert {label: Decimal(str(count)) for label, count, *_ in shown} == exact


def test_people_who_share_a_row_count_for_each(tmp_path: Path) -> None:
    owners = ["王芳、李强", "李强", " 李 强", "王芳", "赵敏/李强", None]
    path = book_of(tmp_path, [check(i, None, who=owner) for i, owner in enumerate(owners)])
    book = drawn(path, table="confirmations", column="确认人")
    assert {label: count for label, count, *_ in lines(book)}["李强"] == 4
    assert words(book)[1] == "数量由命令写入，截至 2026-11-20；未填 1 行"


def test_cells_that_cannot_be_counted_are_named(desk: At, tmp_path: Path) -> None:
    rows = checks({"甲": 3, "乙": 2}, population=5)
    opened = desk(book_of(tmp_path, rows))
    opened.type("criterion", 0, ErrorValue("#N/A"), formula="NA()", table="confirmations")
    opened.type("population", 1, "约三千", table="confirmations")
    opened.type("population", 2, -4, table="confirmations")
    outcome = opened.run(pareto, **TABLE, amount="population")
    codes = {finding.problem.code: finding.cell for finding in outcome.findings}
    view = opened.view("confirmations")
    assert codes["pareto-error"] == view.cell("criterion", 0)
    assert codes["pareto-no-number"] == view.cell("population", 1)
    assert codes["pareto-negative"] == view.cell("population", 2)
    assert sum(count for _, count, *_ in lines(opened.book())) == 15
    assert lines(opened.book())[-1][:2] == ("其他", 5)


def test_a_column_of_ones_own_is_counted_and_stays_after_other_commands(tmp_path: Path) -> None:
    desk = FileDesk(book_of(tmp_path, checks({"甲": 3})))
    desk.rename("confirmations", "备注", "产品线")
    for row, value in enumerate(["A线", "B线", "A线"]):
        view = desk.book().with_own("confirmations")
        desk.put(view.sheet, view.first_row + row, view.own["产品线"], Cell(value))
    desk.run(pareto, table="confirmations", column="产品线")
    shown = lines(desk.book())
    assert [line[:2] for line in shown] == [("A线", 2), ("B线", 1)]
    desk.run(score)
    assert lines(desk.book()) == shown


def test_other_tables_and_one_issue(tmp_path: Path) -> None:
    plans = [{**PLAN, "id": f"S-{i}", "issue": f"I-00{1 + i % 2}"} for i in range(5)]
    path = filled(tmp_path, plans, TemplateKey.PROJECT, table="plans")
    assert lines(drawn(path, table="plans", issue="i-001"))[0][:2] == ("工具升级类", 3)
    assert words(FileBook(path))[1] == "数量随表格变化"
    assert lines(drawn(path, table="plans", issue="all"))[0][:2] == ("工具升级类", 5)


def test_nothing_to_count_is_said(tmp_path: Path) -> None:
    path = blank(tmp_path, TemplateKey.ROOT_CAUSE)
    assert lines(drawn(path)) == []
    assert words(FileBook(path))[1] == "没有可以计的行"
    (tmp_path / "zeros").mkdir()
    path = book_of(tmp_path / "zeros", checks({"甲": 2}, population=0))
    assert lines(drawn(path, **TABLE, amount="population")) == [("甲", 0, False, None)]


def test_choices_that_mean_nothing_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    path = book_of(tmp_path, checks({"甲": 1}))
    content = path.read_bytes()
    for choice, code in (
        ({"table": "费用"}, "pareto-no-table"),
        ({**TABLE, "column": "金额"}, "pareto-no-column"),
        ({"issue": "I-999"}, "pareto-no-rows"),
        ({**TABLE, "split": "5/3/2026"}, "pareto-no-days"),
        ({"split": "2026-09-01"}, "pareto-no-dates"),
        ({**TABLE, "issue": "I-001"}, "pareto-no-issues"),
    ):
        with pytest.raises(RefusalError, match=code):
            drawn(path, **choice)
    assert path.read_bytes() == content


def test_a_choice_typed_on_the_sheet_is_refused_at_its_cell(tmp_path: Path) -> None:
    desk = FileDesk(book_of(tmp_path, checks({"甲": 1})))
    desk.set("set_pareto_column", "金额")
    with pytest.raises(RefusalError, match=r"^帕累托!D5  pareto-no-column"):
        desk.run(pareto)
    # Other commands go on; the sheet says why it shows nothing.
    desk.run(causes)
    assert words(desk.book())[0] == "帕累托：「原因分析」没有列“金额”"
    assert lines(desk.book()) == []


def test_a_workbook_without_the_sheet_says_so(tmp_path: Path) -> None:
    with pytest.raises(RefusalError, match="pareto-no-sheet"):
        drawn(blank(tmp_path))


# --- the rule --------------------------------------------------------------------------------------------------------


def test_labels_of_one_row_count_once_and_rows_without_one_are_other() -> None:
    rows = [Row(["甲", "甲 "]), Row(["乙", "甲"], Fraction(2)), Row([])]
    assert compare(rows, [Row(["丙"])], 2) == ([("甲", 3, 0), ("乙", 2, 0)], (1, 1), 1)


def test_days_in_a_column_of_ones_own_stay_days_in_a_file_that_openpyxl_saved(tmp_path: Path) -> None:
    """It numbers the formats of conditional formats apart from those of cells, and the same number then means two."""
    path = book_of(tmp_path, checks({"甲": 4}))
    book = openpyxl.load_workbook(path)
    sheet = book["要因确认"]
    heading = next(cell for row in sheet["A1:AF6"] for cell in row if cell.value == "备注")
    heading.value = "发生日"
    sheet.tables["tblConfirmations"].tableColumns[heading.column - 1].name = "发生日"
    for row in range(4):
        cell = sheet.cell(heading.row + 1 + row, heading.column, date(2026, 9, 1 + row % 2))
        cell.number_format = "yyyy-mm-dd h:mm:ss"
    for number in range(164, 174):
        looks = DifferentialStyle(numFmt=NumberFormat(numFmtId=number, formatCode='"!"0'))
        sheet.conditional_formatting.add("A5:A9", Rule("expression", dxf=looks, formula=[f"$A5={number}"]))
    book.save(path)
    assert [line[:2] for line in lines(drawn(path, table="confirmations", column="发生日"))] == [
        ("2026-09-01", 2),
        ("2026-09-02", 2),
    ]
    compared = lines(drawn(path, **TABLE, dates="发生日", split="2026-09-02"))
    assert compared == [("甲", 2, True, 2)]


def test_where_nothing_is_vital_or_no_row_has_a_date_the_message_says_why(tmp_path: Path) -> None:
    path = book_of(tmp_path, checks({"甲": 2}, confirmed_on=date(2026, 9, 2)))
    messages = [
        pareto(FileBook(path, writing=True), NOW, **TABLE, **choice).message  # type: ignore[arg-type]
        for choice in ({"amount": "population"}, {"split": "2026-09-01"}, {"split": "2026-09-01", "dates": "确认人"})
    ]
    for words_of, zh, en in zip(
        messages,
        ["合计为 0", "“前”合计为 0", "没有日期、没有计入 2 行"],
        ["total is 0", "before", "2 rows"],
        strict=True,
    ):
        assert (zh in words_of.zh, en in words_of.en) == (True, True)
        assert ("（）" in words_of.zh, "()" in words_of.en) == (False, False)


def test_the_log_says_that_choices_stand_on_the_sheet(tmp_path: Path) -> None:
    path = book_of(tmp_path, checks({"甲": 1}))
    drawn(path, **TABLE)
    (listing,) = log(FileBook(path), NOW).listings
    places = {row[4].zh for row in listing.rows if isinstance(row[4], Text) and row[3] == "pareto"}
    assert {"帕累托·表", "帕累托·分类列"} <= places


def test_a_table_is_known_by_the_name_that_people_gave_its_sheet(tmp_path: Path) -> None:
    path = book_of(tmp_path, checks({"甲": 2}))
    book = openpyxl.load_workbook(path)
    book["要因确认"].title = "验证 2026"
    book.save(path)
    assert lines(drawn(path, table="验证 2026", column="criterion")) == [("甲", 2, True, None)]
    assert words(FileBook(path), "set_pareto_table") == ["要因确认"]
