"""Worksheet functions: shapes, blanks, complaints and figures, called directly and through xlwings's own dispatcher."""

import re
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.excel.wrappers import RESERVED
from tests.helpers.dispatcher import ERRORS, MISSING, called
from udfs.agreement import kendall_w
from udfs.lang import Lang
from udfs.levels import DEFAULT_SPELLINGS
from udfs.priority import default_matrix, priority
from udfs.risk import risk_bands, risk_points
from udfs.scheduling.workdays import WorkCalendar, finish, workdays
from udfs.score import decision, preferred, rank, rank_among, score
from udfs.statement import statement
from workbook_templates.catalogue import TABLES
from workbook_templates.functions import FUNCTIONS, Shape
from workbook_templates.tables.holidays import published

# Check value of Kendall's W: rows = items, columns = raters (methods: 0.8870).
RATINGS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def serial(day: date) -> float:
    return float((day - date(1899, 12, 30)).days)


def calendar() -> WorkCalendar:
    return WorkCalendar.of([(day, kind.zh, "") for day, kind, _ in published(1)], date(2025, 1, 1), date(2028, 12, 31))


def test_every_function_is_explained_in_both_languages() -> None:
    assert len(FUNCTIONS) == 28
    for name, function in FUNCTIONS.items():
        assert re.fullmatch(r"KZ_[A-Z_]+", name)
        assert all(example.startswith(f"={name}(") for example in function.example)
        for words in (function.help, *(argument.help for argument in function.arguments)):
            assert words.zh != words.en
            assert all(0 < len(text) <= 255 for text in words)
        names = [argument.name for argument in function.arguments]
        assert names[-1] == "language"
        assert not {name for name in names if name.lower() in RESERVED or name.upper() in FUNCTIONS}
        optional = [argument.optional for argument in function.arguments]
        assert optional == sorted(optional)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_example_of_each_function_gives_a_value(name: str, lang: Lang) -> None:
    """Examples that stand on literals are computed as they are written; those on tables name columns that exist."""
    inner = FUNCTIONS[name].example.to(lang).removeprefix(f"={name}(").removesuffix(")")
    results = re.fullmatch(r"(tbl\w+)\[(.+)\]", inner)
    if results is not None:
        table = next(table for table in TABLES.values() if table.name == results[1])
        assert results[2] in {"#All", *(column.header(lang) for column in table.columns)}
        return
    if ":" in inner:
        return
    dated = re.sub(r"DATE\((\d+),(\d+),(\d+)\)", r"datetime(\1, \2, \3)", inner)
    arguments = eval(f"({dated},)", {"datetime": datetime})  # noqa: S307 - literals of our own
    ((answer,),) = FUNCTIONS[name](*arguments)
    assert answer != ""
    assert not str(answer).startswith("!")


def test_the_manuals_figures() -> None:
    assert FUNCTIONS["KZ_SCORE"](5, 4, 3, 2) == [[14]]
    assert FUNCTIONS["KZ_SCORE"](5, 4, 3, 2, None, "强度") == [[16]]
    assert FUNCTIONS["KZ_SCORE"](5, 4, 3, 2, None, True) == [[16]]
    assert FUNCTIONS["KZ_DECISION"]([[14], [11], [None]]) == [["通过"], ["不通过"], [""]]
    assert FUNCTIONS["KZ_AGREEMENT"](RATINGS) == [[pytest.approx(0.8870, abs=5e-5)]]
    assert FUNCTIONS["KZ_RANK"]([[14], [19], [19], [10]]) == [[3], [1], [1], [4]]
    assert FUNCTIONS["KZ_RISK"](1, 4) == [["低"]]
    assert FUNCTIONS["KZ_RISK"]([[1], [1], [2], [4], [5]], [[4], [5], [5], [4], [4]], None, None, "en") == [
        ["Low"], ["Medium"], ["High"], ["High"], ["Extreme"],
    ]  # fmt: skip


def test_make_up_days_count() -> None:
    start, end = datetime(2026, 9, 28), datetime(2026, 10, 10)
    assert FUNCTIONS["KZ_WORKDAYS"](start, end) == [[6]]  # 28–30 Sep, 8–9 Oct and the make-up Saturday 10 Oct
    assert FUNCTIONS["KZ_FINISH"](serial(date(2026, 9, 28)), 6) == [[end]]
    assert FUNCTIONS["KZ_FINISH"](start, 6, [[datetime(2026, 9, 29), "休", "店庆"]]) == [[datetime(2026, 10, 6)]]
    assert FUNCTIONS["KZ_FINISH"](start, 260)[0][0] > datetime(2027, 9, 1)
    assert FUNCTIONS["KZ_FINISH"]("2026-09-28", 5) == [["!日期须为真正的日期"]]


def test_a_plan_spills() -> None:
    """Published textbook shape: A 3, B 5 and C 2 after A, D after B and C; the path A–B–D takes 9 days."""
    ids, lengths = [["A"], ["B"], ["C"], ["D"]], [[3], [5], [2], [1]]
    links = [[None], ["A"], ["A"], ["B，C"]]
    assert FUNCTIONS["KZ_SCHEDULE"](ids, lengths, links) == [
        [1, 3, 0, "关键"], [4, 8, 0, "关键"], [4, 5, 3, ""], [9, 9, 0, "关键"],
    ]  # fmt: skip
    assert FUNCTIONS["KZ_FLOAT"](ids, lengths, links) == [[0], [0], [3], [0]]
    assert FUNCTIONS["KZ_CRITICAL"](ids, lengths, links, "en") == [["Critical"], ["Critical"], [""], ["Critical"]]
    dated = FUNCTIONS["KZ_SCHEDULE"](ids, lengths, links, serial(date(2026, 9, 28)))
    # 28–30 September, 8–13 October with the make-up Saturday 10 October, then the 14th.
    assert [row[:2] for row in dated] == [
        [datetime(2026, 9, 28), datetime(2026, 9, 30)], [datetime(2026, 10, 8), datetime(2026, 10, 13)],
        [datetime(2026, 10, 8), datetime(2026, 10, 9)], [datetime(2026, 10, 14), datetime(2026, 10, 14)],
    ]  # fmt: skip
    six = FUNCTIONS["KZ_FINISH"](datetime(2026, 11, 23), 6, None, None, "123456")
    assert six == [[datetime(2026, 11, 28)]]
    assert FUNCTIONS["KZ_WORKDAYS"](datetime(2026, 11, 23), datetime(2026, 11, 29), None, "1234567") == [[7]]


def test_a_plan_that_goes_round_or_has_gaps_is_reported_in_its_cells() -> None:
    messages = FUNCTIONS["KZ_SCHEDULE"](
        [["A"], ["B"], [None], ["C"], ["D"]], [[1], [1], [None], ["x"], [1]], [["B"], ["A"], [None], [None], ["Z"]]
    )
    assert [row[0][:1] for row in messages] == ["!", "!", "", "!", "!"]
    assert "A → B → A" in messages[0][0]
    assert FUNCTIONS["KZ_FLOAT"]([["A"]], [[1], [2]], [[None]]) == [["!各区域须一样大"]]


def test_counts_and_pareto_spill() -> None:
    values = [["a"], ["b"], ["A"], [None], ["c"], ["a"]]
    assert FUNCTIONS["KZ_SUMMARY"](values) == [["a", 3], ["b", 1], ["c", 1]]
    assert FUNCTIONS["KZ_PEOPLE"]([["王芳、李强"], ["李强"], [None]]) == [["李强", 2], ["王芳", 1]]
    assert FUNCTIONS["KZ_PEOPLE"]([[None]]) == [["", ""]]
    assert FUNCTIONS["KZ_SUMMARY"](values, [["b", "a"]]) == [["b", 1], ["a", 3], ["其他", 1]]
    assert FUNCTIONS["KZ_PARETO"](values) == [
        ["a", 3, 0.6, 1], ["b", 1, 0.8, 1], ["c", 1, 1, 0],
    ]  # fmt: skip
    assert FUNCTIONS["KZ_PARETO"]([["x"], ["y"]], [[1], [4]]) == [["y", 4, 0.8, 1], ["x", 1, 1, 0]]


def test_rows_of_a_table_are_checked() -> None:
    headings = ["编号*", "方案名称*", "关联问题*", "方案类别*", "有效性*", "可行性*", "成本*", "风险*"]
    rows = [["S-1", "a", "I-1", "工具", 5, 4, 3, 2], ["S-1", "b", "I-1", "工具", 9, 4, 3, None], [None] * 8]
    first, second, third = (text for (text,) in FUNCTIONS["KZ_CHECK"]([headings, *rows]))
    assert "2" in first
    assert "有效性" in second
    assert "风险" in second
    assert third == ""
    assert FUNCTIONS["KZ_CHECK"]([["x", "y"], [1, 2]], "en")[0][0].startswith("!")


@pytest.mark.parametrize("name", [name for name, f in FUNCTIONS.items() if f.arguments[0].shape is Shape.CELLS])
def test_blank_in_blank_out(name: str) -> None:
    given = [[[None], [" "]] for argument in FUNCTIONS[name].arguments if not argument.optional]
    assert FUNCTIONS[name](*given) == [[""], [""]]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_language_that_nobody_speaks_is_reported(name: str) -> None:
    function = FUNCTIONS[name]
    given = [None] * (len(function.arguments) - 1)
    assert function(*given, "fr")[0][0].startswith("!")


def test_ranges_of_different_sizes_are_reported() -> None:
    assert FUNCTIONS["KZ_SCORE"]([[1], [2]], [[1], [2], [3]], 1, 1) == [["!各区域须一样大"]]
    assert FUNCTIONS["KZ_SCORE"]([[1, 2]], [[1], [2]], 1, 1, None, None, "en")[0][0].startswith("!The ranges")


anything = st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=6) | st.sampled_from(
    ["高", "m", "#N/A", "=1", " ", datetime(2026, 3, 5), 46000.0, 5.0, 1e300, -3.0, "\u200b", datetime(1900, 1, 1)]
)  # fmt: skip
blocks = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(anything, min_size=width, max_size=width), min_size=1, max_size=4)
)


@settings(deadline=None, max_examples=40)
@given(st.data())
@pytest.mark.parametrize("name", FUNCTIONS)
def test_whatever_stands_in_the_cells_gets_an_answer(name: str, data: st.DataObject) -> None:
    given = [data.draw(blocks | anything) for _ in FUNCTIONS[name].arguments[:-1]]
    answer = FUNCTIONS[name](*given)
    assert answer
    assert all(isinstance(value, (str, int, float, datetime)) for row in answer for value in row)
    assert not any("日志" in str(value) for row in answer for value in row)


def column(values: list[Any]) -> tuple[tuple[Any, ...], ...]:
    """Return a column as COM hands it over."""
    return tuple((value,) for value in values)


def flat(answer: list[list[Any]]) -> list[Any]:
    return [value for row in answer for value in row]


def test_the_dispatcher_gives_what_the_functions_give() -> None:
    """10,000 rows of everything that a range may hold, through xlwings's conversion, against the pure functions."""
    cycle = [5.0, 4.0, None, 1.0, 2.0, 3.0, "x", ERRORS["#N/A"], 9.0, True]
    kinds = {ERRORS["#N/A"]: "#N/A"}
    many = [[cycle[(i // (k + 1) + k) % len(cycle)] for i in range(10_000)] for k in range(4)]
    clean = [[kinds.get(value, value) if isinstance(value, int) else value for value in values] for values in many]
    levels = [["高", "M", None, "低 ", "x", 1.0][i % 6] for i in range(10_000)]
    days = [serial(date(2026, 1, 1 + i % 28)) if i % 9 else None for i in range(10_000)]
    lengths = [float(i % 40) if i % 7 else "x" for i in range(10_000)]
    totals = score(*clean)
    words = ["场景", None, 3.0, "a&b"] * 2500
    answers = called([
        ("KZ_SCORE", tuple(map(column, many))),
        ("KZ_PREFERRED", tuple(map(column, many))),
        ("KZ_DECISION", (column(totals), 13.0)),
        ("KZ_RANK", (column(totals),)),
        ("KZ_RANK", (column(totals[:7]), column(totals))),
        ("KZ_PRIORITY", (column(levels), column(levels[::-1]))),
        ("KZ_FINISH", (column(days), column(lengths))),
        ("KZ_WORKDAYS", (column(days), column(days[::-1]))),
        ("KZ_STATEMENT", tuple(column(words) for _ in range(5))),
        ("KZ_RISK", (column(many[0]), column(many[1]), MISSING, True)),
        ("KZ_RISK", (column(many[0]), column(many[1]))),
        ("KZ_AGREEMENT", (tuple(tuple(map(float, row)) for row in RATINGS),)),
    ])  # fmt: skip
    built: list[Any] = [
        totals, preferred(*clean), decision(totals, 13), rank(totals), rank_among(totals[:7], [], totals, []),
        priority(levels, levels[::-1], default_matrix("zh"), DEFAULT_SPELLINGS), finish(days, lengths, calendar()),
        workdays(days, days[::-1], calendar()), statement(*[words] * 5), risk_points(clean[0], clean[1]),
        risk_bands(risk_points(clean[0], clean[1])), [round(kendall_w(RATINGS) or 0, 6)],
    ]  # fmt: skip
    for answer, expected in zip(answers, built, strict=True):
        dated = [value.date() if isinstance(value, datetime) else value for value in flat(answer)]
        assert dated == expected


@pytest.mark.parametrize(("given", "shape"), [
    (((5.0, 4.0, 3.0),), (1, 3)), (((5.0,), (4.0,)), (2, 1)), (((1.0, 2.0), (3.0, 4.0)), (2, 2)), (3.0, (1, 1)), (None, (1, 1)),
])  # fmt: skip
def test_the_answer_has_the_shape_of_the_range(given: Any, shape: tuple[int, int]) -> None:
    (answer,) = called([("KZ_SCORE", (given, 4.0, 3.0, 2.0))])
    assert (len(answer), len(answer[0])) == shape
