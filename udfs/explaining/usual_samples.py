"""Sample values that most problems share: what stands in a place of a message, by the place's name."""

from __future__ import annotations

from collections.abc import Mapping

from udfs.lang import Text

Values = Mapping[str, object]

IMPACT = Text("影响程度", "Impact")
START = Text("开始日期", "Start")
PLAN = Text("方案 P-002", "Solution P-002")

# What stands in a place of this name, unless a problem has its own in `samples`.
USUAL: Values = {
    "allowed": Text("高、中、低", "High, Medium, Low"),
    "chain": "T-004 → T-007 → T-004",
    "changes": Text("有效性 4→3.5，成本 2→3", "Effect 4→3.5, Cost 2→3"),
    "column": Text("责任人", "Owner"),
    "columns": Text("缓冲、日历", "Buffer, Calendar"),
    "computed": 14,
    "count": 3,
    "date": "2026-12-31",
    "days": 5,
    "default": 12,
    "few": "T-001、T-002 …",
    "finish": "2026-06-19",
    "hint": "",
    "kind": Text("日期", "a date"),
    "known": Text("问题清单、设置", "Issues, Settings"),
    "label": IMPACT,
    "layout": 9,
    "length": 40000,
    "limit": "2026-06-12",
    "name": Text("问题清单.xlsx", "issue-list.xlsx"),
    "near": Text("；相近的：not-a-level", "; similar: not-a-level"),
    "new": "I-012",
    "numbers": 2,
    "other": "2026-03-09",
    "other_label": START,
    "others": Text("问题清单!B7", "Issues!B7"),
    "ours": Text("进行中", "In progress"),
    "owner": Text("王芳", "Wang Fang"),
    "part": "xl/workbook.xml",
    "place": Text("备注 I-003", "Notes of I-003"),
    "plan": PLAN,
    "reason": Text("磁盘已满", "no space left on device"),
    "row": 8,
    "rows": 2,
    "sent": 12,
    "sheets": Text("我的统计", "My figures"),
    "spread": Text("成本 1–5", "Cost 1–5"),
    "system": "Linux",
    "table": Text("问题清单", "Issues"),
    "tasks": "T-003, T-005",
    "text": Text("备注“先谈价格”", "Notes “talk about the price first”"),
    "texts": 1,
    "theirs": Text("已完成", "Done"),
    "used": 12,
    "value": Text("极高", "Very high"),
    "wanted": Text("销售", "Sales"),
    "week": "2026-06-08",
    "what": Text("备注", "Notes"),
    "who": Text("李强", "Li Qiang"),
    "why": Text("T-002 工期 15", "T-002 takes 15"),
}
