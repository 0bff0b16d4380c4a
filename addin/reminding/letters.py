"""What a reminder says: what is late, what is due soon, what waits, which copies did not come back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from addin.reminding.copies import Outstanding
from addin.sharing import mail
from addin.sharing.mail import Attached, Recipient
from udfs.causes.fishbone import shortened
from udfs.lang import Count, Lang, Text
from workbook_templates.deadlines import Deadline

_TITLE_LETTERS = 30

SUBJECT = Text("提醒：{book}，{counts}", "Reminder: {book}, {counts}")
_ABOUT = Text("“{book}”中与您有关的事项，截至 {day}：", "What concerns you in “{book}” as of {day}:")
_LATE, _SOON = Text("已逾期 {n} 项", "{n} overdue"), Text("{days} 天内到期 {n} 项", "{n} due within {days:day/days}")
_WAITING, _COPIES = Text("待处理 {n} 项", "{n} waiting for you"), Text("待交回 {n} 份", "{n:copy/copies} to return")
_HEADING, _NO_DATE = Text("{words}：", "{words}:"), Text("{words}（没有定期限）：", "{words} (no date is set):")
_ITEM = Text("- {what}：{when}（{place}）", "- {what}: {when} ({place})")
_UNDATED = Text("- {what}（{place}）", "- {what} ({place})")
_DUE, _TODAY = Text("{day} 到期", "due on {day}"), Text("今天到期", "due today")
_DAYS_LATE = Text("{day} 到期，已逾期 {n} 天", "was due on {day}, {n:day/days} ago")
_WORKDAYS_LATE = Text("{day} 到期，已逾期 {n} 个工作日", "was due on {day}, {n:working day/working days} ago")
_HOURS_LATE = Text("{day} 到期，已超时", "was due on {day}, its time is over")
_ATTACHED = Text(
    "- {file}（{sent} 寄出）：再次附上。请填好，随回信发回；已经填了一部分的，请接着用原来那份",
    "- {file} (sent {sent}): attached again. Please fill it in and send it back with your reply; if you have begun to fill in the "
    "first one, please go on with that",
)
_NOT_ATTACHED = Text(
    "- {file}（{sent} 寄出）：见当时的邮件。请填好，随回信发回",
    "- {file} (sent {sent}): see the message of that day. Please fill it in and send it back with your reply",
)
_CLOSE = Text(
    "已经做完或已经发回的，请回信告诉我；日期需要调整的，也请说明。谢谢！",
    "If something is done or was sent back already, or a date has to be changed, please reply. Thank you!",
)


class Item(NamedTuple):
    """A deadline and where it stands in the workbook, as `sheet!cell`."""

    deadline: Deadline
    place: str

    def is_late(self, today: date) -> bool:
        """Return whether its day, or its moment, is past."""
        return self.deadline.over or (self.deadline.day is not None and self.deadline.day < today)


class Letter(NamedTuple):
    """What one person is reminded of: overdue, due within some days, without a day, and copies to return."""

    to: Recipient
    late: tuple[Item, ...]
    soon: tuple[Item, ...]
    waiting: tuple[Item, ...]
    copies: tuple[Outstanding, ...]

    def counts(self, days: int, lang: Lang) -> str:
        """Return how much there is of each."""
        parts = (
            (_LATE, len(self.late)),
            (_SOON, len(self.soon)),
            (_WAITING, len(self.waiting)),
            (_COPIES, len(self.copies)),
        )
        return ("，" if lang == "zh" else ", ").join(_counted(words, n, days, lang) for words, n in parts if n)


def _counted(words: Text, n: int, days: int, lang: Lang) -> str:
    return words.to(lang).format(n=Count(n), days=Count(days))


def subject(letter: Letter, book: str, days: int, lang: Lang) -> str:
    """Return the subject of the message, which says how much there is."""
    return SUBJECT.to(lang).format(book=book, counts=letter.counts(days, lang))


def body(letter: Letter, book: str, today: date, days: int, message: str, lang: Lang) -> str:
    """Return the text of the message, in plain words and without anything to click."""
    blocks = [mail.greeting([Recipient(letter.to.shown, "")], lang)]
    blocks += [message.strip()] if message.strip() else []
    blocks.append(_ABOUT.to(lang).format(book=book, day=today.isoformat()))
    dated = ((_LATE, letter.late, _HEADING), (_SOON, letter.soon, _HEADING), (_WAITING, letter.waiting, _NO_DATE))
    for words, items, heading in dated:
        if items:
            head = heading.to(lang).format(words=_counted(words, len(items), days, lang))
            blocks.append("\n".join([head, *(_line(item, today, lang) for item in items)]))
    if letter.copies:
        head = _HEADING.to(lang).format(words=_counted(_COPIES, len(letter.copies), days, lang))
        blocks.append("\n".join([head, *_copy_lines(letter.copies, lang)]))
    return "\n\n".join([*blocks, _CLOSE.to(lang)]) + "\n"


def _line(item: Item, today: date, lang: Lang) -> str:
    due = item.deadline
    what = " ".join(part for part in (due.number, shortened(due.title, _TITLE_LETTERS)) if part)
    if due.day is None:
        return _UNDATED.to(lang).format(what=what, place=item.place)
    if due.late:
        words = _WORKDAYS_LATE if due.workdays else _DAYS_LATE
    elif due.over:
        words = _HOURS_LATE
    else:
        words = _TODAY if due.day == today and not due.moment else _DUE
    when = words.to(lang).format(day=due.moment or due.day.isoformat(), n=Count(due.late))
    return _ITEM.to(lang).format(what=what, when=when, place=item.place)


def _copy_lines(copies: Sequence[Outstanding], lang: Lang) -> Iterator[str]:
    for copy in copies:
        words = _NOT_ATTACHED if copy.content is None else _ATTACHED
        yield words.to(lang).format(file=copy.file, sent=copy.sent[: len("2026-01-01")])


def attached(letter: Letter) -> list[Attached]:
    """Return the copies that go along, each under the name that it was sent with."""
    return [Attached(copy.file, copy.content) for copy in letter.copies if copy.content is not None]
