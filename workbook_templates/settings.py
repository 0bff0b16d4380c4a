"""The sheet 设置: every value that steers a rule, what it may be, and the settings as a command reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import NamedTuple

from udfs.choices import choice_of
from udfs.lang import Lang, Text
from udfs.levels import DEFAULT_SPELLINGS
from udfs.priority import default_matrix
from udfs.scheduling.workdays import week_days
from udfs.values import CellValue, as_text, day_of, is_blank, is_number, plain
from workbook_templates.a3_settings import A3_ISSUE
from workbook_templates.choice_spellings import other_spellings, spelling_rows
from workbook_templates.governance_settings import OF_GOVERNANCE
from workbook_templates.headers import folded, spellings
from workbook_templates.lists import CALENDARS, LISTS, MEASURES, NO, OURS, S2
from workbook_templates.model import Column, Setting
from workbook_templates.monitoring_settings import OF_COMPARISON, SHOW
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.pareto_settings import OF_PARETO
from workbook_templates.process_settings import OF_PROCESSES
from workbook_templates.scoring_settings import OF_RATERS, OF_SCORES, OF_TARGETS
from workbook_templates.standards_settings import OF_STANDARDS
from workbook_templates.voice_settings import OF_VOICES

LITERAL = Text("字面", "Literal")
INTENSITY = Text("强度", "Intensity")
SHARED_RANK = Text("保留并列", "Keep ties")
BROKEN_TIES = Text("按有效性、可行性细分", "Break by effect, feasibility")
WEEKS = Text("周", "Weeks")
DAYS = Text("天", "Days")
MONTHS = Text("月", "Months")
FROM_TODAY = Text("今天以后", "From today on")
AS_PLANNED = Text("按计划日期", "As planned")
TYPED = Text("直接填写", "Typed")
MEAN = Text("多人平均", "Mean of raters")
MEDIAN = Text("多人中位数", "Median of raters")

# The columns that describe the calendars, side by side.
CALENDAR_LISTS = ("calendar", "calendar_week", "calendar_holidays")

MATRIX_NAME = "set_matrix"
SPELLINGS_NAME = "lvl_spellings"
# Rows of a list, a spelling and the entry that it counts as.
CHOICE_SPELLINGS_NAME = "spl_choices"
MEASURES_NAME = "lst_measures"


def added_spellings_name(table: str) -> str:
    """Return the name of the rows of spellings that came with a table which was added to a workbook."""
    return f"{CHOICE_SPELLINGS_NAME}_{table}"


# Every block of spellings that a workbook may have, its own first.
SPELLINGS_BLOCKS = (CHOICE_SPELLINGS_NAME, *map(added_spellings_name, TABLE_SHEETS))


SETTINGS: dict[str, Setting] = {
    entry.key: entry
    for entry in (
        Setting(
            key="threshold",
            label=Text("通过线", "Pass mark"),
            default=12,
            lowest=4,
            highest=20,
            explain=Text("总分达到此值即进入下一轮", "A total at or above this enters the next round"),
            source=S2,
            tables=("plans",),
        ),
        Setting(
            key="cost_risk",
            label=Text("成本/风险计分", "Cost/risk reading"),
            default=LITERAL,
            choices=(LITERAL, INTENSITY),
            explain=Text(
                "字面：四项直接相加（手册示例 5+4+3+2=14）；强度：成本、风险填的是大小，按 6−x 计（示例得 16）",
                "Literal: the four are added (manual's example 5+4+3+2=14); Intensity: cost and risk state how large, "
                "counted as 6−x (the example gives 16)",
            ),
            source=S2,
            tables=("plans",),
        ),
        Setting(
            key="scores_from",
            label=Text("评分方式", "Scores come from"),
            default=TYPED,
            choices=(TYPED, MEAN, MEDIAN),
            explain=Text(
                "直接填写：1–5 的整数；多人平均、多人中位数：由“评分记录”算出并写入四项评分，可有两位小数",
                "Typed: whole numbers from 1 to 5; Mean, Median: computed from the sheet Ratings into the four scores, "
                "with up to two decimals",
            ),
            source=OURS,
            tables=("plans",),
        ),
        *OF_SCORES,
        Setting(
            key="ties",
            label=Text("并列名次", "Ties in rank"),
            default=SHARED_RANK,
            choices=(SHARED_RANK, BROKEN_TIES),
            explain=Text(
                "默认同分同名次（1、2、2、4）；需要时按有效性、再按可行性细分",
                "Equal totals share a rank (1, 2, 2, 4); on request effect, then feasibility decides",
            ),
            source=OURS,
            tables=("plans",),
        ),
        *OF_RATERS,
        Setting(
            key="due_soon",
            label=Text("临期提醒（天）", "Due-soon warning (days)"),
            default=3,
            lowest=0,
            highest=60,
            explain=Text("距要求完成日期不足此天数时标黄", "Dates closer than this are shown in yellow"),
            source=OURS,
            tables=("issues", "tasks"),
        ),
        Setting(
            key="gantt_unit",
            label=Text("甘特图单位", "Gantt unit"),
            default=WEEKS,
            choices=(WEEKS, DAYS, MONTHS),
            explain=Text("每格一周、一天或一月", "One cell is a week, a day or a month"),
            source=OURS,
            tables=("tasks",),
        ),
        Setting(
            key="gantt_start",
            label=Text("甘特图起始日", "Gantt first day"),
            default=None,
            is_date=True,
            explain=Text("留空则从最早的开始日期画起", "Blank: from the earliest start date"),
            source=OURS,
            tables=("tasks",),
        ),
        Setting(
            key="fishbone_issue",
            label=Text("鱼骨图的问题", "Issue of the fishbone"),
            default=None,
            is_text=True,
            explain=Text(
                "“鱼骨图”和“根因分析报告”是哪个问题的，例：I-001；留空则为第一个",
                "The issue that Fishbone and Root cause report show, e.g. I-001; blank: the first one",
            ),
            source=OURS,
            tables=("causes",),
        ),
        *OF_PARETO,
        SHOW,
        *OF_COMPARISON,
        A3_ISSUE,
        *OF_PROCESSES,
        Setting(
            key="plan_start",
            label=Text("计划开始日", "Start of the plan"),
            default=None,
            is_date=True,
            explain=Text(
                "排期时没有开始日期和前置任务的任务从这天排起；留空则从最早的开始日期排起",
                "Tasks without a start date and predecessors are scheduled from this day; blank: from the earliest start",
            ),
            source=OURS,
            tables=("tasks",),
        ),
        Setting(
            key="unfinished",
            label=Text("未完成的任务排到", "Unfinished tasks are scheduled"),
            default=FROM_TODAY,
            choices=(FROM_TODAY, AS_PLANNED),
            explain=Text(
                "今天以后：未开工的不早于今天，已开工的剩余部分从今天接着排；按计划日期：只看前置任务和限制",
                "From today on: what has not begun starts today at the earliest, the rest of what has begun goes on from "
                "today; As planned: predecessors and limits alone decide",
            ),
            source=OURS,
            tables=("tasks",),
        ),
        Setting(
            key="baseline_on",
            label=Text("基线日期", "Day of the baseline"),
            default=None,
            is_date=True,
            explain=Text(
                "由命令“基线”写入：计划是哪一天存为基线的",
                "Written by the command “baseline”: when the plan was frozen",
            ),
            source=OURS,
            tables=("tasks",),
        ),
        Setting(
            key="load_limit",
            label=Text("每人每周上限（工作日）", "Limit per person and week (days)"),
            default=5,
            lowest=0.5,
            highest=70,
            explain=Text(
                "负荷表中超过此值标红；均衡时不超过此值", "Loads above are shown in red; levelling keeps to this"
            ),
            source=OURS,
            tables=("tasks",),
        ),
        *OF_TARGETS,
        *OF_STANDARDS,
        *OF_GOVERNANCE,
        *OF_VOICES,
    )
}

# Every name on the sheet 设置 that holds something which people may change, and what it is called.
LABELS_OF_NAMES: dict[str, Text] = {
    **{entry.name: entry.label for entry in SETTINGS.values()},
    **{entry.name: entry.label for entry in LISTS.values()},
    MATRIX_NAME: Text("优先级矩阵", "Priority matrix"),
    SPELLINGS_NAME: Text("级别的各种写法", "Ways to write the levels"),
    **dict.fromkeys(SPELLINGS_BLOCKS, Text("选项的各种写法", "Other ways to write choices")),
    MEASURES_NAME: Text("措施库", "Library of measures"),
}


Blocks = Mapping[str, Sequence[Sequence[CellValue]]]


def spellings_joined(blocks: Blocks) -> Blocks:
    """Return what stands on 设置, by name, with all spellings in one list, whichever came with tables added later."""
    rows = [row for name in SPELLINGS_BLOCKS for row in blocks.get(name, ())]
    rest = {name: block for name, block in blocks.items() if name not in SPELLINGS_BLOCKS}
    return {**rest, CHOICE_SPELLINGS_NAME: rows} if rows else rest


class CalendarRule(NamedTuple):
    """A calendar of the list on 设置: on which weekdays (1–7) people work, and whether listed days off and on count."""

    name: str
    week: frozenset[int]
    holidays: bool


Named = Callable[[str], "Sequence[Sequence[CellValue]] | None"]


@dataclass(frozen=True)
class Settings:
    """The settings of one workbook as plain values.

    `values` by setting key, `lists` the cells of each list by key (a blank one is ``), `matrix` rows 高 中 低 by columns 低 中 高,
    `spellings` what may be written for high, medium and low; `measures` the library, a column for each problem class;
    `choice_spellings` list (by its label), spelling and entry of what else may be written for choices.
    """

    lang: Lang
    values: Mapping[str, CellValue]
    lists: Mapping[str, tuple[str, ...]]
    matrix: tuple[tuple[str, ...], ...]
    spellings: tuple[tuple[str, ...], ...]
    measures: tuple[tuple[str, ...], ...]
    choice_spellings: tuple[tuple[str, str, str], ...]

    @classmethod
    def defaults(cls, lang: Lang) -> Settings:
        """Return the settings of a new workbook."""
        return cls.read(lang, lambda _name: None)

    @classmethod
    def read(cls, lang: Lang, named: Named) -> Settings:
        """Read the settings through `named(defined name)`; what is missing in the workbook has its default."""
        values: dict[str, CellValue] = {}
        for key, setting in SETTINGS.items():
            block = named(setting.name)
            values[key] = default_of(setting, lang) if block is None else block[0][0]
        lists = {}
        for key, entry in LISTS.items():
            block = named(entry.name)
            default = (item.to(lang) for item in entry.items)
            lists[key] = tuple(default) if block is None else tuple(as_text(row[0]) for row in block)
        matrix, spellings, measures = map(named, (MATRIX_NAME, SPELLINGS_NAME, MEASURES_NAME))
        library = tuple(tuple(item.to(lang) for item in column) for column in MEASURES)
        return cls(
            lang=lang,
            values=values,
            lists=lists,
            matrix=default_matrix(lang) if matrix is None else tuple(tuple(map(plain, row)) for row in matrix),
            spellings=DEFAULT_SPELLINGS if spellings is None else _columns(spellings),
            measures=library if measures is None else _columns(measures),
            choice_spellings=spelling_rows(named(CHOICE_SPELLINGS_NAME), lang),
        )

    def choices(self, key: str) -> tuple[str, ...]:
        """Return the filled-in entries of a list."""
        return tuple(text for text in map(plain, self.lists[key]) if text)

    def choice(self, key: str, value: CellValue) -> str | None:
        """Return the entry of a list that a text means however it is written; check, import and collect all ask here."""
        return choice_of(value, self.choices(key), self.also(key))

    def also(self, key: str) -> Mapping[str, str]:
        """Return the entries of a list by their other spellings, as `written_as` gives them."""
        return other_spellings(self.choice_spellings, LISTS[key].label)

    def requires(self, table: str, column: Column) -> bool:
        """Return whether a column of a table must be filled in: as the layout has it, unless 设置 says otherwise."""
        names = set(spellings(column))
        required, optional = (
            not names.isdisjoint(map(folded, self.lists.get(f"{kind}_{table}", ())))
            for kind in ("required", "optional")
        )
        return required or (column.required and not optional)

    def number(self, key: str) -> float:
        """Return a numeric setting; a value that is no number (the checker reports it) counts as the default."""
        value, default = self.values[key], SETTINGS[key].default
        return value if is_number(value) else default if is_number(default) else 0

    def chosen(self, key: str, option: Text) -> bool:
        """Return whether the setting stands at this option."""
        value = self.values[key]
        return isinstance(value, str) and value.casefold() == option.to(self.lang).casefold()

    def day(self, key: str) -> date | None:
        """Return a date setting, or None where it is blank."""
        return day_of(self.values[key])

    @property
    def calendars(self) -> tuple[CalendarRule, ...]:
        """Return the calendars of the list, place by place; the first is the default."""
        entries = zip(*(self.lists[key] for key in CALENDAR_LISTS), strict=False)
        free = {NO.zh, NO.en.casefold()}
        rules = (CalendarRule(name, week_days(week), holidays=f.casefold() not in free) for name, week, f in entries)
        return tuple(islice(rules, CALENDARS))

    @property
    def weights(self) -> tuple[CellValue, ...]:
        """Return the weights of effectiveness, feasibility, cost and risk as they stand: no total hides a bad one."""
        return tuple(self.values[f"w_{key}"] for key in ("effect", "feasible", "cost", "risk"))

    @property
    def intensity(self) -> bool:
        """Return whether cost and risk are read as 6−x."""
        return self.chosen("cost_risk", INTENSITY)

    @property
    def averaged(self) -> bool:
        """Return whether scores are means or medians of raters, so that they may be fractions."""
        return self.chosen("scores_from", MEAN) or self.chosen("scores_from", MEDIAN)


def default_of(setting: Setting, lang: Lang) -> CellValue:
    """Return the value that a new workbook has."""
    return setting.default.to(lang) if isinstance(setting.default, Text) else setting.default


def _columns(block: Sequence[Sequence[CellValue]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(plain(cell) for cell in column if not is_blank(cell)) for column in zip(*block, strict=True))
