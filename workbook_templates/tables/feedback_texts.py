"""用户反馈: what customers write, word for word, from tickets, surveys and social media (R4)."""

from udfs.lang import Text
from udfs.rules import Kind
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import closing_band

WORDS = Band(
    label=Text("反馈", "Feedback"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=9, required=True, aliases=("序号", "工单号", "工单编号", "id"),
               hint=Text("例：UF-001，不可重复", "e.g. UF-001, no duplicates")),
        Column(key="day", label=Text("日期", "Date"), kind=Kind.DATE, width=11, required=True,
               aliases=("反馈日期", "时间", "创建时间", "评论时间", "date")),
        Column(key="channel", label=Text("渠道", "Channel"), width=12, dropdown="voice_channel", free_choice=True, aliases=("来源", "反馈渠道", "平台")),
        Column(key="text", label=Text("原文", "Text"), width=50, required=True,
               aliases=("内容", "反馈内容", "评论", "评论内容", "工单内容", "问题描述", "text", "content", "comment"),
               hint=Text("客户的原话，一条一行", "In the customer's own words, one per row")),
        Column(key="customer", label=Text("客户", "Customer"), width=12, aliases=("用户", "客户名称", "买家"), hint=Text("可留空", "May be blank")),
        Column(key="keywords", label=Text("提到的词", "Speaks of"), width=24,
               computed=Computed(explain=Text("由“关键词”写入：这条反馈说到的词；带“非”的是否定", "Written by “keywords”: what it speaks of; denied ones are marked"))),
        Column(key="issue", label=Text("关联问题", "Issue"), kind=Kind.LINK, width=9, refers="issues", comes="after", aliases=("问题编号",)),
    ),
)  # fmt: skip

FEEDBACK_TEXTS = Table(
    key="feedback_texts",
    name="tblFeedbackTexts",
    sheet=TABLE_SHEETS["feedback_texts"],
    title=Text("用户反馈", "Customers' words"),
    purpose=Text(
        "客服工单、评论、问卷中客户的原话；“关键词”数出高频的抱怨，再变成问题",
        "Tickets, reviews and comments word for word; “keywords” counts what is said most, for issues to come of it",
    ),
    id_prefix="UF",
    bands=(WORDS, closing_band()),
    subject="text",
    blank_rows=40,
    row_heights={"zh": 32, "en": 32},
    frozen="id",
)
