"""Proposes definitions of measures from the columns of an export: what can be counted, added up and averaged there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from udfs.indicators.choices import COUNT_ROWS, MEAN, P90, SHARE, SUM
from udfs.lang import Lang, Text
from udfs.measuring.cells import read_day, read_duration, read_number, shown, unit_in_heading
from udfs.measuring.filters import Condition, Operator, written
from udfs.measuring.headings import is_key, is_person, plain_heading
from udfs.monitoring.choices import COUNT, DURATION, HIGHER, LOWER, ON_TARGET, RATE
from udfs.monitoring.choices import MEAN as MEAN_KIND
from udfs.spellings import folded
from udfs.values import CellValue, is_blank, is_number
from udfs.worksheet import SECONDS_A_DAY

# So many of a column's cells must be what it is taken for.
_ENOUGH = 0.9
_MOST_GROUPS = 12
# The first day of something is what most exports are about.
_DATES = (
    "下单",
    "创建",
    "提交",
    "受理",
    "发起",
    "进线",
    "来电",
    "开始",
    "日期",
    "created",
    "ordered",
    "opened",
    "submitted",
    "start",
    "date",
)
_IS_DATE = re.compile(r"日期|时间|日$|date|time|created|closed|opened|_at$|\bat$")
_DURATION = re.compile(r"时长|耗时|用时|历时|时效|等待|处理时间|duration|elapsed|minutes|hours|days$")
_SUM = re.compile(r"金额|费用|成本|销售额|数量|件数|重量|amount|cost|fee|revenue|quantity|qty|total")
_COST = re.compile(r"费用|成本|退款|赔付|cost|fee|refund")
_SCORE = re.compile(r"满意|评分|得分|分数|星级|score|rating|stars?$|csat|nps")
_STATE = re.compile(r"状态|结果|是否|status|state|result|^is|^has")
_DONE = (
    "已完成",
    "完成",
    "成功",
    "已解决",
    "是",
    "通过",
    "达标",
    "已关闭",
    "done",
    "completed",
    "closed",
    "resolved",
    "yes",
    "success",
    "passed",
    "1",
)
_UNITS = {1: Text("秒", "s"), 60: Text("分钟", "min"), 3600: Text("小时", "h"), SECONDS_A_DAY: Text("天", "days")}


@dataclass(frozen=True)
class ColumnSample:
    """A column of an export: its heading and the cells of its first rows."""

    heading: str
    cells: Sequence[CellValue]

    @cached_property
    def filled(self) -> list[CellValue]:
        """Return the cells that are not blank."""
        return [cell for cell in self.cells if not is_blank(cell)]

    @cached_property
    def texts(self) -> list[str]:
        """Return the different texts, in the order of their first rows."""
        return list(dict.fromkeys(shown(cell).strip() for cell in self.filled))

    def are(self, *kinds: str) -> bool:
        """Return whether nearly all cells are of one of these kinds: day, number, duration."""
        readers = {"day": _is_day, "number": lambda cell: read_number(cell) is not None, "duration": _is_duration}
        fitting = sum(any(readers[kind](cell) for kind in kinds) for cell in self.filled)
        return bool(self.filled) and fitting >= _ENOUGH * len(self.filled)

    @property
    def is_date(self) -> bool:
        """Return whether it holds days; plain numbers are days only below a heading that says so."""
        numbers = all(is_number(cell) or folded(cell).isdigit() for cell in self.filled)
        return self.are("day") and (not numbers or _IS_DATE.search(plain_heading(self.heading)) is not None)

    @property
    def is_category(self) -> bool:
        """Return whether it holds a few words that come again and again."""
        few = 1 < len(self.texts) <= min(_MOST_GROUPS, len(self.filled) / 2)
        return few and not self.is_date and not self.are("number", "duration")


@dataclass(frozen=True)
class Proposal:
    """A measure that an export allows: what a row of 指标 says of it, by column key; choices are texts of both languages."""

    values: dict[str, str | Text]

    def row(self, lang: Lang) -> dict[str, CellValue]:
        """Return it as a row of a workbook in a language."""
        return {key: value.to(lang) if isinstance(value, Text) else value for key, value in self.values.items()}


def propose(columns: Sequence[ColumnSample], lang: Lang, chosen: str = "") -> list[Proposal]:
    """Return what can be measured in an export, most usual first; nothing where it has no column of dates.

    The heading that somebody chose is one of dates, however few of its cells can be read as such.
    Nothing is split by groups: which of `groupings` matters only people know.
    """
    own = [column for column in columns if chosen and plain_heading(column.heading) == plain_heading(chosen)]
    dates = own or [column for column in columns if column.is_date]
    if not dates:
        return []
    date = min(dates, key=lambda column: _rank(column.heading))
    common: dict[str, str | Text] = {"date_column": date.heading, "frequency": Text("日", "Day")}
    rest = [column for column in columns if column not in own and not column.is_date and not is_key(column.heading)]
    return [Proposal({**common, **values}) for values in _measures(columns, rest, lang)]


def groupings(columns: Sequence[ColumnSample]) -> list[str]:
    """Return the headings by which measures can be split; none that may hold persons."""
    return [
        column.heading
        for column in columns
        if column.is_category and not is_person(column.heading) and not _STATE.search(plain_heading(column.heading))
    ]


def _measures(
    columns: Sequence[ColumnSample], rest: Sequence[ColumnSample], lang: Lang
) -> Iterator[dict[str, str | Text]]:
    thing = next((_thing(column.heading) for column in columns if is_key(column.heading)), "")
    yield _row(
        Text(f"{thing}数", f"{thing} count") if thing else Text("行数", "Rows"), lang, COUNT_ROWS, COUNT, ON_TARGET
    )
    for column in rest:
        name, heading = _bare(column.heading), plain_heading(column.heading)
        if is_person(column.heading) or not column.filled:
            continue
        if _STATE.search(heading):
            yield from _share(column, name, lang)
        elif _DURATION.search(heading) and column.are("number", "duration"):
            unit = _UNITS[unit_in_heading(column.heading) or (60 if column.are("duration") else 3600)].to(lang)
            shared: dict[str, str | Text] = {"value_column": column.heading, "unit": unit}
            yield _row(Text(f"平均{name}", f"Mean {name}"), lang, MEAN, DURATION, LOWER) | shared
            yield _row(Text(f"{name} P90", f"{name} P90"), lang, P90, DURATION, LOWER) | shared
        elif _SCORE.search(heading) and column.are("number"):
            yield _row(Text(f"平均{name}", f"Mean {name}"), lang, MEAN, MEAN_KIND, HIGHER) | {
                "value_column": column.heading
            }
        elif _SUM.search(heading) and column.are("number"):
            direction = LOWER if _COST.search(heading) else HIGHER
            yield _row(Text(f"{name}合计", f"Total {name}"), lang, SUM, COUNT, direction) | {
                "value_column": column.heading
            }


def _share(column: ColumnSample, name: str, lang: Lang) -> Iterator[dict[str, str | Text]]:
    """Yield the share of the state that means done, where a column has one."""
    if not 1 < len(column.texts) <= _MOST_GROUPS:
        return
    done = next((text for word in _DONE for text in column.texts if folded(text) == word), None)
    if done is None:
        return
    subject = name.removeprefix("是否") if done in ("是", "1") else done.removeprefix("已")
    condition = written([Condition(column.heading, Operator.EQUAL, (done,))])
    row = _row(Text(f"{subject}率", f"Share of {name} {done}"), lang, SHARE, RATE, HIGHER)
    yield row | {"share_of": condition, "unit": "%"}


def _row(name: Text, lang: Lang, calculation: Text, kind: Text, direction: Text) -> dict[str, str | Text]:
    return {"name": name.to(lang), "calculation": calculation, "kind": kind, "direction": direction}


def _rank(heading: str) -> int:
    text = plain_heading(heading)
    return next((place for place, word in enumerate(_DATES) if word in text), len(_DATES))


def _bare(heading: str) -> str:
    return re.sub(r"\s*[(（\[【].*?[)）\]】]\s*", "", heading).strip() or heading


def _thing(heading: str) -> str:
    return re.sub(r"\s*(?:流水号|编号|号码|号|id|no\.?|number|#)\s*\Z", "", _bare(heading), flags=re.IGNORECASE).strip()


def _is_day(cell: CellValue) -> bool:
    return read_day(cell) is not None


def _is_duration(cell: CellValue) -> bool:
    return read_duration(cell) is not None
