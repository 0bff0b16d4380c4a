"""What the headings of exports tell: which column numbers the rows, which names persons, what a column holds."""

from __future__ import annotations

import re

from udfs.spellings import folded

_REMARK = re.compile(r"[(（\[【].*?[)）\]】]|[\s*＊:：_]+")
# What a row of an export is about; its number stands once in a list of such things.
_THINGS = "订单|工单|单据|流水|交易|申请|审批|投诉|退款|退货|运单|快递|物流|发货|包裹|任务|问题|案件|会话|通话|呼叫|来电|事件|需求|票据|发票|合同|答卷|问卷|回访|派工|服务|主订单|子订单"
_KEY = re.compile(
    rf"(?:{_THINGS})?(?:单号|编号|号|流水号|id)|(?:{_THINGS})(?:单号|编号|号码|序号|id)|(?:ticket|order|case|call|task|issue|session|"
    r"transaction|request|invoice|shipment|complaint)(?:id|no|no\.|number|#)?"
)
_NO_KEY = re.compile(r"号|no\.?|number")
_PERSON = re.compile(
    r"姓名|名字|人名|人员|员工|坐席|座席|客服(?!部|组|中心|类|渠道)|专员|经办|操作人|处理人|受理人|责任人|负责人|接单人|派单人|审批人|提交人|发起人|创建人|联系人|"
    r"销售员|业务员|快递员|骑手|司机|师傅|医生|护士|教师|顾问|客户名|客户$|买家|卖家|收货人|会员|用户名|手机|电话号|身份证|邮箱|"
    r"agent|employee|staff|person|owner|assignee|operator|customer|client|buyer|user|name$|phone|email|mail"
)


def plain_heading(heading: str) -> str:
    """Return a heading without remarks in brackets, spaces and signs, in half width and lower case."""
    return _REMARK.sub("", folded(heading))


def is_key(heading: str) -> bool:
    """Return whether a column numbers what an export lists: 订单号, 工单编号, Ticket ID; not 客户编号, which comes again."""
    text = plain_heading(heading)
    return _KEY.fullmatch(text) is not None and _NO_KEY.fullmatch(text) is None


def is_person(heading: str) -> bool:
    """Return whether a column may hold names, numbers or addresses of persons."""
    return _PERSON.search(plain_heading(heading)) is not None
