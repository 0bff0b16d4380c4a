"""How the entries of lists are also written, by people and by the systems that exports come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from udfs.choices import written_as
from udfs.lang import Lang, Text
from udfs.values import CellValue, plain
from workbook_templates.lists import LISTS

SPELLINGS_TITLE = Text("选项的各种写法（可增加）", "Other ways to write choices (add your own)")
HEADINGS = (Text("下拉列表", "List"), Text("写法", "Written"), Text("计为", "Counts as"))

# By list and entry (in Chinese); what stands here is sure, the rest people teach.
_ALSO: dict[str, dict[str, str]] = {
    "status": {
        "待处理": "待开始、未开始、未处理、待解决、待办、新建、打开、open、new、to do、not started",
        "处理中": "进行中、解决中、跟进中、在办、整改中、in progress、doing、ongoing",
        "已解决": "已完成、完成、已处理、已整改、done、resolved、fixed、completed",
        "已关闭": "关闭、已结案、办结、已办结、closed",
        "搁置": "暂停、挂起、暂缓、on hold、paused、shelved",
    },
    "held": {"暂停": "挂起、搁置、暂缓、on hold、suspended", "取消": "已取消、作废、canceled、cancelled"},
    "channel": {
        "数据监控": "监控、数据分析、系统监控、monitoring",
        "用户反馈": "客户反馈、用户投诉、客户投诉、客诉、feedback",
        "一线访谈": "访谈、员工访谈、interview",
        "对标分析": "对标、标杆分析、benchmark",
    },
    "category": {"流程设计不合理": "流程问题", "资源配置不均衡": "资源问题", "沟通协作不畅": "沟通问题", "技术工具落后": "工具问题、系统问题"},
    "plan_category": {
        "流程优化类": "流程优化、流程类、流程、process",
        "工具升级类": "工具升级、工具类、工具、系统升级、tool",
        "人员能力类": "人员能力、人员类、培训、training",
        "制度规范类": "制度规范、制度类、制度、policy",
    },
    "raci": {
        "R 执行": "R、执行、执行人、responsible",
        "A 负责": "A、负责、负责人、accountable",
        "A/R 负责并执行": "A/R、R/A、AR、RA",
        "C 咨询": "C、咨询、咨询人、consulted",
        "I 知会": "I、知会、被告知、informed",
    },
    "risk_kind": {"系统故障": "系统问题、宕机、system failure", "员工抵触": "员工反对、resistance", "数据错误": "数据问题、data error"},
    "trigger": {
        "效率瓶颈": "效率问题、效率",
        "质量问题": "质量",
        "客户反馈集中": "客户反馈",
        "成本异常": "成本问题、成本",
        "流程卡点": "流程问题、卡点",
    },
}  # fmt: skip
# Room below them for what people teach.
MORE = 40


def default_rows(lang: Lang) -> list[tuple[str, str, str]]:
    """Return list (by its label), spelling and entry of every spelling that a new workbook knows."""
    rows = []
    for key, also in _ALSO.items():
        for item in LISTS[key].items:
            # The entry in the other language is a way to write it, too.
            words = [item.to("en" if lang == "zh" else "zh"), *filter(None, also.get(item.zh, "").split("、"))]
            rows += [(LISTS[key].label.to(lang), word, item.to(lang)) for word in dict.fromkeys(words)]
    return rows


def spelling_rows(block: Sequence[Sequence[CellValue]] | None, lang: Lang) -> tuple[tuple[str, str, str], ...]:
    """Return the rows that a workbook has; those of a new one where it has no such block."""
    if block is None:
        return tuple(default_rows(lang))
    rows = ((plain(cell) for cell in row) for row in block)
    return tuple((label, spelling, entry) for label, spelling, entry in rows if spelling and entry)


@lru_cache(maxsize=64)
def other_spellings(rows: tuple[tuple[str, str, str], ...], label: Text) -> Mapping[str, str]:
    """Return the entries of the list of this label by their other spellings, as `written_as` gives them."""
    labels = set(map(written_as, label))
    return {written_as(spelling): entry for name, spelling, entry in rows if written_as(name) in labels}
