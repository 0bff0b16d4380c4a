"""The identity of a workbook: by its hidden names, or by its tables where these were lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from udfs.lang import Lang
from udfs.problems import RefusalError, books
from workbook_templates.catalogue import TABLES
from workbook_templates.identity import Identity
from workbook_templates.model import LAYOUT_VERSION
from workbook_templates.names import TemplateKey


def identity_of(texts: Sequence[str | None], sheets: Mapping[str, str], name: str) -> Identity:
    """Return the identity of a workbook; one whose hidden names were lost is recognised by its tables.

    Args:
        texts: what its hidden names say, in the order of `NAMES`, None for a missing one.
        sheets: the sheet of each Excel Table.
        name: the workbook's name, for messages.
    """
    known = [key for key, table in TABLES.items() if table.name in sheets]
    if not known:
        raise RefusalError(books.NOT_OURS, name=name)
    book_id, template, layout, lang = texts
    version = int(layout) if layout and layout.isdigit() else LAYOUT_VERSION
    if version > LAYOUT_VERSION:
        raise RefusalError(books.LAYOUT_TOO_NEW, name=name, layout=version, known=LAYOUT_VERSION)
    table = TABLES[known[0]]
    language: Lang = "en" if lang == "en" or (lang is None and sheets[table.name] == table.sheet.en) else "zh"
    keys = {key.value for key in TemplateKey}
    return Identity(
        book_id or "", TemplateKey(template if template in keys else TemplateKey.PROJECT), version, language
    )
