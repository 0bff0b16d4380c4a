"""The commands about measures that are watched: how they stand, and where a signal leads."""

from __future__ import annotations

from addin.commands.table.model import RESULTS, Access, Button, Command, Option
from addin.commands.table.options import BOOK, JSON
from udfs.lang import Text

# In both languages, as the cell of the sheet takes them; written out, as help loads nothing that computes.
_BY = ("月", "周", "日", "month", "week", "day")

COMMANDS = (
    Command(
        "monitor",
        RESULTS,
        "addin.commands.monitor:monitor",
        Access.WRITES,
        Text(
            "监控：给“指标”里的每个指标（和分组）选控制图、算控制限、判异常，写“监控”“控制图”和变异、达标能力；新的异常登记到“异常”，写过的行不动；指出过度离散、自相关、该不该分阶段。",
            "Monitor: choose the control chart of every measure (and group), work out limits and signals, write the sheets Monitoring and "
            "Control charts, variation and capability; register new signals, leave rows that were worked on; name what makes limits doubtful.",
        ),
        "kaizen monitor 指标监控.xlsx --show M-001",
        (
            BOOK,
            Option("show", Text('「控制图」画哪些指标，例如 "M-001；M-003 华东仓"；空文字：有异常的在前',
                                'which measures the sheet Control charts shows, such as "M-001; M-003 East"; an empty text: those with signals first'),
                   str, ("--show",)),
            JSON,
        ),
        (
            Button(
                "monitor",
                Text("监控", "Monitor"),
                Text(
                    "画控制图，判异常并登记，说明每个指标怎样",
                    "Draws control charts, finds and registers signals, and says how every measure stands",
                ),
                "ChartTypeLineInsertGallery",
                large=True,
            ),
        ),
    ),
    Command(
        "compare",
        RESULTS,
        "addin.commands.compare:compare",
        Access.WRITES,
        Text(
            "对比：把一个指标的最近几期写进“对比”，每期有同比和环比（合计按每工作日，1–2 月合并，未完的期间比相同天数），各组比上期，并画趋势图、柱状图、饼图；不写选项则画那张表上选的。",
            "Compare: write the last periods of a measure to the sheet Comparison, each against the period and the year before (sums per "
            "working day, January with February, equal parts), its groups against the period before, with a line, a column and a pie chart; "
            "without options what stands on that sheet is drawn.",
        ),
        "kaizen compare 指标监控.xlsx --measure M-003 --by 周",
        (
            BOOK,
            Option("measure", Text('比哪个指标，例如 M-003 或 "M-003 华东仓"；空文字：第一个有分组的',
                                   'which measure, such as M-003 or "M-003 East"; an empty text: the first one with groups'),
                   str, ("--measure",)),
            Option("by", Text("按月、周还是日", "by month, week or day"), str, ("--by",), choices=_BY),
            JSON,
        ),
        (
            Button(
                "compare",
                Text("对比", "Compare"),
                Text(
                    "画“对比”上选的指标：同比、环比，趋势图、柱状图、饼图",
                    "Draws the measure chosen on the sheet Comparison: on period and year, as line, column and pie charts",
                ),
                "ChartTypeColumnInsertGallery",
            ),
        ),
    ),
    Command(
        "signals",
        RESULTS,
        "addin.commands.signals:signals",
        Access.WRITES,
        Text(
            "转为问题：把「异常」「关键词」「访谈」「流程步骤」里的行变成「问题清单」的一行（五要素由数字和原话填好），异常也可变成「调整」的一行，并写上关联；不写编号则转“判定”为流程问题、还没有关联问题的全部异常。",
            "Pass on: make an issue of rows of Signals, Keywords, Interviews or Steps, its sentence filled from figures and words, or an adjustment "
            "of a signal, and write the link; without numbers all signals whose verdict is a process problem and that have no issue yet.",
        ),
        "kaizen signals 指标监控.xlsx --issue S-001",
        (
            BOOK,
            Option("issue", Text("这一行变成问题，例如 S-001、KW-001、IV-001、ST-009（可多次使用）", "make an issue of this row, such as S-001, KW-001, IV-001 or ST-009 (repeatable)"),
                   str, ("--issue",), many=True),
            Option("adjustment", Text("这条异常变成调整（可多次使用）", "make an adjustment of this signal (repeatable)"),
                   str, ("--adjustment",), many=True),
            JSON,
        ),
        (
            Button(
                "signals",
                Text("转为问题", "Pass on"),
                Text(
                    "选中的异常、关键词、访谈、流程步骤（没有选中则判定为流程问题的异常）各建一个问题，写好五要素和关联",
                    "Makes an issue, sentence and link written, of the signals, keywords, talks or steps selected, else of signals judged process problems",
                ),
                "FlagMessage",
                click="addin.excel.selecting:signals",
            ),
        ),
    ),
)  # fmt: skip
