"""A new version gets its planned trainings: each person once, on a working day, before the version where there is time."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.check import check
from addin.commands.history import undo
from addin.commands.trainings import trainings
from tests.helpers.books import NOW
from tests.helpers.desk import At, Desk, FileDesk
from udfs.problems import RefusalError
from udfs.standards.days import planned_for
from udfs.values import CellValue
from workbook_templates.builder.book import skeleton
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey

TODAY = NOW.date()  # a Friday
Row = dict[str, CellValue]
VERSION: Row = {"name": "审核", "version": "V1", "changes": "首次发布", "owner": "李强", "published": date(2026, 1, 1), "effective": date(2026, 1, 1),
                "posts": "审核员", "training": "需培训"}  # fmt: skip
COMING: Row = {
    **VERSION,
    "version": "V2",
    "published": TODAY,
    "effective": TODAY + timedelta(10),
    "training": "阅读确认",
}
DUTIES = [("审核员", "王芳、张敏"), ("组长", "李强")]


def filled(folder: Path, manuals: list[Row], lessons: list[Row], lang: str = "zh") -> Path:
    path = folder / "效果与固化.xlsx"
    path.write_bytes(skeleton(TemplateKey.RESULTS, lang, ("manuals", "trainings", "feedback", "duties")))  # type: ignore[arg-type]
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(TABLES["manuals"], [{"id": f"V-{n}", **row} for n, row in enumerate(manuals, 1)])
    session.append(TABLES["trainings"], [{"id": f"TR-{n:03}", **row} for n, row in enumerate(lessons, 1)])
    session.append(TABLES["duties"], [{"step": "一", "post": post, "owner": who} for post, who in DUTIES])
    session.finish()
    return path


def rows(at: Desk) -> list[tuple[CellValue, ...]]:
    data = at.view("trainings").data
    keys = ("id", "manual", "post", "owner", "planned_on", "way", "exam", "title", "state")
    return [tuple(data[key][row] for key in keys) for row in data.records()]


def waits(at: Desk) -> list[str]:
    return [f.cell for f in at.run(check).findings if f.problem.code == "readers-waiting"]


def test_whoever_has_no_row_gets_one_once_and_undo_takes_them(desk: At, tmp_path: Path) -> None:
    at = desk(
        filled(
            tmp_path,
            [{**VERSION, "posts": "审核员、组长"}, COMING, {**VERSION, "name": "归档", "training": "不需要"}],
            [{"manual": "V-1", "owner": "王芳", "post": "审核员", "done_on": date(2026, 2, 1)}],
        )
    )
    assert len(waits(at)) == 2
    outcome = at.run(trainings)
    assert outcome.message.zh.startswith("“培训”加了 4 行，审核 V1：张敏、李强；审核 V2：王芳、张敏")
    monday, friday = date(2026, 11, 23), date(2026, 11, 27)
    assert rows(at)[1:] == [
        ("TR-002", "V-1", "审核员", "张敏", monday, None, None, "审核 V1", "未培训"),  # in three days
        ("TR-003", "V-1", "组长", "李强", monday, None, None, "审核 V1", "未培训"),
        (
            "TR-004",
            "V-2",
            "审核员",
            "王芳",
            friday,
            "自学",
            "阅读确认",
            "审核 V2",
            "未培训",
        ),  # three days before Monday
        ("TR-005", "V-2", "审核员", "张敏", friday, "自学", "阅读确认", "审核 V2", "未培训"),
    ]
    assert waits(at) == []
    again = at.run(trainings)
    assert (again.message.zh[:6], again.listings, len(rows(at))) == ("没有要加的：", [], 5)
    at.run(undo)
    at.run(undo)
    assert len(rows(at)) == 1


def test_what_somebody_deleted_comes_again_only_while_it_is_asked_for(tmp_path: Path) -> None:
    at = FileDesk(filled(tmp_path, [VERSION], []))
    at.run(trainings)
    for key in ("id", "manual", "post", "owner", "planned_on", "title", "state", "_id"):
        at.type(key, 0, None, "trainings")
    at.run(trainings)
    assert sorted(str(row[3]) for row in rows(at)) == ["张敏", "王芳"]
    at.type("owner", 0, "赵六", "trainings")
    at.type("training", 0, "不需要", "manuals")
    assert at.run(trainings).message.zh.startswith("没有要加的")


def test_a_planned_day_and_a_failed_test_are_rows_already(tmp_path: Path) -> None:
    lessons: list[Row] = [
        {"manual": "v-1", "owner": "王芳", "planned_on": TODAY},
        {"manual": "V-1", "owner": "张敏", "done_on": TODAY - timedelta(3), "passed": "否"},
    ]
    at = FileDesk(filled(tmp_path, [VERSION], lessons))
    assert at.run(trainings).message.zh.startswith("没有要加的")
    assert len(rows(at)) == 2


def test_a_version_that_no_row_can_name_is_said_and_never_planned_twice(tmp_path: Path) -> None:
    """Two versions of one number, and one of none: a row would count for another, and be added at every run."""
    rows_of: list[Row] = [VERSION, {**VERSION, "id": "V-1", "name": "退款"}, {**VERSION, "id": None, "name": "归档"}]
    at = FileDesk(filled(tmp_path, rows_of, []))
    cell = at.view("manuals").cell
    for count in (2, 2):
        outcome = at.run(trainings)
        assert f"手册版本 {cell('id', 1)}、{cell('id', 2)} 的编号空着或与别的版本相同" in outcome.message.zh
        assert len(rows(at)) == count


@pytest.mark.parametrize(("tables", "sheet"), [(("trainings",), "手册版本"), (("manuals",), "培训")])
def test_without_both_tables_it_is_refused(tables: tuple[str, ...], sheet: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(skeleton(TemplateKey.RESULTS, "zh", tables))
    before = path.read_bytes()
    with pytest.raises(RefusalError) as refused:
        FileDesk(path).run(trainings)
    assert (refused.value.finding.problem.code, path.read_bytes()) == ("table-missing", before)
    assert sheet in refused.value.finding.what("zh")


def test_english_words_are_those_of_the_workbook(tmp_path: Path) -> None:
    at = FileDesk(filled(tmp_path, [{**COMING, "training": "Read and confirm"}], [], "en"))
    assert at.run(trainings).message.en == "2 rows added to Trainings, 审核 V2: 王芳, 张敏"
    assert {row[5:7] for row in rows(at)} == {("Self-study", "Read and confirm")}


@given(
    st.none() | st.integers(-40, 40).map(lambda days: TODAY + timedelta(days)),
    st.integers(0, 30),
    st.frozensets(st.integers(0, 6), max_size=6),
)
def test_the_planned_day_is_a_working_day_and_comes_before_the_version_where_there_is_one(
    effective: date | None, ahead: int, off: frozenset[int]
) -> None:
    """Against a search of all days: the last working day between today and so many days ahead, else the next one."""
    day = planned_for(effective, TODAY, ahead, lambda day: day.weekday() not in off)
    assert day >= TODAY
    assert day.weekday() not in off
    coming = effective is not None and effective > TODAY
    limit = max(effective - timedelta(ahead), TODAY) if effective is not None and coming else TODAY + timedelta(ahead)
    every = [TODAY + timedelta(n) for n in range(90)]
    working = [each for each in every if each.weekday() not in off]
    early = [each for each in working if each <= limit] if coming else []
    assert day == (early[-1] if early else next(each for each in working if each >= limit))
