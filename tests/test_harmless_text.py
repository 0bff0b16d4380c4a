"""What another program's own text does to calendars and project files: it stays text, in titles, headings and cells."""

from pathlib import Path

import icalendar
from lxml import etree

from addin.book.file.book import FileBook
from addin.commands.export import export
from tests.helpers.books import NOW, TASK
from tests.helpers.departments import renamed, typed
from tests.helpers.plans import plan_of
from udfs.values import Cell

# Line ends of every kind with fields behind them, ends of elements, places for parameters, and what looks like a formula.
HOSTILE = (
    "开发\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:另一件事",
    "接口\nATTENDEE:mailto:someone@x.cn",
    "测试\u2028ATTENDEE:mailto:someone@x.cn\u0085X-A:b",
    "</Name></Task><Task><Name>多出来的 & <b>",
    "a;b,c:d\\n\\,",
    "{value} %s %(id)s",
    "=1+1",
)
_PROJECT = "{http://schemas.microsoft.com/project}"


def plan(folder: Path) -> Path:
    """Return a plan whose texts, owners and own heading are all of that kind."""
    rows = [{**TASK, "id": f"T-{i:03}", "what": text, "how": text, "target": text} for i, text in enumerate(HOSTILE, 1)]
    path = plan_of(folder, rows)
    typed(path, "tasks", {("support", i): Cell(text) for i, text in enumerate(HOSTILE)})
    renamed(path, "tasks", "support", HOSTILE[3])
    return path


def test_a_calendar_has_one_event_for_each_task_and_no_fields_of_theirs(tmp_path: Path) -> None:
    export(FileBook(plan(tmp_path)), NOW, tmp_path, "计划", with_ics=True)
    events = [
        event
        for file in tmp_path.glob("*.ics")
        for event in icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    ]
    assert len(events) == len(HOSTILE)
    assert not any("attendee" in event or "x-a" in event for event in events)
    titles = sorted(str(event["summary"]).split(" ", 1)[1].split() for event in events)
    assert titles == sorted(text.split() for text in HOSTILE)


def test_a_project_file_has_one_element_for_each_task_and_the_texts_whole(tmp_path: Path) -> None:
    export(FileBook(plan(tmp_path)), NOW, tmp_path, "计划", with_mspdi=True)
    (file,) = tmp_path.glob("*.xml")
    root = etree.fromstring(file.read_bytes())
    names = [element.text for element in root.iterfind(f"{_PROJECT}Tasks/{_PROJECT}Task/{_PROJECT}Name")]
    shown = [(name or "").split() for name in names]
    assert all(text.split() in shown for text in HOSTILE)
    assert len(names) <= len(HOSTILE) + 1  # and the project itself
    aliases = {element.text for element in root.iter(f"{_PROJECT}Alias")}
    assert HOSTILE[3] in aliases
