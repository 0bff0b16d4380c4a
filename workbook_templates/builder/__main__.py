"""Builds the workbooks in `workbook_templates/built/` anew: `python -m workbook_templates.builder`."""

from datetime import date
from pathlib import Path

from workbook_templates.builder.book import build
from workbook_templates.catalogue import TEMPLATES

BUILT = Path(__file__).parent.parent / "built"


def built_files(today: date) -> dict[Path, bytes]:
    """Return every template in both languages, by path; they carry no identity, so that each copy can get its own."""
    return {
        BUILT / template.file_name.to(lang): build(template.key, lang, today, "")
        for template in TEMPLATES.values()
        for lang in ("zh", "en")
    }


if __name__ == "__main__":
    BUILT.mkdir(exist_ok=True)
    for path, content in built_files(date.today()).items():  # noqa: DTZ011 - a calendar day at the builder's desk
        path.write_bytes(content)
