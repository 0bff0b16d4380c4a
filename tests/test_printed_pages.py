"""What comes out of the printer: every row that was typed, no waste, nothing cut, readable without colours."""

import re
import shutil
import subprocess
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from addin.book.file.book import FileBook
from addin.commands.check import check
from addin.commands.schedule import schedule
from addin.commands.summary import summary
from addin.xlsx import Workbook
from tests.helpers.books import ISSUE, NOW, blank, demo, filled, plan, set_cell, task
from tests.helpers.office import Office
from udfs.lang import Lang
from udfs.values import Cell
from workbook_templates import geometry
from workbook_templates.builder import styles
from workbook_templates.builder.widths import width_of
from workbook_templates.catalogue import GUIDE_SHEET, HOLIDAYS, KNOWN_TABLES, SETTINGS_SHEET, TABLES, TEMPLATES
from workbook_templates.formulas import Block
from workbook_templates.names import TemplateKey
from workbook_templates.printing import read_areas
from workbook_templates.tables.tasks import TASKS

ROOT = Path(__file__).resolve().parents[1]
OLD_AREA = [Block(1, 1, 24, 16)]


def issues(folder: Path, count: int) -> Path:
    """Return a list of issues in which nothing is wrong."""
    return filled(
        folder, [{**ISSUE, "id": f"I-{i:03}", "problem": f"第{i}类单据重复录入"} for i in range(1, count + 1)]
    )


def areas(path: Path, sheet: str) -> list[tuple[int, ...]]:
    """Return left, top, right and bottom of what another reader says is printed."""
    listed = str(openpyxl.load_workbook(path)[sheet].print_area).split(",")
    return [range_boundaries(area.rpartition("!")[2]) for area in listed]  # type: ignore[misc]


def printing(path: Path, sheet: str, blocks: list[Block]) -> None:
    book = Workbook.open(path, writing=True)
    book.set_print_area(sheet, blocks)
    book.save()


def typed(path: Path, column: str, row: int, value: str | date | None, table: str = "issues") -> None:
    view, book = FileBook(path).view(table), Workbook.open(path, writing=True)
    set_cell(book, view.sheet, view.first_row + row, view.column_numbers[column], Cell(value))
    book.save()


def test_rows_typed_below_the_prepared_ones_are_printed(tmp_path: Path) -> None:
    """Excel lets the table grow with what is typed, and leaves the print area alone; no command needs to have run."""
    clean = blank(tmp_path, TemplateKey.PROJECT)
    for sheet in ("问题清单", "方案评分表", "改进方案计划表", "试点计划"):
        for _, top, _, bottom in areas(clean, sheet):
            assert (top, bottom >= 1_000) == (1, True), sheet


def test_commands_correct_what_older_workbooks_print(tmp_path: Path) -> None:
    path = issues(tmp_path, 40)
    printing(path, "问题清单", OLD_AREA)  # as such a workbook comes from Excel: rows 25 to 44 were typed
    check(FileBook(path, writing=True), NOW)
    assert areas(path, "问题清单")[0][:3] == (1, 1, 16)
    assert areas(path, "问题清单")[0][3] >= 44


def test_what_a_user_has_chosen_to_print_stays(tmp_path: Path) -> None:
    path = issues(tmp_path, 30)
    own = [Block(1, 1, 12, 4)]
    printing(path, "问题清单", own)
    check(FileBook(path, writing=True), NOW)
    assert areas(path, "问题清单")[0] == (1, 1, 4, 12)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("$A$1:$P$24", [Block(1, 1, 24, 16)]),
        ("$A:$P,$AW:$CW", [Block(1, 1, 1_048_576, 16), Block(1, 49, 1_048_576, 101)]),
        ("'A,B''s'!$B$2:$C$3,Plan!$D$4", [Block(2, 2, 3, 3), Block(4, 4, 4, 4)]),
        ("OFFSET(Plan!$A$1,0,0,9,9)", []),
        ("", []),
        ("$1:$3", []),
    ],
)
def test_print_areas_are_read_as_programs_write_them(text: str, blocks: list[Block]) -> None:
    assert read_areas(text) == blocks


def test_check_results_are_printed_where_something_is_wrong(tmp_path: Path) -> None:
    path = issues(tmp_path, 3)
    place = FileBook(path).view("issues").column_numbers["result"]
    check(FileBook(path, writing=True), NOW)
    assert len(areas(path, "问题清单")) == 1
    typed(path, "owner", 1, None)
    check(FileBook(path, writing=True), NOW)
    assert areas(path, "问题清单")[1][:3] == (place, 1, place)
    typed(path, "owner", 1, "王芳")
    check(FileBook(path, writing=True), NOW)
    assert len(areas(path, "问题清单")) == 1


def test_a_copy_for_paper_wastes_none_and_cuts_nothing(tmp_path: Path) -> None:
    path = issues(tmp_path, 3)
    typed(path, "owner", 1, None)
    typed(path, "scope", 2, "全部线上订单，" * 20)
    check(FileBook(path, writing=True), NOW)
    copy = Workbook.open(path, writing=True)
    copy.fit_paper("问题清单")
    copy.save()
    view = FileBook(path).view("issues")
    sheet = openpyxl.load_workbook(path)["问题清单"]
    (left, top, right, bottom), *more = areas(path, "问题清单")
    assert (left, top, bottom, more) == (1, 1, 8, [])  # three rows, and one to write into by hand
    assert right == view.column_numbers["result"]
    hidden = [dimension.hidden for dimension in sheet.column_dimensions.values() if 16 < dimension.min < right]
    assert hidden
    assert all(hidden)
    heights = [sheet.row_dimensions[row].height for row in (5, 7)]
    assert heights[0] < 50
    assert heights[1] >= 20 * 14 / 12 * 13  # twenty times fourteen signs, where at most twelve stand side by side


def gantt_days(sheet: Worksheet) -> list[date]:
    first = geometry.gantt_first_col(TASKS)
    return [sheet.cell(4, col).value.date() for col in range(first, first + 53)]  # type: ignore[union-attr]


def test_the_gantt_begins_with_the_first_fact_and_ends_two_weeks_after_the_plan(tmp_path: Path) -> None:
    begun = date(2026, 8, 3)
    path = plan(
        tmp_path,
        task(1, 5, start=date(2026, 11, 16), started_on=begun, done_on=date(2026, 8, 7)),
        task(2, 5, start=date(2027, 1, 4)),
    )
    schedule(FileBook(path, writing=True), NOW)
    sheet = openpyxl.load_workbook(path, data_only=True)["改进方案计划表"]
    assert gantt_days(sheet)[0] == begun
    # The year is there to be read, and again where it changes.
    months = [sheet.cell(3, geometry.gantt_first_col(TASKS) + i).value for i in range(53)]
    assert months[:2] == ["2026", "8月"]
    assert "2027" in months
    last = max(FileBook(path).view("tasks").data["finish"][:2])  # type: ignore[type-var]
    left, _, right, _ = areas(path, "改进方案计划表")[1]
    assert left == geometry.gantt_first_col(TASKS)
    shown = gantt_days(sheet)[right - left]
    assert timedelta(7) < shown - last <= timedelta(14)  # type: ignore[operator]


def test_finished_tasks_keep_their_actual_dates_whatever_was_scheduled_before(tmp_path: Path) -> None:
    """Scheduled while nobody had begun, so that starts moved to today; then somebody says what was done, and when."""
    path = plan(tmp_path, task(1, 5, start=date(2026, 11, 2)), task(2, 3, start=date(2026, 11, 4)), task(3, 2, "T-001"))
    schedule(FileBook(path, writing=True), NOW)
    assert FileBook(path).view("tasks").data["start"][:2] == [NOW.date(), NOW.date()]
    typed(path, "started_on", 0, date(2026, 11, 2), "tasks")
    typed(path, "done_on", 0, date(2026, 11, 6), "tasks")
    typed(path, "done_on", 1, date(2026, 11, 6), "tasks")
    schedule(FileBook(path, writing=True), NOW)
    data = FileBook(path).view("tasks").data
    for key, days in {"start": (2, 4), "finish": (6, 6), "early_start": (2, 4), "early_finish": (6, 6)}.items():
        assert data[key][:2] == [date(2026, 11, day) for day in days], key
    typed(path, "done_on", 1, None, "tasks")  # it was a slip of the pen: what was typed first is still known
    schedule(FileBook(path, writing=True), NOW)
    assert FileBook(path).view("tasks").data["asked"][1] == date(2026, 11, 4)


# What can hang on to nothing else: words, and what stands in brackets with its star.
PIECES = re.compile(r"（[^）]*）\*?|[!-~]+|.")


def torn(heading: str, pixels: float, wide: float) -> bool:
    """Tell whether a heading breaks inside a word or inside brackets where a Chinese sign has so many pixels."""
    size = {True: 7.5, False: wide}  # bold, size 10: Calibri's signs on average, Chinese ones alike
    at, left = 0, pixels
    inner = {k for match in PIECES.finditer(heading) for k in range(match.start() + 1, match.end())}
    while at < len(heading):
        # An opening bracket goes with what follows it, a closing one or a star with what stands before it.
        end = at + 1
        while end < len(heading) and (heading[end - 1] in "（ " or heading[end] in "）*%" or heading[end].isascii()):
            end += 1
        needed = sum(size[sign.isascii()] for sign in heading[at:end].rstrip())
        if at and needed > left:
            if at in inner:
                return True
            left = pixels
        left -= needed
        at = end
    return False


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_headings_are_not_broken_inside_words_or_brackets(lang: Lang) -> None:
    """A column of width w has 7w pixels inside its edges; Chinese signs have 13 in Excel, up to 13.4 elsewhere.

    Where Calibri is missing (seen on Debian, with DejaVu Sans in its place) columns are a third wider: signs have 10 of them.
    """
    for table in KNOWN_TABLES.values():
        for column in (column for column in table.columns if not column.hidden):
            heading, pixels = column.header(lang), 7 * width_of(column, lang)
            words = max(len(word) * 7 for word in heading.split()) if lang == "en" else 0
            assert words <= pixels, heading
            assert lang == "en" or not any(torn(heading, pixels, wide) for wide in (10, 13, 13.4)), heading
            assert column.width <= width_of(column, lang) <= max(column.width, 2.1 * len(heading) + 2), heading


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sheets_are_drawn_with_those_widths(lang: Lang, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(blank(tmp_path, TemplateKey.PROJECT, lang))
    for layout in map(TABLES.__getitem__, TEMPLATES[TemplateKey.PROJECT].tables):
        sheet = book[layout.sheet.to(lang)]
        for col, column in enumerate(layout.columns, 1):
            look = next(look for look in sheet.column_dimensions.values() if look.min <= col <= look.max)
            assert look.hidden or look.width == pytest.approx(width_of(column, lang), abs=0.8), column.key


# --- colours -------------------------------------------------------------------------------------------------------------

BARS = (styles.MILESTONE, styles.DONE, styles.LATE, styles.CRITICAL_BAR, styles.OVERRUN, styles.PLANNED, styles.BUFFER)


def grey(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_bars_differ_in_a_grey_print() -> None:
    shades = [grey(colour) for colour in BARS]
    assert shades == sorted(shades)
    assert min(after - before for before, after in pairwise(shades)) >= 20


def test_colours_stand_in_one_place() -> None:
    home = ROOT / "workbook_templates" / "builder" / "styles.py"
    elsewhere = [
        f"{path.name}: {line.strip()}"
        for path in (ROOT / "workbook_templates").rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if path != home and re.search(r"\"#[0-9A-Fa-f]{6}\"", line)
    ]
    assert elsewhere == []


def test_signs_stand_beside_colours_that_no_word_explains(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(blank(tmp_path, TemplateKey.PROJECT))
    for name, column, colour in (
        ("问题清单", "N", "F8CBAD"),
        ("改进方案计划表", "I", "F8CBAD"),
        ("问题清单", "P", "FF9F7A"),
    ):
        rules = [
            rule.dxf
            for area in book[name].conditional_formatting
            for rule in area.rules
            if str(area.sqref).startswith(f"{column}5") and rule.dxf.fill and rule.dxf.fill.bgColor.rgb[-6:] == colour
        ]
        assert all(dxf.numFmt and '"!' in dxf.numFmt.formatCode for dxf in rules), (name, column)
    numbers = {
        rule.dxf.numFmt.formatCode[1]
        for area in book["改进方案计划表"].conditional_formatting
        for rule in area.rules
        if str(area.sqref).startswith("A5") and rule.dxf.numFmt
    }
    assert {"√", "!", "★"} <= numbers


# --- ink -----------------------------------------------------------------------------------------------------------------

# A picture with so many dots per inch has eight to a centimetre.
DPI, DOTS = 20.32, 8


def blank_share(picture: bytes) -> float:
    """Return the share of a grey picture's square centimetres on which there is nothing."""
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", picture)
    assert head is not None
    width, height, pixels = int(head[1]), int(head[2]), picture[head.end() :]
    fields = [
        any(min(pixels[line * width + x : line * width + x + DOTS]) < 250 for line in range(y, y + DOTS))
        for y in range(0, height - DOTS + 1, DOTS)
        for x in range(0, width - DOTS + 1, DOTS)
    ]
    return 1 - sum(fields) / len(fields)


def test_pages_are_a4_and_not_blank(office: Office, tmp_path: Path) -> None:
    """At most a tenth of all pages, in Chinese and in English, is blank by more than eighty per cent."""
    shares: list[float] = []
    languages: tuple[Lang, ...] = ("zh", "en")
    for lang in languages:
        folder = tmp_path / lang
        folder.mkdir()
        path = demo(folder, TemplateKey.PROJECT, lang)
        for command in (summary, check):
            command(FileBook(path, writing=True), NOW)
        book = Workbook.open(path, writing=True)
        seldom = {name.to(lang) for name in (SETTINGS_SHEET, GUIDE_SHEET, HOLIDAYS.sheet)}
        wanted = [sheet.name for sheet in book.sheets if sheet.state == "visible" and sheet.name not in seldom]
        book.print_only(wanted)
        for sheet in wanted:
            book.fit_paper(sheet)
        book.save()
        pdf = path.with_suffix(".pdf")
        office.print_to(path, pdf)
        subprocess.run(
            [
                shutil.which("pdftoppm") or pytest.fail("pdftoppm is missing"),
                "-r",
                str(DPI),
                "-gray",
                pdf,
                folder / "page",
            ],
            check=True,
        )
        pages, sizes = sorted(folder.glob("page*.pgm")), list[bool]()
        assert len(pages) >= len(wanted)
        for page in pages:
            content = page.read_bytes()
            size = sorted(map(int, content.split(maxsplit=3)[1:3]))
            sizes.append(size[0] < 250 / 25.4 * DPI)
            sides = [210, 297] if sizes[-1] else [297, 420]
            assert size == pytest.approx([side / 25.4 * DPI for side in sides], abs=1.5)
            shares.append(blank_share(content))
        # But for the one that is called after its paper.
        assert sizes.count(False) == 1
    assert sum(share > 0.8 for share in shares) <= len(shares) / 10, shares
