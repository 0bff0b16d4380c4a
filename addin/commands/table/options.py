"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path

from addin.commands.table.model import Option
from udfs.lang import Text, listed
from workbook_templates.names import TABLE_SHEETS

# The keys of all tables, one after the other.
TABLE_KEYS = listed(TABLE_SHEETS)

BOOK = Option(
    "book", Text("标准工作簿（.xlsx）", "standard workbook (.xlsx)"), Path, metavar="BOOK", required=True, is_book=True
)
JSON = Option("json", Text("以 JSON 输出，供程序读取", "print JSON for programs"), flags=("--json",))
VERBOSE = Option(
    "verbose",
    Text("逐处列出每个问题（默认每列每类一行）", "list every place (by default one line per column and kind)"),
    flags=("-v", "--verbose"),
)
LANG = Option("lang", Text("语言：zh 或 en", "language: zh or en"), str, ("--lang",), choices=("zh", "en"))
VERSION = Option("version", Text("显示版本", "show the version"), flags=("--version",))
JOBS = Option(
    "jobs", Text("用几个进程（默认自动）", "number of processes (chosen automatically if not given)"),
    int, ("--jobs",), least=1,
)  # fmt: skip


def output(zh: str, en: str, *, metavar: str = "", required: bool = False) -> Option:
    """Return the option that says where to save."""
    return Option("output", Text(zh, en), Path, ("-o", "--output"), metavar=metavar, required=required)


def into(zh: str, en: str) -> Option:
    """Return the option that names the workbook to write to."""
    return Option("into", Text(zh, en), Path, ("--into",), metavar="BOOK", required=True, is_book=True)


OUTPUT = output("保存到哪个文件或文件夹", "file or folder to save to")
