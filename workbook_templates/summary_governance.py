"""What 汇总 shows of duties, risks and what else keeps results."""

from __future__ import annotations

from udfs.governing.dates import SUPPORT_STATES
from udfs.governing.proposals import STAGES
from udfs.governing.reviews import JUDGEMENTS
from udfs.lang import Text
from udfs.risk import BANDS
from udfs.values import Cell, is_number
from workbook_templates import summary_lists_governance as lists
from workbook_templates.areas.model import AreaRefs
from workbook_templates.context import Context
from workbook_templates.summary_counts import fixed, from_list, is_record, people_named
from workbook_templates.summary_panels import Panel, count_of, count_panel, key_panel, left_open, list_panel, records
from workbook_templates.tables.drills import RESULTS
from workbook_templates.tables.duties import known_posts, known_steps
from workbook_templates.tables.supports import KINDS


def _steps(book: Context, _refs: AreaRefs) -> Cell:
    return Cell(len(book.once(known_steps)))


def _broken_steps(book: Context, _refs: AreaRefs) -> Cell:
    return Cell(sum(bool(step.gaps()) for step in book.once(known_steps)))


def _overloaded(book: Context, _refs: AreaRefs) -> Cell:
    limit = book.settings.number("duty_limit")
    return Cell(sum(post.carried > limit for post in book.once(known_posts)))


def _overruns(book: Context, refs: AreaRefs) -> Cell:
    count = sum(is_number(minutes) and minutes > 0 for minutes in book.tables["drills"]["overrun"])
    return Cell(count, f'COUNTIF({refs.column("drills", "overrun")},">0")')


def _again(book: Context, refs: AreaRefs) -> Cell:
    data = book.tables["incidents"]
    count = sum(data["again_of"][i] is not None for i in data.records())
    known = f"(1-ISBLANK({refs.column('incidents', 'again_of')}))"
    return Cell(count, f"SUMPRODUCT({is_record(refs, 'incidents')}*{known})")


OF_GOVERNANCE: dict[str, tuple[Panel, ...]] = {
    "duties": (
        key_panel(
            "duties",
            (
                (Text("职责总数", "Duties"), "count", records("duties")),
                (Text("步骤数", "Steps"), "count", _steps),
                (Text("有缺口的步骤", "Steps with gaps"), "count", _broken_steps),
                (Text("负责过多的岗位", "Posts with too much"), "count", _overloaded),
                (Text("没有考核标准", "Without a standard"), "count", left_open("duties", "standard")),
            ),
        ),
        count_panel("duties", "role", Text("按角色", "By role"), from_list("raci")),
        list_panel("duty_gaps", Text("有缺口的步骤", "Steps with gaps"), "duties",
                   ("id", "step_check", Text("岗位数", "Posts"), "step"), "count", lists.gaps),
        list_panel("duty_posts", Text("各岗位负责的步骤（R、A）", "What each post carries (R, A)"), "duties",
                   ("post", Text("步骤数", "Steps"), Text("其中 A", "of which A"), "step"), "count", lists.posts),
    ),
    "risks": (
        key_panel(
            "risks",
            (
                (Text("风险总数", "Risks"), "count", records("risks")),
                *((Text(f"现在{band.zh}", f"{band.en} now"), "count", count_of("risks", "level", band))
                  for band in BANDS[:1:-1]),
                *((Text(f"有预案后仍{band.zh}", f"{band.en} even with plan"), "count",
                   count_of("risks", "level_after", band)) for band in BANDS[:1:-1]),
                (Text("没有应急措施", "Without a measure"), "count", left_open("risks", "measure")),
                (Text("没有责任人", "Without an owner"), "count", left_open("risks", "owner")),
            ),
        ),
        count_panel("risks", "kind", Text("按风险类型", "By kind of risk"), from_list("risk_kind")),
        count_panel("risks", "level", Text("现在的等级", "Level as it is"), fixed(BANDS)),
        count_panel("risks", "level_after", Text("有预案后的等级", "Level with the plan"), fixed(BANDS)),
        list_panel("top_risks", Text("最大的风险（按现在的风险值）", "Largest risks (as they are)"), "risks",
                   ("id", "owner", "points", "name"), "count", lists.top_risks),
    ),
    "drills": (
        key_panel(
            "drills",
            (
                (Text("演练总数", "Drills"), "count", records("drills")),
                (Text("还没有演练", "Not done yet"), "count", left_open("drills", "done_on")),
                (Text("超时", "Took too long"), "count", _overruns),
                *((words, "count", count_of("drills", "result_of", words)) for words in RESULTS),
            ),
        ),
        list_panel("coming_drills", Text("还没有做的演练", "Drills not done yet"), "drills",
                   ("id", "owner", "planned_on", "scene"), "date", lists.coming_drills),
    ),
    "supports": (
        key_panel(
            "supports",
            (
                (Text("支持总数", "Supports"), "count", records("supports")),
                *((words, "count", count_of("supports", "state", words)) for words in SUPPORT_STATES),
            ),
        ),
        count_panel("supports", "kind", Text("按支持类型", "By kind of support"), fixed(KINDS)),
        list_panel("running_supports", Text("进行中的支持", "Supports that run"), "supports",
                   ("id", "owner", "end", "what"), "date", lists.running_supports),
    ),
    "incidents": (
        key_panel(
            "incidents",
            (
                (Text("日志总数", "Incidents"), "count", records("incidents")),
                (Text("未关闭", "Open"), "count", left_open("incidents", "closed_on")),
                (Text("再发", "Happened again"), "count", _again),
            ),
        ),
        count_panel("incidents", "owner", Text("按责任人", "By owner"), people_named("incidents", "owner")),
        list_panel("open_incidents", Text("未关闭的问题", "Open incidents"), "incidents",
                   ("id", "owner", "days_open", "what"), "count", lists.open_incidents),
    ),
    "reviews": (
        key_panel(
            "reviews",
            (
                (Text("复盘总数", "Reviews"), "count", records("reviews")),
                (Text("待复盘", "Not reviewed yet"), "count", left_open("reviews", "reviewed_on")),
                *((words, "count", count_of("reviews", "judgement", words)) for words in JUDGEMENTS),
            ),
        ),
        list_panel("last_reviews", Text("复盘与下一步", "Reviews and next steps"), "reviews",
                   ("id", "owner", "end", "next"), "date", lists.last_reviews),
    ),
    "proposals": (
        key_panel(
            "proposals",
            (
                (Text("提案总数", "Proposals"), "count", records("proposals")),
                *((words, "count", count_of("proposals", "stage", words)) for words in STAGES),
            ),
        ),
        count_panel("proposals", "department", Text("按部门", "By department"), from_list("department")),
        list_panel("waiting_proposals", Text("待评估的提案（最早的在前）", "Proposals to be assessed, oldest first"), "proposals",
                   ("id", "owner", "proposed_on", "title"), "date", lists.waiting_proposals),
        count_panel("proposals", "owner", Text("按提出人", "By proposer"), people_named("proposals", "owner")),
    ),
}  # fmt: skip
