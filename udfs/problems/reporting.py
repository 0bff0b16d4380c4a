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
    Text("--issue 只用于根因分析报告", "--issue belongs to the report on root causes only"),
    Text("请去掉 --issue，或用 --kind root-cause", "leave out --issue, or use --kind root-cause"),
)
