"""Every computed cell: the native formula in LibreOffice comes to the value of the Python function."""

import itertools
import math
import random
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.check import check
from addin.commands.score import score
from addin.commands.summary import summary
from addin.xlsx import Cell, Workbook
from tests.helpers.books import ISSUE, MEASURE, NOW, PILOT, PLAN, TASK, blank, demo, filled, set_cell
from tests.helpers.office import Office, differences
from udfs.comparing.columns import growth_rates
from udfs.indicators.choices import DEFINITIONS
from udfs.lang import Lang
from udfs.levels import DEFAULT_SPELLINGS
from udfs.monitoring.charts import draw
from udfs.monitoring.choices import DIRECTIONS, INDIVIDUALS, C, U
from udfs.monitoring.runs import crossings_needed, longest_allowed
from udfs.monitoring.series import series_of
from udfs.target import ACHIEVEMENT_BANDS
from udfs.values import CellValue, ErrorValue
from workbook_templates.catalogue import TABLES, TEMPLATES
from workbook_templates.growth_formula import growth_formula
from workbook_templates.limit_formulas import (
    PhaseRows,
    fewest_crossings,
    limits_of_values,
    longest_run,
    spread_of_rate,
    spread_of_share,
)  # fmt: skip
from workbook_templates.lists import LISTS
from workbook_templates.names import TemplateKey
from workbook_templates.targets import OF_PILOTS

# No truth values: LibreOffice keeps them as the numbers 1 and 0, Excel and our functions do not.
ODD: tuple[CellValue, ...] = (
    None,
    "",
    " ",
    "  ",
    "　",
    "*",
    "?",
    "~",
    "高高",
    4,
    2.5,
    0,
    -1,
    ErrorValue("#N/A"),
    'x"y',
    "0",
    "!",
)


def computed(path: Path, **named: CellValue) -> Path:
    """Return the workbook with settings changed and everything computed."""
    if named:
        book = Workbook.open(path, writing=True)
        for name, value in named.items():
            sheet, row, col, _, _ = book.area(f"set_{name}") or pytest.fail(f"the workbook lacks set_{name}")
            set_cell(book, sheet, row, col, Cell(value))
        book.save()
    score(FileBook(path, writing=True), NOW)
    return path


def rows_of(base: Mapping[str, CellValue], changes: Iterable[Mapping[str, CellValue]]) -> list[dict[str, CellValue]]:
    return [{**base, **change, "id": f"X-{i}"} for i, change in enumerate(changes)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_priority_of_all_cells_in_all_spellings(lang: Lang, office: Office, tmp_path: Path) -> None:
    spellings = [word for column in DEFAULT_SPELLINGS for word in column]
    stray = [f" {word}　\t" for word in ("高", "m", "３")] + [
        "\n中 ",
        "\u00a0L",
        "HIGH",
        "low",
        " h i g h",
        "MEDIUM",
        3,
        2,
        1,
        3.0,
    ]
    pairs = [*itertools.product(spellings, spellings), *itertools.product((*stray, *ODD), (*stray, *ODD, "低"))]
    path = filled(tmp_path, rows_of(ISSUE, ({"impact_level": a, "difficulty": b} for a, b in pairs)), lang=lang)
    computed(path)
    assert differences(office, path) == []
    if lang == "zh":
        seen = FileBook(path).view("issues").data["priority"]
        table = {(a, b): seen[pairs.index((a, b))] for a in "高中低" for b in "低中高"}
        assert [table["高", b] for b in "低中高"] == ["优先解决", "优先解决", "专项攻关"]
        assert [table["中", b] for b in "低中高"] == ["优先安排", "常规安排", "择机安排"]
        assert [table["低", b] for b in "低中高"] == ["顺手改进", "择机安排", "暂缓"]


def test_a_users_own_matrix_and_spellings(office: Office, tmp_path: Path) -> None:
    words = ["严重", "一般", "轻微", "高", "Ｍ"]
    path = filled(tmp_path, rows_of(ISSUE, ({"impact_level": a, "difficulty": b} for a in words for b in words)))
    book = Workbook.open(path, writing=True)
    sheet, _, left, bottom, _ = book.area("lvl_spellings") or pytest.fail("the workbook lacks the name")
    for i, word in enumerate(words[:3]):
        set_cell(book, sheet, bottom, left + i, Cell(word))
    sheet, top, left, _, _ = book.area("set_matrix") or pytest.fail("the workbook lacks the name")
    set_cell(book, sheet, top, left, Cell("马上办"))
    set_cell(book, sheet, top + 1, left + 1, Cell(None))
    book.save()
    computed(path)
    assert differences(office, path) == []
    assert "马上办" in FileBook(path).view("issues").data["priority"]


TUPLES = [
    dict(zip(("effect", "feasible", "cost", "risk"), four, strict=True))
    for four in itertools.product(range(1, 6), repeat=4)
]
BAD_SCORES = [
    {key: bad} for key in ("effect", "feasible", "cost", "risk") for bad in (*ODD, 6, "5", 5.0, date(2026, 1, 1))
]


@pytest.mark.parametrize("ties", ["保留并列", "按有效性、可行性细分"])
@pytest.mark.parametrize("reading", ["字面", "强度"])
def test_all_scores_in_both_readings(reading: str, ties: str, office: Office, tmp_path: Path) -> None:
    path = filled(tmp_path, rows_of(PLAN, [*TUPLES, *BAD_SCORES]), TemplateKey.SCORING)
    computed(path, cost_risk=reading, ties=ties)
    assert differences(office, path) == []
    data = FileBook(path).view("plans").data
    example = TUPLES.index({"effect": 5, "feasible": 4, "cost": 3, "risk": 2})
    assert (data["total"][example], data["decision"][example]) == (14 if reading == "字面" else 16, "通过")


FRACTIONS = (1, 1.01, 2.5, 3.67, 4.4, 5, 0.99, 5.01)


@pytest.mark.parametrize("source", ["多人平均", "多人中位数"])
@pytest.mark.parametrize("reading", ["字面", "强度"])
def test_means_of_raters_are_scores(source: str, reading: str, office: Office, tmp_path: Path) -> None:
    rows = [dict(zip(("effect", "feasible", "cost", "risk"), four, strict=True)) for four in itertools.product(FRACTIONS, FRACTIONS[2:], (2.5, 4.4), FRACTIONS)]  # fmt: skip
    path = filled(tmp_path, rows_of(PLAN, [*TUPLES[::29], *BAD_SCORES, *rows]), TemplateKey.SCORING)
    computed(path, cost_risk=reading, scores_from=source, better_min=1.6, ties="按有效性、可行性细分", w_cost=0.3)
    assert differences(office, path) == []
    assert sum(isinstance(total, float) for total in FileBook(path).view("plans").data["total"]) > 300


@pytest.mark.parametrize(
    "weights", [(0.3, 0.7, 1, 2), (1, 1, 0, 0), (0, 0, 0, 0), (1, "x", 1, 1), (1 / 3, 2 / 3, 0.1, 5)]
)
def test_weighted_scores(weights: tuple[CellValue, ...], office: Office, tmp_path: Path) -> None:
    path = filled(tmp_path, rows_of(PLAN, TUPLES[::7]), TemplateKey.SCORING, "en")
    names = ("w_effect", "w_feasible", "w_cost", "w_risk")
    computed(path, **dict(zip(names, weights, strict=True)), threshold=11.5, better_min=3)
    assert differences(office, path) == []


BAD_SETTINGS: tuple[CellValue, ...] = ("x", " ", None, "12", -1, 0, 1e9, ErrorValue("#N/A"), 3_000_000, 59.5)


@pytest.mark.parametrize("bad", BAD_SETTINGS, ids=repr)
def test_settings_that_cannot_be_used(bad: CellValue, office: Office, tmp_path: Path) -> None:
    """Wherever a setting is no number, date or choice, the formulas and the functions fall back alike."""
    path = filled(tmp_path, rows_of(PLAN, [*TUPLES[::29], *BAD_SCORES[::5]]), TemplateKey.SCORING)
    computed(
        path, threshold=bad, effect_min=bad, feasible_min=bad, better_min=bad, ties=bad, cost_risk=bad, scores_from=bad
    )
    assert differences(office, path) == []
    computed(path, w_effect=bad)
    assert differences(office, path) == []
    (tmp_path / "plan").mkdir()
    path = computed(demo(tmp_path / "plan", TemplateKey.PLAN), gantt_start=bad, gantt_unit=bad, due_soon=bad)
    assert differences(office, path) == []


def test_the_second_scheme(office: Office, tmp_path: Path) -> None:
    keys = ("benefit", "technology", "acceptance")
    right = [dict(zip(keys, three, strict=True)) for three in itertools.product(range(1, 6), repeat=3)]
    wrong = [{"benefit": 3, "technology": bad, "acceptance": 3} for bad in ODD]
    path = computed(filled(tmp_path, rows_of(PLAN, [*right, *wrong]), TemplateKey.SCORING))
    assert differences(office, path) == []


def test_finish_dates_over_a_year_with_make_up_days(office: Office, tmp_path: Path) -> None:
    days = [date(2026, 1, 1) + timedelta(days=i) for i in range(365)]
    plain = [{"start": day, "duration": n, "buffer": b} for day in days for n, b in ((1, None), (5, 2), (23, 0))]
    edges = [{"start": s, "duration": n, "buffer": 1} for s in (date(2024, 12, 31), date(2025, 1, 1), date(2025, 10, 1), date(2028, 12, 20),
             date(2028, 12, 31), date(2030, 1, 1), datetime(2026, 3, 5, 18, 30), "2026-03-05", 46000, *ODD) for n in (0, 1, 10, 60)]  # fmt: skip
    bad = [{"duration": n} for n in (*ODD, -3, 1.5, "5", 9999)] + [{"buffer": b} for b in (*ODD, -1, 0.5, "2")]
    path = computed(filled(tmp_path, rows_of(TASK, [*plain, *edges, *bad]), TemplateKey.PLAN))
    assert differences(office, path) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_several_calendars(lang: Lang, office: Office, tmp_path: Path) -> None:
    """Finish dates and days behind the baseline by the calendars of the product, a person's own, and ones that are none."""
    names = [item.to(lang) for item in LISTS["calendar"].items]
    own, no = ("夜班", "否") if lang == "zh" else ("Night shift", "No")
    days = [date(2026, 1, 1) + timedelta(days=3 * i) for i in range(90)]
    tasks: list[dict[str, CellValue]] = [
        {"start": day, "duration": n, "buffer": 1, "calendar": name}
        for day in days for n in (1, 6) for name in (*names, own, names[1].upper())
    ]  # fmt: skip
    tasks += [{"start": days[0], "duration": 3, "calendar": name} for name in (*ODD, "没有这个", names[1] + " ", 5)]
    tasks += [
        {"calendar": name, "baseline_finish": base, "early_finish": early, "done_on": done, "duration": 4, "start": days[5]}
        for name in (None, names[1], own, "x")
        for base in (days[9], days[40], None, "x", date(2024, 1, 1), date(2035, 1, 1))
        for early in (None, days[12], "x")
        for done in (None, days[3], "x")
    ]  # fmt: skip
    path = filled(tmp_path, rows_of(TASK, tasks), TemplateKey.PLAN, lang)
    book = Workbook.open(path, writing=True)
    for name, value in (("lst_calendar", own), ("lst_calendar_week", 2467), ("lst_calendar_holidays", no)):
        place = book.area(name)
        assert place is not None
        set_cell(book, place[0], place[1] + 3, place[2], Cell(value))
    place = book.area("lst_calendar_week")
    assert place is not None
    set_cell(book, place[0], place[1] + 1, place[2], Cell("123456 "))
    book.save()
    computed(path)
    assert differences(office, path) == []
    data = FileBook(path).view("tasks").data
    assert {bool(isinstance(v, date)) for v in data["finish"]} == {True, False}
    assert sum(isinstance(v, (int, float)) for v in data["slip"]) > 30


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_statuses_and_days_overdue_around_today(lang: Lang, office: Office, tmp_path: Path) -> None:
    today = NOW.date()
    content = "暂停" if lang == "zh" else "Paused"
    tasks = [
        {"start": today + timedelta(days=d), "duration": n, "progress": p, "done_on": done, "held": h}
        for d in (-30, -1, 0, 1) for n in (1, 5) for p in (None, 0, 0.5, 1, 1.2, "x", ErrorValue("#N/A"))
        for done in (None, today, "x", ErrorValue("#N/A")) for h in (None, content)
    ]  # fmt: skip
    path = computed(filled(tmp_path / "", rows_of(TASK, tasks), TemplateKey.PLAN, lang))
    assert differences(office, path) == []
    words = (
        ("待处理", "已解决", " 已关闭　", "其他", None)
        if lang == "zh"
        else ("Open", "solved", " Closed ", "other", None)
    )
    issues = [
        {"due": due, "status": s, "closed_on": c}
        for due in (today - timedelta(days=40), today - timedelta(days=1), today, today + timedelta(days=1), None, "昨天", ErrorValue("#N/A"))
        for s in words for c in (None, today, " ", ErrorValue("#N/A"))
    ]  # fmt: skip
    (tmp_path / "i").mkdir()
    path = computed(filled(tmp_path / "i", rows_of(ISSUE, issues), lang=lang))
    assert differences(office, path) == []


PARTS = ("scene", "step", "problem", "impact", "extent")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_statements_gaps_and_overrides(lang: Lang, office: Office, tmp_path: Path) -> None:
    odd = ['say "yes"', "a&b <c>", "两\n行", 30, 0.3, -2.5, " 前后 ", "=1+1", *ODD]
    statements = [{key: value} for key in PARTS for value in odd]
    gaps = [{"current": a, "benchmark": b} for a in (4, 2.5, 0, 0.1, *ODD) for b in (2, 0.3, "x", *ODD)]
    overrides = [{"override": value} for value in ("暂缓", 7, *ODD)]
    path = computed(filled(tmp_path, rows_of(ISSUE, [*statements, *gaps, *overrides]), lang=lang))
    assert differences(office, path) == []


CHANGES: dict[Lang, tuple[CellValue, ...]] = {
    "zh": ("绝对", "相对%", " 百分点 ", "大约", *ODD), "en": ("Absolute", "relative %", "Percentage points", "about", *ODD)
}  # fmt: skip
LEVELS_OF = (3, 2, 0, -4, 0.1, 0.3, 1e-11, "2天", "降低5%", date(2026, 1, 1), *ODD)
INDICATORS = (
    "订单处理时长", "缩短处理时长", "提高处理量", "提高效率、减少等待", "投诉率降低5%", "降低 5 ％", "合格率（%）", "cut by 5 Percent", "REDUCE it",
    "raise", 5, 'say "up"', *ODD,
)  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_targets_of_pilots(lang: Lang, office: Office, tmp_path: Path) -> None:
    """Checks, ways and grades of targets of all kinds."""
    base = {**PILOT, "change": CHANGES[lang][0]}
    levels = [{"baseline": a, "target": b, "actual": c} for a in LEVELS_OF for b in LEVELS_OF for c in (2.2, None, "x")]
    changes = [
        {"change": c, "unit": u, "baseline": b}
        for c in CHANGES[lang]
        for u in ("%", " ％", "天", 5, None)
        for b in (3, 0, 0.3)
    ]
    stated = [
        {"indicator": i, "target": t, "change": c}
        for i in INDICATORS
        for t in (2, 5, "降 5%", None)
        for c in (base["change"], None)
    ]
    lacking = [{key: odd} for key in (*OF_PILOTS.smart_keys, "actual") for odd in ODD]
    huge = [{"baseline": a, "target": b, "actual": 5} for a, b in ((1e300, 3), (1e308, -1e308), (2, 1e300))]
    none: list[dict[str, CellValue]] = [
        dict.fromkeys(OF_PILOTS.smart_keys),
        {"indicator": " ", "baseline": None, "target": None},
    ]
    rows = rows_of(base, [*levels, *changes, *stated, *lacking, *huge, *none])
    path = computed(filled(tmp_path, rows, TemplateKey.PLAN, lang, "pilots"))
    assert differences(office, path) == []
    data = FileBook(path).view("pilots").data
    assert len(set(map(str, data["smart"]))) > 20
    assert set(map(str, data["band"])) - {"", "None"} == {band.to(lang) for band in ACHIEVEMENT_BANDS}


def test_growth_rates(office: Office, tmp_path: Path) -> None:
    """Bases of 0, below 0, missing and small, per working day and as they are, in both languages."""
    odd = [value for value in ODD if not isinstance(value, ErrorValue)]
    figures = (130, 120.5, 3, 0, -2, 1e308, "x", None)
    rows: list[tuple[CellValue, ...]] = [
        (v, b, d, e) for v in figures for b in figures for d, e in ((None, None), (16, 19))
    ]
    rows += [(130, 120, d, e) for d in (16, *odd) for e in (19, *odd)]
    rows += [row for value in odd for row in ((value, 120, 16, 19), (130, value, None, None))]
    columns = list(map(list, zip(*rows, strict=True)))
    path = tmp_path / "growth.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for lang, smallest in itertools.product(("zh", "en"), (0, 20)):
            sheet = book.add_worksheet(f"{lang}{smallest}")
            answers = growth_rates(*columns, lang, smallest=smallest)
            for i, (row, answer) in enumerate(zip(rows, answers, strict=True)):
                for j, value in enumerate(row):
                    if value is not None:
                        (sheet.write_string if isinstance(value, str) else sheet.write_number)(i, j, value)
                cells = (f"{letter}{i + 1}" for letter in "ABCD")
                sheet.write_formula(i, 5, growth_formula(*cells, lang, smallest=smallest), None, answer)
    assert differences(office, path) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_targets_of_measures_and_gaps(lang: Lang, office: Office, tmp_path: Path) -> None:
    """The side that is better, whatever stands in its cell; and gaps between values of all kinds."""
    base = {**MEASURE, "change": CHANGES[lang][0]}
    sides = [*(words.to(lang) for words in DIRECTIONS), *ODD]
    changes = [{"direction": side, "baseline": a, "target": b, "current": c} for side in sides
               for a, b, c in ((3, 2, 2.2), (2, 3, 2.9), (3, 2, 1), (3, 3, 3), (None, None, None), (3, "x", 2), (1e308, -1e308, 1))]  # fmt: skip
    path = filled(tmp_path, rows_of(base, changes), TemplateKey.MEASURES, lang)
    session = Session(FileBook(path, writing=True), "test", NOW)
    alike = [*(words.to(lang) for words in DEFINITIONS), " Yes", "是", *ODD]
    gaps = [{"same_definition": same, "own": own, "value": value} for same in alike
            for own, value in ((25.5, 24), (None, 24), (3, None), ("x", 3), (1e308, -1e308), (0.3, 0.1))]  # fmt: skip
    session.append(TABLES["benchmarks"], rows_of({"measure": "M-9", "benchmark": "B"}, gaps))
    session.finish()
    assert differences(office, computed(path)) == []
    assert len(set(map(str, FileBook(path).view("benchmarks").data["gap"]))) > 5


def test_ratings_of_risks(office: Office, tmp_path: Path) -> None:
    """Whatever stands in their cells, with limits that are blank, no number, or in the wrong order; and the map that counts them."""
    odd = (*ODD, 1, 3, 5)
    rows = rows_of({"name": "中断"}, [{"probability": a, "impact": b} for a in odd for b in odd])
    rows += rows_of(
        {"name": "中断"}, [{"probability_after": a, "impact_after": b} for a in range(1, 6) for b in range(1, 6)]
    )
    path = filled(tmp_path, rows, TemplateKey.GOVERNANCE, table="risks")
    limits = {"risk_low_to": 9, "risk_medium_to": 4, "risk_high_to": "十六"}
    assert differences(office, computed(path, **limits)) == []
    data = FileBook(path).view("risks").data
    assert set(data["level_after"]) >= {"低", "中", "高", "极高"}
    assert any(str(level).startswith("!") for level in data["level"])


def test_dates_and_minutes_of_what_keeps_results(office: Office, tmp_path: Path) -> None:
    """Days with a time, today's, those of the past and to come, and whatever else stands in their cells."""
    today = NOW.date()
    # An empty text is a blank cell to LibreOffice and none to Excel, and 汇总 counts the blank ones.
    odd = [value for value in ODD if value != ""]
    days = (*odd, *(today + timedelta(n) for n in (-5, 0, 3)), datetime(2026, 11, 19, 23, 30))
    pairs = [(a, b) for a in days for b in days]
    path = filled(tmp_path, [], TemplateKey.GOVERNANCE)
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(TABLES["supports"], rows_of({"what": "借调"}, [{"begin": a, "end": b} for a, b in pairs]))
    session.append(TABLES["incidents"], rows_of({"what": "重复"}, [{"found_on": a, "closed_on": b} for a, b in pairs]))
    minutes = [{"planned_minutes": a, "actual_minutes": b} for a in (*ODD, 10, 0.3) for b in (*ODD, 24, 0.1)]
    session.append(TABLES["drills"], rows_of({"scene": "停"}, minutes))
    kinds = (*odd, "月", "季", " 年", "Month")
    reviews = [{"kind": kind, "day": day} for kind in kinds for day in days]
    session.append(TABLES["reviews"], rows_of({"subject": "审核"}, reviews))
    decisions = (*odd, "采纳", " 试行", "暂缓", "不采纳", "Adopted")
    ends = ((None, None), (today, None), (None, today), (ErrorValue("#N/A"), " "))
    proposals = [{"decision": chosen, "done_on": a, "rewarded_on": b} for chosen in decisions for a, b in ends]
    proposals += [
        {"title": title, "feasible": a, "value": b} for title in ("x", None, " ") for a in odd for b in (*odd, 3)
    ]
    session.append(TABLES["proposals"], rows_of({"title": "分组"}, proposals))
    session.finish()
    assert differences(office, computed(path)) == []


def test_clocks_of_feedback_and_states_of_versions_trainings_and_rollout(office: Office, tmp_path: Path) -> None:
    """Moments in and out of working time, over National Day and its make-up days, and whatever else stands in their cells."""
    today = NOW.date()
    odd = [value for value in ODD if value != ""]
    moments = [datetime(2026, 11, 20, 9), datetime(2026, 11, 19, 23, 59, 59), datetime(2026, 9, 30, 16, 40, 10), datetime(2026, 10, 10, 12, 30),
               date(2026, 11, 16), datetime(2026, 11, 14, 10), datetime(2026, 11, 23, 8), datetime(2010, 1, 1, 9), 46300.999999]  # fmt: skip
    chance, received = random.Random(17), [*moments, *odd]  # noqa: S311 - the same rows each time
    rows: list[dict[str, CellValue]] = [{"received": value, "limit": value, "answer": "好"} for value in received]
    steps = ("received", "sorted_at", "analysed_at", "handled_at", "answered_at", "wait_from", "wait_to")
    for _ in range(120):
        row: dict[str, CellValue] = {step: chance.choice([*moments, None, None]) for step in steps}
        row["received"] = chance.choice(moments)
        row |= {"answer": chance.choice(["好", None, " "]), "limit": chance.choice([None, 10, 2.5, 0]),
                "wait_before": chance.choice([None, 1.5, "x"])}  # fmt: skip
        rows.append(row)
    path = filled(tmp_path, [], TemplateKey.RESULTS)
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(TABLES["feedback"], rows_of({"what": "慢"}, rows))
    days = [*odd, *(today + timedelta(n) for n in (-5, 0, 3)), datetime(2026, 11, 19, 23, 30)]
    pairs = [(a, b) for a in days for b in days]
    versions = [{"name": f"文件{n}", "effective": a, "withdrawn_on": b} for n, (a, b) in enumerate(pairs)]
    versions += [{"name": "同", "effective": a, "withdrawn_on": None} for a in days]
    session.append(TABLES["manuals"], rows_of({"version": "V1"}, versions))
    session.append(TABLES["rollout"], rows_of({"where": "分仓"}, [{"begin": a, "due": b} for a, b in pairs]))
    session.append(TABLES["rollout"], rows_of({"where": "门店", "begin": today}, [{"done_on": a} for a in days]))
    trained = [
        {"done_on": a, "valid_months": b}
        for a in (*days, date(2026, 1, 31), date(2024, 8, 31))
        for b in (*odd, 1, 6, 13)
    ]
    trained += [{"done_on": today, "passed": value} for value in (*odd, "否", " 否", "是", "No")]
    session.append(TABLES["trainings"], rows_of({"owner": "王芳", "manual": "X-1"}, trained))
    session.finish()
    assert differences(office, computed(path)) == []
    states = set(FileBook(path).view("feedback").data["state"])
    assert {"正常", "超时", "暂停计时", "按时闭环", "超时闭环"} <= states
    for times in (("9：00", 0.5, " 12:30 ", "18:00"), ("八点", None, "x", "25:00")):
        named = dict(zip(("work_begin", "work_lunch", "work_back", "work_end"), times, strict=True))
        assert differences(office, computed(path, **named, feedback_limit="很久", feedback_near=None)) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("key", list(TemplateKey))
def test_every_formula_of_every_workbook(key: TemplateKey, lang: Lang, office: Office, tmp_path: Path) -> None:
    """Empty and filled: counts, shares, key figures, Gantt heading, calendar; and no error value anywhere."""
    empty = blank(tmp_path, key, lang)
    score(FileBook(empty, writing=True), NOW)
    assert differences(office, empty) == []
    (tmp_path / "full").mkdir()
    full = demo(tmp_path / "full", key, lang)
    score(FileBook(full, writing=True), NOW)
    summary(FileBook(full, writing=True), NOW)
    assert differences(office, full) == []


@pytest.mark.parametrize(
    ("unit", "start"),
    [
        ("周", None),
        ("天", None),
        ("天", date(2026, 9, 30)),
        ("周", date(2026, 10, 1)),
        ("月", None),
        ("月", date(2026, 11, 30)),
    ],
)
def test_the_gantt_heading_follows_its_settings(unit: str, start: date | None, office: Office, tmp_path: Path) -> None:
    path = computed(demo(tmp_path, TemplateKey.PLAN), gantt_unit=unit, gantt_start=start)
    assert differences(office, path) == []


def test_holidays_that_users_add_count(office: Office, tmp_path: Path) -> None:
    path = filled(
        tmp_path, rows_of(TASK, [{"start": date(2027, 1, 1), "duration": n} for n in range(1, 15)]), TemplateKey.PLAN
    )
    view = FileBook(path).view("holidays")
    free = view.data["day"].index(None)
    book = Workbook.open(path, writing=True)
    for i, (day, kind) in enumerate(
        ((date(2027, 1, 1), "休"), (date(2027, 1, 2), "班"), (date(2027, 1, 4), " 休 "), (date(2027, 1, 5), "假"))
    ):
        for key, value in (("day", day), ("kind", kind)):
            set_cell(book, view.sheet, view.first_row + free + i, view.column_numbers[key], Cell(value))
    book.save()
    computed(path)
    assert differences(office, path) == []


@pytest.mark.parametrize("odd", [ErrorValue("#N/A"), 3_000_000, 40.5, -3, "2027-05-01", date(9999, 5, 1)], ids=repr)
def test_odd_rows_among_the_holidays(odd: CellValue, office: Office, tmp_path: Path) -> None:
    """Days with a time, kinds in the other language, and one entry that is no date at all."""
    starts = (date(2025, 12, 30), date(2026, 9, 30), date(2027, 4, 1))
    tasks = [{"start": day, "duration": n} for day in starts for n in range(1, 25)]
    path = filled(tmp_path, rows_of(TASK, tasks), TemplateKey.PLAN)
    view = FileBook(path).view("holidays")
    free = view.data["day"].index(None)
    book = Workbook.open(path, writing=True)
    rows: tuple[tuple[CellValue, CellValue], ...] = (
        (datetime(2027, 4, 5, 9, 30), "休"), (date(2027, 4, 3), "Work"), (date(2027, 4, 6), " off "), (odd, "休"),
        (date(2027, 4, 7), ErrorValue("#N/A")), (date(2027, 4, 8), None),
    )  # fmt: skip
    for i, (day, kind) in enumerate(rows):
        for key, value in (("day", day), ("kind", kind)):
            set_cell(book, view.sheet, view.first_row + free + i, view.column_numbers[key], Cell(value))
    book.save()
    computed(path)
    assert differences(office, path) == []


def test_dropdowns_show_the_filled_part_of_a_list(office: Office, tmp_path: Path) -> None:
    path = blank(tmp_path)
    sheet, top, left, _, _ = Workbook.open(path).area("lst_channel") or pytest.fail("the workbook lacks the name")
    with office.open(path) as document:
        assert document.type_formula(sheet, 1, 20, "=ROWS(dd_channel)") == 4
        document.type_value(sheet, top + 1, left, "")
        document.type_value(sheet, top + 4, left, "新渠道")
        document.document.calculateAll()
        assert document.type_formula(sheet, 1, 20, "=ROWS(dd_channel)") == 5
        assert document.type_formula(sheet, 1, 20, "=INDEX(dd_channel;5)") == "新渠道"


# Blocks of points, each a phase of its own: values, and which of them do not count.
CONTROL: tuple[tuple[list[CellValue], set[int]], ...] = (
    ([5.0] * 6, set()),
    ([10.0, 50.0], set()),
    ([49.6, None, 47.6, 49.9, 51.3, None, None, 47.8, 51.2, 0.1 + 0.2], set()),
    ([3.0, 3.0, 4.0, 4.0, 3.0, 4.0, 4.0, 4.0], set()),
    ([310.0, 288.0, 297.0, 298.0, 307.0, 900.0, 303.0, 294.0, 333.0], {5, 8}),
)


def test_native_control_limits(office: Office, tmp_path: Path) -> None:
    """Constant, tiny, holed, tied, with excluded points; one phase below the other."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    expected: list[tuple[float | None, ...]] = []
    top = 1
    for values, out in CONTROL:
        excluded = [i in out or value is None for i, value in enumerate(values)]
        sizes = [50.0 + i for i in range(len(values))]
        for i, cells in enumerate(zip(values, (int(not left) for left in excluded), sizes, strict=True)):
            for col, cell in enumerate(cells, 1):
                sheet.cell(top + i, col, cell)
        rows = PhaseRows(top, top + len(values) - 1, "B")
        end = rows.last
        # Where a point is a hole, its size is not counted either: the flag stands for both.
        formulas = (
            rows.mean("A"), rows.mean_range("A"), *limits_of_values(f"D{end}", f"E{end}"), rows.pooled("A", "C"),
            spread_of_rate(f"I{end}", f"C{end}"), spread_of_rate(f"D{end}"), spread_of_share("0.2", f"C{end}", "1.5"),
        )  # fmt: skip
        for col, formula in enumerate(formulas, 4):
            sheet.cell(end, col, f"={formula}")
        single, rates, counts = (
            draw(series_of(values, denominators=sizes if kind == U else None, excluded=excluded), kind)
            for kind in (INDIVIDUALS, U, C)
        )
        phase = single.phases[0]
        expected.append((
            phase.centre, phase.mean_range, single.lower[-1], single.upper[-1], phase.range_limit, rates.centre[-1],
            rates.sigma[-1], counts.sigma[-1], 1.5 * math.sqrt(0.2 * 0.8 / sizes[-1]),
        ))  # fmt: skip
        top = end + 1
    useful = [10, 11, 12, 16, 22, 23, 60, 700]
    for row, n in enumerate(useful, 1):
        sheet.cell(row, 20, n)
        sheet.cell(row, 21, f"={longest_run(f'T{row}')}")
        sheet.cell(row, 22, f"={fewest_crossings(f'T{row}')}")
    book.save(tmp_path / "limits.xlsx")
    with office.open(tmp_path / "limits.xlsx") as document:
        rows_shown = [row for row in document.block(sheet.title, 1, 4, top - 1, 12) if row[0] != ""]
        runs_shown = document.block(sheet.title, 1, 21, len(useful), 22)
    for shown, figures in zip(rows_shown, expected, strict=True):
        assert shown == pytest.approx(figures, rel=1e-12, abs=1e-12)
    assert runs_shown == [(longest_allowed(n), crossings_needed(n)) for n in useful]


WILD = (
    *(odd for odd in ODD if odd != ""), 1, 2, 3, 5, 6, "高", "m", "低 ", date(2026, 10, 1), date(2026, 2, 28), date(2026, 11, 20),
    datetime(2026, 11, 21, 8), 0.5, 46000, 46000.4, 3_000_000, 1e300, "暂停", "已关闭", "I-001", "T-002;T-003", "通过", "优选", "=1",
    "2026-01-01", "12", "a\nb", "\t", "\u00a0", "\u200b", "x" * 400,
)  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("key", list(TemplateKey))
def test_anything_in_any_cell(key: TemplateKey, seed: int, office: Office, tmp_path: Path) -> None:
    """Cells of every column, computed ones too, are overwritten at random before the commands run."""
    rng = random.Random(seed)  # noqa: S311 -- the same cells in every run, nothing secret
    path = demo(tmp_path, key, rng.choice(["zh", "en"]))
    if seed % 2:
        computed(path)
    book, reader = Workbook.open(path, writing=True), FileBook(path)
    for table in (*TEMPLATES[key].tables, *(["holidays"] if "tasks" in TEMPLATES[key].tables else [])):
        view = reader.view(table)
        shown = [column for column in view.column_numbers if not column.startswith("_")]
        for _ in range(rng.choice([3, 30, 100])):
            row = view.first_row + rng.randrange(min(view.data.length, 15))
            set_cell(book, view.sheet, row, view.column_numbers[rng.choice(shown)], Cell(rng.choice(WILD)))
    book.save()
    for command in ((score, check), (summary,), (check,))[seed % 3]:
        command(FileBook(path, writing=True), NOW)
    assert differences(office, path) == []


anything = st.sampled_from(
    [*ODD, 1, 2, 3, 4, 5, "高", "m", "低 ", date(2026, 10, 1), date(2026, 2, 28), 0.5, "王芳"]
) | st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Co", "Cn")), max_size=8)
KEYS = {
    TemplateKey.ISSUES: (
        "impact_level",
        "difficulty",
        "override",
        "current",
        "benchmark",
        "due",
        "status",
        "closed_on",
        "scene",
    ),
    TemplateKey.SCORING: ("effect", "feasible", "cost", "risk", "benefit", "technology", "acceptance"),
    TemplateKey.PLAN: ("start", "duration", "buffer", "progress", "done_on", "held"),
}


@pytest.mark.parametrize("key", KEYS)
@settings(
    max_examples=4, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(st.data())
def test_whatever_is_typed(
    key: TemplateKey, office: Office, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    base = {TemplateKey.ISSUES: ISSUE, TemplateKey.SCORING: PLAN, TemplateKey.PLAN: TASK}[key]
    changes = data.draw(
        st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(KEYS[key], anything)), min_size=30, max_size=60)
    )
    path = computed(filled(tmp_path_factory.mktemp("any"), rows_of(base, changes), key))
    assert differences(office, path) == []


def test_times_of_visits(office: Office, tmp_path: Path) -> None:
    """Whatever stands in work, waiting and rework."""
    odd = (*ODD, 0, 0.1, 10, -1)
    rows = rows_of({"rule": "R-001", "number": 1, "step": "审核"}, [{"touch": a, "wait": b} for a in odd for b in odd])
    rows += rows_of(
        {"rule": "R-001", "number": 1, "step": "审核"}, [{"touch": 7, "rework": r} for r in (*odd, 0.5, 1, 0.999)]
    )
    path = computed(filled(tmp_path, rows, TemplateKey.PROCESS, table="steps"))
    assert differences(office, path) == []
    assert {14, "!时间须不小于0，返工率须小于100%"} <= {*FileBook(path).view("steps").data["visit"]}
