"""Measures proposed from an export, as rows of 指标 that people can correct before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from addin.book.numbering import numbered
from addin.book.session import Session
from addin.measuring.extracting import open_export
from addin.measuring.headings import Headings, likely_headings
from addin.measuring.recording import MEASURES
from addin.measuring.textblocks import TextExport
from addin.outcome import Listing
from udfs.lang import Text, listed, listed_texts
from udfs.measuring.definition import KEYS, Definition, definition_of
from udfs.measuring.proposing import ColumnSample, groupings, propose
from udfs.problems import Finding, RefusalError, files, imports, measuring
from udfs.problems.model import refusal_of
from udfs.values import CellValue, plain
from workbook_templates.catalogue import TABLES
from workbook_templates.headers import folded, spellings

_SAMPLED = 2000
_SHOWN = 40
# What may be changed of a proposal.
_SETTABLE = ("name", "unit", "kind", "frequency", *KEYS)


@dataclass(frozen=True)
class Proposed:
    """Proposed measures: the rows for 指标, the same as definitions, and what is shown of them."""

    rows: list[dict[str, CellValue]]
    definitions: list[Definition]
    listings: list[Listing]


def propose_from(session: Session, paths: Sequence[Path], sheet: str | None, settings: Iterable[str]) -> Proposed:
    """Return measures that the first of these exports allows and 指标 does not have yet.

    Raises:
        RefusalError: it cannot be read, has no dates, or a setting is wrong.
    """
    path, lang = paths[0], session.book.lang
    headings, columns = _sample(path, sheet)
    if headings is not None and not any(column.filled for column in columns):
        raise RefusalError(imports.NOTHING_TO_IMPORT, name=path.name)
    changes = _changes(settings)
    proposals = propose(columns, lang, plain(changes.get("date_column")))
    if not proposals:
        known = listed(headings.known if headings else (), _SHOWN)
        raise RefusalError(measuring.NOTHING_TO_PROPOSE, name=path.name, known=known)
    view = session.book.view(MEASURES)
    present = {plain(name).casefold() for name in view.data["name"]}
    rows = [{**proposal.row(lang), **changes} for proposal in proposals]
    rows = [row for row in rows if plain(row["name"]).casefold() not in present]
    rows = numbered(session.book, TABLES[MEASURES], rows)
    definitions = []
    for row in rows:
        definition, findings = definition_of(row, _as_it_is)
        if definition is None:
            raise refusal_of(findings[0])
        definitions.append(definition)
    return Proposed(rows, definitions, [_listing(rows, columns)] if rows else [])


def _as_it_is(_key: str, finding: Finding) -> Finding:
    return finding


def _sample(path: Path, sheet: str | None) -> tuple[Headings | None, list[ColumnSample]]:
    export = open_export(path)
    if isinstance(export, TextExport):
        heads: list[Sequence[Sequence[CellValue]]] = [export.head]
    else:
        heads = [each.head for each in export if sheet in (None, each.name)]
        if not heads:
            raise RefusalError(files.NO_SHEET, name=path.name, wanted=sheet, known=listed(each.name for each in export))
    for head in heads:
        headings = likely_headings(head)
        if headings is not None:
            rows = head[headings.at + 1 : headings.at + 1 + _SAMPLED]
            named = [(at, text) for at, text in enumerate(headings.texts) if text]
            return headings, [
                ColumnSample(text, [row[at] if at < len(row) else None for row in rows]) for at, text in named
            ]
    return None, []


def _changes(settings: Iterable[str]) -> dict[str, CellValue]:
    """Return the values that are to stand in the columns named by `column=value`; a filter holds such signs itself."""
    columns = [TABLES[MEASURES].column(key) for key in _SETTABLE]
    changes: dict[str, CellValue] = {}
    for setting in settings:
        heading, sign, value = setting.replace("＝", "=", 1).partition("=")
        column = next((each for each in columns if folded(heading) in (*spellings(each), folded(each.key))), None)
        if not sign or column is None:
            allowed = listed_texts(each.label for each in columns)
            raise RefusalError(measuring.SET_FORM, value=setting, allowed=allowed)
        changes[column.key] = value.strip() or None
    return changes


def _listing(rows: Sequence[dict[str, CellValue]], columns: Sequence[ColumnSample]) -> Listing:
    keys = ("id", "name", "date_column", "filter", "calculation", "value_column", "share_of", "group_column", "unit")
    labels = tuple(TABLES[MEASURES].column(key).label for key in keys)
    few = listed(groupings(columns))
    title = Text("建议的指标", "Proposed measures")
    if few.zh:
        title = Text(f"{title.zh}（可用于分组的列：{few.zh}）", f"{title.en} (columns to split them by: {few.en})")
    return Listing(title, labels, [tuple(row.get(key) or "" for key in keys) for row in rows])
