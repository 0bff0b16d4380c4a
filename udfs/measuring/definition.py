"""The definition of a measure over an export: which day, which rows, what is calculated, by which groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from udfs.choices import means, meant
from udfs.indicators.choices import CALCULATIONS, COUNT_ROWS, DAILY, FREQUENCIES, MEAN, MEDIAN, P90, SHARE, SUM
from udfs.lang import Text, listed_texts
from udfs.measuring.cells import unit_seconds
from udfs.measuring.filters import Condition, parse_filter
from udfs.monitoring.choices import DURATION
from udfs.problems import Finding, measuring
from udfs.values import CellValue, is_blank, plain

# The columns of 指标 that hold a definition.
KEYS = ("date_column", "filter", "calculation", "value_column", "share_of", "group_column")
# Calculations that need the values of a column.
OF_VALUES = (SUM, MEAN, MEDIAN, P90)


@dataclass(frozen=True)
class Definition:
    """How a measure is calculated from the rows of an export.

    Attributes:
        measure: the number of the measure, `M-001`.
        name: what it is called.
        date_column: the heading of the column whose day a row belongs to.
        conditions: which rows count; all of them where empty.
        calculation: one of `udfs.indicators.choices.CALCULATIONS`.
        value_column: the heading of the column that is calculated with, empty for counts and shares.
        share: which of the rows that count are the numerator of a share.
        group_column: the heading of the column that splits the measure, empty for none.
        frequency: one of `FREQUENCIES`: how long the periods of its points are.
        unit: the unit of its values.
        is_duration: whether its values are durations, which cannot be negative.
    """

    measure: str
    name: str
    date_column: str
    conditions: tuple[Condition, ...] = ()
    calculation: Text = COUNT_ROWS
    value_column: str = ""
    share: tuple[Condition, ...] = ()
    group_column: str = ""
    frequency: Text = DAILY
    unit: str = ""
    is_duration: bool = False

    @property
    def columns(self) -> list[str]:
        """Return the headings of the columns that it needs, each once."""
        named = [self.date_column, *(each.column for each in (*self.conditions, *self.share))]
        return list(dict.fromkeys(filter(None, [*named, self.value_column, self.group_column])))

    @property
    def in_percent(self) -> bool:
        """Return whether 5 means 5%."""
        return self.unit in ("%", "％")

    @property
    def seconds(self) -> int | None:
        """Return the length of its unit in seconds, None where that is no unit of time."""
        return unit_seconds(self.unit)


# Gives the finding of a problem at a column of the measure.
At = Callable[[str, Finding], Finding]


def definition_of(row: Mapping[str, CellValue], at: At) -> tuple[Definition | None, list[Finding]]:
    """Return the definition that a row of 指标 holds, None where it holds none or a wrong one, and what is wrong.

    Args:
        row: the columns of the measure by key: `id`, `name`, `unit`, `kind`, `frequency` and those of `KEYS`.
        at: puts a finding at a column.
    """
    if all(is_blank(row.get(key)) for key in KEYS):
        return None, []
    findings: list[Finding] = []
    conditions, wrong = parse_filter(row.get("filter"))
    findings += [at("filter", finding) for finding in wrong]
    share, wrong = parse_filter(row.get("share_of"))
    findings += [at("share_of", finding) for finding in wrong]
    calculation = _choice(row.get("calculation"), CALCULATIONS, COUNT_ROWS)
    frequency = _choice(row.get("frequency"), FREQUENCIES, DAILY)
    texts = {key: plain(row.get(key)) for key in ("date_column", "value_column", "group_column")}
    for key, choices, choice in (("calculation", CALCULATIONS, calculation), ("frequency", FREQUENCIES, frequency)):
        if choice is None:
            allowed = listed_texts(choices)
            findings.append(at(key, measuring.UNKNOWN_CHOICE.finding(value=plain(row.get(key)), allowed=allowed)))
    missing = [("date_column", measuring.NO_DATE_COLUMN)] if not texts["date_column"] else []
    if calculation in OF_VALUES and not texts["value_column"]:
        missing.append(("value_column", measuring.NO_VALUE_COLUMN))
    if calculation == SHARE and not share and is_blank(row.get("share_of")):
        missing.append(("share_of", measuring.NO_SHARE))
    findings += [at(key, problem.finding(value=_name(row), other=calculation)) for key, problem in missing]
    if findings or calculation is None or frequency is None:
        return None, findings
    return Definition(
        measure=plain(row.get("id")),
        name=plain(row.get("name")),
        date_column=texts["date_column"],
        conditions=conditions,
        calculation=calculation,
        value_column=texts["value_column"] if calculation in OF_VALUES else "",
        share=share if calculation == SHARE else (),
        group_column=texts["group_column"],
        frequency=frequency,
        unit=plain(row.get("unit")),
        is_duration=means(row.get("kind"), DURATION),
    ), []


def _name(row: Mapping[str, CellValue]) -> str:
    return " ".join(filter(None, (plain(row.get("id")), plain(row.get("name")))))


def _choice(value: CellValue, choices: Iterable[Text], default: Text) -> Text | None:
    """Return the choice that a cell means; the default where it is blank, None where it means none."""
    if is_blank(value):
        return default
    return meant(value, choices)
