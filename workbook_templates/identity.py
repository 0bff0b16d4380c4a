"""What a workbook says of itself, in hidden defined names: its id, which template it is, layout version, language."""

from __future__ import annotations

from typing import NamedTuple

from udfs.lang import Lang
from workbook_templates.names import TemplateKey

# In a copy that was mailed out: which one it is.
SHARE_NAME = "_kz_share"
NAMES = ("_kz_id", "_kz_template", "_kz_layout", "_kz_lang")


class Identity(NamedTuple):
    """A workbook's identity."""

    book_id: str
    template: TemplateKey
    layout: int
    lang: Lang

    def texts(self) -> tuple[str, str, str, str]:
        """Return what the defined names hold, in the order of `NAMES`."""
        return self.book_id, self.template.value, str(self.layout), self.lang
