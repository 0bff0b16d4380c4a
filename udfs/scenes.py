"""触发场景 (R1): what triggers an improvement, what each of them means, and whether a cost anomaly is one."""

from __future__ import annotations

from typing import Literal, NamedTuple

from udfs.choices import means
from udfs.lang import Text
from udfs.problems import Problem, data
from udfs.values import CellValue, is_blank, is_number


class Scene(NamedTuple):
    """A trigger and what it means."""

    name: Text
    meaning: Text


COST_ANOMALY = Text("成本异常", "Cost anomaly")
SCENES = (
    Scene(
        Text("效率瓶颈", "Efficiency bottleneck"),
        Text("耗时过长、人均产出低于行业平均", "slow, output below the industry"),
    ),
    Scene(Text("质量问题", "Quality problem"), Text("差错率持续高于目标值", "errors stay above target")),
    Scene(
        Text("客户反馈集中", "Clustered customer feedback"),
        Text("多个用户反映同一环节", "many users, one step"),
    ),
    Scene(
        COST_ANOMALY,
        Text("环比/同比显著上升，且无合理业务增长支撑", "clearly up, and no growth explains it"),
    ),
    Scene(
        Text("流程卡点", "Process blockage"),
        Text("信息孤岛、审批冗余、责任不清", "silos, approvals, unclear duties"),
    ),
)
MEANINGS = Text(
    "；".join(f"{scene.name.zh}：{scene.meaning.zh}" for scene in SCENES),
    "; ".join(f"{scene.name.en}: {scene.meaning.en}" for scene in SCENES),
)

# In per cent: 11 is 11 %. Less than one is no rise worth a project, or a share (0.11) where per cent were asked for.
RISEN_FROM = 1

Condition = Literal["cost_change", "growth"]


def is_cost_anomaly(trigger: CellValue) -> bool:
    """Return whether a trigger is the one that has two conditions; spaces and case do not matter."""
    return means(trigger, COST_ANOMALY)


def unmet_conditions(cost_change: CellValue, growth: CellValue) -> list[tuple[Condition, Problem]]:
    """Return what a cost anomaly lacks: costs that rose, in per cent, and by more than the business grew in that time.

    Both conditions are asked for; what is no number is left to the check of the column.
    """
    conditions: tuple[tuple[Condition, CellValue], ...] = (("cost_change", cost_change), ("growth", growth))
    blank = [key for key, value in conditions if is_blank(value)]
    if blank:
        return [(key, data.COST_CONDITION_MISSING) for key in blank]
    if not (is_number(cost_change) and is_number(growth)):
        return []
    if cost_change < RISEN_FROM:
        return [("cost_change", data.COST_NOT_RISEN)]
    return [("growth", data.GROWTH_EXPLAINS_COST)] if growth >= cost_change else []
