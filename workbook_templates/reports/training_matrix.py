"""The sheet 培训矩阵: people by procedures, who is trained in the version in force, as a heat table (R41)."""

from __future__ import annotations

from dataclasses import dataclass

from udfs.lang import Text
from udfs.standards.trainings import TRAINING_STATES, VALID
from udfs.values import Cell, plain
from workbook_templates.areas.model import Area, AreaRefs
from workbook_templates.context import Context
from workbook_templates.reports.model import Report
from workbook_templates.tables.standards_known import known_standards

PROCEDURES = 12
PEOPLE = 40
# Before the procedures: the person, and in how many of those that they need they are trained.
LEADING = 2
HEADINGS = (Text("文件", "Procedure"), Text("在用版本", "In force"), Text("有效／应培训", "Valid of needed"))
_MORE_PEOPLE, _MORE = Text("其余 {count} 人", "{count} others"), Text("另有 {count} 份文件", "{count} more procedures")


@dataclass(frozen=True)
class Matrix:
    """Who stands how in which procedure: people from the worst on, procedures as the table has them."""

    procedures: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, tuple[Text | None, ...]], ...]


def matrix_of(book: Context) -> Matrix:
    """Return the matrix of the procedures that are in force today, or of which people were trained."""
    if "manuals" not in book.tables:
        return Matrix((), ())
    known, data = book.once(known_standards), book.tables["manuals"]
    cells = known.matrix()
    shown: list[tuple[str, str]] = []
    for procedure in known.procedures:
        row = procedure.in_force(book.today)
        if row is not None or any(procedure.name.casefold() in states for states in cells.values()):
            version = "" if row is None else plain(data["version"][row])
            if procedure.name not in {name for name, _ in shown}:
                shown.append((procedure.name, version))
    keys = [name.casefold() for name, _ in shown]
    people = [(person, tuple(states.get(key) for key in keys)) for person, states in cells.items()]
    people = [(person, states) for person, states in people if any(states)]
    people.sort(key=lambda each: (_worst(each[1]), each[0]))
    return Matrix(tuple(shown), tuple(people))


def _worst(states: tuple[Text | None, ...]) -> list[int]:
    """Return how many states there are of each kind, the worst kind first, so that most of it comes first."""
    return [-sum(state is kind for state in states) for kind in reversed(TRAINING_STATES)]


def _share(states: tuple[Text | None, ...]) -> str:
    """Return how many are valid of those that are needed; what is expiring counts as valid."""
    good = sum(state in TRAINING_STATES[: TRAINING_STATES.index(VALID) + 2] for state in states)
    return f"{good}/{sum(state is not None for state in states)}"


def _heads(book: Context, _refs: AreaRefs) -> list[list[Cell]]:
    matrix = book.once(matrix_of)
    lines: list[list[Cell]] = [[], [], []]
    for at, (name, version) in enumerate(matrix.procedures[:PROCEDURES]):
        share = _share(tuple(states[at] for _, states in matrix.people))
        for line, text in zip(lines, (name, version or "—", share), strict=True):
            line.append(Cell(text))
    return [line + [Cell(None)] * (PROCEDURES - len(line)) for line in lines]


def _table(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    matrix = book.once(matrix_of)
    rows = []
    for person, states in matrix.people[:PEOPLE]:
        texts = [Cell(None if state is None else state.to(refs.lang)) for state in states[:PROCEDURES]]
        rows.append([Cell(person), Cell(_share(states)), *texts, *[Cell(None)] * (PROCEDURES - len(texts))])
    return rows + [[Cell(None)] * (LEADING + PROCEDURES) for _ in range(PEOPLE - len(rows))]


def _state(book: Context, refs: AreaRefs) -> list[list[Cell]]:
    """Say of which day the table is, and what is not shown."""
    matrix = book.once(matrix_of)
    parts = [Text(f"数据截至 {book.today}", f"As of {book.today}").to(refs.lang)]
    for words, all_, room in (
        (_MORE_PEOPLE, len(matrix.people), PEOPLE),
        (_MORE, len(matrix.procedures), PROCEDURES),
    ):
        if all_ > room:
            parts.append(words.to(refs.lang).format(count=all_ - room))
    return [[Cell("；".join(parts) if refs.lang == "zh" else "; ".join(parts))]]


STATE = Area(name="training_state", rows=1, cols=1, render=_state)
HEADS = Area(name="training_heads", rows=len(HEADINGS), cols=PROCEDURES, render=_heads)
TABLE = Area(name="training_matrix", rows=PEOPLE, cols=LEADING + PROCEDURES, render=_table)

TRAINING_MATRIX = Report(
    key="training-matrix",
    table="trainings",
    sheet=Text("培训矩阵", "Training matrix"),
    title=Text("培训矩阵：谁对哪份文件培训有效", "Training matrix: who is trained in which procedure"),
    note=Text(
        "按在用的版本：有效、将到期、需复训、未培训；空白为不需要。谁要培训看手册版本的适用岗位和职责清单（没有时看培训表里的岗位）",
        "By the version in force: valid, expiring, train again, not trained; blank where it is not needed. Who needs it follows from the posts "
        "on Manuals and Duties (without duties from the posts on Trainings)",
    ),
    areas=(STATE, HEADS, TABLE),
)
