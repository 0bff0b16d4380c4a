"""效果验证报告: figures equal to the cells, the plan and its changes, doubts, who decided, and what is missing."""

from datetime import datetime
from pathlib import Path

import pytest
from scipy import stats

from addin.book.file.book import FileBook
from addin.commands.report import report
from addin.commands.verdict import verdict
from addin.reporting.control_chart import control_chart
from tests.helpers.books import NOW, blank, demo, filled
from tests.helpers.desk import FileDesk
from tests.helpers.documents import everything, headings, labels, picture_of, report_of, section, within_its_frame
from tests.helpers.monitored import measure, points
from tests.helpers.validators import audited
from udfs.effects.levels import level_interval
from udfs.effects.observed import Observed
from udfs.lang import Lang
from udfs.problems import RefusalError
from udfs.values import CellValue
from workbook_templates.catalogue import TABLES
from workbook_templates.context import Context, TableData
from workbook_templates.names import TemplateKey
from workbook_templates.reports import effect_report
from workbook_templates.reports.blocks import ControlChart
from workbook_templates.settings import Settings

Row = dict[str, CellValue]
SHARE: Row = {"id": "E-001", "improvement": "S-001", "indicator": "差错率", "direction": "越小越好", "design": "前后", "smallest": 2,
              "after_from": datetime(2026, 3, 2), "before_data": "x=96, n=1200", "after_data": "x=41, n=1180"}  # fmt: skip
EARLIER = datetime(2026, 2, 20, 9, 0)


def judged(folder: Path, *rows: Row) -> Path:
    path = filled(folder, rows, TemplateKey.RESULTS)
    verdict(FileBook(path, writing=True), EARLIER)
    return path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_row_has_its_place_in_the_workbooks_language(lang: Lang, tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.RESULTS, lang)
    verdict(FileBook(path, writing=True), NOW)
    document, _ = report_of(path, "effect")
    top = [text for style, text in headings(document) if style == "Heading 1"]
    assert (
        top
        == [["一、概况", "二、逐项验证", "三、尚待补充"], ["1. Overview", "2. Each verification", "3. Still missing"]][
            lang == "en"
        ]
    )
    chapters = [text for style, text in headings(document) if style == "Heading 3"]
    assert [title.split()[0].split("　")[0] for title in chapters] == ["E-001", "E-002", "E-003", "E-004"]
    text = "\n".join(p.text for p in everything(document))
    assert any("\u4e00" <= sign <= "\u9fff" for sign in text) == (lang == "zh")
    if lang == "en":
        assert audited(path.with_suffix(".docx")) == []


def test_figures_are_those_of_the_cells(tmp_path: Path) -> None:
    path = judged(tmp_path, {**SHARE, "decision": "推广", "decided_by": "王芳"})
    document, outcome = report_of(path, "effect")
    assert outcome.findings == []
    data = FileBook(path).view("effects").data
    (table,) = (table for table in document.tables if table.cell(0, 0).text == "期间")
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    # 96/1200 and 41/1180 with Wilson's intervals (R: prop.test(…, correct = FALSE)).
    assert [[row[0], *row[2:]] for row in rows[:2]] == [
        ["改善前", "1200", "8%", "6.596% ～ 9.672%"], ["改善后", "1180", "3.475%", "2.571% ～ 4.68%"],
    ]  # fmt: skip
    change, ends = rows[2][3], rows[2][4].split(" ～ ")
    shown = [float(text.replace("−", "-").split()[0]) for text in (change, *ends)]
    assert shown == pytest.approx([data[key][0] for key in ("estimate", "low", "high")], rel=1e-3)
    assert "个百分点" in change
    chapter = section(document, "E-001　差错率：改善")
    assert str(data["said"][0]) in chapter
    assert "没有发现疑点" in chapter
    assert all(word in chapter for word in ("推广", "王芳", "2026-02-20", "固定后没有改动"))
    picture = picture_of(path.with_suffix(".docx"), "图 1")
    within_its_frame(picture)
    assert {"改善前（n=1200）", "改善后（n=1180）", "8%", "3.475%"} <= {*labels(picture)}


def test_a_changed_plan_and_its_doubt_are_written(tmp_path: Path) -> None:
    desk = FileDesk(judged(tmp_path, SHARE))
    desk.type("smallest", 0, 1, "effects")
    document, outcome = report_of(desk.path, "effect")
    chapter = section(document, "E-001　差错率：改善")
    assert "最小有意义变化 2 → 1" in chapter
    assert "计划在固定之后改过" in chapter
    assert [finding.problem.code for finding in outcome.findings] == ["effect-plan-changed"]
    assert "E-001 差错率：尚未决定" in section(document, "三、尚待补充")


def test_what_is_not_verified_is_said(tmp_path: Path) -> None:
    path = judged(tmp_path, {**SHARE, "after_data": None})
    document, _ = report_of(path, "effect")
    assert "尚未验证效果" in section(document, "E-001　差错率：数据不足")
    assert "E-001 差错率：尚未验证效果" in section(document, "三、尚待补充")
    assert "尚未决定 1 项" in section(document, "一、概况")


def test_points_by_day_are_drawn_before_and_after() -> None:
    rows = points([10, 11, 12, 10, 11, 9, 5, 6, 5, 7, 6, 5])
    begun = rows[6]["date"]
    effect: Row = {"id": "E-001", "indicator": "时长", "measure": "M-001", "design": "前后", "after_from": begun}
    book = Context("zh", NOW.date(), Settings.defaults("zh"))
    given = {
        "measures": [measure()],
        "points": [{"id": f"D-{n}", **row} for n, row in enumerate(rows)],
        "effects": [effect],
    }
    book.tables = {key: TableData.of(TABLES[key], listed) for key, listed in given.items()}
    book.compute()
    (chart,) = (block for block in effect_report.report(book) if isinstance(block, ControlChart))
    assert [row[1] for row in chart.points] == [10, 11, 12, 10, 11, 9, 5, 6, 5, 7, 6, 5]
    assert [name for _, name in chart.phases] == ["改善前", "改善后"]
    assert [row[1] for row in chart.steps] == pytest.approx([10.5, 10.5, None, 34 / 6, 34 / 6])
    picture = control_chart(chart, 450, "x", "-", 1)
    drawn = "".join(picture.itertext())
    assert all(words in drawn for words in ("改善前", "改善后", "数值", "期间的水平"))
    assert "控制上限" not in drawn


def test_a_workbook_without_effects_is_refused(tmp_path: Path) -> None:
    for key, code in ((TemplateKey.RESULTS, "nothing-to-report"), (TemplateKey.ISSUES, "table-missing")):
        path = blank(tmp_path, key)
        with pytest.raises(RefusalError, match=code):
            report(FileBook(path), NOW, tmp_path / "a.docx", "effect")
    with pytest.raises(RefusalError, match="report-without-issue"):
        report(FileBook(path), NOW, tmp_path / "a.docx", "effect", "I-001")
    assert not (tmp_path / "a.docx").exists()


def test_the_interval_of_a_level_is_that_of_its_kind() -> None:
    values = (3.4, 2.9, 3.8, 3.1, 3.6)
    known = level_interval(Observed(values=values))
    assert known is not None
    low, high = stats.t.interval(0.95, 4, loc=sum(values) / 5, scale=stats.sem(values))
    assert (known.low, known.high) == pytest.approx((low, high))
    share = level_interval(Observed(counts=((40, 600), (56, 600))))
    assert share is not None
    wilson = stats.binomtest(96, 1200).proportion_ci(method="wilson")
    assert (share.low, share.high) == pytest.approx((wilson.low, wilson.high))
    assert [level_interval(Observed(values=few)) for few in ((), (1.0,), (2.0, 2.0))] == [None] * 3
