"""Answer sheets at the people who are asked: a questionnaire of all kinds, sheets filled in, saved at some minute."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.collect import collect
from addin.outcome import Outcome
from addin.sharing.answer_sheets import Form, read
from addin.sharing.returns import read_all
from addin.xlsx import Workbook
from tests.helpers.books import NOW, blank, set_cell
from udfs.lang import Lang, Text
from udfs.survey.answer_sheets import Slot
from udfs.survey.choices import MATRIX, MULTIPLE, NPS, OPEN, RANKING, SCALE, SINGLE
from udfs.values import Cell, CellValue
from workbook_templates.catalogue import BASE_SHEET, TABLES
from workbook_templates.lists import NO, YES
from workbook_templates.names import TemplateKey

_STEPS = Text("审批流程\n沟通协调\n执行操作\n其他", "Approval\nCoordination\nDoing the work\nOther")
_FEELING = Text("很不满意\n不满意\n一般\n满意\n很满意", "Very poor\nPoor\nFair\nGood\nVery good")
# Number, question, kind, options, more columns.
QUESTIONS: tuple[dict[str, Text | str], ...] = (
    {"id": "Q-001", "text": Text("您认为哪个环节最耗时？", "Which step takes most time?"), "kind": SINGLE, "options": _STEPS, "mandatory": YES},
    {"id": "Q-002", "text": Text("哪些环节需要重复录入？", "Where do you type things twice?"), "kind": MULTIPLE,
     "options": Text("审批流程\n系统录入\n对账, 开票\n以上都没有", "Approval\nOrders\nBilling, invoices\nNone of these"),
     "exclusive": Text("以上都没有", "None of these"), "mandatory": YES},
    {"id": "Q-003", "text": Text("改进应先看重什么？请排序", "What should come first?"), "kind": RANKING, "options": Text("速度\n质量\n成本", "Speed\nQuality\nCost")},
    {"id": "Q-004", "text": Text("您对现在的流程满意吗？", "How do you find the present way?"), "kind": SCALE, "options": _FEELING, "mandatory": YES},
    {"id": "Q-005", "text": Text("您用过自助查询吗？", "Have you used self-service?"), "kind": SINGLE, "options": Text("用过\n没用过", "Yes\nNo"),
     "jump": Text("没用过→Q-007", "No→Q-007"), "mandatory": YES},
    {"id": "Q-006", "text": Text("自助查询好用吗？", "How easy is self-service?"), "kind": SCALE, "mandatory": YES},
    {"id": "Q-007", "text": Text("您有多大可能向同事推荐现在的做法？", "Would you recommend the present way to a colleague?"), "kind": NPS, "mandatory": YES},
    {"id": "Q-008", "text": Text("请评价下列各方面", "How do you rate these?"), "kind": MATRIX, "rows": Text("响应速度\n服务态度\n系统稳定", "Speed\nFriendliness\nStability"),
     "options": Text("差\n中\n好", "Poor\nFair\nGood")},
    {"id": "Q-009", "text": Text("您最希望改进什么？", "What would you improve first?"), "kind": OPEN, "mandatory": NO},
    {"id": "Q-010", "text": Text("流程让我多做了无用的工作", "The process makes me do needless work"), "kind": SCALE, "options": _FEELING, "reverse": YES},
    {"id": "Q-011", "text": Text("您在本岗位工作多久了？", "How long have you done this job?"), "kind": SINGLE, "options": Text("不到一年\n一到三年\n三年以上", "Under a year\n1 to 3 years\nOver 3 years")},
    {"id": "Q-012", "text": Text("还有什么想告诉我们的？", "Anything else you would like to tell us?"), "kind": OPEN},
)  # fmt: skip
PEOPLE = ("王芳", "李强", "张敏")

Given = Mapping[tuple[str, str], CellValue]


def survey(folder: Path, lang: Lang = "zh", *, people: Sequence[str] = PEOPLE, **settings: CellValue) -> Path:
    """Return a workbook with a questionnaire of all kinds and a roster."""
    folder.mkdir(exist_ok=True)
    path = blank(folder, TemplateKey.SURVEY, lang)
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.append(
        TABLES["questions"],
        [{k: v.to(lang) if isinstance(v, Text) else v for k, v in row.items()} for row in QUESTIONS],
    )
    roster = [{"id": f"N-{at:03}", "person": name, "department": f"部门{at}", "post": f"岗位{at}", "address": f"p{at}@x.cn"} for at, name in enumerate(people, 1)]  # fmt: skip
    session.append(TABLES["roster"], [{**row} for row in roster])
    session.finish()
    for name, value in settings.items():
        book = FileBook(path)
        sheet, row, col = book._place(name)[:3]  # type: ignore[index]  # noqa: SLF001 - a person sees where it is
        editor = Workbook.open(path, writing=True)
        set_cell(editor, sheet, row, col, Cell(value))
        editor.save()
    return path


def form_in(sheet: Path) -> Form:
    """Return what travels inside an answer sheet."""
    workbook = Workbook.open(sheet)
    base = next(info.name for info in workbook.sheets if info.name in BASE_SHEET)
    form = read("".join(text for text in workbook.first_column(base) if isinstance(text, str)))
    assert form is not None
    return form


def answered(
    sheet: Path, given: Given, to: str = "", when: str = "2026-11-21T08:00:00Z", own: Given | None = None
) -> Path:
    """Fill in a sheet by question and option (or row), and save it as of some moment; `own` are words of one's own."""
    form, editor = form_in(sheet), Workbook.open(sheet, writing=True)
    at = {(asked, slot): (row, col) for row, col, asked, slot in form.places}
    for is_own, cells in ((False, given), (True, own or {})):
        for (asked, item), value in cells.items():
            set_cell(editor, editor.sheets[0].name, *at[asked, Slot(item, is_own)], Cell(value))
    built = sheet.with_name(f"{to or sheet.stem}-回.xlsx")
    editor.save(built)
    return saved_at(built, when)


def saved_at(path: Path, when: str, by: str = "") -> Path:
    """Let a file say when, and by whom, it was saved."""
    with zipfile.ZipFile(path) as package:
        present = {name: package.read(name) for name in package.namelist()}
    core = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{when}", present["docProps/core.xml"].decode())
    core = re.sub(r"(<cp:lastModifiedBy>)[^<]*", rf"\g<1>{by}", core) if by else core
    present["docProps/core.xml"] = core.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in present.items():
            package.writestr(name, content)
    return path


def collected(path: Path, *files: Path, dry_run: bool = False) -> Outcome:
    """Collect files into a workbook."""
    return collect(FileBook(path, writing=True), NOW, read_all(files, master=path), dry_run=dry_run)


def answers(path: Path) -> list[dict[str, CellValue]]:
    """Return the filled rows of 答卷, without blank cells."""
    data = FileBook(path).view("answers").data
    return [{key: values[i] for key, values in data.columns.items() if values[i] is not None} for i in data.records()]


def findings(outcome: Outcome) -> list[tuple[str, str]]:
    """Return code and place of what was found."""
    return [(finding.problem.code, finding.where) for finding in outcome.findings]
