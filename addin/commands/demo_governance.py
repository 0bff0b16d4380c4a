"""The demo's duties, risks, drills, supports, incidents, reviews and proposals: who does what once orders come through the interface, and what may go wrong with it.

One step has nobody who answers for it, one has two, and a high risk has no plan, so that the demo shows what the checker finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

from udfs.governing.duties import ROLES
from udfs.governing.proposals import ADOPTED, REFUSED
from udfs.governing.reviews import IN_PART, MONTH, QUARTER
from udfs.lang import Lang, Text
from udfs.levels import LEVELS
from udfs.values import CellValue
from workbook_templates.lists import LISTS
from workbook_templates.tables.drills import RESULTS
from workbook_templates.tables.supports import MATERIAL, STAFF, TIME, TRAINING

_WANG, _LI, _ZHANG = Text("王芳", "Wang Fang"), Text("李强", "Li Qiang"), Text("张敏", "Zhang Min")
_CHEN, _LIU = Text("陈涛", "Chen Tao"), Text("刘洋", "Liu Yang")
_R, _A, _AR, _C, _I = ROLES
_KINDS, _DEPARTMENTS = LISTS["risk_kind"].items, LISTS["department"].items

_CLERK, _HEAD = Text("订单审核员", "Order clerk"), Text("审核组长", "Head of review")
_DEVELOPER, _SERVICE = Text("接口开发", "Interface developer"), Text("客服组长", "Head of service")
_MANAGER = Text("运营经理", "Operations manager")
_FETCH, _REVIEW = Text("自动抓取订单", "Fetch orders"), Text("异常订单人工审核", "Review odd orders")
_RULES, _REFUND = Text("更新审核规则", "Update the rules"), Text("小额退款", "Refund small amounts")

Row = dict[str, CellValue | Text]


def _duties(_today: date) -> Iterator[Row]:
    rows: tuple[tuple[Text, Text, Text, Text, Text | None, Text | None], ...] = (
        (_FETCH, _DEVELOPER, _CHEN, _AR, Text("接口每 5 分钟抓取一次，失败自动重试并报警", "Fetch every 5 minutes, retry and alarm"),
         Text("抓取成功率 ≥ 99.5%", "≥ 99.5% fetched")),
        (_FETCH, _CLERK, _WANG, _I, Text("报警后 10 分钟内改为人工录入", "Type by hand within 10 minutes of an alarm"), None),
        (_REVIEW, _CLERK, _WANG, _R, Text("审核接口标为异常的订单", "Review what the interface calls odd"),
         Text("当天审完，差错 ≤ 0.5%", "Same day, errors ≤ 0.5%")),
        (_REVIEW, _HEAD, _LI, _A, Text("抽查 5%，处理疑难单", "Sample 5%, decide hard cases"), Text("每周抽查记录齐全", "Samples recorded weekly")),
        (_REVIEW, _SERVICE, _ZHANG, _C, None, None),
        (_RULES, _HEAD, _LI, _R, Text("按月汇总误判，提出新规则", "Collect misjudged orders, propose rules"), None),
        (_RULES, _DEVELOPER, _CHEN, _C, None, None),
        (_REFUND, _SERVICE, _ZHANG, _AR, Text("100 元以内当场退", "Up to 100 yuan at once"), Text("退款 1 天内到账", "Paid within a day")),
        (_REFUND, _MANAGER, _LIU, _A, Text("复核授权额度", "Review the limits"), None),
    )  # fmt: skip
    for number, (step, post, owner, role, duty, standard) in enumerate(rows, 1):
        row: Row = {
            "id": f"DU-{number:03}",
            "step": step,
            "post": post,
            "owner": owner,
            "role": role,
            "duty": duty,
            "standard": standard,
        }
        if role in (_A, _AR):
            row["consequence"] = Text(
                "未达标先复盘找原因，连续两月未达标调整分工", "Review first; after two months the roles change"
            )
        yield row


def _risks(_today: date) -> Iterator[Row]:
    rows: tuple[tuple[Text, Text, int, int, Text | None, Text | None, Text | None, Text | None, int | None, int | None], ...] = (
        (Text("大促高峰接口抓取中断，订单积压", "The interface stops in the peak season and orders pile up"), _KINDS[0], 3, 5,
         Text("10 分钟内改人工录入，抽调 6 人", "Back to typing within 10 minutes, six people lent"), _CHEN,
         Text("1. 值班收到报警 2. 组长启动预案 3. 客服公告 4. 每小时报积压数", "1 alarm 2 head starts the plan 3 notice 4 hourly report"),
         Text("启用备用接口（限流）", "Second interface, throttled"), 3, 3),
        (Text("接口把收货地址抓错，错发", "The interface reads a wrong address, and parcels go astray"), _KINDS[1], 4, 4,
         Text("地址不完整的单自动转人工；每日抽查 50 单", "Incomplete addresses to people; 50 checked daily"), _LI,
         Text("1. 停发同批 2. 比对原单 3. 通知客户改址", "1 stop the batch 2 compare 3 call customers"),
         Text("整批退回人工审核", "The whole batch by hand"), 2, 4),
        (Text("审核员担心岗位被取消，不愿用新流程", "Clerks fear for their jobs and avoid the new process"), _KINDS[2], 3, 3,
         Text("先培训后切换，转岗名单提前公布", "Train first, publish new posts early"), _WANG,
         Text("1. 座谈 2. 一对一 3. 试用两周", "1 meeting 2 talks 3 two weeks of trial"), None, 2, 3),
        (Text("知识库更新滞后，客服答错规则", "The knowledge base lags and wrong rules are quoted"), _KINDS[1], 4, 3, None, None, None, None, None, None),
        (Text("承运商爆仓，签收延误", "Carriers run out of capacity"), _KINDS[5], 2, 4,
         Text("第二承运商保底 20% 运力", "A second carrier keeps 20% of capacity"), _LIU, None, None, 2, 3),
    )  # fmt: skip
    keys = (
        "name",
        "kind",
        "probability",
        "impact",
        "measure",
        "owner",
        "steps",
        "fallback",
        "probability_after",
        "impact_after",
    )
    for number, entry in enumerate(rows, 1):
        yield {"id": f"RK-{number:03}", **dict(zip(keys, entry, strict=True))}


def _drills(today: date) -> Iterator[Row]:
    yield {"id": "DR-001", "risk": "RK-001", "scene": Text("接口停 1 小时，改人工录入", "An hour without the interface, typed by hand"),
           "owner": _CHEN, "people": Text("审核组、接口开发、客服", "Review, developers, service"), "planned_on": today - timedelta(20),
           "done_on": today - timedelta(19), "planned_minutes": 10, "actual_minutes": 24, "result_of": RESULTS[1],
           "findings": Text("值班电话打不通；人工录入模板过期", "The duty phone was off; the template for typing was old"),
           "improvement": Text("报警同时发到群里；模板放到共享盘", "The alarm also goes to the group; templates on the shared drive"),
           "task": "T-010"}  # fmt: skip
    yield {"id": "DR-002", "risk": "RK-002", "scene": Text("抽 20 单错地址，按预案追回", "Twenty wrong addresses, called back by the plan"),
           "owner": _LI, "planned_on": today - timedelta(6), "planned_minutes": 60}  # fmt: skip
    yield {"id": "DR-003", "risk": "RK-001", "scene": Text("再练一次改人工录入", "Back to typing once more"), "owner": _CHEN,
           "planned_on": today + timedelta(15), "planned_minutes": 10}  # fmt: skip


def _supports(today: date) -> Iterator[Row]:
    rows: tuple[tuple[Text, Text, float, Text, Text, int, int, Text], ...] = (
        (TIME, Text("每天留 1 小时处理异常单", "An hour a day for odd orders"), 1, Text("小时", "hour(s)"), _CLERK, -10, 18, _WANG),
        (STAFF, Text("大促期间借调审核员", "Clerks lent for the peak season"), 6, Text("人", "people"), _CLERK, 5, 25, _LI),
        (MATERIAL, Text("备用扫码枪", "Spare scanners"), 4, Text("台", "devices"), _CLERK, -10, 40, _LIU),
        (TRAINING, Text("新规则培训，每班两次", "Training in the new rules, twice a shift"), 2, Text("次", "time(s)"), _SERVICE, -25, -12, _ZHANG),
    )  # fmt: skip
    for number, (kind, what, amount, unit, whom, begin, end, owner) in enumerate(rows, 1):
        yield {"id": f"SU-{number:03}", "kind": kind, "what": what, "amount": amount, "unit": unit, "for_whom": whom,
               "begin": today + timedelta(begin), "end": today + timedelta(end), "owner": owner}  # fmt: skip


def _incidents(today: date) -> Iterator[Row]:
    def row(number: int, days: int, what: Text, owner: Text, **more: CellValue | Text) -> Row:
        return {"id": f"IN-{number:03}", "found_on": today - timedelta(days), "what": what, "owner": owner, **more}

    yield row(1, 18, Text("接口重复抓取，同一订单出现两次", "The interface fetched twice, and an order was there two times"), _CHEN, severity=LEVELS[1],
              reported_by=_WANG, cause=Text("重试时没有查重", "The retry did not look for what was there"),
              handling=Text("加订单号查重", "Orders are looked up by number first"), closed_on=today - timedelta(16))  # fmt: skip
    yield row(2, 9, Text("地址里的门牌号丢失", "House numbers were lost from addresses"), _CHEN, severity=LEVELS[0], reported_by=_LI, risk="RK-002",
              handling=Text("先转人工", "To people for now"), due=today - timedelta(2))  # fmt: skip
    yield row(3, 4, Text("接口又重复抓取", "The interface fetched twice again"), _CHEN, severity=LEVELS[1], reported_by=_WANG, again_of="IN-001",
              due=today + timedelta(5))  # fmt: skip
    yield row(4, 12, Text("新人不知道异常单转给谁", "Newcomers did not know whom to give odd orders"), _LI, severity=LEVELS[2],
              handling=Text("职责清单贴在工位", "The list of duties hangs at the desk"), closed_on=today - timedelta(11))  # fmt: skip


def _reviews(today: date) -> Iterator[Row]:
    # The last month that has been over for so long that its review is overdue, and the one before.
    last = (today - timedelta(12)).replace(day=1) - timedelta(1)
    before = last.replace(day=1) - timedelta(1)
    yield {"id": "RV-001", "subject": Text("订单审核改进", "Order review"), "kind": MONTH, "day": before, "owner": _LI, "judgement": IN_PART,
           "problems": Text("接口不稳定，误判偏多", "The interface was unstable and misjudged too much"),
           "chances": Text("审核员自己提出的规则最管用", "The rules that clerks proposed worked best"),
           "next": Text("加查重；每月收一次规则建议", "Look for doubles; collect rules monthly"), "reviewed_on": last.replace(day=5)}  # fmt: skip
    yield {"id": "RV-002", "subject": Text("订单审核改进", "Order review"), "kind": MONTH, "day": last, "owner": _LI}
    yield {
        "id": "RV-003",
        "subject": Text("全部改善项目", "All improvement projects"),
        "kind": QUARTER,
        "day": today,
        "owner": _LIU,
    }


def _proposals(today: date) -> Iterator[Row]:
    def row(number: int, days: int, title: Text, owner: Text, department: int, **more: CellValue | Text) -> Row:
        return {"id": f"PR-{number:03}", "title": title, "owner": owner, "department": _DEPARTMENTS[department],
                "proposed_on": today - timedelta(days), **more}  # fmt: skip

    assessed: Row = {"assessed_by": _LIU, "assessed_on": today - timedelta(14)}
    yield row(1, 40, Text("异常订单按原因分组后批量审核", "Review odd orders in groups by cause"), _WANG, 0, **assessed, feasible=5, value=4,
              decision=ADOPTED, implementer=_LI, task="T-009", done_on=today - timedelta(7), benefit=Text("每单少 2 分钟", "2 minutes less per order"),
              outcome=Text("平均 6 分钟降到 4 分钟", "From 6 minutes to 4 on average"))  # fmt: skip
    yield row(2, 30, Text("给熟客开通免审核通道", "No review for regular customers"), _ZHANG, 3, **assessed, feasible=2, value=3, decision=REFUSED,
              reason=Text("盗刷风险高，先做分级授权", "Too much card fraud; levels of approval come first"))  # fmt: skip
    yield row(3, 12, Text("拣货车上加扫码枪支架", "A scanner holder on picking carts"), _CHEN, 5, feasible=5, value=2)
    yield row(4, 5, Text("拣货车上加装扫码枪支架", "A scanner holder on the picking carts"), _LIU, 5)


_ROWS: Mapping[str, Callable[[date], Iterable[Row]]] = {"duties": _duties, "risks": _risks, "drills": _drills, "supports": _supports,
                                                          "incidents": _incidents, "reviews": _reviews, "proposals": _proposals}  # fmt: skip
TABLES = frozenset(_ROWS)


def rows(table: str, lang: Lang, today: date) -> Iterator[dict[str, CellValue]]:
    """Yield the demo's rows of one of `TABLES`, column key → value."""
    for row in _ROWS[table](today):
        yield {key: value.to(lang) if isinstance(value, Text) else value for key, value in row.items()}
