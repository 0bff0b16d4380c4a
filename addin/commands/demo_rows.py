"""The rows of the demo: an e-commerce company before and after its big promotion. Days count from today.

Tasks begin and end on working days: what would fall on a day off falls on the next working day.

The first issue is the six-step manual's own example, and everything of it is one case: reported 115 days ago, its causes
confirmed, the interface built, tried on a tenth of the orders and in use for 62 days, the effect verified, then the new
version of the procedure, its training and the roll-out. A few entries are missing or wrong on purpose, so that the demo
shows what the checker finds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from addin.commands import (
    demo_effects,
    demo_governance,
    demo_ideas,
    demo_measures,
    demo_processes,
    demo_standards,
    demo_survey,
)
from udfs.causes.confirmations import IS_CAUSE, METHODS, NO_CAUSE
from udfs.causes.confirmations import OPEN as OPEN_PROOF
from udfs.causes.tree import DOUBTFUL, FAILS, HOLDS
from udfs.lang import Lang, Text
from udfs.levels import LEVELS
from udfs.scheduling.workdays import WorkCalendar
from udfs.target import ABSOLUTE
from udfs.values import CellValue
from workbook_templates.lists import LISTS
from workbook_templates.tables.holidays import published

_HIGH, _MEDIUM, _LOW = LEVELS
_WANG, _LI, _ZHANG = Text("王芳", "Wang Fang"), Text("李强", "Li Qiang"), Text("张敏", "Zhang Min")
_CHEN, _LIU = Text("陈涛", "Chen Tao"), Text("刘洋", "Liu Yang")
_PEAK = Text("电商大促场景下", "the e-commerce peak season")
_DAILY = Text("日常运营场景下", "daily operations")

DemoValue = Text | float | int | str | timedelta | None


def _item(key: str, index: int) -> Text:
    return LISTS[key].items[index]


def _days(count: int) -> timedelta:
    return timedelta(days=count)


_ISSUE_KEYS = ("scene", "step", "problem", "impact", "extent", "scope", "impact_level", "difficulty", "trigger", "channel",
               "category", "department", "owner", "found_on", "due", "status", "cost_change", "growth")  # fmt: skip
_ISSUES: tuple[tuple[DemoValue, ...], ...] = (
    (_PEAK, Text("订单审核环节", "order review"), Text("人工重复录入信息问题", "manual double entry of data"),
     Text("订单处理时效延长2小时", "orders taking 2 hours longer"), Text("大促期间客户投诉量上升30%", "complaints up 30% in the season"),
     Text("全部线上订单", "all online orders"), _HIGH, _MEDIUM, _item("trigger", 0), _item("channel", 0), _item("category", 3),
     _item("department", 0), _WANG, _days(-115), _days(-5), _item("status", 1)),
    (_PEAK, Text("仓库拣货环节", "picking"), Text("波次划分不合理", "poorly planned picking waves"),
     Text("拣货员往返距离增加", "longer walks for pickers"), Text("人均日拣货量低于行业15%", "15% fewer picks a day than the industry"),
     Text("华东仓", "East China warehouse"), _HIGH, _LOW, _item("trigger", 0), _item("channel", 3), _item("category", 0),
     _item("department", 5), _LI, _days(-75), _days(12), _item("status", 1)),
    (_DAILY, Text("售后退款环节", "refunds"), Text("三级审批冗余", "three levels of approval"),
     Text("退款平均耗时4天", "refunds taking 4 days"), Text("退款类投诉占全部投诉的28%", "28% of all complaints"),
     Text("退款客户", "customers with refunds"), _HIGH, _LOW, _item("trigger", 4), _item("channel", 1), _item("category", 0),
     _item("department", 3), _ZHANG, _days(-30), _days(-2), _item("status", 0)),
    (_DAILY, Text("客服应答环节", "customer service"), Text("知识库更新不及时", "an outdated knowledge base"),
     Text("一次解决率下降", "fewer questions solved at once"), Text("一次解决率由82%降到71%", "first-contact rate down from 82% to 71%"),
     Text("客服部", "customer service"), _MEDIUM, _LOW, _item("trigger", 1), _item("channel", 0), _item("category", 3),
     _item("department", 3), _ZHANG, _days(-28), _days(20), _item("status", 1)),
    (_DAILY, Text("商品上架环节", "listing of products"), Text("产品与运营信息不同步", "product and operations not aligned"),
     Text("上架错误需返工", "listings done twice"), Text("每周返工约35条", "some 35 a week"),
     Text("商品运营组", "listing team"), _MEDIUM, _MEDIUM, _item("trigger", 4), _item("channel", 2), _item("category", 2),
     _item("department", 2), _CHEN, _days(-26), _days(30), _item("status", 0)),
    (_PEAK, Text("物流配送环节", "delivery"), Text("承运商爆仓", "carriers lacking capacity"),
     Text("签收时效延长1.5天", "deliveries 1.5 days later"), Text("物流慢相关评论占差评的41%", "41% of bad reviews name slow delivery"),
     Text("西南、西北地区客户", "customers in the west"), _HIGH, _HIGH, _item("trigger", 2), _item("channel", 1), _item("category", 1),
     _item("department", 5), _LIU, _days(-25), _days(45), _item("status", 0)),
    (_DAILY, Text("财务对账环节", "reconciliation"), Text("手工汇总平台账单", "platform bills added up by hand"),
     Text("月结延后", "late month-end closing"), Text("月结平均延后3个工作日", "3 working days late on average"),
     Text("财务部", "finance"), _MEDIUM, _MEDIUM, _item("trigger", 0), _item("channel", 2), _item("category", 3),
     _item("department", 4), _LIU, _days(-22), _days(25), _item("status", 1)),
    (_DAILY, Text("包材采购环节", "purchase of packaging"), Text("单价环比上升且无业务增长支撑", "rising prices without growth"),
     Text("单均包材成本上升", "more expensive packaging per order"), Text("环比上升11%", "up 11% on the month before"),
     Text("全部仓库", "all warehouses"), _MEDIUM, _HIGH, _item("trigger", 3), _item("channel", 0), _item("category", 1),
     _item("department", 4), _LIU, _days(-18), None, _item("status", 0), 11, 2),
    (_DAILY, Text("活动报名环节", "campaign sign-up"), Text("操作复杂、入口深", "a complicated form, hard to find"),
     Text("商家放弃报名", "merchants giving up"), Text("报名完成率仅54%", "only 54% complete it"),
     Text("中小商家", "small merchants"), _LOW, _MEDIUM, _item("trigger", 2), _item("channel", 1), _item("category", 3),
     _item("department", 2), _CHEN, _days(-15), _days(60), _item("status", 0)),
    (_DAILY, Text("日报制作环节", "daily report"), Text("数据口径不一致", "figures defined differently"),
     Text("重复核对", "repeated checking"), Text("每天多花约40分钟", "some 40 minutes a day"),
     Text("运营部", "operations"), _LOW, _LOW, _item("trigger", 4), _item("channel", 2), _item("category", 2),
     _item("department", 0), _WANG, _days(-50), _days(-20), _item("status", 2)),
    (_DAILY, Text("老系统迁移环节", "migration of the old system"), Text("历史数据质量差", "poor historical data"),
     Text("报表偶有缺口", "gaps in reports"), Text("每季度约2次", "about twice a quarter"),
     Text("技术部", "technology"), _LOW, _HIGH, _item("trigger", 1), _item("channel", 0), _item("category", 3),
     _item("department", 1), _CHEN, _days(-12), None, _item("status", 4)),
    (_PEAK, Text("直播间客服环节", "live-stream service"), Text("高峰无弹性排班", "no flexible shifts at peak"),
     Text("应答超时", "late answers"), Text("超时率18%", "18% of answers late"),
     Text("直播业务", "live streaming"), _HIGH, _MEDIUM, _item("trigger", 0), _item("channel", 0), _item("category", 1),
     _item("department", 3), None, _days(-8), _days(15), _item("status", 0)),
)  # fmt: skip

_PLAN_KEYS = ("name", "issue", "category", "effect", "feasible", "cost", "risk", "benefit", "technology", "acceptance", "owner",
              "department", "issue_class", "measure", "detail")  # fmt: skip
_PLANS: tuple[tuple[DemoValue, ...], ...] = (
    (Text("开发自动抓取接口", "Build an automatic data interface"), "I-001", _item("plan_category", 1), 5, 4, 3, 2, 4, 3, 5, _CHEN,
     _item("department", 1), _item("category", 3), Text("开发定制化应用", "Develop custom applications"),
     Text("订单信息由接口抓取，免去二次录入", "order data are fetched, not typed again")),
    (Text("简化退款审批为一级", "Cut refund approval to one level"), "I-003", _item("plan_category", 0), 5, 5, 5, 4, 5, 5, 4, _ZHANG,
     _item("department", 3), _item("category", 0), Text("取消不必要的审批环节", "Remove unnecessary approvals"),
     Text("200元以下退款由组长直接审批", "team leads approve refunds below 200 yuan")),
    (Text("按波次重排拣货路径", "Re-plan picking routes by wave"), "I-002", _item("plan_category", 0), 4, 4, 4, 4, 4, 4, 4, _LI,
     _item("department", 5), _item("category", 0), Text("合并步骤", "Merge steps"), None),
    (Text("大促弹性排班与专项培训", "Flexible shifts and training for the season"), "I-012", _item("plan_category", 2), 4, 3, 3, 4, 4, 5,
     3, _ZHANG, _item("department", 3), _item("category", 1), Text("动态调整人力", "Shift staff dynamically"), None),
    (Text("引入第二承运商", "Bring in a second carrier"), "I-006", _item("plan_category", 0), 4, 2, 2, 3, 3, 4, 4, _LIU,
     _item("department", 5), _item("category", 1), None, None),
    (Text("自动对账机器人", "Reconciliation robot"), "I-007", _item("plan_category", 1), 4, 4, 3, 3, 4, 3, 4, _LIU,
     _item("department", 4), _item("category", 3), Text("引入自动化工具", "Introduce automation"), None),
    (Text("更新客服SOP手册", "Update the service handbook"), "I-004", _item("plan_category", 3), 3, 5, 5, 5, 3, 5, 4, _ZHANG,
     _item("department", 3), _item("category", 3), None, None),
    (Text("活动报名页面重做", "Redo the sign-up page"), "I-009", _item("plan_category", 1), 3, 2, 2, 3, 2, 2, 3, _CHEN,
     _item("department", 2), _item("category", 3), Text("升级现有系统", "Upgrade existing systems"), None),
    (Text("统一日报数据口径", "One definition of the daily figures"), "I-010", _item("plan_category", 3), 4, 5, 5, None, None, None, None,
     _WANG, _item("department", 0), _item("category", 2), Text("明确渠道和时效", "Set channels and time limits"), None),
)  # fmt: skip

_TASK_KEYS = ("what", "how", "category", "owner", "support", "start", "duration", "buffer", "predecessors", "progress", "issue", "plan",
              "resource", "budget", "target", "acceptance", "risk", "done_on")  # fmt: skip
_TASKS: tuple[tuple[DemoValue, ...], ...] = (
    (Text("梳理订单字段", "List the order fields"), Text("与审核组逐项核对必录字段", "go through the fields with the reviewers"),
     _item("plan_category", 0), _WANG, Text("客服部", "Customer service"), _days(-105), 5, 1, None, 1, "I-001", "S-001",
     Text("2人", "2 people"), 0, Text("字段清单定稿", "a final list of fields"), Text("运营、技术双方签字", "signed by both sides"),
     Text("需求变更", "changing needs"), _days(-99)),
    (Text("开发抓取接口", "Build the interface"), Text("对接ERP，字段映射与重试", "connect the ERP, map fields, retry"),
     _item("plan_category", 1), _CHEN, Text("运营部", "Operations"), _days(-97), 10, 3, "T-001", 1, "I-001", "S-001",
     Text("1名后端", "1 developer"), 30000, Text("自动录入率≥95%", "95% entered automatically"),
     Text("抽样200单无误", "200 sampled orders right"), Text("接口限流", "rate limits"), _days(-83)),
    (Text("联调与灰度", "Test and pilot"), Text("10%订单灰度两周", "two weeks with 10% of the orders"),
     _item("plan_category", 1), _CHEN, Text("客服部", "Customer service"), _days(-82), 10, 2, "T-002", 1, "I-001", "S-001", None, 5000,
     Text("录入差错率≤4%", "typing errors at most 4%"), Text("灰度报告", "pilot report"), None, _days(-69)),
    (Text("全量上线", "Go live"), Text("按仓分批切换", "switch warehouse by warehouse"), _item("plan_category", 1), _CHEN, None,
     _days(-67), 3, 2, "T-003", 1, "I-001", "S-001", None, None, Text("处理时效缩短2小时", "2 hours faster"),
     Text("连续一周达标", "a week on target"), Text("大促前冻结", "freeze before the season"), _days(-62)),
    (Text("修订退款审批权限", "Change refund approval rights"), Text("制度评审并发布", "review and publish the rule"),
     _item("plan_category", 3), _ZHANG, Text("财务部", "Finance"), _days(-15), 8, 0, None, 0.5, "I-003", "S-002", None, None,
     Text("退款耗时≤2天", "refunds within 2 days"), Text("制度发布", "rule published"), Text("员工抵触", "resistance"), None),
    (Text("客服培训与考核", "Train and test the staff"), Text("线下两场，考试通过率≥90%", "two sessions, 90% pass"),
     _item("plan_category", 2), _ZHANG, None, _days(-2), 6, 1, "T-005", 0.2, "I-004", "S-007", Text("讲师1人", "1 trainer"), 2000,
     Text("一次解决率回到82%", "first-contact rate back to 82%"), Text("考试成绩", "test results"), None, None),
    (Text("拣货路径试运行", "Try the picking routes"), Text("华东仓A区两周", "two weeks in area A"), _item("plan_category", 0), _LI,
     Text("技术部", "Technology"), _days(-46), 10, 2, None, 1, "I-002", "S-003", None, 0, Text("人均拣货量+15%", "15% more picks"),
     None, Text("高峰人手不足", "too few people at peak"), _days(-33)),
    (Text("复盘会", "Review"), Text("输出复盘报告", "write the review report"), _item("plan_category", 3), _WANG,
     Text("全部部门", "all departments"), _days(40), 0, 0, "T-004, T-006", 0, "I-001", "S-001", None, None,
     Text("形成标准做法", "a standard way"), Text("报告归档", "report filed"), None, None),
    (Text("异常订单按原因分组并自动派单", "Group odd orders by cause and give them out"), Text("按提案 PR-001，先改规则再改 SOP", "as proposed in PR-001: the rules first, then the SOP"),
     _item("plan_category", 0), _LI, Text("技术部", "Technology"), _days(-10), 3, 0, "T-004", 1, "I-001", "S-001", None, 0,
     Text("异常订单当天审完", "odd orders reviewed the same day"), Text("连续三天没有积压", "three days without a backlog"), None, _days(-7)),
    (Text("报警发到群里，录入模板放共享盘", "Alarm to the group, templates on the shared drive"), Text("演练 DR-001 的改进", "what the drill DR-001 has shown"),
     _item("plan_category", 1), _CHEN, Text("运营部", "Operations"), _days(-12), 15, 0, "T-004", 0.6, "I-001", "S-001", None, 0,
     Text("10 分钟内改人工录入", "back to typing within 10 minutes"), Text("演练 DR-003 通过", "the drill DR-003 is passed"), None, None),
)  # fmt: skip

_PILOT_KEYS = ("scene", "area", "plan", "owner", "staff", "manager", "expert", "indicator", "baseline", "target", "unit", "change",
               "reach_by", "actual", "prepare", "run", "assess", "training", "technology", "communication")  # fmt: skip
_PILOTS: tuple[tuple[DemoValue, ...], ...] = (
    (Text("10%订单走自动抓取接口", "10% of the orders through the interface"), Text("订单审核组", "Order review team"), "S-001", _CHEN,
     Text("审核组3人", "3 reviewers"), _CHEN, _WANG, Text("订单处理时长", "Time to handle an order"), 24, 22, _item("unit", 2),
     ABSOLUTE, _days(-60), 22.2, "T-001, T-002", "T-003", "T-004",
     Text("新界面操作，半天", "half a day on the new screen"), Text("后端1人值守", "one developer on call"),
     Text("每日站会，群内反馈", "daily stand-up, feedback in the group")),
    (Text("华东仓A区新拣货路径", "New picking routes in area A"), Text("仓储物流部", "Warehouse and logistics"), "S-003", _LI,
     Text("拣货员8人", "8 pickers"), _LI, _LIU, Text("人均日拣货量提高15%", "Picks a day raised by 15%"), 120, 138, _item("unit", 4),
     None, _days(30), 126, None, "T-007", None, Text("路径图与带教", "route map and coaching"), Text("波次规则配置", "wave rules set up"),
     Text("班前会说明", "explained before the shift")),
)  # fmt: skip

_CAUSE_KEYS = (
    "issue",
    "upper",
    "question",
    "answer",
    "chain",
    "together",
    "category",
    "holds",
    "evidence",
    "evidence_kind",
)
_CAUSES: tuple[tuple[DemoValue, ...], ...] = (
    ("I-001", None, Text("为什么订单处理时效慢？", "Orders take 2 hours longer"),
     Text("审核人员要在两个系统里重复录入订单", "reviewers type every order into two systems"), None, None, _item("cause_category", 3), HOLDS,
     Text("抽查 30 单，28 单录了两次", "28 of 30 sampled orders were typed twice"), _item("evidence_kind", 0)),
    (None, "C-001", Text("为什么要重复录入？", "Orders are typed twice"),
     Text("订单系统与审核系统之间没有数据接口", "there is no interface between the two systems"), None, None, _item("cause_category", 1), HOLDS,
     Text("系统架构图，技术部确认", "architecture, confirmed by Technology"), _item("evidence_kind", 3)),
    (None, "C-002", Text("为什么没有接口？", "There is no interface"),
     Text("立项评审不看跨部门的数据需求", "projects are approved without asking which data other departments need"), None, None, _item("cause_category", 3),
     HOLDS, Text("近一年 6 份立项书都没有这一项", "none of last year's six project papers has that point"), _item("evidence_kind", 3)),
    ("I-001", None, Text("为什么订单处理时效慢？", "Orders take 2 hours longer"),
     Text("大促期间新手多，不熟悉审核规则", "many newcomers in the season do not know the rules"), None, None, _item("cause_category", 0), FAILS,
     Text("新老员工单均时长相差 4%", "newcomers take 4% longer only"), _item("evidence_kind", 0)),
    (None, "C-004", None, Text("带教只有半天", "they are coached for half a day"), None, None, _item("cause_category", 0), None, None, None),
    ("I-004", None, Text("为什么客服投诉率高？", "Customers complain about the service"),
     Text("一次解决率从 82% 降到 71%", "first-contact resolution fell from 82% to 71%"), None, None, _item("cause_category", 5), HOLDS,
     Text("工单系统 4–6 月", "ticket system, April to June"), _item("evidence_kind", 0)),
    (None, "C-006", Text("为什么一次解决不了？", "Fewer questions are solved at once"),
     Text("退货规则改了，坐席查不到新规则", "the rules for returns changed and agents cannot find the new ones"), None, "A", _item("cause_category", 2),
     HOLDS, Text("旁听 20 通电话，14 通查错规则", "in 14 of 20 calls the old rule was quoted"), _item("evidence_kind", 2)),
    (None, "C-006", Text("为什么一次解决不了？", "Fewer questions are solved at once"),
     Text("坐席没有权限当场退款", "agents may not refund on the spot"), None, "A", _item("cause_category", 3), HOLDS,
     Text("授权表 2.3 条", "approval table, item 2.3"), _item("evidence_kind", 3)),
    (None, "C-007", Text("为什么查不到新规则？", "Agents cannot find the new rules"),
     Text("规则变更没有通知客服并更新知识库的步骤", "changing a rule has no step that tells the service and updates its pages"), None, None,
     _item("cause_category", 3), HOLDS, Text("变更流程文件 V2", "change procedure, version 2"), _item("evidence_kind", 3)),
    (None, "C-008", Text("为什么没有权限？", "Agents may not refund on the spot"), Text("授权按金额一刀切，没有按风险分级", "approval goes by amount, not by risk"), None,
     None, _item("cause_category", 3), DOUBTFUL, None, None),
)  # fmt: skip

_PROOF_KEYS = ("cause", "method", "criterion", "claim", "population", "seed", "cases", "hits", "control_cases", "control_hits", "verdict",
               "who", "confirmed_on")  # fmt: skip
_PROOFS: tuple[tuple[DemoValue, ...], ...] = (
    ("C-003", METHODS[0], Text("延误单中，因没有接口录入两次的", "delayed orders typed twice for want of an interface"), 0.8, 420, 7, 30, 28, 30, 9, IS_CAUSE, _WANG,
     _days(-108)),
    ("C-004", METHODS[0], Text("延误单中，由新手审核的", "delayed orders handled by newcomers"), None, None, None, 30, 12, 30, 11, NO_CAUSE, _WANG, _days(-107)),
    ("C-009", METHODS[2], Text("投诉单中，坐席查到旧规则的", "complaints where the old rule was quoted"), 0.8, 160, 11, 20, 16, None, None, OPEN_PROOF, _ZHANG,
     _days(-12)),
)  # fmt: skip

_ROWS = {
    "issues": (_ISSUE_KEYS, _ISSUES, "I"),
    "causes": (_CAUSE_KEYS, _CAUSES, "C"),
    "confirmations": (_PROOF_KEYS, _PROOFS, "V"),
    "plans": (_PLAN_KEYS, _PLANS, "S"),
    "tasks": (_TASK_KEYS, _TASKS, "T"),
    "pilots": (_PILOT_KEYS, _PILOTS, "P"),
}


# Where an entry tells when work was done, not when something is due or was found.
_AT_WORK = {"start", "done_on"}


def rows(table: str, lang: Lang, today: date) -> Iterator[dict[str, CellValue]]:
    """Yield the demo's rows of a table, column key → value."""
    for others in (
        demo_measures,
        demo_effects,
        demo_standards,
        demo_governance,
        demo_survey,
        demo_processes,
        demo_ideas,
    ):
        if table in others.TABLES:
            yield from others.rows(table, lang, today)
            return
    keys, entries, prefix = _ROWS[table]
    listed = [(day, kind.to(lang), name.to(lang)) for day, kind, name in published(today.year - 1)]
    calendar = WorkCalendar.of(listed, date.min, date.max)
    for number, entry in enumerate(entries, 1):
        # The last columns are for few: an entry may end before them.
        row: dict[str, CellValue] = {"id": f"{prefix}-{number:03}"}
        for key, value in zip(keys, entry, strict=False):
            if isinstance(value, timedelta):
                row[key] = _on_workday(today + value, calendar) if key in _AT_WORK else today + value
            else:
                row[key] = value.to(lang) if isinstance(value, Text) else value
        yield row


def _on_workday(day: date, calendar: WorkCalendar) -> date:
    while not calendar.is_workday(day):
        day += timedelta(days=1)
    return day
