"""Sample values for the places in messages, so that every problem shows an example as a person may see it."""

from __future__ import annotations

from udfs.explaining.answering_samples import OF_ANSWERING
from udfs.explaining.governance_samples import OF_GOVERNANCE
from udfs.explaining.mail_samples import OF_MAIL, RETURNED_FILE
from udfs.explaining.monitoring_samples import OF_MONITORING
from udfs.explaining.process_samples import OF_PROCESSES
from udfs.explaining.reporting_samples import OF_REPORTING
from udfs.explaining.simulating_samples import OF_SIMULATING
from udfs.explaining.standards_samples import OF_STANDARDS
from udfs.explaining.statistics_samples import OF_STATISTICS
from udfs.explaining.survey_samples import OF_SURVEYS
from udfs.explaining.surveying_samples import OF_SURVEYING
from udfs.explaining.tracing_samples import OF_TRACING
from udfs.explaining.usual_samples import START, USUAL, Values
from udfs.explaining.verifying_samples import OF_VERIFYING
from udfs.explaining.voices_samples import OF_VOICES
from udfs.lang import Text
from udfs.problems.model import Problem
from udfs.scenes import COST_ANOMALY
from udfs.worksheet import LAST_ROW, LONGEST_TEXT

_FINISH = Text("完成日期", "Finish")
_PREDECESSORS = Text("前置任务", "Predecessors")
_TITLE = Text("做什么", "What")
_PLAN_FILE = Text("项目.xml", "project.xml")
_FOLDER = Text("各部门", "departments")
_NOTICE = Text("通知.txt", "notice.txt")
_SUMMARY = Text("汇总", "Summary")
_GROWTH = Text("业务量变化（%）", "Volume change (%)")
_COST: Values = {"trigger": COST_ANOMALY, "label": Text("成本变化（%）", "Cost change (%)"), "other": 11}
_OWNER = Text("责任人", "Owner")
_EXPORT = Text("订单导出.csv", "orders.csv")
_MEASURE = Text("M-002 平均处理时长", "M-002 Mean time to handle")
_HOURS = Text("处理时长", "Hours")
_HEADINGS = Text("订单号、下单时间、状态", "Order no., Ordered at, Status")

_DATES: Values = {"label": _FINISH, "value": "2026-03-05", "other_label": START, "other": "2026-03-09"}
_NUMBER: Values = {"label": Text("工期（工作日）", "Duration, working days"), "value": Text("五天", "five days"),
                   "allowed": Text("不小于 0 的整数", "a whole number from 0 up")}  # fmt: skip
_TO_TASK: Values = {"label": _PREDECESSORS, "value": "T-099"}
_PROJECT_FILE: Values = {"name": _PLAN_FILE}
_PROJECT_CODES = ("damaged", "hostile", "too-large", "empty")
_SETTING: Values = {"label": Text("通过线", "Pass mark"), "value": Text("12、14", "12, 14")}
_LIST: Values = {"label": Text("问题分类", "Problem class"), "value": Text("售后、物流", "After-sales, Logistics")}

# By the code of the problem: what differs from the common values.
OWN: dict[str, Values] = {
    **OF_VOICES, **OF_MONITORING, **OF_VERIFYING, **OF_GOVERNANCE, **OF_MAIL, **OF_STANDARDS, **OF_TRACING, **OF_REPORTING, **OF_STATISTICS,
    **OF_ANSWERING, **OF_SURVEYING, **OF_SURVEYS,
    **OF_SIMULATING, **OF_PROCESSES,
    # What is in the sheets
    "not-a-score": {"label": Text("有效性", "Effect"), "value": 7, "allowed": "1–5"},
    "not-a-mean-score": {"label": Text("有效性", "Effect"), "value": 7},
    "not-a-date": {"label": _FINISH, "value": Text("下周", "next week"), "allowed": Text("日期，如 2026-03-05", "a date, such as 2026-03-05")},
    "date-as-text": {"label": _FINISH, "value": "2026.3.5", "date": "2026-03-05"},
    "date-too-early": {"label": _FINISH, "value": "1926-03-05", "allowed": "2000-01-01"},
    "date-out-of-range": {"label": _FINISH, "value": "2206-03-05", "allowed": "2100-12-31"},
    "not-a-number": {**_NUMBER, "allowed": Text("数字", "a number")},
    "not-whole": {**_NUMBER, "value": 2.5},
    "percent-range": {"label": Text("完成率", "Progress"), "value": 150, "allowed": "0%–100%"},
    "error-value": {"value": "#N/A"},
    "too-long": {"label": Text("备注", "Notes"), "value": 40000, "allowed": LONGEST_TEXT},
    "formula-in-input": {"label": _FINISH, "value": "2026-03-05"},
    "not-a-column": {"label": Text("改为选填的列", "Columns made optional"), "value": Text("负责的人", "Who")},
    "required-both-ways": {"value": Text("责任人", "Owner")},
    "linked-call": {"label": Text("优先级", "Priority")},
    "overtyped": {"label": Text("总分", "Total"), "value": 20},
    "overtyped-taken": {"label": Text("总分", "Total")},
    "finish-before-start": _DATES,
    "closed-before-found": {**_DATES, "label": Text("解决日期", "Solved on"), "other_label": Text("发现日期", "Found on")},
    "stages-overlap": {**_DATES, "label": Text("执行开始", "Run: start"), "other_label": Text("准备完成", "Prepare: finish")},
    "reason-missing": {"label": Text("改判理由", "Reason"), "other_label": Text("人工优先级", "Manual priority")},
    "cost-condition-missing": {**_COST, "label": _GROWTH},
    "cost-not-risen": {**_COST, "value": -2},
    "growth-explains-cost": {**_COST, "label": _GROWTH, "value": 15},
    "target-not-smart": {"value": Text("没有达成日期", "no date")},
    "change-ambiguous": {"value": Text("降低5%", "down 5%"), "label": Text("变化方式", "Change as")},
    "duplicate-id": {"label": Text("编号", "No."), "value": "I-003"},
    "duplicate-text": {"label": Text("具体问题", "Problem")},
    "verdict-not-shown": {
        "value": Text("是要因", "A cause"),
        "what": Text("还不能说明 ≥ 80%：再查 12 个且都符合才够", "at least 80% is not shown: 12 more would show it"),
    },
    "cause-circle": {"chain": "C-002 → C-005 → C-002"},
    "cause-two-issues": {"issue": "I-002", "upper": "C-001", "other": "I-001"},
    "ends-with-person": {"word": Text("责任心", "careless")},
    "ends-with-solution": {"word": Text("没有系统", "no system")},
    "few-levels": {"issue": "I-001", "levels": 1},
    "group-of-one": {"mark": "A"},
    "group-broken": {"mark": "A"},
    "issue-without-causes": {"value": "I-009"},
    # Measures and points
    "denominator-zero": {"value": 0},
    "numerator-above-denominator": {"value": 52, "other": 48},
    "value-contradicts": {"value": 5.2, "other": 4.8},
    "point-twice": {"others": "B6、B9"},
    "phase-without-reason": {"value": Text("接口上线", "Interface in use")},
    "date-in-future": {"value": "2062-03-05"},
    "rules-unknown": {"value": Text("严格", "strict"), "allowed": Text("默认、界外、八大判异、NHS", "Default, Outside only, All eight, NHS")},
    # The Pareto chart
    "pareto-no-table": {"value": Text("费用", "Costs"), "allowed": Text("原因分析、要因确认", "Causes, Confirmations")},
    "pareto-no-column": {"table": Text("原因分析", "Causes"), "value": Text("金额", "Amount"), "allowed": Text("编号、类别", "No., Category")},
    "pareto-no-issues": {"table": Text("试点计划", "Pilots"), "value": "I-001"},
    "pareto-no-rows": {"table": Text("问题清单", "Issues"), "value": "I-099"},
    "pareto-no-days": {"value": "2026-13-01"},
    "pareto-no-dates": {"table": Text("原因分析", "Causes"), "value": "2026-09-01"},
    "pareto-negative": {"value": -5},
    "pareto-no-number": {"value": Text("约三千", "about 3000")},
    "pareto-error": {"value": "#N/A"},
    # Reports
    "too-many-pilots": {"value": 3},
    "unknown-reference": {"label": Text("关联问题", "Issue"), "value": "I-099"},
    "predecessor-unknown": _TO_TASK,
    "self-reference": {**_TO_TASK, "value": "T-004"},
    "setting-invalid": {"label": Text("通过线", "Pass mark"), "value": Text("很高", "high"), "allowed": "4–20"},
    # Plans
    "link-unreadable": {**_TO_TASK, "value": "T-003XX"},
    "predecessor-twice": {**_TO_TASK, "value": "T-003"},
    "limit-missed": {"label": Text("完成不晚于", "Finish no later than")},
    "not-scheduled": {"others": "T-004"},
    "waits-for-held": {"value": "T-004", "on_hold": Text("暂停", "Paused")},
    "fact-in-future": {"label": Text("实际完成日期", "Actual finish"), "value": "2099-03-05"},
    "too-much-alone": {"limit": 5},
    "too-much-begun": {"limit": 5},
    "overloaded": {"days": 7, "limit": 5},
    "calendar-rule": {"value": Text("六天制", "Six days"), "week": "129"},
    "holiday-kind": {"label": Text("类型", "Kind"), "value": Text("放", "free"), "allowed": Text("休、班", "off, worked")},
    "holiday-twice": {"value": "2026-10-01", "other": Text("节假日!A9", "Holidays!A9"), "kind": Text("休", "off")},
    # Workbooks and files
    "not-ours": {"name": Text("销售报表.xlsx", "sales.xlsx")},
    "layout-too-new": {"known": 8},
    "sheet-missing": {"name": _SUMMARY},
    "sheet-not-writable": {"name": _SUMMARY},
    # Adding tables
    "table-present": {"tables": Text("原因分析", "Causes")},
    "unknown-table": {"value": Text("原因表", "cause"), "known": Text("原因分析、要因确认", "causes, confirmations")},
    "sheet-name-taken": {"sheets": Text("鱼骨图", "Fishbone")},
    "defined-name-taken": {"names": "fish_head"},
    "part-left-out": {"name": _SUMMARY},
    "sheet-full": {"row": LAST_ROW},
    "added-stays": {"step": 4, "tables": Text("原因分析", "Causes")},
    "is-a-folder": {"name": _FOLDER},
    "not-a-workbook": {"name": Text("问题清单.txt", "issue-list.txt")},
    "not-a-spreadsheet": {"name": Text("方案.docx", "solutions.docx")},
    "old-xls": {"name": Text("问题清单.xls", "issue-list.xls")},
    "binary-xlsb": {"name": Text("问题清单.xlsb", "issue-list.xlsb")},
    "hostile-parts": {"part": "../../x.xml"},
    "cannot-read": {"reason": Text("路径太长", "File name too long")},
    "locked": {"mark": Text("D:\\改善\\~$问题清单.xlsx", "D:\\kaizen\\~$issue-list.xlsx")},
    "being-written": {"who": Text("王芳@PC-07", "wangfang@PC-07"), "since": "2026-06-12 09:30:00",
                      "lock": Text("D:\\改善\\.kaizen-问题清单.xlsx-5d1f0c2a.lock",
                                   "D:\\kaizen\\.kaizen-issue-list.xlsx-7b0e44d1.lock")},
    "too-many-cells": {**RETURNED_FILE, "count": 2_600_000, "sent": 12},
    "choice-spelled": {
        "label": Text("状态", "Status"),
        "value": Text("进行中", "doing"),
        "choice": Text("处理中", "In progress"),
    },
    "choices-respelled": {"label": Text("状态", "Status"), "few": Text("进行中 → 处理中（3）", "doing → In progress (3)")},
    "choices-unlisted": {"label": Text("状态", "Status"), "few": Text("待评审（3）", "in review (3)")},
    "choice-gone": {"value": Text("采用对方", "Take theirs")},
    "not-a-file": {"name": "/dev/fd/63"},
    "read-only-folder": {"name": "D:\\改善"},
    "no-such-table": {"wanted": "tblIssues", "known": "Table1, Table2"},
    "totals-row": {"wanted": "tblIssues"},
    "date-before-calendar": {"value": "1899-03-05"},
    # Import
    "unreadable-text": {"name": Text("导出.csv", "export.csv")},
    "binary-file": {"name": Text("导出.csv", "export.csv")},
    "unknown-kind": {"name": Text("导出.pdf", "export.pdf")},
    "web-page": {"name": Text("导出.xls", "export.xls")},
    "row-skipped": {"why": Text("合计行", "a row of totals"), "value": Text("合计 12", "Total 12")},
    "kept-as-text": {"label": _FINISH, "value": Text("下周", "next week")},
    "filled-down": {"value": "A5:A9"},
    "row-too-long": {"allowed": LONGEST_TEXT, "value": Text("客户来电记录", "Notes of the call")},
    "sheet-left": {"name": Text("二月", "February")},
    "formula-without-value": {"value": "B2+1"},
    "formula-without-result": {"value": "B2+1"},
    "errors-unseen": {"name": Text("导出.xls", "export.xls")},
    "rows-known": {"label": Text("具体问题", "Problem"), "few": "I-001、I-002"},
    # Calendars and project files
    "export-one-file": {"name": Text("团队.ics", "team.ics")},
    "export-suffix": {"name": Text("团队.txt", "team.txt")},
    "task-undated": {"value": "T-005"},
    "calendar-left": {"name": Text("日程-李强.ics", "schedule-Li Qiang.ics")},
    "link-once": {"value": "T-005", "other": "T-003"},
    **{f"project-{code}": _PROJECT_FILE for code in _PROJECT_CODES},
    "project-mpp": {"name": Text("项目.mpp", "project.mpp")},
    "project-not-for-plan": {**_PROJECT_FILE, "table": Text("改进方案计划表", "Plan")},
    "project-tasks-known": {"label": _TITLE},
    "project-renumbered": {"value": "T-003", "new": "T-012"},
    "project-length-converted": {"label": Text("工期", "duration"), "value": Text("4.5 天", "4.5 days")},
    "project-limit-converted": {"label": Text("开始不早于", "Start no earlier than"), "value": "Must Start On"},
    "project-limit-left": {"value": "As Late As Possible"},
    "project-summary-link": {"value": Text("第一阶段", "Phase 1")},
    "project-link-left": {"value": "42FS"},
    "project-summary-left": {"value": Text("第一阶段", "Phase 1")},
    "project-calendar-unknown": {"value": Text("夜班", "Night shift")},
    "project-calendar-matched": {"value": Text("24 小时", "24 Hours"), "other": Text("每天（含节假日）", "Every day (holidays too)")},
    "project-calendar-differs": {"value": Text("标准", "Standard"), "what": "2026-03-09"},
    "project-calendar-left": {"value": Text("王芳", "Wang Fang"), "what": "2026-03-09、2026-03-10"},
    "project-days-taken": {"few": "2026-03-09", "sheet": Text("节假日", "Holidays")},
    "project-days-against": {"value": Text("标准", "Standard"), "few": "2026-10-10"},
    "project-days-outside": {"value": Text("标准", "Standard"), "few": "2009-10-01"},
    "project-details-left": {"value": Text("王芳", "Wang Fang"), "what": Text("标准费率“100/小时”", "standard rate “100/h”")},
    "project-people-left": {"value": Text("李强、周洋", "Li Qiang, Zhou Yang")},
    "project-name-split": {"value": "Smith, John"},
    "project-parts-left": {"value": Text("基线 2–10", "baselines 2–10")},
    # Outside the tables
    "outside-table": {"value": Text("待补充", "to be added")},
    **{
        code: {"kind": Text("批注", "comment"), "value": Text("请先核对金额", "check the amount first")}
        for code in ("attached-left", "not-sent")
    },
    "sheet-added": {"name": Text("补充", "More"), "number": 12, "value": Text("客户来电", "Calls")},
    "holiday-returned": {"value": Text("2026-05-06 休", "2026-05-06 Off")},
    # Days off
    **{
        code: {"name": _NOTICE, "year": 2027, "about": 2026}
        for code in ("list-without-days", "list-without-year", "list-other-year")
    },
    "list-wrong-day": {"name": _NOTICE, "year": 2027, "value": "1月4日(周日)"},
    "list-wrong-count": {"value": "1月1日至3日放假,共4天", "stated": 4, "count": 3},
    "list-entry-left": {"value": Text("2月14日 情人节", "2 February, Groundhog Day")},
    "day-differs": {"value": "2027-02-20", "kind": Text("休", "Off"), "listed": Text("班", "Work")},
    **{code: {"year": 2027} for code in ("own-days-stay", "still-provisional")},
    "days-missing-in-list": {"value": "2027-09-15"},
    "year-outside-law": {"year": 2090, "first": 2025, "last": 2080},
    "calendar-not-published": {"rest": Text("按周末和暂定的法定节日计算", "weekends and provisional days off count")},
    # Gathering
    **{code: {"name": _FOLDER} for code in ("no-sources", "nothing-taken")},
    "not-a-folder": {"name": Text("汇编.txt", "register.txt")},
    "own-columns": {"columns": Text("满意度", "Satisfaction")},
    "own-columns-too-long": {"value": Text("客户来电记录", "Notes of the call")},
    "numbers-repeated": {"value": "I-003"},
    "numbers-given": {"new": "I-012 … I-014"},
    "reference-unsure": {"label": Text("关联问题", "Issue"), "value": "I-003", "new": Text("客服部/I-003", "Service/I-003")},
    "settings-differ": _SETTING,
    "settings-taken": _SETTING,
    "own-holidays": {"value": "2026-05-06"},
    "list-extended": _LIST,
    "list-full": _LIST,
    "same-as": {"others": Text("物流部/I-007", "Logistics/I-007")},
    "like": {"others": Text("物流部/I-007", "Logistics/I-007")},
    "scheduler-unreachable": {"name": "tcp://server:8786", "reason": Text("连接超时", "timed out")},
    "cluster-failed": {"reason": Text("工作进程已结束", "a worker has ended")},
    "extra-missing": {"library": "pyarrow", "extra": "bi"},
    "unknown-target": {"name": "mysql"},
    "foreign-table": {"name": "kaizen_issues"},
    "database-refused": {"name": "postgresql://server/kaizen", "reason": Text("密码不对", "password authentication failed")},
    # Measures from exports
    "filter-form": {"value": Text("状态已完成", "Status Done"), "allowed": Text("= ≠ > ≥ < ≤ 包含 不包含", "= ≠ > ≥ < ≤ contains, does not contain")},
    "filter-no-number": {"value": Text("处理时长>两小时", "Hours>two"), "other": Text("两小时", "two")},
    "calculation-unknown": {"value": Text("方差", "Variance"), "allowed": Text("计数、求和、均值、中位数、P90、占比", "Count, Sum, Mean, Median, P90, Share")},
    **{code: {"value": _MEASURE, "other": Text("均值", "Mean")} for code in ("no-date-column", "no-value-column", "no-definition")},
    "no-share-condition": {"value": _MEASURE, "other": Text("占比", "Share")},
    "measure-unknown": {"value": "M-009", "known": "M-001, M-002"},
    "measure-twice": {"value": "M-002"},
    "set-form": {"value": Text("分组列", "Group column"), "allowed": Text("指标名称、单位、日期列、筛选、分组列", "Measure, Unit, Date column, Filter, Group column")},
    **{code: {"name": _EXPORT, "known": _HEADINGS} for code in ("nothing-to-propose", "all-proposed")},
    "no-exports": {"name": _FOLDER},
    "no-measure-fits": {"name": _EXPORT, "value": "M-002", "columns": Text("处理时长", "Hours"), "known": _HEADINGS},
    "columns-not-here": {"value": "M-002", "columns": Text("处理时长", "Hours")},
    "heading-repeated": {"value": Text("状态", "Status"), "count": 2},
    "export-is-book": {"name": Text("指标监控.xlsx", "Measures.xlsx")},
    "sheet-of-text": {"value": Text("一月", "January")},
    "file-repeated": {"other": Text("订单1月.csv", "orders-01.csv")},
    "too-many-groups": {"value": "M-002", "label": Text("订单号", "Order no."), "allowed": 511},
    "persons-as-groups": {"value": "M-002", "label": Text("客服姓名", "Agent name")},
    "keys-repeated": {"label": Text("订单号", "Order no."), "rows": Text("102、118、240", "102, 118, 240")},
    "days-missing": {"count": 2, "few": "2026-03-05, 2026-03-09…2026-03-11"},
    "unit-jump": {"label": _HOURS, "date": "2026-03-01", "factor": "×60", "row": 10482},
    "dates-in-future": {"label": Text("下单时间", "Ordered at"), "rows": Text("18、19、20", "18, 19, 20")},
    "dates-unread": {"label": Text("下单时间", "Ordered at"), "value": Text("待定", "open"), "rows": Text("18、19、20", "18, 19, 20")},
    "values-unread": {"label": _HOURS, "value": Text("很久", "long"), "rows": Text("18、19、20", "18, 19, 20")},
    "numbers-as-text": {"label": _HOURS, "value": "1,234", "rows": Text("18、19、20", "18, 19, 20")},
    "durations-negative": {"label": _HOURS, "value": "-2.5", "rows": Text("18、19、20", "18, 19, 20")},
    "duration-unsure": {"label": _HOURS, "value": "1:15", "rows": Text("18、19、20", "18, 19, 20")},
    "lines-skipped": {"count": 2, "few": Text("合计", "Total"), "rows": Text("301、302", "301, 302")},
    "period-unfinished": {"value": "M-002", "few": "2026-03-01"},
    **{code: {"value": "M-002 2026-03-05", "old": "3.2（120）", "new": "3.6（118）"} for code in ("point-kept", "point-partial", "point-shrunk")},
    "points-zeroed": {"value": "M-001", "count": 180, "other": Text("状态=已发贷", "Status=Shiped")},
    "no-row-fits": {"value": "M-001", "other": Text("状态=已发贷", "Status=Shiped")},
    # Statistics and tests
    # Commands and the add-in
    "row-gone": {"label": Text("状态", "Status")},
    "folder-missing": {"name": "D:\\改善"},
    "which-table": {"known": "issues, plans"},
    "save-first": {"name": Text("工作簿1", "Book1")},
    "unknown-code": {"value": "not-a-levle"},
    "excel-open": {"name": "kaizen.xlam"},
    "addin-outdated": {"what": "Python", "before": "3.11.4", "now": "3.12.1"},
    "library-missing": {"name": "xlwings64-0.37.5.dll"},
    "script-outdated": {"name": "/Users/wang/Library/Application Scripts/com.microsoft.Excel/kaizen.applescript"},
    "store-python": {"name": "C:\\Program Files\\WindowsApps\\…\\python.exe"},
    "file-blocked": {"name": "kaizen.xlam"},
    "cloud-folder": {"name": "C:\\Users\\wang\\OneDrive\\kaizen"},
    "macros-disabled": {"name": "VBAWarnings = 4"},
}  # fmt: skip


def sample_of(problem: Problem) -> Values:
    """Return a value for every place in the messages of a problem."""
    return {**USUAL, **OWN.get(problem.code, {})}
