"""What is computed of a measurable target, as formula and as value, for every table that has one.

The rules themselves are `udfs.target`; which columns of a table they read stands in `TargetColumns`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from udfs import target as rules
from udfs.lang import Text
from udfs.monitoring.choices import HIGHER, LOWER, ON_TARGET
from udfs.problems import cells
from udfs.values import CellValue
from workbook_templates.context import TableContext
from workbook_templates.derived import CLOSE_FROM, DOWN_WORDS, EXCELLENT_ABOVE, SHARE_WORDS, UP_WORDS, Derived
from workbook_templates.formulas import RowRefs, quoted
from workbook_templates.model import Computed

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


def _smart(f: RowRefs, columns: TargetColumns, labels: Sequence[Text]) -> str:
    join = rules.JOIN.to(f.lang)
    listed = "&".join(
        f'IF({f.blank(key)},{quoted(join + label.to(f.lang))},"")'
        for key, label in zip(columns.smart_keys, labels, strict=True)
    )
    dense = (f'SUBSTITUTE(SUBSTITUTE({f[key]},"％","%")," ","")' for key in (columns.indicator, "target"))
    share = ",".join(_says(text, SHARE_WORDS) for text in dense)
    question = f'IF(AND({f.blank("change")},OR({share})),{f.text(rules.AMBIGUOUS)},"")'
    missing = f"{f.text(rules.MISSING)}&MID({listed},{len(join) + 1},{_LONGEST_LIST})&{question}"
    nothing = ",".join(f.blank(key) for key in columns.indispensable)
    return f'IF(AND({nothing}),"",IF({f.any_blank(*columns.smart_keys)},{missing},{_smart_values_of(f, columns)}))'


def _smart_values_of(f: RowRefs, columns: TargetColumns) -> str:
    """Return what is said of a target of which nothing is missing: the first thing that is wrong with it."""
    difference, change, unit = _difference(f), _change(f), _unit(f)
    absolute, relative, points = (f.text(words) for words in rules.CHANGES)
    up, down = _says(f[columns.indicator], UP_WORDS), _says(f[columns.indicator], DOWN_WORDS)
    tests = (
        (f"COUNT({f['baseline']},{f['target']})<2", rules.NOT_NUMBERS),
        (f"{difference}=0", rules.NO_CHANGE),
        (f"NOT(ISNUMBER({f['reach_by']}))", rules.NO_DATE),
        (f"AND({up},NOT({down}),{difference}<0)", rules.WRONG_SIDE_UP),
        (f"AND({down},NOT({up}),{difference}>0)", rules.WRONG_SIDE_DOWN),
        *_better_side(f, columns, difference),
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


def _better_side(f: RowRefs, columns: TargetColumns, difference: str) -> list[tuple[str, Text]]:
    """Return the tests that the target lies on the side which the column says is better, where there is one."""
    if columns.better is None:
        return []
    better = _stated(f, columns.better)
    return [
        (f"AND({better}={f.text(HIGHER)},{difference}<0)", rules.BETTER_IS_HIGHER),
        (f"AND({better}={f.text(LOWER)},{difference}>0)", rules.BETTER_IS_LOWER),
    ]


def _stated(f: RowRefs, key: str) -> str:
    return f'IFERROR(TRIM({f[key]}),"")'


def _rate(f: RowRefs, columns: TargetColumns) -> str:
    baseline, target, actual = f.cells("baseline", "target", columns.actual)
    wrong, alike = f.text(cells.NUMBER_EXPECTED.what), f.text(cells.TARGET_IS_BASELINE.what)
    share = f"({actual}-{baseline})/({target}-{baseline})"
    if columns.better is not None:
        off = f"1-ABS({actual}-{target})/ABS({target}-{baseline})"
        share = f"IF({_stated(f, columns.better)}={f.text(ON_TARGET)},{off},{share})"
    rate = f"IF({_difference(f)}=0,{alike},ROUND({share},{rules.RATE_DIGITS}))"
    counted = f"IF(COUNT({baseline},{target},{actual})=3,IFERROR({rate},{wrong}),{wrong})"
    return f'IF({f.any_blank("baseline", "target", columns.actual)},"",{counted})'


def _band(f: RowRefs) -> str:
    rate, (excellent, reached, close, missed) = f["rate"], (f.text(words) for words in rules.ACHIEVEMENT_BANDS)
    good = f"IF({rate}>{EXCELLENT_ABOVE.name},{excellent},{reached})"
    graded = f"IF({rate}>={rules.REACHED_FROM},{good},IF({rate}>={CLOSE_FROM.name},{close},{missed}))"
    return f'IF(ISNUMBER({rate}),{graded},"")'


def _band_values(c: TableContext) -> list[CellValue]:
    limits = {key: c.settings.number(key) for key in ("excellent_above", "close_from")}
    return rules.achievement_band(c["rate"], c.lang, **limits)


_SMART_SAYS = Text(
    "SMART：指标和对象、基线值、目标值、单位、变化方式、达成日期、负责人都有；目标值与基线值不同且方向与指标所写一致",
    "SMART: indicator and whose, baseline, target, unit, kind of change, date, owner are given; the target "
    "differs from the baseline, on the side that the indicator states",
)
_RATE_SAYS = Text("（实际值 − 基线值）÷（目标值 − 基线值）", "(actual − baseline) ÷ (target − baseline)")
_ON_TARGET_SAYS = Text(
    f"（现值 − 基线值）÷（目标值 − 基线值），越小越好的指标也一样；“{ON_TARGET.zh}”：1 − 离目标多远 ÷ 基线离目标多远",
    f"(now − baseline) ÷ (target − baseline), for either side; {ON_TARGET.en}: 1 − distance from the target ÷ the baseline's",
)


@dataclass(frozen=True)
class TargetColumns:
    """Under which keys a table keeps its targets; `area`, `baseline`, `target`, `unit`, `change`, `reach_by`, `owner` are the same.

    Attributes:
        indicator: what is measured.
        actual: what has been reached.
        better: which side is better, None where the table does not say.
    """

    indicator: str
    actual: str
    better: str | None = None

    @property
    def smart_keys(self) -> tuple[str, ...]:
        """Return what makes a target SMART, in the order in which the check names what is missing."""
        return (self.indicator, "area", "baseline", "target", "unit", "change", "reach_by", "owner")

    @property
    def indispensable(self) -> tuple[str, ...]:
        """Return the columns without any of which there is no target to be checked."""
        named = () if self.better else (self.indicator,)  # a measure without a target is one all the same
        return (*named, "baseline", "target")

    def smart(self, labels: Callable[[], Sequence[Text]]) -> Computed:
        """Return the check of a target, which says what is missing by the labels of the columns `smart_keys`."""

        def values(c: TableContext) -> list[CellValue]:
            columns = [c[key] for key in self.smart_keys]
            return rules.smart_check(*columns, better=self._better(c), labels=labels(), lang=c.lang)

        return Computed(explain=_SMART_SAYS, native=lambda f: _smart(f, self, labels()), values=values)

    @property
    def rate(self) -> Computed:
        """Return how much of the change that a target asks for is achieved."""

        def values(c: TableContext) -> list[CellValue]:
            return rules.achievement(c["baseline"], c["target"], c[self.actual], c.lang, better=self._better(c))

        explain = _RATE_SAYS if self.better is None else _ON_TARGET_SAYS
        return Computed(explain=explain, native=lambda f: _rate(f, self), values=values)

    def _better(self, c: TableContext) -> Sequence[CellValue] | None:
        return None if self.better is None else c[self.better]


DIRECTION = Computed(
    explain=Text(
        "由基线值、目标值和变化方式得出；没有变化方式时只写方向",
        "From baseline, target and the kind of change; without the latter only the way is told",
    ),
    native=_direction,
    values=lambda c: rules.direction(c["baseline"], c["target"], c["unit"], c["change"], c.lang),
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

OF_PILOTS = TargetColumns(indicator="indicator", actual="actual")
OF_MEASURES = TargetColumns(indicator="name", actual="current", better="direction")
