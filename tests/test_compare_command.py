"""对比: what the sheet says of a measure, what its charts read, and what is refused."""

import re
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from chinese_calendar import is_workday

from addin.book.file.book import FileBook
from addin.commands.compare import compare
from addin.commands.history import undo
from tests.helpers.books import NOW, blank, demo
from tests.helpers.monitored import area, book_of, measure
from udfs.lang import Lang
from udfs.problems import RefusalError
from workbook_templates.names import TemplateKey


def orders(last: date, groups: tuple[str | None, ...] = (None,)) -> list[dict[str, Any]]:
    """Return ten orders of every group on every working day from 2024 on."""
    first = date(2024, 1, 1)
    listed = (first + timedelta(days=at) for at in range((last - first).days + 1))
    return [
        {"date": day, "measure": "M-001", "group": group, "value": 10}
        for day in listed
        if is_workday(day)
        for group in groups
    ]


def filled(book: Any, name: str) -> list[list[Any]]:
    return [line for line in area(book, name) if line[0] is not None]


def test_periods_of_any_length_are_equals_per_working_day(tmp_path: Path) -> None:
    """January of 2024 had 22 working days, that of 2025 has 19 (statistics.md T37)."""
    path = book_of(tmp_path, [measure(kind="计数", unit="单")], orders(date(2025, 1, 27)))
    compare(FileBook(path, writing=True), NOW)
    rows = {line[0]: line[1:7] for line in filled(FileBook(path), "compare_table")}
    assert len(rows) == 12
    assert rows["2025-01"] == [190, 19, 10, 10, "0%", "0%"]
    assert rows["2024-02"] == [180, 18, 10, None, None, "0%"]
    # Without groups the whole fills the frame of columns: 22 working days in December, 19 in January.
    assert [line[:7] for line in filled(FileBook(path), "compare_groups")] == [
        ["全部", 190, 19, 10, 10, "100.0%", "0%"]
    ]
    (captions,) = area(FileBook(path), "compare_captions")
    assert (captions[0], captions[5]) == ("2025年1月　没有分组，与上期比", "不画饼图：没有分组")


def test_an_unfinished_month_stands_beside_as_many_working_days(tmp_path: Path) -> None:
    path = book_of(tmp_path, [measure(kind="计数", unit="单")], orders(date(2024, 3, 8), ("华东", "华南")))
    compare(FileBook(path, writing=True), NOW)
    last = filled(FileBook(path), "compare_table")[-1]
    assert last[:4] == ["2024-03", 120, 6, 20]
    assert "本期未完：到 2024-03-08 有 6 个工作日，基期取前 6 个工作日" in last[7]
    assert filled(FileBook(path), "compare_pie") == [["华东 50%", 60], ["华南 50%", 60]]


def test_the_demo_has_all_three_charts_filled(tmp_path: Path) -> None:
    lang: Lang = "en"
    path = demo(tmp_path, TemplateKey.MEASURES, lang)
    outcome = compare(FileBook(path, writing=True), NOW, "M-003")
    assert "M-003" in outcome.message.to(lang)
    book = FileBook(path)
    groups, parts = filled(book, "compare_groups"), filled(book, "compare_pie")
    assert len(groups) == len(parts) == 2
    assert sum(int(str(label).split()[-1].rstrip("%")) for label, _ in parts) == 100
    sizes = {"table": len(filled(book, "compare_table")), "groups": 2, "pie": 2}
    with zipfile.ZipFile(path) as package:
        charts = [package.read(name).decode() for name in package.namelist() if "charts/chart" in name]
    for kind, rows in (("lineChart", sizes["table"]), ("barChart", 2), ("pieChart", 2)):
        (drawn,) = [chart for chart in charts if f"<c:{kind}>" in chart and "compar" not in chart and _reads(chart)]
        ranges = re.findall(r"<c:(?:cat|val)>.*?\$(\d+):[^<]*\$(\d+)</c:f>", drawn)
        assert {int(last) - int(first) + 1 for first, last in ranges} == {rows}


def _reads(chart: str) -> bool:
    return "对比" in chart or "Comparison" in chart


def test_choices_stand_on_the_sheet_and_undo_brings_the_old_ones_back(tmp_path: Path) -> None:
    """Shares are no parts of a whole, and change by points."""
    share = measure(2, kind="比率", unit="%")
    parts = [
        {"date": day, "measure": "M-002", "group": group, "numerator": x, "denominator": 100}
        for day, x in ((date(2024, 3, 1), 5), (date(2024, 3, 8), 3))
        for group in ("华东", "华南")
    ]
    path = book_of(tmp_path, [measure(kind="计数", unit="单"), share], [*orders(date(2024, 1, 31)), *parts])
    compare(FileBook(path, writing=True), NOW)
    before = area(FileBook(path), "compare_head")[0][0]
    outcome = compare(FileBook(path, writing=True), NOW, measure="M-001", by="周")
    assert outcome.message.zh.startswith("M-001 时长1按周：环比（上周）2024-01-22～2024-01-24 → 2024-01-29～2024-01-31")
    outcome = compare(FileBook(path, writing=True), NOW, measure="M-002")
    assert area(FileBook(path), "compare_head")[0][0] == "M-002 时长2（%）· 按周"
    assert [line[6] for line in filled(FileBook(path), "compare_table")] == [None, "−2 个百分点"]
    assert area(FileBook(path), "compare_captions")[0][5].startswith("不画饼图：占比、均值、中位数加起来不是一个整体")
    for _ in range(2):
        undo(FileBook(path, writing=True), NOW)
    assert area(FileBook(path), "compare_head")[0][0] == before


@pytest.mark.parametrize(("key", "given", "code"), [
    (TemplateKey.MEASURES, {"measure": "M-099"}, "compare-unknown"),
    (TemplateKey.ISSUES, {}, "table-missing"),
])  # fmt: skip
def test_what_cannot_be_compared_is_refused_and_the_file_stays(
    key: TemplateKey, given: dict[str, str], code: str, tmp_path: Path
) -> None:
    path = demo(tmp_path, key)
    before = path.read_bytes()
    with pytest.raises(RefusalError, match=code):
        compare(FileBook(path, writing=True), NOW, **given)
    assert path.read_bytes() == before


def test_a_workbook_without_points_says_so(tmp_path: Path) -> None:
    with pytest.raises(RefusalError, match="compare-nothing"):
        compare(FileBook(blank(tmp_path, TemplateKey.MEASURES), writing=True), NOW)
