"""What is computed of a measurable target, as formula and as value, for every table that has one.

The table has the columns `SMART_KEYS`, `actual` and `rate` under these keys; the rules themselves are `udfs.target`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from udfs import target as rules
from udfs.lang import Text
from udfs.problems import cells
from udfs.values import CellValue
from workbook_templates.context import TableContext
from workbook_templates.derived import CLOSE_FROM, DOWN_WORDS, EXCELLENT_ABOVE, SHARE_WORDS, UP_WORDS, Derived
from workbook_templates.formulas import RowRefs, quoted
from workbook_templates.model import Computed

# What makes a target SMART, in the order in which the check names what is missing.
SMART_KEYS = ("indicator", "area", "baseline", "target", "unit", "change", "reach_by", "owner")
_LONGEST_LIST = 250


def _difference(f: RowRefs) -> str:
    return f"ROUND({f['target']}-{f['baseline']},{rules.DIGITS})"


def _change(f: RowRefs) -> str:
    return f'IFERROR(TRIM({f["change"]}),"")'


def _unit(f: RowRefs) -> str:
    return f'SUBSTITUTE(IFERROR(TRIM({f["unit"]}),""),"％","%")'


def _says(text: str, words: Derived) -> str:
    """Return the test that a text holds one of the words."""
    return f"SUMPRODUCT(--ISNUMBER(SEARCH({words.name},{text})))>0"


def _direction(f: RowRefs) -> str:
    difference, change, unit, baseline = _difference(f), _change(f), _unit(f), f["baseline"]
    absolute, relative, points = (f.text(words) for words in rules.CHANGES)
    size = f"ROUND(ABS({difference}),{rules.SHOWN_DIGITS})"
    share = f'" "&ROUND(ABS({difference}/{baseline})*100,{rules.SHARE_DIGITS})&"%"'
    in_points = f'" "&{size}&{quoted(" " + rules.PERCENT_POINTS.to(f.lang))}'
    plain = f'" "&{size}&IF({unit}="",""," "&{unit})'
    stated = (
        f"IF(AND({change}={relative},{baseline}<>0),{share},IF({change}={points},{in_points},"
        f'IF(AND({change}={absolute},{unit}<>"%"),{plain},"")))'
    )
    way = f"IF({difference}>0,{f.text(rules.UP)},{f.text(rules.DOWN)})"
    return f'IF(COUNT({baseline},{f["target"]})=2,IFERROR(IF({difference}=0,"",{way}&IFERROR({stated},"")),""),"")'


def _smart(f: RowRefs, labels: Sequence[Text]) -> str:
    join = rules.JOIN.to(f.lang)
    listed = "&".join(
        f'IF({f.blank(key)},{quoted(join + label.to(f.lang))},"")'
        for key, label in zip(SMART_KEYS, labels, strict=True)
    )
    dense = (f'SUBSTITUTE(SUBSTITUTE({f[key]},"％","%")," ","")' for key in ("indicator", "target"))
    share = ",".join(_says(text, SHARE_WORDS) for text in dense)
    question = f'IF(AND({f.blank("change")},OR({share})),{f.text(rules.AMBIGUOUS)},"")'
    missing = f"{f.text(rules.MISSING)}&MID({listed},{len(join) + 1},{_LONGEST_LIST})&{question}"
    nothing = ",".join(f.blank(key) for key in ("indicator", "baseline", "target"))
    return f'IF(AND({nothing}),"",IF({f.any_blank(*SMART_KEYS)},{missing},{_smart_values_of(f)}))'


def _smart_values_of(f: RowRefs) -> str:
    """Return what is said of a target of which nothing is missing: the first thing that is wrong with it."""
    difference, change, unit = _difference(f), _change(f), _unit(f)
    absolute, relative, points = (f.text(words) for words in rules.CHANGES)
    up, down = _says(f["indicator"], UP_WORDS), _says(f["indicator"], DOWN_WORDS)
    tests = (
        (f"COUNT({f['baseline']},{f['target']})<2", rules.NOT_NUMBERS),
        (f"{difference}=0", rules.NO_CHANGE),
        (f"NOT(ISNUMBER({f['reach_by']}))", rules.NO_DATE),
        (f"AND({up},NOT({down}),{difference}<0)", rules.WRONG_SIDE_UP),
        (f"AND({down},NOT({up}),{difference}>0)", rules.WRONG_SIDE_DOWN),
        (f"NOT(OR({change}={absolute},{change}={relative},{change}={points}))", rules.CHANGE_UNKNOWN),
        (f'AND({change}={absolute},{unit}="%")', rules.SHARE_ABSOLUTE),
        (f'AND({change}={points},{unit}<>"%")', rules.POINTS_UNIT),
        (f"AND({change}={relative},{f['baseline']}=0)", rules.ZERO_BASELINE),
    )
    text = f.text(rules.SMART)
    for test, words in reversed(tests):
        text = f"IF({test},{f.text(words)},{text})"
    # Numbers beyond all measure have no difference.
    return f"IFERROR({text},{f.text(rules.NOT_NUMBERS)})"


def _rate(f: RowRefs) -> str:
    baseline, target, actual = f.cells("baseline", "target", "actual")
    wrong, alike = f.text(cells.NUMBER_EXPECTED.what), f.text(cells.TARGET_IS_BASELINE.what)
    rate = f"IF({_difference(f)}=0,{alike},ROUND(({actual}-{baseline})/({target}-{baseline}),{rules.RATE_DIGITS}))"
    counted = f"IF(COUNT({baseline},{target},{actual})=3,IFERROR({rate},{wrong}),{wrong})"
    return f'IF({f.any_blank("baseline", "target", "actual")},"",{counted})'


def _band(f: RowRefs) -> str:
    rate, (excellent, reached, close, missed) = f["rate"], (f.text(words) for words in rules.ACHIEVEMENT_BANDS)
    good = f"IF({rate}>{EXCELLENT_ABOVE.name},{excellent},{reached})"
    graded = f"IF({rate}>={rules.REACHED_FROM},{good},IF({rate}>={CLOSE_FROM.name},{close},{missed}))"
    return f'IF(ISNUMBER({rate}),{graded},"")'


def _band_values(c: TableContext) -> list[CellValue]:
    limits = {key: c.settings.number(key) for key in ("excellent_above", "close_from")}
    return rules.achievement_band(c["rate"], c.lang, **limits)


def smart(labels: Callable[[], Sequence[Text]]) -> Computed:
    """Return the check of a target, which says what is missing by the labels of the table's columns `SMART_KEYS`."""

    def values(c: TableContext) -> list[CellValue]:
        return rules.smart_check(*(c[key] for key in SMART_KEYS), labels=labels(), lang=c.lang)

    explain = Text(
        "SMART：指标和对象、基线值、目标值、单位、变化方式、达成日期、负责人都有；目标值与基线值不同且方向与指标所写一致",
        "SMART: indicator and whose, baseline, target, unit, kind of change, date, owner are given; the target "
        "differs from the baseline, on the side that the indicator states",
    )
    return Computed(explain=explain, native=lambda f: _smart(f, labels()), values=values)


DIRECTION = Computed(
    explain=Text(
        "由基线值、目标值和变化方式得出；没有变化方式时只写方向",
        "From baseline, target and the kind of change; without the latter only the way is told",
    ),
    native=_direction,
    values=lambda c: rules.direction(c["baseline"], c["target"], c["unit"], c["change"], c.lang),
)

RATE = Computed(
    explain=Text("（实际值 − 基线值）÷（目标值 − 基线值）", "(actual − baseline) ÷ (target − baseline)"),
    native=_rate,
    values=lambda c: rules.achievement(c["baseline"], c["target"], c["actual"], c.lang),
)

BAND = Computed(
    explain=Text(
        "超过目标为优秀，达到（100%）为达标，80%–100% 为接近（没有达到），以下为未达标；界限在“设置”",
        "Excellent where the target is beaten, reached at 100%, close from 80% (it is missed), else not "
        "reached; the limits are on Settings",
    ),
    native=_band,
    values=_band_values,
)
