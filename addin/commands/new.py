"""新建: makes a clean standard workbook."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import date
from pathlib import Path

from addin.safefile import write_new
from udfs.lang import Lang
from workbook_templates.builder.book import build
from workbook_templates.catalogue import TEMPLATES
from workbook_templates.names import TemplateKey


def new(key: TemplateKey, lang: Lang, today: date, target: Path | None = None, tables: Collection[str] = ()) -> Path:
    """Make a workbook and return where it is; an existing file is never overwritten.

    Args:
        key: which standard workbook.
        lang: its language.
        today: decides the years of its calendar.
        target: file or folder; the template's own name in this folder where not given.
        tables: those that it gets beside the ones of its kind.
    """
    name = TEMPLATES[key].file_name.to(lang)
    path = Path(name) if target is None else target / name if target.is_dir() else target
    return write_new(path, build(key, lang, today, secrets.token_hex(8), tables))
