"""Every button of the ribbon, clicked on a workbook that is open in a real spreadsheet program."""

import inspect
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest

from addin.book.file.book import FileBook
from addin.book.live.book import LiveBook
from addin.commands.table import Needs, loaded
from addin.excel.entry import answer
from addin.excel.post import show_drafts
from addin.excel.ribbon import BUTTONS
from addin.xlsx import Workbook
from tests.helpers.books import NOW, blank, demo
from tests.helpers.desk import LiveDesk
from tests.helpers.mailroom import WANG, sent, typed
from tests.helpers.office import Office
from tests.helpers.uno_engine import Open, opened
from udfs.lang import Lang
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey


def clicked(command: str, book: Any, lang: Any = "zh", chosen: str = "") -> tuple[str, str]:
    """Click a button; return how the message was shown, and its words."""
    app = book.app
    before = len(app.impl.alerts)
    answer(command, app, book, lang, chosen, NOW)
    assert app.impl.status_bar is False
    return app.impl.alerts[-1] if len(app.impl.alerts) > before else ("", "")


PLANNING = {
    "calendar-known",
    "schedule",
    "level",
    "baseline",
    "load",
    "export-ics",
    "export-ics-update",
    "export-mspdi",
    "report-plan",
}
# What they need is a table of causes.
CAUSES = {"causes", "pareto", "report-root-cause"}
# Or of measures.
OF_MEASURES = {"monitor", "compare", "signals", "report-monitor"}
# Or of effects.
OF_EFFECTS = {"verdict", "report-effect", "report-manual"}
# Or of the steps of processes.
OF_STEPS = {"flow", "simulate"}
# Or of reviews or drills.
OF_DECISIONS = {"tasks", "trainings"}
# Or of ideas.
OF_IDEAS = {"plans"}
# Or of questions.
OF_SURVEYS = {"share-survey", "survey", "keywords"}
# Or of solutions, of issues, of reviews.
OF_OTHERS = {
    "report-design": TemplateKey.SCORING,
    "report-a3": TemplateKey.ISSUES,
    "report-review": TemplateKey.GOVERNANCE,
}


@pytest.mark.parametrize("command", sorted(PLANNING))
def test_each_button_about_plans_on_a_plan(command: str, open_book: Open, tmp_path: Path) -> None:
    book, _ = open_book(demo(tmp_path, TemplateKey.PLAN))
    mode, reports = clicked(command, book)
    assert (mode, bool(reports)) == ("info", True)


def test_the_button_about_ideas_makes_solutions_of_those_selected(open_book: Open, tmp_path: Path) -> None:
    book, _ = open_book(demo(tmp_path, TemplateKey.SCORING))
    view = LiveBook(book).view("ideas")
    book.app.impl.selection = book.sheets[view.sheet].range((view.first_row + 2, 3)).impl
    mode, reports = clicked("plans", book)
    assert (mode, "ID-003 → S-010" in reports) == ("info", True)


@pytest.mark.parametrize("command", sorted(OF_MEASURES))
def test_each_button_about_measures_on_measures(command: str, open_book: Open, tmp_path: Path) -> None:
    book, _ = open_book(demo(tmp_path, TemplateKey.MEASURES))
    mode, reports = clicked(command, book)
    assert (mode, bool(reports)) == ("info", True)
    if command == "signals":  # the signal that is selected is to become an issue, for which there is no table
        view = LiveBook(book).view("signals")
        book.app.impl.selection = book.sheets[view.sheet].range((view.first_row, 3)).impl
        mode, reports = clicked(command, book)
        assert (mode, "问题清单" in reports) == ("critical", True)
    if command == "monitor":
        variation = LiveBook(book).view("measures").data["variation"]
        assert set(variation[:5]) <= {"改善", "恶化", "变了", "稳定"}
        assert {"稳定"} < set(variation[:5])
        _counts_an_export(book, tmp_path)


def _counts_an_export(book: Any, folder: Path) -> None:
    """Two orders of a day that has no points yet: their mean, and one complaint of the two."""
    export = folder / "订单.csv"
    heading = "下单时间,状态,处理时长(小时),是否投诉,差错数,仓库,满意度"
    lines = (heading, "2026-11-19 09:00,已完成,3,是,0,华东仓,5", "2026-11-19 10:00,已完成,5,否,1,华东仓,4")
    export.write_text("\n".join(lines), "utf-8")
    mode, _ = clicked("measure", book, chosen=str(export))
    assert mode == "info"
    data = LiveBook(book).view("points").data
    fresh = {
        data["measure"][row]: (data["value"][row], data["numerator"][row], data["denominator"][row])
        for row in data.records()
        if data["date"][row] == date(2026, 11, 19)
    }
    assert fresh["M-001"][1:] == (8, 2)
    assert fresh["M-002"][1:] == (1, 2)


def test_the_button_about_effects_on_effects(open_book: Open, tmp_path: Path) -> None:
    book, _ = open_book(demo(tmp_path, TemplateKey.RESULTS))
    mode, reports = clicked("verdict", book)
    assert (mode, "改善 2" in reports) == ("info", True)
    mode, reports = clicked("trainings", book)
    assert (mode, bool(reports)) == ("info", True)


def test_the_buttons_about_surveys_on_a_survey(open_book: Open, tmp_path: Path) -> None:
    book, _ = open_book(demo(tmp_path, TemplateKey.SURVEY))
    mode, reports = clicked("share-survey", book)
    assert (mode, "150" in reports, len([*(tmp_path / "调研-分享").glob("*.eml")])) == ("info", True, 150)
    mode, reports = clicked("survey", book)
    assert (mode, "120" in reports) == ("info", True)
    mode, reports = clicked("keywords", book)
    assert (mode, "物流慢" in reports) == ("info", True)


def test_the_buttons_about_processes_on_their_steps(open_book: Open, tmp_path: Path) -> None:
    book, _ = open_book(demo(tmp_path, TemplateKey.PROCESS))
    mode, reports = clicked("flow", book)
    assert (mode, "2 条细则，22 步" in reports) == ("info", True)
    mode, reports = clicked("simulate", book)
    assert (mode, "模拟了 5 个情景" in reports) == ("info", True)


@pytest.mark.parametrize("command", sorted(OF_OTHERS))
def test_each_report_on_the_workbook_of_its_table(command: str, open_book: Open, tmp_path: Path) -> None:
    book, _ = open_book(demo(tmp_path, OF_OTHERS[command]))
    mode, reports = clicked(command, book)
    assert (mode, ".docx" in reports, len([*tmp_path.glob("*.docx")])) == ("info", True, 1)


def test_the_report_of_causes_goes_beside_the_workbook_and_is_named(open_book: Open, tmp_path: Path) -> None:
    book, document = open_book(demo(tmp_path, TemplateKey.ROOT_CAUSE))
    before = LiveDesk(book, document).everything()
    for name in ("根因分析-根因分析报告.docx", "根因分析-根因分析报告 (2).docx"):
        mode, reports = clicked("report-root-cause", book)
        assert (mode, name in reports, (tmp_path / name).is_file()) == ("info", True, True)
    assert LiveDesk(book, document).everything() == before


# Of these each changes the file, which is seen below.
OURS = [name for name, (_, b) in BUTTONS.items() if b.needs is Needs.OURS and "table" not in b.options]
NO_FILE = {"collect", "calendar-from", "measure"}
SHOWING = {"settings", "help"}
# What they need is not in a list of issues.
REFUSED = {
    "resolve",
    *PLANNING,
    *CAUSES,
    *OF_MEASURES,
    *OF_EFFECTS,
    *OF_STEPS,
    *OF_DECISIONS,
    *OF_IDEAS,
    *OF_SURVEYS,
    *(name for name, key in OF_OTHERS.items() if key is not TemplateKey.ISSUES),
}


class Untouched(NamedTuple):
    """An open workbook that no click may change, so that all of them can be made on one."""

    book: Any
    desk: LiveDesk
    before: Any
    folder: Path


@pytest.fixture(scope="module")
def untouched(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Lang], Untouched]]:
    """Return a list of issues in a language that has been checked; at the end it must be as it was."""

    @cache
    def of(lang: Lang) -> Untouched:
        folder = tmp_path_factory.mktemp(lang)
        book, document = opened(office, demo(folder, TemplateKey.ISSUES, lang))
        clicked("check", book, lang)
        desk = LiveDesk(book, document)
        built.append((document, Untouched(book, desk, desk.everything(), folder)))
        return built[-1][1]

    built: list[tuple[Any, Untouched]] = []
    yield of
    for document, one in built:
        assert one.desk.everything() == one.before
        document.close(True)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", [name for name in OURS if name not in NO_FILE | SHOWING | REFUSED])
def test_each_button_on_a_workbook_of_ours(command: str, lang: Any, open_book: Open, tmp_path: Path) -> None:
    book, _ = open_book(demo(tmp_path, TemplateKey.ISSUES, lang))
    clicked("check", book, lang)
    mode, reports = clicked(command, book, lang)
    assert mode == "info"
    assert reports
    assert "Traceback" not in reports


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", [name for name in OURS if name in NO_FILE | SHOWING | REFUSED])
def test_each_button_that_has_nothing_to_do_in_a_workbook_of_ours(
    command: str, lang: Any, untouched: Callable[[Lang], Untouched]
) -> None:
    book, _, _, folder = untouched(lang)
    book.impl.shown = ("", "")
    mode, reports = clicked(command, book, lang)
    if command in NO_FILE:
        assert reports == ""  # no file was chosen
    elif command in REFUSED:
        assert (mode, "kaizen" in reports) == ("critical", False)
    else:
        assert reports == ""
        assert book.impl.shown[0] in {"设置", "填写说明", "Settings", "Guide"}
    assert len([*folder.iterdir()]) == 1


def test_the_first_bad_cell_is_selected_and_reported(open_book: Open, tmp_path: Path) -> None:
    path = demo(tmp_path)
    book, _ = open_book(path)
    mode, reports = clicked("check", book)
    view = LiveBook(book).view("issues")
    assert book.impl.shown == (view.sheet, view.cell("owner", 11))
    assert "责任人" in reports
    assert mode == "info"


def test_a_workbook_of_somebody_else_gets_advice(open_book: Open, tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as built:
        built.add_worksheet("x.py").write(0, 0, "import os")
    book, _ = open_book(tmp_path / "a.xlsx")
    mode, reports = clicked("score", book, "en")
    assert mode == "critical"
    assert "kaizen new" in reports


def test_what_goes_wrong_is_a_sentence_and_a_log_file(
    open_book: Open,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    book, _ = open_book(demo(tmp_path))

    def broken(*_given: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr("addin.commands.score.score", broken)
    mode, reports = clicked("score", book)
    assert mode == "critical"
    assert "kaizen.log" in reports
    assert "ZeroDivisionError" not in reports


def test_exports_go_beside_the_workbook_and_their_names_are_reported(open_book: Open, tmp_path: Path) -> None:
    book, _ = open_book(demo(tmp_path, TemplateKey.PLAN))
    for _again in range(2):
        for command, names in (
            ("export-ics", ("日程-王芳", "日程-陈涛")),
            ("export-mspdi", ("改进方案计划表",)),
        ):
            mode, reports = clicked(command, book)
            assert mode == "info"
            assert all(name in reports for name in names)
    built = {file.name for file in tmp_path.iterdir()}
    assert {"日程-王芳.ics", "日程-王芳-2.ics", "改进方案计划表.xml", "改进方案计划表-2.xml"} <= built


def test_import_of_a_project_file_shows_the_fields_and_asks(open_book: Open, tmp_path: Path) -> None:
    book, _ = open_book(demo(tmp_path, TemplateKey.PLAN))
    clicked("export-mspdi", book)
    count = len(LiveBook(book).view("tasks").data.records())
    book.app.impl.pressed = "cancel"
    _, asked = clicked("import", book, chosen=str(tmp_path / "改进方案计划表.xml"))
    assert "编号 (Text1)" in asked
    assert len(LiveBook(book).view("tasks").data.records()) == count
    book.app.impl.pressed = "ok"
    clicked("import", book, chosen=str(tmp_path / "改进方案计划表.xml"))
    assert len(LiveBook(book).view("tasks").data.records()) == 2 * count


def test_import_of_a_survey_shows_the_kinds_and_asks(open_book: Open, tmp_path: Path) -> None:
    source = tmp_path / "问卷.csv"
    source.write_text("序号,提交答卷时间,1、怎么联系？\n1,2026/3/1 9:00,电话┋微信\n", "utf-8")
    book, _ = open_book(blank(tmp_path, TemplateKey.SURVEY))
    book.app.impl.pressed = "cancel"
    _, asked = clicked("import", book, chosen=str(source))
    assert "多选" in asked
    assert LiveBook(book).view("questions").data.records() == []
    book.app.impl.pressed = "ok"
    clicked("import", book, chosen=str(source))
    assert LiveBook(book).view("answers").data["q01"][0] == "电话┋微信"
    assert "没有新的内容" in clicked("import", book, chosen=str(source))[1]


def test_the_button_saves_closes_adds_and_opens_again(open_book: Open, tmp_path: Path) -> None:
    path = demo(tmp_path)
    book, _ = open_book(path)
    app = book.app.impl
    app.pressed = "cancel"
    before = path.read_bytes()
    assert clicked("add-causes", book)[1].startswith("将在")
    assert (app.filed, path.read_bytes() == before) == ([], True)
    app.pressed = "ok"
    mode, message = clicked("add-causes", book)
    assert (mode, "原因分析" in message, app.filed, app.opened) == ("info", True, ["saved", "closed"], [path])
    assert "causes" in FileBook(path).tables()
    mode, message = clicked("add-issues", book)
    assert (mode, "问题清单" in message) == ("critical", True)


def test_new_can_have_every_table_and_one_button_adds_all(open_book: Open, tmp_path: Path) -> None:
    path = demo(tmp_path)
    book, _ = open_book(path)
    assert clicked("new-all", book)[0] == "info"
    built = FileBook(book.app.impl.opened[-1])
    assert (built.identity.template, built.tables()) == (TemplateKey.PROJECT, [*TABLES])
    book.app.impl.pressed = "ok"
    mode, message = clicked("add-all", book)
    assert (mode, "创新提案" in message, {*FileBook(path).tables()}) == ("info", True, {*TABLES})


@pytest.mark.parametrize("key", list(TemplateKey))
def test_new_makes_and_opens_a_workbook_beside_the_one_in_front(
    key: TemplateKey, open_book: Open, tmp_path: Path
) -> None:
    book, _ = open_book(demo(tmp_path))
    for _ in range(2):
        mode, reports = clicked(f"new-{key.value}", book)
        built = book.app.impl.opened[-1]
        assert mode == "info"
        assert str(built) in reports
        assert built.parent == tmp_path
        assert FileBook(built).identity.template is key
    assert len(set(book.app.impl.opened)) == 2


def test_import_shows_the_mapping_and_asks(open_book: Open, tmp_path: Path) -> None:
    source = tmp_path / "导出.csv"
    source.write_text("工单号,创建时间,具体问题,影响,满意度\nA-1,2026/3/5,物流慢,高,3\n", "utf-8")
    book, _ = open_book(demo(tmp_path))
    count = len(LiveBook(book).view("issues").data.records())
    assert clicked("import", book, chosen="") == ("", "")
    book.app.impl.pressed = "cancel"
    _, asked = clicked("import", book, chosen=str(source))
    assert "满意度" in asked
    assert len(LiveBook(book).view("issues").data.records()) == count
    book.app.impl.pressed = "ok"
    clicked("import", book, chosen=str(source))
    data = LiveBook(book).view("issues").data
    assert len(data.records()) == count + 1
    assert data["notes"][data.records()[-1]] == "满意度: 3"


def test_somebody_elses_workbook_becomes_one_of_ours(open_book: Open, tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "方案.xlsx"
    with xlsxwriter.Workbook(path) as built:
        sheet = built.add_worksheet()
        for row, cells in enumerate((["方案名称", "有效性", "可行性", "成本", "风险"], ["自动抓取", 5, 4, 3, 2])):
            sheet.write_row(row, 0, cells)
    book, _ = open_book(path)
    book.app.impl.pressed = "cancel"
    clicked("import", book)
    assert sorted(file.name for file in tmp_path.glob("*.xlsx")) == ["方案.xlsx"]
    book.app.impl.pressed = "ok"
    clicked("import", book)
    (opened,) = book.app.impl.opened
    view = FileBook(opened).view("plans").data
    assert (view["name"][0], view["total"][0]) == ("自动抓取", 14)


@pytest.mark.parametrize("command", [*BUTTONS])
def test_while_a_cell_is_edited_a_click_says_what_to_do(command: str, untouched: Callable[[Lang], Untouched]) -> None:
    book, desk, before, folder = untouched("zh")
    files = sorted(folder.iterdir())
    book.app.impl.editing = True
    mode, reports = clicked(command, book, "en", chosen=str(folder / "x.csv"))
    book.app.impl.editing = False
    assert (mode, "Enter or Esc" in reports) == ("critical", True)
    assert desk.everything() == before
    assert sorted(folder.iterdir()) == files


def test_whatever_the_status_bar_says_no_to_is_excel_being_busy(open_book: Open, tmp_path: Path) -> None:
    """Engines raise what they like: it is the first thing asked of Excel, before anything is done."""
    book, _ = open_book(demo(tmp_path))
    book.app.impl.bar_failure = OSError("no")
    mode, reports = clicked("score", book)
    assert mode == "critical"
    assert "Esc" in reports


def test_importing_into_a_workbook_of_a_newer_version_says_so(open_book: Open, tmp_path: Path) -> None:
    """Only what is not ours is made into a new workbook."""
    path = demo(tmp_path)
    editor = Workbook.open(path, writing=True)
    xml = editor._package.read(editor._part).decode()  # noqa: SLF001 - as a newer version would write it
    layout = next(name for name in editor.names if "layout" in name)
    editor.replace_part(editor._part, re.sub(rf'(name="{layout}"[^>]*>)[^<]*', r"\g<1>99", xml).encode())  # noqa: SLF001
    editor.save()
    book, _ = open_book(path)
    mode, reports = clicked("import", book, "en")
    assert (mode, "newer version" in reports) == ("critical", True)
    assert sorted(file.name for file in tmp_path.glob("*.xlsx")) == [path.name]


def test_the_status_bar_shows_how_far_a_click_is(
    open_book: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("addin.excel.entry._SHOWN_EVERY", 0)
    book, _ = open_book(demo(tmp_path))
    clicked("score", book)
    messages = book.app.impl.status_texts
    assert "改善工作簿：优先级" in " ".join(map(str, messages))
    assert messages[0] == "改善工作簿：正在处理…"
    assert messages[-1] is False


@pytest.mark.parametrize("name", [*BUTTONS])
def test_every_button_has_a_function_that_takes_what_it_gives(name: str) -> None:
    command, button = BUTTONS[name]
    given = ["click"] if button.click else ["book", "now"]
    assert inspect.signature(loaded(button.click or command.run)).bind(*given, **button.options)


def test_share_collect_and_resolve_by_clicks(open_book: Open, tmp_path: Path) -> None:
    path = demo(tmp_path)
    book, _ = open_book(path)
    mode, reports = clicked("share", book)
    assert (mode, "收件人" in reports, book.impl.shown[0]) == ("info", True, "收发记录")
    desk = LiveDesk(book, book.impl.document)
    for i, (name, address) in enumerate((("王芳", "wang@x.cn"), ("李强", ""))):
        desk.type("recipient", i, name, "mailings")
        desk.type("address", i, address, "mailings")
    mode, reports = clicked("share", book)
    assert (mode, "已生成 2 份副本" in reports) == ("info", True)
    copies = sorted((tmp_path / "问题清单-分享").glob("*.xlsx"))
    assert [copy.stem for copy in copies] == ["问题清单-李强", "问题清单-王芳"]
    for copy, words in zip(copies, ("李的", "王的"), strict=True):
        typed(copy, "scope", 0, words)
        typed(copy, "notes", 1 if words == "李的" else 2, words)
    files = "\n".join(map(str, copies))
    book.app.impl.pressed = "cancel"
    clicked("collect", book, chosen=files)
    assert LiveBook(book).view("issues").data["notes"][1] is None
    book.app.impl.pressed = "ok"
    mode, reports = clicked("collect", book, chosen=files)
    assert (mode, "采用 2 格" in reports, "冲突 2 处" in reports) == ("info", True, True)
    live = LiveBook(book)
    assert live.view("issues").data["notes"][1:3] == ["李的", "王的"]
    assert live.view("conflicts").data["theirs"][:2] in (["李的", "王的"], ["王的", "李的"])
    for i, theirs in enumerate(live.view("conflicts").data["theirs"][:2]):
        desk.type("choice", i, "采用对方" if theirs == "王的" else "保留我方", "conflicts")
    mode, reports = clicked("resolve", book)
    assert (mode, "已处理 2 处" in reports) == ("info", True)
    assert LiveBook(book).view("issues").data["scope"][0] == "王的"
    clicked("undo", book)
    clicked("undo", book)
    assert LiveBook(book).view("issues").data["notes"][1:3] == [None, None]


class Outlook:
    """What Outlook alone has: it keeps what it is given."""

    def __init__(self) -> None:
        self.shown: list[Any] = []

    def CreateItem(self, kind: int) -> Any:  # noqa: N802 - Outlook's name
        assert kind == 0
        item = SimpleNamespace(added=[], Display=lambda: self.shown.append(item))
        item.Attachments = SimpleNamespace(Add=item.added.append)
        return item


def test_drafts_become_messages_of_outlooks_own(tmp_path: Path) -> None:
    (copy,) = sent(demo(tmp_path), WANG, message="请周五前填好")
    outlook = Outlook()
    assert show_drafts([copy.with_suffix(".eml")], lambda: outlook) == 1
    (item,) = outlook.shown
    assert item.To == "王芳 <wang@x.cn>"
    assert item.Subject == "请填写：问题清单"
    assert "请周五前填好" in item.Body
    assert item.added == [str(copy)]


def test_without_outlook_nothing_is_lost(tmp_path: Path) -> None:
    (copy,) = sent(demo(tmp_path), WANG)

    def missing() -> Any:
        raise OSError("no such class")

    assert show_drafts([copy.with_suffix(".eml")], missing) == 0
    assert copy.with_suffix(".eml").is_file()
