"""Whether people are trained in the version of a procedure that is in force, and what a new version asks of them (R41)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import repeat
from typing import NamedTuple

from udfs.choices import means
from udfs.lang import Text
from udfs.people import people_in, person_key
from udfs.standards.versions import Procedure
from udfs.values import CellValue, day_of, is_blank, plain

TRAIN, CONFIRM, NOTHING = (
    Text("需培训", "Training"),
    Text("阅读确认", "Read and confirm"),
    Text("不需要", "Nothing"),
)
REQUIREMENTS = (TRAIN, CONFIRM, NOTHING)
TEST, PRACTICE, READING = Text("考试", "Test"), Text("实操", "Practice"), Text("阅读确认", "Read and confirm")
EXAMS = (TEST, PRACTICE, READING)
YES, NO = Text("是", "Yes"), Text("否", "No")
ANSWERS = (YES, NO)

VALID, EXPIRING, AGAIN, UNTRAINED = (
    Text("有效", "Valid"),
    Text("将到期", "Expiring"),
    Text("需复训", "Train again"),
    Text("未培训", "Not trained"),
)
# From the best to the worst: of several trainings of a person in a procedure the best one counts.
TRAINING_STATES = (VALID, EXPIRING, AGAIN, UNTRAINED)
RENEWED, NOT_NEEDED = Text("已更新", "Renewed"), Text("不再适用", "Not needed")
ROW_STATES = (*TRAINING_STATES, RENEWED, NOT_NEEDED)


class Lesson(NamedTuple):
    """A row of the register of trainings: whose, in which version (its row), when, whether passed and until when it counts.

    One that `is_read` was read and confirmed, which makes up for no training.
    """

    row: int
    person: str
    version: int
    day: date | None
    passed: bool
    valid_until: date | None = None
    is_read: bool = False


class Seat(NamedTuple):
    """Somebody who works by a procedure: the post, and who holds it."""

    post: str
    person: str


@dataclass(frozen=True)
class Standards:
    """The procedures of a workbook, what their versions ask for, who was trained in them and who has to be.

    Attributes:
        procedures: every procedure with its versions.
        needs: what the version of a row asks of those who work by it, one of `REQUIREMENTS`.
        lessons: the trainings, in the order of the table.
        seats: who works by the version of a row, each once.
        today: the day of which everything is said.
        within: so many days before its end a training counts as expiring.
        holders: who holds each post, by its folded name (`holders_of`).
    """

    procedures: Sequence[Procedure]
    needs: Mapping[int, Text]
    lessons: Sequence[Lesson]
    seats: Mapping[int, Sequence[Seat]]
    today: date
    within: float = 30
    holders: Mapping[str, Sequence[str]] = field(default_factory=dict)
    _home: dict[int, Procedure] = field(init=False, default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Know the procedure of each version."""
        self._home.update((version.row, each) for each in self.procedures for version in each.versions)

    def procedure_of(self, version: int) -> Procedure | None:
        """Return the procedure that the version of a row belongs to."""
        return self._home.get(version)

    def later(self, version: int, until: int) -> Iterator[int]:
        """Yield the versions that came into force after one, up to another, both of one procedure."""
        procedure = self._home.get(version)
        if procedure is None or until not in procedure.order:
            return
        known = {each.row: each.effective for each in procedure.versions}
        begun, last = known[version], known[until]
        if begun is not None and last is not None:
            yield from (row for row in procedure.order if (day := known[row]) is not None and begun < day <= last)

    def state(self, lesson: Lesson) -> Text | None:
        """Return what a training says today by itself, one of `TRAINING_STATES`.

        `NOT_NEEDED` where its procedure is in force no more, None where it names no version.
        """
        procedure = self._home.get(lesson.version)
        if procedure is None:
            return None
        current = procedure.in_force(self.today)
        if current is None and not procedure.coming(self.today):
            return NOT_NEEDED
        if lesson.day is None or lesson.day > self.today:
            return UNTRAINED
        changed = () if current is None else self.later(lesson.version, current)
        if not lesson.passed or any(self.needs.get(row, TRAIN) is TRAIN for row in changed):
            return AGAIN
        if lesson.valid_until is None:
            return VALID
        days = (lesson.valid_until - self.today).days
        return AGAIN if days < 0 else EXPIRING if days <= self.within else VALID

    def row_states(self) -> dict[int, Text]:
        """Return what each training says: one that the person has made up for by a better one is `RENEWED`."""
        states = {lesson.row: state for lesson in self.lessons if (state := self.state(lesson)) is not None}
        best = self.best()
        for lesson in self.lessons:
            procedure = self._home.get(lesson.version)
            state = states.get(lesson.row)
            if procedure is None or state not in TRAINING_STATES or lesson.day is None:
                continue
            other = best.get((person_key(lesson.person), procedure.name.casefold()))
            if other is None:
                continue
            is_better = TRAINING_STATES.index(other[0]) < TRAINING_STATES.index(state)
            if is_better and other[1].day is not None and other[1].day >= lesson.day:
                states[lesson.row] = RENEWED
        return states

    def best(self) -> dict[tuple[str, str], tuple[Text, Lesson]]:
        """Return the best training of each person in each procedure, by keys of both, with what it says.

        Where a version up to the one in force asks for training, nobody is trained by reading.
        """
        best: dict[tuple[str, str], tuple[Text, Lesson]] = {}
        for lesson in self.lessons:
            procedure, state = self._home.get(lesson.version), self.state(lesson)
            if procedure is None or state not in TRAINING_STATES or (lesson.is_read and self._asks_training(procedure)):
                continue
            key = person_key(lesson.person), procedure.name.casefold()
            if key not in best or TRAINING_STATES.index(state) < TRAINING_STATES.index(best[key][0]):
                best[key] = state, lesson
        return best

    def _asks_training(self, procedure: Procedure) -> bool:
        current = procedure.in_force(self.today)
        order = procedure.order
        begun = order if current is None else order[: order.index(current) + 1]
        return any(self.needs.get(row, TRAIN) is TRAIN for row in begun)

    def matrix(self) -> dict[str, dict[str, Text]]:
        """Return people by procedures with what is said of each; nobody is there who neither needs a procedure nor was trained."""
        people: dict[str, str] = {}
        cells: dict[str, dict[str, Text]] = {}
        for (person, name), (state, lesson) in self.best().items():
            people.setdefault(person, lesson.person)
            cells.setdefault(person, {})[name] = state
        for procedure in self.procedures:
            row = procedure.in_force(self.today)
            for seat in () if row is None or self.needs.get(row, TRAIN) is NOTHING else self.seats.get(row, ()):
                key = person_key(seat.person)
                people.setdefault(key, seat.person)
                cells.setdefault(key, {}).setdefault(procedure.name.casefold(), UNTRAINED)
        return {people[key]: row for key, row in cells.items()}

    def waiting(self, version: int) -> list[Seat]:
        """Return who works by a version and has neither been trained in it, nor confirmed it, nor is about to.

        Whoever was trained in an earlier version, after which no version asks for training, need not be trained again.
        """
        need = self.needs.get(version, TRAIN)
        if need is NOTHING:
            return []
        procedure = self._home.get(version)
        known = {lesson.version for lesson in self.lessons} if procedure is not None else set()
        enough = {version} | {
            row for row in known if self._home.get(row) is procedure and need is TRAIN and self._covers(row, version)
        }
        done = {person_key(each.person) for each in self.lessons if each.version in enough}
        return [seat for seat in self.seats.get(version, ()) if person_key(seat.person) not in done]

    def _covers(self, trained: int, version: int) -> bool:
        later = list(self.later(trained, version))
        return bool(later) and all(self.needs.get(row, TRAIN) is not TRAIN for row in later)


def need_of(value: CellValue) -> Text:
    """Return what a version asks of its readers; a blank or unknown entry asks for training."""
    return next((need for need in REQUIREMENTS if means(value, need)), TRAIN)


def lessons_of(
    versions: Mapping[tuple[str, str], int],
    columns: Sequence[Sequence[CellValue]],
    needs: Mapping[int, Text],
    origins: Sequence[CellValue] | None = None,
) -> list[Lesson]:
    """Return the trainings that name a version and a person; one that several share counts for each of them.

    Args:
        versions: the row of each version by its workbook (in a register) and its number, both folded.
        columns: number of the version, person, day, whether passed (a blank counts as passed), valid until, how tested.
        needs: what the version of a row asks for.
        origins: in a register, the workbook that each row comes from.
    """
    lessons = []
    for row, (cells, origin) in enumerate(zip(zip(*columns, strict=True), origins or repeat(None), strict=False)):
        number, people, day, passed, until, exam = cells
        version = versions.get((plain(origin).casefold(), plain(number).casefold()))
        if version is not None:
            ends, is_passed = (day_of(day), day_of(until)), not means(passed, NO)
            is_read = means(exam, READING) or (is_blank(exam) and needs.get(version, TRAIN) is CONFIRM)
            lessons += [Lesson(row, name, version, ends[0], is_passed, ends[1], is_read) for name in people_in(people)]
    return lessons


def seats_of(posts: CellValue, holders: Mapping[str, Sequence[str]]) -> list[Seat]:
    """Return who holds the posts that a cell names, each person once.

    Args:
        posts: posts with one of `udfs.people.SEPARATORS` between them.
        holders: who holds each post, by its folded name.
    """
    seats: dict[str, Seat] = {}
    for post in people_in(posts):
        for person in holders.get(person_key(post), ()):
            seats.setdefault(person_key(person), Seat(post, person))
    return list(seats.values())


def holders_of(pairs: Sequence[tuple[CellValue, CellValue]]) -> dict[str, list[str]]:
    """Return who holds each post, by its folded name, from rows that name posts and people."""
    holders: dict[str, dict[str, str]] = {}
    for posts, people in pairs:
        for post in people_in(posts):
            for person in people_in(people):
                holders.setdefault(person_key(post), {}).setdefault(person_key(person), person)
    return {post: list(people.values()) for post, people in holders.items()}


def paper_left(before: CellValue, back: CellValue) -> float | None:
    """Return how many paper copies of the version before are still out; None where it had none or that is not known."""
    if is_blank(before) or not isinstance(before, (int, float)) or before <= 0:
        return None
    left = before - (back if isinstance(back, (int, float)) else 0)
    return left if left > 0 else None
