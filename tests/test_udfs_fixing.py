"""What is mended without asking, and what is left alone because it could mean something else."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udfs.fixing import Fixed, fixer
from udfs.lang import Text
from udfs.levels import DEFAULT_SPELLINGS
from udfs.rules import Kind, Rule, check_cell
from udfs.values import CellValue, ErrorValue

CHOICES = ("数据监控", "用户反馈", "CRM 系统")


def mended(value: CellValue, kind: Kind, choices: tuple[str, ...] = (), *, free: bool = False) -> Fixed | None:
    rule = Rule(Text("列", "Column"), kind, choices=choices, free_choice=free)
    return fixer(rule, DEFAULT_SPELLINGS, "zh", {"Data monitoring": "数据监控"}, lambda entry: entry == "T-001")(value)


@pytest.mark.parametrize(
    ("value", "kind", "becomes"),
    [
        ("2026年3月5日", Kind.DATE, date(2026, 3, 5)),
        ("2026/3/5", Kind.DATE, date(2026, 3, 5)),
        ("２０２６．３．５ ", Kind.DATE, date(2026, 3, 5)),
        ("25/12/2026", Kind.DATE, date(2026, 12, 25)),
        (20260305, Kind.DATE, date(2026, 3, 5)),
        ("2026-03-05 14:30", Kind.DATE, datetime(2026, 3, 5, 14, 30)),
        ("12", Kind.NUMBER, 12),
        (" １２．５", Kind.NUMBER, 12.5),
        ("３", Kind.WORKDAYS, 3),
        ("５", Kind.SCORE, 5),
        ("50%", Kind.PERCENT, 0.5),
        ("５０％", Kind.PERCENT, 0.5),
        ("Ｔ－００１", Kind.ID, "T-001"),
        ("high", Kind.LEVEL, "高"),
        (" 中\u00a0", Kind.LEVEL, "中"),
        ("　王芳 ", Kind.PERSON, "王芳"),
        ("等待太久\u200b", Kind.TEXT, "等待太久"),
        (" \t", Kind.TEXT, None),
    ],
)
def test_what_has_one_meaning_is_mended(value: CellValue, kind: Kind, becomes: CellValue) -> None:
    fixed = mended(value, kind)
    assert fixed is not None
    assert (type(fixed.value), fixed.value) == (type(becomes), becomes)
    assert all(fixed.how)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("3/4/2026", Kind.DATE),  # March or April
        ("26-3-5", Kind.DATE),
        ("明天", Kind.DATE),
        ("1850-03-05", Kind.DATE),  # a slip of the finger, to be looked at
        ("46320", Kind.DATE),
        ("12小时", Kind.NUMBER),
        ("30%", Kind.NUMBER),  # of a number whose unit may be %
        ("007", Kind.NUMBER),
        ("6222020200112233445", Kind.NUMBER),
        ("50", Kind.PERCENT),
        ("0.5", Kind.PERCENT),
        (50, Kind.PERCENT),
        ("150%", Kind.PERCENT),
        ("1.5", Kind.WORKDAYS),
        ("6", Kind.SCORE),
        ("很高", Kind.LEVEL),
        ("王 芳", Kind.PERSON),
        ("Ｔ－００２", Kind.ID),  # it would not be alone
        ("第１步：等待", Kind.TEXT),  # what people write in sentences is theirs
        ("　　第一段\n第二段", Kind.TEXT),
        (True, Kind.DATE),
        (ErrorValue("#N/A"), Kind.DATE),
        (None, Kind.TEXT),
    ],
)
def test_what_is_doubtful_or_right_stays(value: CellValue, kind: Kind) -> None:
    assert mended(value, kind) is None


@pytest.mark.parametrize(
    ("value", "becomes"),
    [
        ("数据监控　", "数据监控"),
        ("ｃｒｍ 系统", "CRM 系统"),
        ("data monitoring", "数据监控"),
        # Spaces inside do not matter to the check and the import either: they say which choice is meant.
        ("CRM系统", "CRM 系统"),
        ("数据 监控", "数据监控"),
        ("ＤＡＴＡ  monitoring", "数据监控"),
    ],
)
def test_a_choice_is_spelled_as_on_the_list(value: str, becomes: str) -> None:
    for free in (False, True):
        fixed = mended(value, Kind.CHOICE, CHOICES, free=free)
        assert fixed is not None
        assert fixed.value == becomes


def test_the_check_names_the_choice_that_mending_writes() -> None:
    """One matching: what is named is mended, and what two choices share is neither."""
    rule = Rule(Text("列", "Column"), Kind.CHOICE, choices=("AA", "ＡＡ", "CRM 系统"), also={"客户系统": "CRM 系统"})
    for value in ("CRM系统", "客户 系统", "Ａa", "aＡ", "别的"):
        complaint = check_cell(value, rule)
        assert complaint is not None
        fixed = fixer(rule, DEFAULT_SPELLINGS, "zh")(value)
        assert complaint[1].get("choice") == (None if fixed is None else fixed.value)


@pytest.mark.parametrize("value", ["别的", "数据监控"])
def test_a_word_that_is_not_on_the_list_stays(value: str) -> None:
    assert mended(value, Kind.CHOICE, CHOICES) is None


def test_what_two_choices_share_is_nobodys() -> None:
    assert mended("Ａa", Kind.CHOICE, ("AA", "ＡＡ")) is None
    spellings = (("高", "H"), ("中", "h"), ("低",))
    assert fixer(Rule(Text("列", "Column"), Kind.LEVEL), spellings, "zh")("H") is None


@given(
    st.sampled_from(Kind),
    st.one_of(st.text("0123456789０５年月日-/.% 高中低HLT－ \u3000\n"), st.integers(), st.floats(0, 2)),
)
def test_what_was_mended_is_right_and_stays(kind: Kind, value: CellValue) -> None:
    fixed = mended(value, kind)
    if fixed is not None:
        assert mended(fixed.value, kind) is None
        if isinstance(fixed.value, (date, int, float)):
            assert check_cell(fixed.value, Rule(Text("列", "Column"), kind)) is None
