"""Sample values for messages about control charts and signals."""

from udfs.explaining.usual_samples import Values
from udfs.lang import Text

_COMPLAINTS = Text("M-002 投诉率", "M-002 Complaint rate")

# By the code of the problem.
OF_MONITORING: dict[str, Values] = {
    "measure-without-points": {"measure": _COMPLAINTS},
    "points-unread": {
        "label": Text("值", "Value"),
        "count": 2,
        "value": Text("约 3", "about 3"),
        "cells": Text("G12、G30", "G12, G30"),
    },
    "points-without-measure": {"value": "M-099", "count": 12},
    "measure-not-judged": {
        "measure": _COMPLAINTS,
        "why": Text("只有 5 点，满 8 点才判定", "only 5 points, 8 are needed to judge"),
    },
    "chart-replaced": {
        "measure": _COMPLAINTS,
        "why": Text("选了 p，但没有分母；改用 I-MR", "p was chosen, but there are no denominators; I-MR instead"),
    },
    "better-chart": {
        "measure": _COMPLAINTS,
        "chart": "p′",
        "why": Text(
            "比率的波动是二项分布的 1.62 倍，p′ 图（Laney）更合适",
            "the shares scatter 1.62 times as much as the binomial has it, Laney's p′ fits better",
        ),
    },
    "limits-doubtful": {
        "measure": _COMPLAINTS,
        "why": Text(
            "相邻的点有关联（lag-1 相关 0.52）：误报会多",
            "neighbouring points go together (lag-1 correlation 0.52): expect false alarms",
        ),
    },
    "phase-proposed": {
        "measure": _COMPLAINTS,
        "why": Text(
            "自 2026-06-01 起 40 点平均 3.1%，之前 60 点平均 5.2%",
            "from 2026-06-01 on 40 points average 3.1%, the 60 before 5.2%",
        ),
    },
    "signal-gone": {"value": "S-007"},
    "compare-unknown": {"value": "M-099", "allowed": Text("M-001 订单处理时长", "M-001 Time to handle an order")},
    "charts-unknown": {
        "value": "M-099",
        "allowed": Text("M-001 订单处理时长、M-002 投诉率", "M-001 Handling time, M-002 Complaint rate"),
    },
    "signal-unknown": {"value": "S-099", "tables": Text("异常", "Signals"), "allowed": "S-001"},
    "signal-none": {"value": "KW-001", "tables": Text("关键词、访谈", "Keywords, Interviews")},
    "signal-linked": {"value": "S-003", "other": "I-012"},
}
