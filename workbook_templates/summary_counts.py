"""What the panels of 汇总 count: how many rows of a table have each label, and how many name each person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from udfs import people
from udfs.lang import Text
from udfs.values import Cell, CellValue, as_text, is_number
from workbook_templates.areas.model import AreaRefs
from workbook_templates.catalogue import TABLES
from workbook_templates.context import Context
from workbook_templates.figures import count_of_others, count_of_person
from workbook_templates.formulas import literal

LABELS = 9
OTHER = Text("其他/未填", "Other / blank")
TOTAL = Text("合计", "Total")

Labels = Callable[[Context], list[Cell]]


def from_list(key: str) -> Labels:
    """Label the rows with the first entries of a list on 设置, by formula, so that edits there show here."""

    def labels(book: Context) -> list[Cell]:
        entries = [*book.settings.lists[key][:LABELS], *[""] * LABELS][:LABELS]
        return [Cell(entry, f'INDEX(lst_{key},{k})&""') for k, entry in enumerate(entries, 1)]

    return labels


def fixed(words: Sequence[Text]) -> Labels:
    """Label the rows with these words."""

    def labels(book: Context) -> list[Cell]:
        return [Cell(text.to(book.lang)) for text in words] + [Cell("")] * (LABELS - len(words))

    return labels


def people_named(table: str, column: str) -> Labels:
    """Label the rows with those who are named most often: no portable formula lists them, so they are written."""

    def labels(book: Context) -> list[Cell]:
        cells = [Cell(name) for name, _ in people.counted(book.tables[table][column])[:LABELS]]
        return cells + [Cell("")] * (LABELS - len(cells))

    return labels


def counts_of_values(table: str, column: str, labels: Labels) -> Callable[[Context, AreaRefs], list[list[Cell]]]:
    """Count the rows that hold each label."""

    def render(book: Context, refs: AreaRefs) -> list[list[Cell]]:
        data = book.tables[table]
        seen: Counter[str] = Counter()
        for text, known in Counter(map(as_text, data[column])).items():
            seen[text.casefold()] += known
        whole = refs.column(table, column)
        total, last = len(data.records()), LABELS + 1
        rows, counted = [], 0
        for i, label in enumerate(labels(book)):
            known = seen[as_text(label.value).casefold()] if label.value else 0
            count: CellValue = known if label.value else ""
            counted += known
            literal = literal_criterion(refs.cell(i, 0))
            formula = f'IF({refs.cell(i, 0)}="","",COUNTIF({whole},{literal}))'
            rows.append([label, Cell(count, formula), _share(refs, i, count, total)])
        other = max(0, total - counted)
        listed = f"{refs.cell(0, 1)}:{refs.cell(LABELS - 1, 1)}"
        rows.append(
            [
                Cell(OTHER.to(refs.lang)),
                Cell(other, f"MAX(0,{refs.cell(last, 1)}-SUM({listed}))"),
                _share(refs, LABELS, other, total),
            ]
        )
        rows.append([Cell(TOTAL.to(refs.lang)), record_count(book, refs, table), _share(refs, last, total, total)])
        return rows

    return render  # fmt: skip


def literal_criterion(cell: str) -> str:
    """Return a COUNTIF criterion that takes the cell's text literally: no wildcard, no comparison sign."""
    return f'"="&{literal(cell)}'


def counts_of_people(table: str, column: str, labels: Labels) -> Callable[[Context, AreaRefs], list[list[Cell]]]:
    """Count the rows that name each person; whoever shares a row has it counted for each of them."""

    def render(book: Context, refs: AreaRefs) -> list[list[Cell]]:
        data = book.tables[table]
        whole, last = refs.column(table, column), LABELS + 1
        named = [frozenset(map(people.person_key, people.people_in(value))) for value in data[column]]
        seen = Counter(key for keys in named for key in keys)
        records, total = data.records(), len(data.records())
        shown = labels(book)
        rows = []
        for i, label in enumerate(shown):
            here = refs.cell(i, 0)
            count: CellValue = seen[people.person_key(as_text(label.value))] if label.value else ""
            formula = f'IF({here}="","",{count_of_person(whole, here)})'
            rows.append([label, Cell(count, formula), _share(refs, i, count, total)])
        keys = {people.person_key(as_text(label.value)) for label in shown if label.value}
        other = sum(keys.isdisjoint(named[i]) for i in records)
        formula = count_of_others(whole, [refs.cell(i, 0) for i in range(LABELS)], is_record(refs, table))
        rows.append([Cell(OTHER.to(refs.lang)), Cell(other, formula), _share(refs, LABELS, other, total)])
        rows.append([Cell(TOTAL.to(refs.lang)), record_count(book, refs, table), _share(refs, last, total, total)])
        return rows

    return render


def _share(refs: AreaRefs, row: int, count: CellValue, total: int) -> Cell:
    whole, here = refs.cell(LABELS + 1, 1), refs.cell(row, 1)
    value = count / total if is_number(count) and total else ""
    return Cell(value, f'IF(OR({here}="",{whole}=0),"",{here}/{whole})')


def record_count(book: Context, refs: AreaRefs, table: str) -> Cell:
    """Return how many rows count."""
    return Cell(len(book.tables[table].records()), f"SUMPRODUCT({is_record(refs, table)})")


def is_record(refs: AreaRefs, table: str) -> str:
    """Return the test of which rows count, as 1 and 0."""
    ids, subject = refs.column(table, "id"), refs.column(table, TABLES[table].subject)
    return f"(1-ISBLANK({ids})*ISBLANK({subject}))"
