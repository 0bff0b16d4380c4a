"""The sheet 负荷: working days and tasks of everybody, week by week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from udfs.causes.fishbone import width
from udfs.lang import Count, Text
from udfs.scheduling.load import WEEK, Load, Occupation, loads, monday_of
from udfs.scheduling.workdays import day_number
from udfs.values import Cell, CellValue, as_text, is_blank, plain
from workbook_templates.areas.gantt import months
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.context import Context
from workbook_templates.formulas import quoted
from workbook_templates.reports.model import Report
from workbook_templates.reports.rows import occupations

WEEKS = 26
PEOPLE = 30
# Person, what is counted, sum; then the weeks.
LEADING = 3
# Everybody takes two rows; behind the people come the rest, tasks without an owner, and the sum.
ROWS = 2 * (PEOPLE + 3)

NOBODY = Text("（未填责任人）", "(no owner)")
DAYS, TASKS = Text("工作日", "Days"), Text("任务数", "Tasks")
# What is counted in the rows that are nobody's own: it begins alike, so that one SUMIF takes both.
ALL_DAYS = Text("工作日合计", "Days in all")
TOTAL = Text("合计", "Total")
# Room that is given while something is new: no load of anybody, so it stands below the sum.
SUPPORT = Text("支持天数", "Support days")
# Longer names would be shrunk until nobody can read them; a Chinese sign is two wide.
_NAME_WIDTH = 18
REST = Text("其余 {count} 人", "{count} others")


@dataclass(frozen=True)
class LoadTable:
    """The load by person and Monday, the weeks that are shown, and the people in the order in which they are."""

    loads: Mapping[tuple[str, int], Load]
    first: int
    people: Sequence[str]

    @property
    def mondays(self) -> list[int]:
        """Return the Mondays that are shown."""
        return [self.first + WEEK * i for i in range(WEEKS)]

    def outside(self, *, before: bool) -> int:
        """Return the working days of the weeks before or after those that are shown."""
        end = self.first + WEEK * WEEKS
        return sum(
            load.days for (_, monday), load in self.loads.items() if (monday < self.first if before else monday >= end)
        )


def load_table(book: Context) -> LoadTable:
    """Return the load of the plan; the busiest from this week on come first, tasks without an owner last."""
    tasks = occupations(book)
    by_person = loads(tasks)
    this = monday_of(book.today.toordinal())
    peak: dict[str, int] = {}
    whole: dict[str, int] = {}
    for (who, monday), load in by_person.items():
        peak[who] = max(peak.get(who, 0), load.days if monday >= this else 0)
        whole[who] = whole.get(who, 0) + load.days
    order = sorted(whole, key=lambda who: (not who, -peak[who], -whole[who], who))
    return LoadTable(by_person, _first_week(tasks, this), order)


def _first_week(tasks: Sequence[Occupation], this: int) -> int:
    """Return the first Monday shown: the plan's own where all of it fits in, else this week's."""
    if not tasks:
        return this
    first = monday_of(min(task.first for task in tasks))
    last = monday_of(max(task.last for task in tasks))
    if last - first < WEEK * WEEKS:
        return first
    return min(max(first, this), last - WEEK * (WEEKS - 1))


# --- the areas -------------------------------------------------------------------------------------------------------


def _weeks(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    """Render the headings: months above the Mondays of the weeks."""
    days = [date.fromordinal(day) for day in book.once(load_table).mondays]
    mondays = [Cell(days[0]), *(Cell(day, f"{refs.cell(1, i)}+{WEEK}") for i, day in enumerate(days[1:]))]
    return [months(days, refs), mondays]


def _table(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    table = book.once(load_table)
    people = [who for who in table.people if who]
    lines = [(who, DAYS, [who]) for who in people[:PEOPLE]]
    if rest := people[PEOPLE:]:
        lines.append((REST.to(refs.lang).format(count=len(rest)), ALL_DAYS, rest))
    if "" in table.people:
        lines.append((NOBODY.to(refs.lang), ALL_DAYS, [""]))
    rows: list[list[Cell]] = []
    for who, counted, names in lines:
        rows += _lines(table, refs, len(rows), who, counted, names)
    if rows:
        rows += _sums(refs, rows)
    for support in book.once(shown_supports)[: _room(table)]:
        rows += _support_lines(book, table, refs, len(rows), support)
    return rows + [[Cell(None)] * (LEADING + WEEKS) for _ in range(ROWS - len(rows))]


def _room(table: LoadTable) -> int:
    """Return how many supports there is room for below the people and their sum."""
    people = sum(map(bool, table.people))
    lines = min(people, PEOPLE) + (people > PEOPLE) + ("" in table.people)
    return ROWS // 2 - (lines + 1 if lines else 0)


def _lines(
    table: LoadTable, refs: AreaRefs, row: int, who: str, counted: Text, names: Sequence[str]
) -> list[list[Cell]]:
    """Return the two rows of a person: working days, and tasks."""
    cells = [[table.loads[name, monday] for name in names if (name, monday) in table.loads] for monday in table.mondays]
    days: list[CellValue] = [sum(load.days for load in week) or None for week in cells]
    counts: list[CellValue] = [sum(len(load.rows) for load in week) or None for week in cells]
    tasks = len({task for week in cells for load in week for task in load.rows})
    whole = f"SUM({refs.cell(row, LEADING)}:{refs.cell(row, LEADING + WEEKS - 1)})"
    summed = sum(load.days for week in cells for load in week)
    return [
        [Cell(who), Cell(counted.to(refs.lang)), Cell(summed, whole), *map(Cell, days)],
        [Cell(None), Cell(TASKS.to(refs.lang)), Cell(tasks), *map(Cell, counts)],
    ]


def _sums(refs: AreaRefs, rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Return the two rows with the sums of everybody."""
    last = len(rows) - 1
    sums: list[list[Cell]] = []
    for name, label, words in ((TOTAL.to(refs.lang), ALL_DAYS, DAYS), (None, TASKS, TASKS)):
        line = [Cell(name), Cell(label.to(refs.lang))]
        for col in range(2, LEADING + WEEKS):
            kept = [row[col].value for row in rows if str(row[1].value).startswith(words.to(refs.lang))]
            known = [value for value in kept if isinstance(value, int)]
            span, column = (f"{refs.cell(0, c)}:{refs.cell(last, c)}" for c in (1, col))
            formula = f"SUMIF({span},{quoted(words.to(refs.lang) + '*')},{column})"
            line.append(Cell(sum(known), formula))
        sums.append(line)
    return sums


class Support(NamedTuple):
    """A support that is given in the weeks shown: its row, and its working days by Monday."""

    row: int
    days: Mapping[int, int]


def shown_supports(book: Context) -> list[Support]:
    """Return the supports of the weeks that are shown, the earliest first.

    They stand apart from the load: an amount in hours or days is no number of days that somebody is taken up, the person
    named answers for it and need not be the one who works, and where a task is linked its days are counted already.
    """
    if "supports" not in book.tables or book.calendar is None:
        return []
    data, shown = book.tables["supports"], set(book.once(load_table).mondays)
    dated: list[tuple[int, Support]] = []
    for row in data.records():
        first, last = day_number(data["begin"][row]), day_number(data["end"][row])
        if first is not None and last is not None and first <= last:
            days = {
                monday: load.days
                for (_, monday), load in loads([Occupation(row, "", first, last, book.calendar)]).items()
            }
            if shown & days.keys():
                dated.append((first, Support(row, days)))
    return [support for _, support in sorted(dated, key=lambda entry: (entry[0], entry[1].row))]


def _support_lines(book: Context, table: LoadTable, refs: AreaRefs, row: int, support: Support) -> list[list[Cell]]:
    """Return the two rows of a support: its number and who answers for it with its working days; below what and how much."""
    data = book.tables["supports"]

    def words(*keys: str) -> str | None:
        return (
            " ".join(plain(as_text(data[key][support.row])) for key in keys if not is_blank(data[key][support.row]))
            or None
        )

    days: list[CellValue] = [support.days.get(monday) for monday in table.mondays]
    summed = sum(support.days.get(monday, 0) for monday in table.mondays)
    whole = f"SUM({refs.cell(row, LEADING)}:{refs.cell(row, LEADING + WEEKS - 1)})"
    return [
        [Cell(words("id", "owner")), Cell(SUPPORT.to(refs.lang)), Cell(summed, whole), *map(Cell, days)],
        [Cell(_shortened(words("what"))), Cell(words("amount", "unit")), *[Cell(None)] * (WEEKS + 1)],
    ]


def _shortened(words: str | None) -> str | None:
    """Return words that can be read in the column of names; the table of supports has them whole."""
    if words is None or width(words) <= _NAME_WIDTH:
        return words
    kept = words
    while width(kept) > _NAME_WIDTH - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _state(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    """Say of which day the figures are, and what is not shown."""
    table = book.once(load_table)
    before, after = table.outside(before=True), table.outside(before=False)
    zh, en = f"数据截至 {book.today}", f"As of {book.today}"
    if before or after:
        zh += f"；未显示：之前 {before} 个、之后 {after} 个工作日"
        en += f"; not shown: {before} working days before, {after} after these weeks"
    hidden = max(0, len(book.once(shown_supports)) - _room(table))
    if hidden:
        zh, en = (
            f"{zh}；没有地方显示的支持 {hidden} 项",
            f"{en}; {Count(hidden):support/supports} for which there is no room",
        )
    return [[Cell(Text(zh, en).to(refs.lang))]]


STATE = Area(name="load_state", rows=1, cols=1, render=_state)
HEADINGS = Area(name="load_weeks", rows=2, cols=WEEKS, render=_weeks)
TABLE = Area(name="load_table", rows=ROWS, cols=LEADING + WEEKS, render=_table)

LOAD = Report(
    key="load",
    table="tasks",
    sheet=Text("负荷", "Load"),
    title=Text("负荷：每人每周的工作日和任务数", "Load: working days and tasks per person and week"),
    note=Text(
        "每个任务在它占用的各周按自己的日历计工作日；搁置和已完成的任务今天以后不计，里程碑只计任务数。红色：超过“设置”中的每人每周上限。过渡期支持列在合计之下，不计入负荷",
        "A task counts in each week that it takes, in working days of its own calendar; nothing of what is held or done counts "
        "after today, a milestone as a task only. Red: above the limit per person and week on Settings. Supports stand below the total and are no load",
    ),
    areas=(STATE, HEADINGS, TABLE),
)
