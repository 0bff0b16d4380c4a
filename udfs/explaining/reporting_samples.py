"""Sample values for the places in messages about reports."""

from udfs.explaining.usual_samples import Values
from udfs.lang import Text

OF_REPORTING: dict[str, Values] = {
    "report-without-issue": {
        "kinds": Text("根因分析报告、方案设计文档、A3 改善报告", "Root-cause report, Design document, A3 report")
    },
    "issue-without-solution": {"table": Text("方案评分表", "Scoring"), "value": "I-099"},
    "issue-unknown": {"table": Text("问题清单", "Issues"), "value": "I-099"},
    "report-not-docx": {"name": Text("报告.pdf", "report.pdf")},
    "nothing-to-report": {"table": Text("原因分析", "Causes")},
}
