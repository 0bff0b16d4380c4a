"""Every computed cell: the native formula in LibreOffice comes to the value of the Python function."""

import itertools
import random
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from addin.book.file.book import FileBook
from addin.commands.check import check
from addin.commands.score import score
from addin.commands.summary import summary
from addin.xlsx import Cell, Workbook
from tests.helpers.books import ISSUE, NOW, PILOT, PLAN, TASK, blank, demo, filled, set_cell
from tests.helpers.office import Office, differences
from udfs.lang import Lang
from udfs.levels import DEFAULT_SPELLINGS
from udfs.target import ACHIEVEMENT_BANDS
from udfs.values import CellValue, ErrorValue
from workbook_templates.catalogue import TEMPLATES
from workbook_templates.lists import LISTS
from workbook_templates.names import TemplateKey
from workbook_templates.targets import SMART_KEYS

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
    lacking = [{key: odd} for key in (*SMART_KEYS, "actual") for odd in ODD]
    huge = [{"baseline": a, "target": b, "actual": 5} for a, b in ((1e300, 3), (1e308, -1e308), (2, 1e300))]
    none: list[dict[str, CellValue]] = [dict.fromkeys(SMART_KEYS), {"indicator": " ", "baseline": None, "target": None}]
    rows = rows_of(base, [*levels, *changes, *stated, *lacking, *huge, *none])
    path = computed(filled(tmp_path, rows, TemplateKey.PLAN, lang, "pilots"))
    assert differences(office, path) == []
    data = FileBook(path).view("pilots").data
    assert len(set(map(str, data["smart"]))) > 20
    assert set(map(str, data["band"])) - {"", "None"} == {band.to(lang) for band in ACHIEVEMENT_BANDS}


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
