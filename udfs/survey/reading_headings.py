"""The headings of a survey export: which columns are questions, which belong to one question, and what the others say.

Platforms put columns of their own in front, more or fewer of them: questions are known by the number in their heading, never by place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from udfs.lang import Text
from udfs.spellings import folded
from udfs.values import CellValue, as_text, is_blank, plain

NUMBERED, CODED, PLAIN = (
    Text("题目带题号（问卷星、腾讯问卷等）", "numbered headings (Wenjuanxing, Tencent and the like)"),
    Text(
        "编码列 Q3_A1、Q5_R1（问卷网、网易问卷等）", "coded headings Q3_A1, Q5_R1 (Wenjuanwang, NetEase and the like)"
    ),
    Text("表单：表头就是题目", "a plain form: the headings are the questions"),
)
_NUMBERED = re.compile(r"(?:第\s*(\d+)\s*题\s*[、：:.．]?|(\d+)\s*[、：:.．](?!\d))\s*(.*)", re.DOTALL)
_CODED = re.compile(r"Q(\d+)(?:_([A-Z]?)(\d+))?", re.IGNORECASE)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_BRACKETS = (("(", ")"), ("（", "）"), ("[", "]"), ("【", "】"))
_DASHES = ("——", "—", "–", "-", "：", ":", "_")
_FEWEST_CODED = 2

# What the platforms call the columns that are no questions, as `folded` gives it.
LEAD: Final[dict[str, frozenset[str]]] = {
    "number": frozenset(("序号", "编号", "答卷编号", "答卷序号", "id", "no.", "no", "number")),
    "submitted": frozenset(("提交答卷时间", "提交时间", "结束答题时间", "答题结束时间", "结束时间", "完成时间", "填写时间", "答题时间", "交卷时间",
                            "时间戳记", "时间戳", "timestamp", "submitted at", "submit time", "end time", "completion time")),
    "started": frozenset(("开始答题时间", "答题开始时间", "开始时间", "start time")),
    "seconds": frozenset(("所用时间", "答题时长", "用时", "时长", "用时(秒)", "答题所用时间", "填写时长", "duration", "time taken", "took, seconds")),
    "source": frozenset(("来源", "来源渠道", "渠道", "source", "channel")),
    "person": frozenset(("姓名", "答题人", "填写人", "提交人", "name", "full name")),
    "department": frozenset(("部门", "所属部门", "所在部门", "department")),
    "post": frozenset(("岗位", "职位", "职务", "post", "position", "job", "job title")),
}  # fmt: skip
# Columns about the person that nobody needs for a result.
PERSONAL: Final = frozenset(
    ("来自ip", "ip", "ip地址", "ip address", "微信昵称", "昵称", "用户id", "user id", "openid", "微信openid", "头像", "手机号", "手机号码",
     "省份", "城市", "地理位置", "所在地区", "设备", "浏览器", "操作系统", "user agent", "email", "邮箱")
)  # fmt: skip
# What surrounds the word that a question asks for: 请问您所在的部门是？ asks for 部门.
_AROUND = re.compile(r"[\s?？:：。.*]|请问|请|选择|填写|输入|您|你|所在|所属|的|是|哪一个|哪个|什么|名称|"
                     r"\b(?:what|which|is|are|please|enter|select|your|the|do|you|work|in)\b")  # fmt: skip


@dataclass(frozen=True)
class Group:
    """The columns of one question.

    Attributes:
        number: the question's number in the export, None where it has none.
        text: what is asked; blank where the export does not say it.
        columns: the positions of its columns.
        parts: the option or the row that each column is about, with its spaces as they are; one blank part for a question in a single column.
        heading: the first of its headings as the export has it.
        sign: A or R of a coded heading: columns are options, or rows.
    """

    number: int | None
    text: str
    columns: tuple[int, ...]
    parts: tuple[str, ...]
    heading: str
    sign: str = ""


class Headings(NamedTuple):
    """What a heading row says: its style, questions, columns by what `LEAD` calls them, personal ones, all others."""

    style: Text
    groups: list[Group]
    lead: dict[str, int]
    personal: list[int]
    others: list[int]


def clean(heading: CellValue) -> str:
    """Return a heading without the spaces and signs that nobody sees."""
    return plain(_INVISIBLE.sub("", as_text(heading)))


def style_of(cells: Sequence[CellValue]) -> Text:
    """Return which kind of headings a row holds; a row of anything else is `PLAIN`."""
    texts = [clean(cell) for cell in cells]
    if any(_NUMBERED.fullmatch(text) for text in texts):
        return NUMBERED
    return CODED if sum(_CODED.fullmatch(text) is not None for text in texts) >= _FEWEST_CODED else PLAIN


def asked_for(text: str) -> str | None:
    """Return `person`, `department` or `post` where a heading asks for nothing else."""
    name = _AROUND.sub("", folded(text))
    return next((key for key in ("person", "department", "post") if name in LEAD[key]), None)


def read_headings(cells: Sequence[CellValue]) -> Headings:
    """Sort the columns of an export into questions and others."""
    style = style_of(cells)
    texts = [clean(cell) for cell in cells]
    lead: dict[str, int] = {}
    personal: list[int] = []
    others: list[int] = []
    groups: list[Group] = []
    for at, text in enumerate(texts):
        if is_blank(text):
            others.append(at)
        elif style is NUMBERED and (match := _NUMBERED.fullmatch(text)):
            raw = _NUMBERED.fullmatch(_INVISIBLE.sub("", as_text(cells[at])).strip())
            asked = raw[3].strip() if raw else match[3]
            groups.append(Group(int(match[1] or match[2]), asked, (at,), ("",), text))
        elif style is CODED and (match := _CODED.fullmatch(text)):
            groups.append(Group(int(match[1]), "", (at,), (match[3] or "",), text, (match[2] or "").upper()))
        else:
            name = folded(text)
            key = next((key for key, names in LEAD.items() if name in names and key not in lead), None)
            if key is not None:
                lead[key] = at
            elif name in PERSONAL:
                personal.append(at)
            elif style is PLAIN:
                groups.append(Group(None, text, (at,), ("",), text))
            else:
                others.append(at)
    return Headings(style, list(_joined(groups)), lead, personal, others)


def _joined(groups: Sequence[Group]) -> Iterator[Group]:
    """Yield one group per question: columns with the same number whose headings differ in one part only."""
    together: dict[object, list[Group]] = {}
    for group in groups:
        together.setdefault(object() if group.number is None else group.number, []).append(group)
    for members in together.values():
        if len(members) == 1:
            yield replace(members[0], text=clean(members[0].text), parts=members[0].parts if members[0].sign else ("",))
            continue
        split = ("", [member.parts[0] for member in members]) if members[0].parts[0] else _split(members)
        if split is None:
            yield from (replace(member, text=clean(member.text)) for member in members)
            continue
        first = members[0]
        columns = tuple(member.columns[0] for member in members)
        yield Group(first.number, clean(split[0]), columns, tuple(split[1]), first.heading, first.sign)


def _split(members: Sequence[Group]) -> tuple[str, list[str]] | None:
    """Return what the headings of a question have in common, and the part in which each differs; None where they do not."""
    texts = [member.text for member in members]
    for opening, closing in _BRACKETS:
        if all(text.endswith(closing) and opening in text for text in texts):
            bare = [text.startswith(opening) for text in texts]
            if any(bare) and not all(bare):  # the question stands in the first heading only
                cut = [0 if is_bare else _last_bracket(text, opening, closing) for text, is_bare in zip(texts, bare, strict=True)]  # fmt: skip
            else:
                cut = [_common_bracket(_common(texts), opening, closing)] * len(texts)
            if min(cut) >= 0:
                question = next((text[:at].strip() for text, at in zip(texts, cut, strict=True) if at), "")
                return question, [text[at + 1 : -1].strip() for text, at in zip(texts, cut, strict=True)]
    common = _common(texts)
    for dash in _DASHES:
        at = common.rfind(dash)
        if at >= 0 and all(text[at + len(dash) :].strip() for text in texts):
            return common[:at].strip(), [text[at + len(dash) :].strip() for text in texts]
    return None


def _common(texts: Sequence[str]) -> str:
    """Return what all texts begin with."""
    low, high = min(texts), max(texts)
    return low[: next((at for at, sign in enumerate(low) if high[at : at + 1] != sign), len(low))]


def _common_bracket(common: str, opening: str, closing: str) -> int:
    """Return the last opening bracket of what is common that does not stand within another one; -1 where there is none."""
    depth, last = 0, -1
    for at, sign in enumerate(common):
        if sign == opening:
            if depth == 0:
                last = at
            depth += 1
        elif sign == closing:
            depth = max(0, depth - 1)
    return last


def _last_bracket(text: str, opening: str, closing: str) -> int:
    """Return the bracket that the last sign of a heading closes; the first one where they do not match."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] == closing) - (text[at] == opening)
        if depth == 0:
            return at
    return text.find(opening)
