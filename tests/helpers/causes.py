"""Rows of 原因分析: one issue with two categories, one with a single cause."""

from udfs.values import CellValue

Row = dict[str, CellValue]


def cause(number: int, answer: str, upper: int | None = None, issue: str | None = None, **more: CellValue) -> Row:
    return {"id": f"C-{number:03}", "answer": answer, "upper": upper and f"C-{upper:03}", "issue": issue, **more}


ROWS = [
    cause(1, "重复录入", issue="I-001", question="为什么订单慢？", category="法", holds="成立"),
    cause(2, "没有接口", 1, holds="成立"),
    cause(3, "新手多", issue="I-001", category="人", holds="不成立"),
    cause(4, "网络慢", issue="I-001"),
    cause(5, "知识库旧", issue="I-002", question="投诉率高", category="料"),
]
