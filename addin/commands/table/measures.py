"""The commands about measures: to calculate their points from exports."""

from __future__ import annotations

from pathlib import Path

from addin.commands.table.model import IDENTIFY, Access, Button, Command, Option
from addin.commands.table.options import JSON, into
from udfs.lang import Text

COMMANDS = (
    Command(
        "measure",
        IDENTIFY,
        "addin.commands.measure:measure",
        Access.WRITES,
        Text(
            "按“指标”里的定义，把订单、工单、通话等导出文件（csv、xlsx，或整个文件夹）算成“指标数据”的点：先查数据质量，"
            "同一文件再取一次什么都不变，手工填写或排除的点保留，每次记入“数据来源”。原始行和人名不进工作簿。",
            "Turn exports of orders, tickets or calls (csv, xlsx, whole folders) into the points of Data points, by the "
            "definitions on Measures: looks at the quality of the data first, changes nothing when the same file comes again, "
            "keeps points that were typed or excluded by hand, and records every run on Data imports. Raw rows and names of "
            "persons never enter the workbook.",
        ),
        "kaizen measure 订单导出.csv --into 指标监控.xlsx",
        (
            Option(
                "exports",
                Text("导出文件，或放有每月导出的文件夹", "exports, or folders of monthly exports"),
                Path,
                metavar="EXPORT…",
                required=True,
                many=True,
            ),
            into("写到哪份指标监控工作簿", "workbook with the measures"),
            Option(
                "measures",
                Text("只取这个指标，如 M-001；可多次给出", "only this measure, such as M-001; may be repeated"),
                str,
                ("--measure",),
                metavar="NUMBER",
                many=True,
            ),
            Option(
                "define",
                Text(
                    "第一次：按导出的列建议指标及其定义，并显示算出的结果；加 --yes 才写入",
                    "the first time: propose measures from the columns and show what they come to; written with --yes only",
                ),
                flags=("--define",),
            ),
            Option(
                "settings",
                Text(
                    "更正建议的定义：列名=值，如 分组列=渠道，可多次给出",
                    "correct what is proposed: column=value, such as Group column=Channel; may be repeated",
                ),
                str,
                ("--set",),
                metavar="COLUMN=VALUE",
                many=True,
            ),
            Option("yes", Text("写入建议的指标和算出的点", "write what --define proposes"), flags=("--yes",)),
            Option(
                "worksheet",
                Text("要读取的工作表名；省略时自动选择", "worksheet to read; chosen automatically if not given"),
                str,
                ("--sheet",),
            ),
            Option(
                "scheduler",
                Text(
                    "Dask 集群调度器地址（tcp://主机:端口）：由各节点读取文件，路径须各节点可见",
                    "address of a Dask scheduler (tcp://host:port): its workers read the files, by paths that all of them see",
                ),
                str,
                ("--scheduler",),
                metavar="ADDRESS",
            ),
            Option(
                "dry_run",
                Text("只显示会怎样，不写入", "only show what would happen, write nothing"),
                flags=("--dry-run",),
                only_reads=True,
            ),
            JSON,
        ),
        (
            Button(
                "measure",
                Text("取数", "Measure"),
                Text(
                    "按“指标”的定义从导出文件算出“指标数据”的点；先显示结果，手工填写的点不会覆盖",
                    "Calculates data points from exports by the definitions on Measures; shows the result first, keeps typed points",
                ),
                "GetExternalDataFromText",
                click="addin.excel.importing:measure",
            ),
        ),
    ),
)
