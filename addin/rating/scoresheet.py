"""Score sheets for raters: every solution with its scores blank, so that nobody is influenced by other people's scores."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace

from addin.book.port import View
from addin.book.session import Session
from addin.sharing import snapshot
from addin.sharing.copies import SHARE_BYTES, Copy, settings_of, snapshot_of
from addin.sharing.snapshot import Sent
from udfs.lang import Lang, Text
from udfs.problems import RefusalError, mailing
from udfs.values import CellValue, as_text
from workbook_templates.builder.book import hand_out
from workbook_templates.builder.canvas import Handout
from workbook_templates.builder.styles import lines
from workbook_templates.context import TableData
from workbook_templates.model import Band, Column, Table
from workbook_templates.settings import SETTINGS, TYPED
from workbook_templates.tables.plans import FEASIBILITY, IDENTITY, PLANS, SCORES
from workbook_templates.tables.ratings import SCORE_KEYS

NOTICE = Text(
    "评分人：{name}　请凭自己的判断填 1–5 的整数：黄色格必填，白色格选填；灰色格已保护（无密码）。填完保存，回复原邮件并附上本文件。",
    "Rater: {name}   Use your own judgement and enter whole numbers from 1 to 5: yellow cells are required, white cells optional, "
    "grey cells protected (no password). Save this file and send it back with your reply.",
)
SCALE = Text(
    "有效性：1 不能解决根本原因 … 5 完全能　　可行性：1 资源和技术不支持 … 5 完全支持　　",
    "Effect: 1 does not remove the root cause … 5 removes it fully     Feasibility: 1 not supported … 5 fully supported     ",
)
LITERAL_SCALE = Text(
    "成本：1 很不划算 … 5 最划算　　风险：1 容易引发新问题 … 5 最稳妥",
    "Cost: 1 poor value … 5 best value     Risk: 1 likely to cause new problems … 5 safest",
)
INTENSITY_SCALE = Text(
    "成本：1 成本很低 … 5 成本最高　　风险：1 几乎没有 … 5 风险最高",
    "Cost: 1 very cheap … 5 most costly     Risk: 1 almost none … 5 most risky",
)
FILLABLE = frozenset((*SCORE_KEYS, "notes"))
_SENT = ("id", "name", "issue", "category", "detail", "_id")
_DETAIL_WIDTH = 40
_LINE, _MOST_LINES = 15, 8


def score_sheet(session: Session, rater: str) -> Copy | None:
    """Return the score sheet of one rater, None if there is no solution to score.

    It contains numbers and descriptions only: scores, proposers, notes and the user's own columns are not sent.
    """
    book = session.book
    if PLANS.key not in book.tables():
        raise RefusalError(mailing.NO_PLANS)
    view = book.view(PLANS.key)
    rows = view.data.records()
    if not rows:
        return None
    data = _blanked(view, rows, book.lang)
    typed = TYPED.to(book.lang)
    settings = replace(session.context.settings, values={**session.context.settings.values, "scores_from": typed})
    context = replace(session.context, settings=settings, calendars=(), tables={PLANS.key: data})
    context.compute()
    share = secrets.token_hex(SHARE_BYTES)
    sent_settings = settings_of(book)
    if SETTINGS["scores_from"].name in sent_settings:
        sent_settings[SETTINGS["scores_from"].name] = [typed]
    tables = {PLANS.key: snapshot_of(data, len(rows), {})}
    scale = SCALE.to(book.lang) + (INTENSITY_SCALE if settings.intensity else LITERAL_SCALE).to(book.lang)
    notice = NOTICE.to(book.lang).format(name=rater)
    notices = (notice, scale, *(band.label.to(book.lang) for band in data.table.bands))
    sent = Sent(
        share,
        book.identity.book_id,
        many=False,
        rating=rater,
        tables=tables,
        settings=sent_settings,
        notices=notices,
    )
    handout = Handout(share, notice, {}, snapshot.pieces(sent), FILLABLE, {PLANS.key: scale})
    return Copy(hand_out(context, book.identity, (PLANS.key,), handout), share, len(rows))


def _blanked(view: View, rows: Sequence[int], lang: Lang) -> TableData:
    columns: dict[str, list[CellValue]] = {key: [view.data[key][i] for i in rows] for key in _SENT}
    needed = max(lines(as_text(text), _DETAIL_WIDTH, lang) for text in columns["detail"])
    height = max(view.data.table.row_heights[lang], _LINE * min(needed, _MOST_LINES))
    return TableData(_layout(height), columns, len(rows))


def _layout(height: float) -> Table:
    """Return the table as raters see it: the description beside the name, only the columns that concern them."""
    detail = PLANS.column("detail").model_copy(update={"width": _DETAIL_WIDTH})
    first = Band(label=IDENTITY.label, columns=(*IDENTITY.columns, detail))
    shown = {column.key for band in (first, SCORES, FEASIBILITY) for column in band.columns}
    rest = [column for column in PLANS.columns if column.key not in shown and column.key != "notes"]
    hidden = [column.model_copy(update={"hidden": True}) for column in rest]
    notes: tuple[Column, ...] = (PLANS.column("notes"), *hidden)
    last = Band(label=PLANS.column("notes").label, columns=notes)
    fields = {name: getattr(PLANS, name) for name in Table.model_fields}
    heights = {"zh": height, "en": height}
    return Table(**{**fields, "bands": (first, SCORES, FEASIBILITY, last), "row_heights": heights})
