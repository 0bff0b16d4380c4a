"""监控: how measures stand, new signals in their register, the page of all measures and the charts from the same numbers."""

import re
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.add import add
from addin.commands.history import undo
from addin.commands.monitor import monitor
from addin.commands.signals import signals as pass_on
from tests.helpers.books import NOW, demo, filled
from tests.helpers.desk import At, FileDesk
from tests.helpers.monitored import (
    FIRST,
    STEADY,
    area,
    behind,
    book_of,
    codes,
    measure,
    page,
    points,
    run,
    shares,
    signals,
)
from udfs.lang import Lang
from udfs.monitoring.choices import SETS
from udfs.problems import RefusalError
from udfs.serials import to_serial
from udfs.values import CellValue
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey
from workbook_templates.reports.control_charts import BLOCK, NOTE, SENTENCE, TITLE, WIDTH
from workbook_templates.reports.control_points import OF_POINTS
from workbook_templates.reports.monitoring_words import SIGNS

# --- what it says ----------------------------------------------------------------------------------------------------


def test_a_point_outside_becomes_a_row_of_the_register_once(desk: At, tmp_path: Path) -> None:
    opened = desk(book_of(tmp_path, [measure(target=12)], points(STEADY)))
    outcome = opened.run(monitor)
    assert outcome.message.zh == "1 个指标：稳定 1 个；目标时好时坏 1 个；新增异常 1 条（S-001），其中恶化 1 条"
    (row,) = signals(opened.book())
    assert (row["measure"], row["date"], row["rule"]) == ("M-001", FIRST + timedelta(days=18), "超出控制限")
    assert row["value"] == 20
    assert row["limit"] == pytest.approx(10.5 + 3 * (43 / 19) / 1.128, rel=1e-4)
    assert row["explanation"] == "恶化：2026-03-20 为 20 小时，高于控制上限 16.5 小时"
    data = opened.view("measures").data
    assert [data[key][0] for key in ("current", "variation", "capability")] == [10, "稳定", "时好时坏"]
    before = opened.contents()
    again = opened.run(monitor)
    assert again.message.zh.endswith("没有新的异常")
    assert opened.contents() == before
    opened.run(undo)
    assert signals(opened.book()) == []


def test_what_somebody_wrote_on_stays_and_what_is_no_signal_any_more_says_so(tmp_path: Path) -> None:
    values = [*STEADY]
    values[5] = 21
    opened = FileDesk(book_of(tmp_path, [measure(rules="界外")], points(values)))
    opened.run(monitor)
    assert [row["value"] for row in signals(opened.book())] == [21, 20]
    opened.type("evidence", 0, "系统停了两小时", "signals")
    for row in (5, 18):
        opened.type("value", row, 10, "points")
    outcome = opened.run(monitor)
    first, second = signals(opened.book())
    assert (first["evidence"], first["value"]) == ("系统停了两小时", 21)
    assert "现已不是异常" not in str(first["explanation"])
    assert str(second["explanation"]).endswith("【现已不是异常】")
    assert [(f.problem.code, f.args["value"]) for f in outcome.findings if "signal" in f.problem.code] == [
        ("signal-gone", "S-002")
    ]
    assert outcome.message.zh.endswith("1 条已不是异常")
    before = opened.contents()
    opened.run(monitor)
    assert opened.contents() == before
    # The point comes back: it is the same signal, and says nothing else any more.
    opened.type("value", 18, 20, "points")
    opened.run(monitor)
    assert [str(row["explanation"]).endswith("】") for row in signals(opened.book())] == [False, False]


def test_groups_are_judged_apart_and_together(tmp_path: Path) -> None:
    quiet = [value if value < 20 else 10 for value in STEADY]
    data = [*points(STEADY, group="华东仓"), *points(quiet, group="华南仓")]
    path = book_of(tmp_path, [measure(kind="计数", unit="件", chart="I-MR")], data)
    run(path)
    book = FileBook(path)
    assert [(line[0], line[1].strip(), line[3]) for line in page(book)] == [
        ("M-001", "时长1", 20),
        (None, "华东仓", 10),
        (None, "华南仓", 10),
    ]
    # All together stick out on the same day, for the same reason: where to look is what the row says.
    assert [(row["group"], row["value"]) for row in signals(book)] == [("华东仓", 20)]


def test_rates_that_scatter_too_much_are_offered_another_chart_with_the_reason(tmp_path: Path) -> None:
    pairs = [((30, 48, 52, 70)[at % 4], 1000) for at in range(24)]
    path = book_of(tmp_path, [measure(kind="比率", unit="%", chart="p")], shares(pairs))
    (finding,) = [finding for finding in run(path).findings if finding.problem.code == "better-chart"]
    assert finding.cell == FileBook(path).view("measures").cell("chart", 0)
    assert "二项分布" in finding.what("zh")
    assert "p′" in finding.fix("zh")


def test_what_cannot_be_judged_is_said_at_its_cell(tmp_path: Path) -> None:
    measures = [measure(1), measure(2), measure(3), measure(4, chart="p")]
    data = [*points([5] * 12, 1), *points([3, 4, 5], 2), *points(STEADY, 4), *points([1, 2], 9)]
    outcome = run(book_of(tmp_path, measures, data))
    seen = {
        (finding.problem.code, finding.args.get("measure", finding.args.get("value"))) for finding in outcome.findings
    }
    assert {
        ("measure-not-judged", "M-001 时长1"),
        ("measure-not-judged", "M-002 时长2"),
        ("measure-without-points", "M-003 时长3"),
        ("chart-replaced", "M-004 时长4"),
        ("points-without-measure", "M-009"),
    } <= seen


def test_a_level_that_changed_is_proposed_as_a_phase_at_its_first_point(tmp_path: Path) -> None:
    values = [10 + at % 3 for at in range(20)] + [16 + at % 3 for at in range(20)]
    path = book_of(tmp_path, [measure()], points(values))
    (finding,) = [finding for finding in run(path).findings if finding.problem.code == "phase-proposed"]
    assert finding.cell == FileBook(path).view("points").cell("phase", 20)
    assert signals(FileBook(path))
    desk = FileDesk(path)
    desk.type("phase", 20, "新流程", "points")
    desk.type("phase_reason", 20, "接口上线", "points")
    assert "phase-proposed" not in codes(desk.run(monitor))
    assert page(desk.book())[0][6] == "＝ 稳定"


def test_a_frozen_baseline_decides_the_limits(tmp_path: Path) -> None:
    values = [10 + at % 2 for at in range(20)] + [14 + at % 2 for at in range(10)]
    given = {"baseline_from": FIRST, "baseline_to": FIRST + timedelta(days=19)}
    path = book_of(tmp_path, [measure(**given)], points(values))
    run(path)
    outside = [row["limit"] for row in signals(FileBook(path)) if row["rule"] == "超出控制限"]
    assert outside == [pytest.approx(10.5 + 3 / 1.128, rel=1e-4)] * 10


# --- one set of numbers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_page_charts_and_tables_show_the_same_numbers(lang: Lang, tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.MEASURES, lang)
    run(path)
    book = FileBook(path)
    measures = book.view("measures").data
    by_number = {number: row for row, number in enumerate(measures["id"]) if number}
    blocks, legends = area(book, "charts_blocks"), area(book, "charts_names")[0]
    titles = [blocks[at * BLOCK + TITLE][0] for at in range(12) if blocks[at * BLOCK + TITLE][0]]
    lines, measure_now = page(book), None
    assert len(titles) == len(lines) == 7
    for line in lines:
        number, name = line[0] or measure_now, line[1].strip()
        measure_now = number
        row = by_number[number]
        if line[0]:
            shown = [measures[key][row] or None for key in ("current", "target", "rate")]
            assert [line[3] or None, line[4], line[5]] == shown
            assert [part.split(" ", 1)[1] for part in line[6:8]] == [
                measures["variation"][row],
                measures["capability"][row],
            ]
        title = f"{number} {measures['name'][row]}" + ("" if line[0] else f" {name}")
        (at,) = [at for at, words in enumerate(titles) if words.split("　")[0] == title]
        assert titles[at].split("　")[1] == line[6]
        assert blocks[at * BLOCK + SENTENCE][0] == line[9]
        assert blocks[at * BLOCK + NOTE][0]
        drawn, steps = behind(book, at)
        if measures["chart"][row] not in {"间隔天数", "Days between"}:
            assert [value for _, value, _, _ in drawn if value is not None][-1] == line[3]
        marked = {day for day, _, mark, _ in drawn if mark is not None}
        registered = [
            r for r in signals(book) if r["measure"] == number and (r["group"] or "") == (name if not line[0] else "")
        ]
        excluded = {day for day, _, _, out in drawn if out is not None}
        assert {to_serial(r["date"]) for r in registered if not r["evidence"]} <= marked | excluded
        figure = re.search(r"[\d.]+", str(legends[at * WIDTH + OF_POINTS + 2]))
        assert figure
        assert steps[-1][2] == pytest.approx(float(figure[0]), rel=0.05)
    assert set(SIGNS.values()) >= {part[0] for line in lines for part in line[6:8]}


def test_charts_show_phases_apart_holes_as_gaps_and_excluded_points_hollow(tmp_path: Path) -> None:
    values: list[CellValue] = [10 + at % 3 for at in range(12)] + [16 + at % 3 for at in range(12)]
    values[4] = None
    rows = points(values)
    rows[7] |= {"excluded": "是", "exclude_reason": "系统停机", "value": 40}
    rows[12] |= {"phase": "新流程", "phase_reason": "接口上线"}
    path = book_of(tmp_path, [measure(target=15)], rows)
    run(path)
    drawn, steps = behind(FileBook(path))
    assert len(drawn) == 24
    assert drawn[4][1:] == [None, None, None]
    assert drawn[7][1:] == [None, None, 40]
    first, changed = to_serial(FIRST), to_serial(FIRST) + 12
    assert [line[0] for line in steps] == [first - 0.5, changed - 0.5, changed - 0.5, changed - 0.5, changed + 11.5]
    assert steps[2][1:] == [None] * 4
    assert [line[4] for line in steps] == [15, 15, None, 15, 15]
    assert steps[0][1] == steps[1][1] < 12 < steps[3][1] == steps[4][1]
    with zipfile.ZipFile(path) as package:
        charts = [package.read(name).decode() for name in package.namelist() if "charts/chart" in name]
    lengths = [
        {int(last) - int(start) + 1 for start, last in re.findall(r"<c:f>[^<]*\$(\d+):[^<]*\$(\d+)</c:f>", chart)}
        for chart in charts
        if "scatterChart" in chart
    ]
    assert {24, 5} in lengths
    assert all(not seen for seen in lengths if seen != {24, 5})


def test_limits_that_vary_are_steps(tmp_path: Path) -> None:
    pairs = [(5 + at % 3, 100 + 40 * (at % 2)) for at in range(20)]
    path = book_of(tmp_path, [measure(kind="比率", unit="%")], shares(pairs))
    run(path)
    _, steps = behind(FileBook(path))
    assert len(steps) == 40
    centre = 100 * sum(x for x, _ in pairs) / sum(n for _, n in pairs)
    for at, (_, n) in enumerate(pairs):
        upper = centre + 3 * (centre * (100 - centre) / n) ** 0.5
        for line in steps[2 * at : 2 * at + 2]:
            assert line[1:3] == [pytest.approx(centre), pytest.approx(upper)]
        assert steps[2 * at][0] + 1 == steps[2 * at + 1][0]


def test_more_measures_than_charts_are_chosen(tmp_path: Path) -> None:
    quiet = [value if value < 20 else 10 for value in STEADY]
    rows = [row for number in range(1, 15) for row in points(STEADY if number == 14 else quiet, number)]
    path = book_of(tmp_path, [measure(number) for number in range(1, 15)], rows)
    run(path)
    head, blocks = area(FileBook(path), "charts_head")[0][0], area(FileBook(path), "charts_blocks")
    assert "另有 2 个没有画出" in head
    assert blocks[TITLE][0].startswith("M-014")
    outcome = run(path, show="m-003，时长5; M-077")
    book = FileBook(path)
    assert [title[0].split("　")[0] for title in area(book, "charts_blocks")[::BLOCK] if title[0]] == [
        "M-003 时长3",
        "M-005 时长5",
    ]
    (finding,) = [finding for finding in outcome.findings if finding.problem.code == "charts-unknown"]
    assert finding.args["value"].zh == "M-077"
    run(path, show="")
    assert area(FileBook(path), "charts_blocks")[TITLE][0].startswith("M-014")


# --- refusals --------------------------------------------------------------------------------------------------------


def test_points_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    data = points([*STEADY[:12], "约 12", None])
    data += [{"date": "三月", "measure": "M-001", "value": 3}, {"date": FIRST, "value": 4}]
    outcome = run(book_of(tmp_path, [measure()], data))
    named = [finding for finding in outcome.findings if finding.problem.code == "points-unread"]
    assert [(each.cell, each.what("zh")) for each in named] == [
        ("B19", "“日期”有 1 行读不出（如“三月”），没有画图也没有判定：B19"),
        ("C20", "“指标”有 1 行读不出（如“空白”），没有画图也没有判定：C20"),
        ("G17", "“值”有 1 行读不出（如“约 12”），没有画图也没有判定：G17"),
    ]


def test_an_unknown_chart_is_refused_and_not_stored(tmp_path: Path) -> None:
    path = book_of(tmp_path, [measure()], points(STEADY))
    before = path.read_bytes()
    with pytest.raises(RefusalError, match="M-009") as caught:
        run(path, show="M-009")
    assert "M-001 时长1" in caught.value.finding.fix("zh")
    assert path.read_bytes() == before


def test_without_measures_nothing_is_touched(tmp_path: Path) -> None:
    path = filled(tmp_path, [], TemplateKey.ISSUES)
    before = path.read_bytes()
    with pytest.raises(RefusalError) as caught:
        run(path)
    assert "指标" in caught.value.finding.what("zh")
    assert path.read_bytes() == before


@pytest.mark.parametrize("chosen", [*SETS], ids=lambda chosen: chosen.name.en)
def test_every_set_of_rules_is_understood(chosen: Any, tmp_path: Path) -> None:
    path = book_of(tmp_path, [measure(rules=chosen.name.zh)], points(STEADY))
    assert "rules-unknown" not in codes(run(path))
    assert signals(FileBook(path))


# --- where a signal leads --------------------------------------------------------------------------------------------


def test_signals_become_an_issue_and_an_adjustment_with_links_and_undo(tmp_path: Path) -> None:
    path = book_of(tmp_path, [measure(target=12, area="客服部")], points(STEADY))
    add(FileBook(path, writing=True), NOW, ["issues"])
    run(path)
    opened = FileDesk(path)
    opened.type("verdict", 0, "流程问题", "signals")
    outcome = opened.run(pass_on)
    assert outcome.message.zh == "1 条异常有了去向：S-001 → I-001"
    issues, (row,) = opened.view("issues").data, signals(opened.book())
    assert row["issue"] == "I-001"
    assert issues["statement"][0] == (
        "在2026-03-20 前后，客服部存在时长1异常（超出控制限），导致目标 12 小时难以保证，影响程度为2026-03-20 为 20 小时，高于控制上限 16.5 小时"
    )
    assert [issues[key][0] for key in ("owner", "found_on", "status")] == ["王芳", NOW.date(), "待处理"]
    # Once more makes nothing; asked for by its number, it says where the signal leads already.
    assert opened.run(pass_on).message.zh.startswith("没有要转的异常")
    again = opened.run(pass_on, issue=["s-001"], adjustment=["S-001"])
    assert codes(again) == ["signal-linked"]
    adjustments = opened.view("adjustments").data
    assert [adjustments[key][0] for key in ("id", "signal", "measure")] == ["A-001", "S-001", "M-001"]
    opened.run(undo)
    opened.run(undo)
    (row,) = signals(opened.book())
    assert (row["issue"], row["adjustment"]) == (None, None)
    assert not opened.view("issues").data.records()


def test_a_number_that_a_signal_still_points_to_is_not_given_again(tmp_path: Path) -> None:
    path = book_of(tmp_path, [measure(target=12)], points(STEADY))
    add(FileBook(path, writing=True), NOW, ["issues"])
    run(path)
    opened = FileDesk(path)
    opened.type("verdict", 0, "流程问题", "signals")
    opened.run(pass_on)
    row = {**signals(opened.book())[0], "id": "S-002", "issue": "i-001", "_id": None, "date": FIRST}
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(TABLES["signals"], [row])
    session.finish()
    for key in ("id", "statement"):  # the issue of the first is deleted, its signal is to become another
        opened.type(key, 0, None, "issues")
    opened.type("issue", 0, None, "signals")
    outcome = opened.run(pass_on)
    assert outcome.message.zh == "1 条异常有了去向：S-001 → I-002"


def test_signals_without_a_list_of_issues_say_how_to_get_one(tmp_path: Path) -> None:
    path = book_of(tmp_path, [measure()], points(STEADY))
    run(path)
    before = path.read_bytes()
    for given, words in (({"issue": ["S-001"]}, "问题清单"), ({"issue": ["S-099"]}, "S-099")):
        with pytest.raises(RefusalError) as caught:
            pass_on(FileBook(path, writing=True), NOW, **given)
        assert words in caught.value.finding.what("zh")
    assert path.read_bytes() == before
