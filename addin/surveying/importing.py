"""The export of a survey: its questions for 问卷, its answer sheets for 答卷; what is there already is not added again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from addin.book.port import View
from addin.book.session import Session
from addin.importing.incoming import Incoming
from addin.surveying.exports import Export, find_export, said_about, said_kinds
from addin.surveying.listing import columns_listing, kinds_listing
from addin.surveying.sheets import Sheets
from udfs.lang import Count, Text, listed
from udfs.problems import Finding, RefusalError, survey_imports
from udfs.survey.questions import Question, question_of
from udfs.survey.reading import Asked, Reading, read_export
from udfs.survey.reading_items import Item
from udfs.values import CellValue, as_text
from workbook_templates.tables.answers import ANSWERS, MOST_QUESTIONS
from workbook_templates.tables.questions import QUESTIONS

_SHOWN = 8


def survey_rows(
    session: Session,
    source: Path,
    *,
    table: str | None,
    worksheet: str | None,
    mapping: Sequence[str] = (),
    kinds: Sequence[str] = (),
) -> Incoming | None:
    """Read the export of a survey; None where the file is none.

    Args:
        session: the running command.
        source: the user's file.
        table: what somebody said that it is for.
        worksheet: which sheet of the file.
        mapping: what headings mean, as `heading=column`; `heading=question` for a question.
        kinds: kinds of questions, as `Q-003=kind`.

    Raises:
        RefusalError: the file cannot be read, or has more questions than 答卷 has columns.
    """
    known = list(known_questions(session.book.view(QUESTIONS.key)))
    export = find_export(source, known, worksheet=worksheet, asked=table == ANSWERS.key)
    if export is None:
        return None
    wanted = said_kinds(kinds)
    cells = [row for _, row in export.rows]
    reading = read_export(export.headings, cells, known, wanted, said_about(mapping), MOST_QUESTIONS)
    _refuse(source.name, reading, wanted)
    sheets = Sheets(session.book, reading, export)
    new = [item for item in sheets.items if not item.known]
    return Incoming(
        ANSWERS,
        sheets.new,
        [*_findings(source.name, reading, sheets, export), *sheets.findings(source.name), *export.grid.notes],
        [kinds_listing(source.name, reading, sheets.items), columns_listing(reading, export.headings)],
        lambda count: Text(f"{count} 份答卷", f"{Count(count):answer sheet/answer sheets}"),
        repeated=not (sheets.new or sheets.changed or sheets.differing or new),
        also=[(QUESTIONS, [_row(item, session.book.lang == "zh") for item in new])] if new else (),
        changed=sheets.changed,
        known=sheets.known,
    )


def known_questions(view: View) -> Iterator[Asked]:
    """Yield the questions of 问卷, with the heading that an import noted for each."""
    data = view.data
    for i in data.records():
        question = question_of({column.key: data[column.key][i] for column in data.table.columns})
        if question is not None:
            yield Asked(question, as_text(data["heading"][i]))


def _refuse(name: str, reading: Reading, wanted: Mapping[int, Text]) -> None:
    """Refuse what has no place, before anything is written: half a survey in the notes could not be counted."""
    numbers = {item.number for item in reading.items}
    without = [number for number in numbers if number > MOST_QUESTIONS]
    if without:
        raise RefusalError(survey_imports.TOO_MANY_QUESTIONS, name=name, count=len(without), allowed=MOST_QUESTIONS)
    missing = [f"Q-{number:03}" for number in wanted if number not in numbers]
    if missing:
        raise RefusalError(survey_imports.KIND_NO_QUESTION, name=name, few=listed(missing))


def _findings(name: str, reading: Reading, sheets: Sheets, export: Export) -> Iterator[Finding]:
    if sheets.known and (sheets.new or sheets.changed):
        yield survey_imports.ANSWERS_KNOWN.at(name, count=sheets.known, total=sheets.known + len(sheets.new), name=name)
    if reading.headings.personal:
        few = listed((as_text(export.headings[at]) for at in reading.headings.personal), _SHOWN)
        yield survey_imports.PERSONAL_LEFT.at(name, few=few)
    rows = [row for _, row in export.rows]
    unknown = [item for item in sheets.items if item.has_unknown_codes(rows)]
    if unknown:
        yield survey_imports.CODES_KEPT.at(name, few=_named(unknown))
    alike = [item for item in sheets.items if len(set(item.options)) < len(item.options)]
    if alike:
        yield survey_imports.SAME_OPTIONS.at(name, few=_named(alike))


def _named(items: Sequence[Item]) -> Text:
    return listed((id_of(item) for item in items), _SHOWN)


def id_of(item: Item) -> str:
    """Return the number of a question as 问卷 shows it."""
    return Question(item.number, item.text, item.kind).id


def _row(item: Item, is_chinese: bool) -> dict[str, CellValue]:  # noqa: FBT001 - which of two languages
    row: dict[str, CellValue] = {
        "id": id_of(item),
        "text": item.text,
        "kind": item.kind.zh if is_chinese else item.kind.en,
        "options": "\n".join(item.options),
        "rows": "\n".join(item.rows),
        "heading": item.group.heading,
    }
    return {key: value for key, value in row.items() if value}
