"""Draft messages: an .eml file that mail programs open as an unsent message, with the workbook attached."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import formataddr, parseaddr
from enum import Enum
from typing import NamedTuple

from udfs.lang import Lang, Text
from udfs.problems import RefusalError, mailing

XLSX = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"

SUBJECT = Text("请填写：{name}", "Please fill in: {name}")
RATE_SUBJECT = Text("请评分：{name}", "Please score: {name}")
ANSWER_SUBJECT = Text("请答题：{name}", "Please answer: {name}")
_RETURN = Text(
    "请填写附件“{file}”，保存后直接回复本邮件并附上该文件即可（Excel、WPS、LibreOffice 均可打开）。",
    "Please fill in the attached “{file}”, save it, and send it back with your reply (Excel, WPS and LibreOffice all open it).",
)
_GREY = Text(
    "灰色列自动计算，请不要改动；不需要安装任何软件。",
    "Grey columns are calculated; please leave them unchanged. Nothing needs to be installed.",
)
_PEN = Text(
    "只需在黄色的格里作答；不方便的话，也可以打印出来用笔填。不需要安装任何软件。",
    "Only the yellow cells are to be filled in; you may also print it and use a pen. Nothing needs to be installed.",
)


class Asking(Enum):
    """What a message asks for: its subject, and what is to be known about the workbook that comes with it."""

    ROWS = (SUBJECT, _GREY)
    SCORES = (RATE_SUBJECT, _GREY)
    ANSWERS = (ANSWER_SUBJECT, _PEN)


GREETING = Text("{name}，您好：", "Dear {name},")
GREETING_ALL = Text("各位好：", "Dear all,")


class Recipient(NamedTuple):
    """Somebody who gets a copy; the name or the address may be empty."""

    name: str
    address: str

    @property
    def shown(self) -> str:
        """Return how the person is called in file names and lists."""
        return self.name or self.address.partition("@")[0]


def recipient(text: str) -> Recipient:
    """Return the recipient that `王芳 <wang@x.cn>`, `wang@x.cn` or just a name stands for; anything else is refused."""
    text = text.strip()
    if "@" not in text and text and not set(text) & set("<>\r\n"):
        return Recipient(text, "")
    name, address = parseaddr(text)
    local, _, domain = address.partition("@")
    if not local or not domain or "@" in domain or set(text) & set("\r\n"):
        raise RefusalError(mailing.BAD_ADDRESS, value=text[:80])
    return Recipient(name, address)


def _mark(to: Sequence[Recipient], about: str, text: str, attached: Sequence[Attached]) -> str:
    content = hashlib.sha256(repr((*to, about, text)).encode())
    for file, whole in attached:
        content.update(file.encode() + whole)
    return content.hexdigest()[:32]


def subject(book: str, lang: Lang, asking: Asking = Asking.ROWS) -> str:
    """Return the subject of the message."""
    return asking.value[0].to(lang).format(name=book)


def body(to: Sequence[Recipient], message: str, file: str, lang: Lang, asking: Asking = Asking.ROWS) -> str:
    """Return the text of the message."""
    own = message.strip() + "\n\n" if message.strip() else ""
    known = asking.value[1].to(lang)
    return f"{greeting(to, lang)}\n\n{own}{_RETURN.to(lang).format(file=file)}\n{known}\n"


def greeting(to: Sequence[Recipient], lang: Lang) -> str:
    """Return how a message begins: by name where it goes to one person."""
    one = to[0].name if len(to) == 1 else ""
    return GREETING.to(lang).format(name=one) if one else GREETING_ALL.to(lang)


class Attached(NamedTuple):
    """A workbook that goes with a message: its name, its bytes."""

    file: str
    content: bytes


def draft(to: Sequence[Recipient], about: str, text: str, file: str, content: bytes) -> bytes:
    """Return a draft that carries one workbook, as the bytes of an .eml file."""
    return message_with(to, about, text, [Attached(file, content)])


def message_with(to: Sequence[Recipient], about: str, text: str, attached: Sequence[Attached]) -> bytes:
    """Return a draft as the bytes of an .eml file: the same ones for the same content.

    File names outside ASCII are written in both ways that mail programs understand: encoded in the content type (Outlook),
    and by RFC 2231 in the disposition (Thunderbird, Apple Mail).
    """
    message = MIMEMultipart()
    message["X-Unsent"] = "1"
    message["Subject"] = Header(about, "utf-8", header_name="Subject").encode()
    addresses = [formataddr((person.name, person.address), "utf-8") for person in to if person.address]
    if addresses:
        message["To"] = ", ".join(addresses)
    message.attach(MIMEText(text, "plain", "utf-8"))
    for file, content in attached:
        part = MIMEApplication(content, XLSX, name=Header(file, "utf-8").encode(maxlinelen=0))
        part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", file))
        message.attach(part)
    # The parts are in base64, which has no such letters.
    message.set_boundary(f"=_{_mark(to, about, text, attached)}_=")
    return message.as_bytes(policy=compat32.clone(linesep="\r\n"))
