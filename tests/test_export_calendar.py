"""`export --ics`: calendars that mail programs read, the same event for the same task every time."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar
import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.book.file.book import FileBook
from addin.commands.export import export
from addin.commands.schedule import schedule
from addin.exporting.ics import CONFIRMED, Event, calendar
from addin.xlsx import Cell, Workbook
from tests.helpers.books import ISSUE, NOW, TASK, demo, filled, set_cell
from tests.helpers.commandline import kaizen
from tests.helpers.desk import At
from tests.helpers.plans import plan_of
from tests.helpers.today import day_at_processes
from udfs.problems import RefusalError, commands
from udfs.values import CellValue
from workbook_templates.names import TemplateKey

TODAY = NOW.date()


def plan(folder: Path, *rows: Mapping[str, CellValue]) -> Path:
    numbered = [{**TASK, "id": f"T-{i:03}", **row} for i, row in enumerate(rows, 1)]
    return plan_of(folder, numbered)


def events(path: Path) -> dict[str, Any]:
    """Return the events of a calendar by their titles."""
    return {str(event["summary"]): event for event in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")}


def days(first: date, count: int) -> date:
    """Return the last of so many working days, by another library's calendar."""
    while True:
        count -= chinese_calendar.is_workday(first)
        if count <= 0 and chinese_calendar.is_workday(first):
            return first
        first += timedelta(days=1)


def test_everybody_gets_a_calendar(tmp_path: Path) -> None:
    path = plan(tmp_path, {"owner": "王芳"}, {"owner": "李强、王芳"}, {"owner": None}, {"owner": "王芳"})
    outcome = export(FileBook(path), NOW, tmp_path, "计划", with_ics=True)
    results = {file.name: events(file) for file in tmp_path.glob("*.ics")}
    assert {name: len(present) for name, present in results.items()} == {
        "日程-王芳.ics": 3, "日程-李强.ics": 1, "日程-未分配.ics": 1,
    }  # fmt: skip
    assert results["日程-李强.ics"]["T-002 开发接口"]["uid"] == results["日程-王芳.ics"]["T-002 开发接口"]["uid"]
    assert all(name in outcome.message.zh for name in results)


def test_what_is_done_is_not_done_in_the_future(tmp_path: Path) -> None:
    """Nobody has said when: it was done by today, a Friday, whatever was planned; the schedule says so, the calendar, too."""
    path = plan(tmp_path, {"start": TODAY + timedelta(days=5), "duration": 3, "progress": 1, "owner": "王芳"})
    schedule(FileBook(path, writing=True), NOW)
    export(FileBook(path), NOW, tmp_path, "计划", with_ics=True, with_mspdi=True)
    (event,) = events(tmp_path / "日程-王芳.ics").values()
    assert (event["dtstart"].dt, event["dtend"].dt) == (TODAY, TODAY + timedelta(days=1))
    (file,) = tmp_path.glob("*.xml")
    assert f"<ActualFinish>{TODAY}" in file.read_text()


def test_days_are_whole_and_skip_holidays(tmp_path: Path) -> None:
    begins = date(2026, 9, 28)
    path = plan(
        tmp_path, {"start": begins, "duration": 6}, {"start": begins, "duration": 0}, {"start": date(2026, 10, 1)}
    )
    export(FileBook(path), NOW, tmp_path, "计划", with_ics=True)
    (file,) = tmp_path.glob("*.ics")
    first, milestone, holiday = events(file).values()
    assert first["dtstart"].dt == begins
    assert first["dtend"].dt == days(begins, 6) + timedelta(days=1)
    assert (milestone["dtstart"].dt, milestone["dtend"].dt) == (begins, begins + timedelta(days=1))
    assert holiday["dtstart"].dt == days(date(2026, 10, 1), 1)
    assert all(event["transp"] == "TRANSPARENT" for event in (first, milestone, holiday))


def test_an_event_tells_what_the_task_is(tmp_path: Path) -> None:
    path = plan(tmp_path, {}, {"what": "联调与灰度", "predecessors": "T-001FS+2", "progress": 0.7, "support": "客服部"})
    schedule(FileBook(path, writing=True), NOW)
    export(FileBook(path), NOW, tmp_path, "计划", with_ics=True)
    event = events(tmp_path / "日程-陈涛.ics")["T-002 联调与灰度"]
    text = str(event["description"])
    for words in ("对接ERP", "自动录入", "抽样无误", "T-001FS+2", "70%", "客服部"):
        assert words in text
    assert event["status"] == "CONFIRMED"


def test_critical_held_and_late_tasks(tmp_path: Path) -> None:
    late = TODAY - timedelta(days=20)
    path = plan(
        tmp_path,
        {"what": "关键的", "start": TODAY, "duration": 90},
        {"what": "不急的", "start": TODAY, "duration": 1},
        {"what": "停了的", "held": "暂停"},
        {"what": "不做的", "held": "取消"},
        {"what": "拖着的", "start": late, "duration": 3, "progress": 0.5, "started_on": late},
        {"what": "做完的", "start": late, "duration": 3, "done_on": TODAY - timedelta(days=8)},
    )
    schedule(FileBook(path, writing=True), NOW)
    export(FileBook(path), NOW, tmp_path, "计划", with_ics=True)
    results = {title.partition(" ")[2]: event for title, event in events(tmp_path / "日程-陈涛.ics").items()}
    assert {title: str(event["status"]) for title, event in results.items() if event["status"] != "CONFIRMED"} == {
        "停了的": "TENTATIVE",
        "不做的": "CANCELLED",
    }
    assert [title for title, event in results.items() if "categories" in event] == ["关键的"]
    assert results["关键的"]["categories"].to_ical().decode() == "关键"
    assert results["拖着的"]["dtend"].dt > TODAY
    assert results["做完的"]["dtend"].dt == TODAY - timedelta(days=7)
    reminded = {title for title, event in results.items() if event.walk("VALARM")}
    assert reminded == {"关键的", "不急的", "拖着的"}
    (alarm,) = results["不急的"].walk("VALARM")
    rings = datetime.combine(results["不急的"]["dtend"].dt, datetime.min.time()) + alarm["trigger"].dt
    assert alarm["trigger"].params["RELATED"] == "END"
    assert rings == datetime.combine(results["不急的"]["dtend"].dt - timedelta(days=1), datetime.min.time()).replace(
        hour=9
    )


def test_the_same_task_is_the_same_event_next_time(desk: At, tmp_path: Path) -> None:
    book = desk(demo(tmp_path, TemplateKey.PLAN))
    for number, moment in enumerate((NOW, NOW + timedelta(hours=1))):
        (tmp_path / f"{number}").mkdir()
        export(book.book(), moment, tmp_path / f"{number}", "计划", with_ics=True)
    first, second = (events(tmp_path / f"{number}" / "日程-陈涛.ics") for number in (0, 1))
    assert [event["uid"] for event in first.values()] == [event["uid"] for event in second.values()]
    assert len({event["uid"] for event in first.values()}) == len(first) == 4
    for title, event in first.items():
        assert second[title]["sequence"] > event["sequence"]
        assert second[title]["last-modified"].dt > event["last-modified"].dt


def test_a_copied_workbook_sorted_anew_keeps_the_events(tmp_path: Path) -> None:
    path = plan(tmp_path, {"what": "甲"}, {"what": "乙"})
    export(FileBook(path), NOW, tmp_path, "计划", with_ics=True)
    before = {title[-1]: event["uid"] for title, event in events(tmp_path / "日程-陈涛.ics").items()}
    view, editor = FileBook(path).view("tasks"), Workbook.open(path, writing=True)
    for key in ("what", "_id"):
        for at, value in enumerate(reversed(view.data[key][:2])):
            set_cell(editor, view.sheet, view.first_row + at, view.column_numbers[key], Cell(value))
    editor.save()
    export(FileBook(path), NOW, tmp_path, "计划", with_ics=True)
    after = {title[-1]: event["uid"] for title, event in events(tmp_path / "日程-陈涛-2.ics").items()}
    assert after == before


def test_rows_without_identity_get_one_and_nothing_else_changes(tmp_path: Path) -> None:
    path = plan(tmp_path, {}, {})
    view, editor = FileBook(path).view("tasks"), Workbook.open(path, writing=True)
    set_cell(editor, view.sheet, view.first_row, view.column_numbers["_id"], Cell(None))
    editor.save()
    before = FileBook(path).view("tasks").data.columns
    export(FileBook(path), NOW, tmp_path, "计划", with_ics=True)
    after = FileBook(path).view("tasks").data.columns
    assert after["_id"][0]
    assert {key: values for key, values in after.items() if key != "_id"} == {
        key: values for key, values in before.items() if key != "_id"
    }
    content = path.read_bytes()
    export(FileBook(path), NOW, tmp_path, "计划", with_ics=True, with_mspdi=True)
    assert path.read_bytes() == content


def test_a_task_without_a_date_is_reported(tmp_path: Path) -> None:
    path = plan(tmp_path, {}, {"start": None})
    outcome = export(FileBook(path), NOW, tmp_path, "计划", with_ics=True)
    assert [finding.problem.code for finding in outcome.findings] == ["task-undated"]
    assert list(events(tmp_path / "日程-陈涛.ics")) == ["T-001 开发接口"]
    (tmp_path / "无").mkdir()
    with pytest.raises(RefusalError, match="nothing-dated"):
        export(FileBook(plan(tmp_path / "无", {"start": None})), NOW, tmp_path / "无", "计划", with_ics=True)


def test_one_file_holds_everybody(tmp_path: Path) -> None:
    path = plan(tmp_path, {"owner": "王芳"}, {"owner": "李强、王芳"}, {"owner": None})
    export(FileBook(path), NOW, tmp_path / "团队.ics", "计划", with_ics=True)
    assert len(events(tmp_path / "团队.ics")) == 3


@pytest.mark.parametrize(
    ("target", "formats", "code"),
    [
        ("", {}, "export-what"),
        ("a.ics", {"with_ics": True, "with_mspdi": True}, "export-one-file"),
        ("a.xml", {"with_ics": True}, "export-suffix"),
        ("a.ics", {"with_mspdi": True}, "export-suffix"),
        ("没有", {"with_ics": True}, "folder-missing"),
        ("没有/a.xml", {"with_mspdi": True}, "folder-missing"),
        ("有.xml", {"with_mspdi": True}, "target-exists"),
        ("有.ics", {"with_ics": True}, "target-exists"),
    ],
)
def test_what_cannot_be_exported_leaves_everything(
    target: str, formats: dict[str, bool], code: str, tmp_path: Path
) -> None:
    path = plan(tmp_path, {})
    for name in ("有.xml", "有.ics"):
        (tmp_path / name).write_text("我的", "utf-8")
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    with pytest.raises(RefusalError) as refused:
        export(FileBook(path), NOW, tmp_path / target, "计划", **formats)
    assert refused.value.finding.problem.code == code
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_where_one_file_cannot_be_written_none_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from addin import safefile

    path = plan(tmp_path, {"owner": "王芳"}, {"owner": "李强"})
    real, count = safefile.write_new, iter(range(9))

    def failing(target: Path, content: bytes) -> Path:
        if next(count):
            raise RefusalError(safefile.commands.CANNOT_WRITE, name=target.name, reason="full")
        return real(target, content)

    monkeypatch.setattr(safefile, "write_new", failing)
    with pytest.raises(RefusalError, match="cannot-write"):
        export(FileBook(path), NOW, tmp_path, "计划", with_ics=True)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_workbook_without_a_plan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusalError, match="not-a-plan"):
        export(FileBook(filled(tmp_path, [ISSUE])), NOW, tmp_path, "x", with_ics=True)


def test_an_updated_calendar_takes_the_place_of_the_one_that_people_subscribe_to(tmp_path: Path) -> None:
    path = plan(tmp_path, {"owner": "王芳"}, {"what": "联调", "owner": "王芳"}, {"owner": "李强"})
    export(FileBook(path), NOW, tmp_path, "计划", with_ics=True)
    before = events(tmp_path / "日程-王芳.ics")
    view, editor = FileBook(path).view("tasks"), Workbook.open(path, writing=True)
    for row, key, value in ((0, "held", "取消"), (1, "what", "联调与灰度"), (2, "owner", "王芳")):
        set_cell(editor, view.sheet, view.first_row + row, view.column_numbers[key], Cell(value))
    editor.save()
    outcome = export(FileBook(path), NOW + timedelta(days=1), tmp_path, "计划", with_ics=True, update=True)
    assert sorted(file.name for file in tmp_path.glob("*.ics")) == ["日程-李强.ics", "日程-王芳.ics"]
    after = events(tmp_path / "日程-王芳.ics")
    assert len(after) == 3
    assert {str(event["uid"]) for event in before.values()} < {str(event["uid"]) for event in after.values()}
    assert after["T-001 开发接口"]["status"] == "CANCELLED"
    assert after["T-002 联调与灰度"]["sequence"] > before["T-002 联调"]["sequence"]
    assert [(f.problem.code, f.args["name"]) for f in outcome.findings] == [("calendar-left", "日程-李强.ics")]


@pytest.mark.parametrize(
    "content", [b"mine", b"BEGIN:VCALENDAR\r\nPRODID:-//Kaizen Ribbon//1//ZH\r\nBEGIN:VEVENT\r\nUID:1-2@x\r\n"]
)
def test_an_update_replaces_no_calendar_of_somebody_else(content: bytes, tmp_path: Path) -> None:
    path = plan(tmp_path, {"owner": "王芳"})
    for name in ("日程-王芳.ics", "团队.ics"):
        (tmp_path / name).write_bytes(content)
    export(FileBook(path), NOW, tmp_path, "计划", with_ics=True, update=True)
    assert (tmp_path / "日程-王芳.ics").read_bytes() == content
    assert len(events(tmp_path / "日程-王芳-2.ics")) == 1
    with pytest.raises(RefusalError, match="target-exists"):
        export(FileBook(path), NOW, tmp_path / "团队.ics", "计划", with_ics=True, update=True)
    assert (tmp_path / "团队.ics").read_bytes() == content


def test_where_an_update_fails_the_calendars_are_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = plan(tmp_path, {"owner": "王芳"}, {"owner": "李强"})
    export(FileBook(path), NOW, tmp_path, "计划", with_ics=True)
    before = {file.name: file.read_bytes() for file in tmp_path.glob("*.ics")}

    def failing(_self: FileBook) -> None:
        raise RefusalError(commands.CANNOT_WRITE, name=path.name, reason="full")

    monkeypatch.setattr(FileBook, "save", failing)
    with pytest.raises(RefusalError, match="cannot-write"):
        export(FileBook(path), NOW + timedelta(days=1), tmp_path, "计划", with_ics=True, update=True)
    assert {file.name: file.read_bytes() for file in tmp_path.glob("*.ics")} == before


def test_work_under_way_begins_on_the_day_on_the_sheet(tmp_path: Path) -> None:
    """It was begun on a Saturday, or in the holidays: the day stands on the sheet, and nobody moves it."""
    saturday, holiday = date(2026, 11, 14), date(2026, 10, 3)
    path = plan(
        tmp_path,
        {"what": "甲", "start": saturday, "progress": 0.4},
        {"what": "乙", "start": saturday, "progress": 1},
        {"what": "丙", "start": saturday, "started_on": saturday},
        {"what": "丁", "start": holiday, "progress": 0.3},
    )
    export(FileBook(path), NOW, tmp_path, "计划", with_ics=True, with_mspdi=True)
    first = [event["dtstart"].dt for event in events(tmp_path / "日程-陈涛.ics").values()]
    assert first == [saturday, saturday, saturday, holiday]
    (project,) = tmp_path.glob("*.xml")
    starts = re.findall(r"<Start>(\d{4}-\d\d-\d\d)T[^<]*</Start>", project.read_text("utf-8"))
    assert [str(day) for day in first] == [day for day in starts if day in map(str, (saturday, holiday))][:4]


def test_the_message_names_the_folder_and_offers_subscribing(tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.PLAN, "zh", day_at_processes())
    done = kaizen("export", path.name, "--ics", "-o", "团队.ics", cwd=tmp_path)
    assert str(tmp_path) in done.stdout.replace("\n", "")
    assert "订阅" in done.stdout.replace("\n", "")
    again = kaizen("export", path.name, "--ics", "--update", "-o", "团队.ics", "--lang", "en", cwd=tmp_path)
    assert again.returncode == 0, again.stdout
    assert "Subscribe" in again.stdout


def test_by_the_command_line_in_both_languages(tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.PLAN, "en", day_at_processes())
    done = kaizen("export", path, "--ics", "--mspdi", "-o", tmp_path / "out", "--lang", "en", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    built = sorted(file.name for file in (tmp_path / "out").iterdir())
    assert f"{path.stem}.xml" in built
    assert "schedule-Wang Fang.ics" in built
    assert all(name in done.stdout for name in built)
    again = kaizen("export", path, "--mspdi", "--json", cwd=tmp_path)
    assert json.loads(again.stdout)["listings"][0]["rows"][0][0] == f"{path.stem}.xml"
    assert (tmp_path / f"{path.stem}.xml").is_file()
    assert kaizen("export", path, cwd=tmp_path).returncode == 2


# --- the format ------------------------------------------------------------------------------------------------------

PIECES = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.sampled_from(
    ["\n", "\t", "好" * 40, "\\n", ";,:"]
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)
EVENTS = st.builds(
    Event, uid=st.uuids().map(str), title=TEXTS, first=st.dates(date(2000, 1, 1), date(2100, 1, 1)), last=st.none(), text=TEXTS,
    status=st.just(CONFIRMED), categories=st.lists(TEXTS.filter(bool), max_size=2).map(tuple), reminded=st.booleans(),
)  # fmt: skip


def spans(drawn: list[Event]) -> Iterator[Event]:
    for at, event in enumerate(drawn):
        yield Event(**{**event.__dict__, "last": event.first + timedelta(days=at)})


@settings(max_examples=60)
@given(st.lists(EVENTS, min_size=1, max_size=4), TEXTS)
def test_two_other_programs_read_what_was_written(drawn: list[Event], name: str) -> None:
    written = list(spans(drawn))
    content = calendar(name, written, NOW, "zh")
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode("utf-8") or True for line in lines)
    read = icalendar.Calendar.from_ical(content).walk("VEVENT")
    others = vobject.readOne(content.decode("utf-8")).vevent_list
    for event, first, second in zip(written, read, others, strict=True):
        assert str(first["uid"]) == second.uid.value == event.uid
        assert first["dtstart"].dt == second.dtstart.value == event.first
        assert first["dtend"].dt == second.dtend.value == event.last + timedelta(days=1)
        assert str(first["summary"]) == second.summary.value == event.title
        assert str(first.get("description", "")) == getattr(
            second, "description", second.summary
        ).value == event.text or (not event.text and not hasattr(second, "description"))
        assert bool(first.walk("VALARM")) == hasattr(second, "valarm") == event.reminded


def test_unseen_characters_do_not_break_a_calendar() -> None:
    event = Event("1", "a\0b\x07c", TODAY, TODAY, "x\r\ny\rz", CONFIRMED, (), reminded=False)
    (read,) = icalendar.Calendar.from_ical(calendar("n", [event], NOW, "en")).walk("VEVENT")
    assert (str(read["summary"]), str(read["description"])) == ("abc", "x\ny\nz")
