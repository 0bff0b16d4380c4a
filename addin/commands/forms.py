"""转为实时 and 转为通用: computed columns change between worksheet functions and plain formulas; values stay as they are."""

from __future__ import annotations

from datetime import datetime

from addin.book.port import Book
from addin.book.recalculate import Form, recalculate
from addin.book.session import Session
from addin.outcome import Outcome
from udfs.lang import Text

_DONE = {
    Form.LIVE: Text(
        "计算列已改用 KZ_ 函数；把工作簿发给没有加载项的人之前，请先转为通用",
        "computed columns use KZ_ functions; go portable before sending the workbook to people without the add-in",
    ),
    Form.PORTABLE: Text(
        "计算列已改为普通公式，任何人都能用", "computed columns use plain formulas that work for everybody"
    ),
}


def live(book: Book, now: datetime) -> Outcome:
    """Write every computed column over the worksheet functions, where there is one."""
    return _switched(book, now, Form.LIVE)


def portable(book: Book, now: datetime) -> Outcome:
    """Write every computed column in native formulas."""
    return _switched(book, now, Form.PORTABLE)


def _switched(book: Book, now: datetime, form: Form) -> Outcome:
    session = Session(book, form.value, now)
    session.identify()
    changed, findings = recalculate(session, fill=False, form=form)
    session.finish()
    return Outcome(_DONE[form], findings, changed=changed)
