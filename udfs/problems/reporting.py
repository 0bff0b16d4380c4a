"""Problems of reports."""

from udfs.lang import Text
from udfs.problems.model import Problem

NOTHING_TO_REPORT = Problem(
    "nothing-to-report",
    Text("「{table}」还没有内容，没有可写的报告", "the sheet {table} is still empty: there is nothing to report"),
    Text("请先填写「{table}」，再生成报告", "fill in {table} first, then make the report"),
)
REPORT_NOT_DOCX = Problem(
    "report-not-docx",
    Text("报告是 Word 文档，{name} 不是 .docx", "a report is a Word document, and {name} does not end in .docx"),
    Text("请改用 .docx 结尾的文件名，例如 -o 报告.docx", "name a file that ends in .docx, such as -o report.docx"),
)
REPORT_WITHOUT_ISSUE = Problem(
    "report-without-issue",
    Text("--issue 只用于{kinds}", "--issue belongs to these reports only: {kinds}"),
    Text("请去掉 --issue，或换一种报告（--kind）", "leave out --issue, or ask for another report with --kind"),
)
ISSUE_WITHOUT_SOLUTION = Problem(
    "issue-without-solution",
    Text("「{table}」中没有问题 {value} 的方案", "{table} has no solution of issue {value}"),
    Text(
        "请核对编号，或先在「{table}」填写这个问题的方案",
        "check the number, or enter a solution of this issue in {table} first",
    ),
)
ISSUE_UNKNOWN = Problem(
    "issue-unknown",
    Text("「{table}」中没有问题 {value}", "{table} has no issue {value}"),
    Text(
        "请核对编号；A3 一次写一个问题，例如 --issue I-001",
        "check the number; an A3 is about one issue, such as --issue I-001",
    ),
)
