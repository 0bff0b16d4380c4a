"""What people put outside the tables of a workbook: every command that takes it apart names it, with place and text."""

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from addin.book.file.book import FileBook
from addin.commands.gather import GatherOptions, gather
from addin.commands.importing import import_rows
from addin.commands.share import share
from addin.outcome import Outcome
from addin.outside.items import items_outside
from addin.outside.reading import ItemKind
from addin.sharing import snapshot
from addin.xlsx import Workbook, letters
from tests.helpers.books import ISSUE, NOW, PLAN, blank, demo, filled
from tests.helpers.mailroom import LI, WANG, codes, collected, column, sent
from udfs.lang import Lang
from udfs.problems import RefusalError
from udfs.values import CellValue, as_text
from workbook_templates.names import TemplateKey

ROWS = [{**ISSUE, "id": f"I-{i:03}", "problem": f"问题{i}", "scope": f"范围{i}"} for i in range(1, 4)]
TYPED = "请先核对金额"
Change = Callable[[Any], None]

_FIRST = "xl/worksheets/sheet1.xml"
_MEDIA = "xl/media/image1.png"
_DRAWING_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ANCHOR = (
    "<xdr:twoCellAnchor><xdr:from><xdr:col>2</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>6</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    "</xdr:from><xdr:to><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>9</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
    "%s<xdr:clientData/></xdr:twoCellAnchor>"
)
_SHAPE = (
    '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="9" name="TextBox 1"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr/><xdr:txBody><a:bodyPr/><a:p>'
    f"<a:r><a:t>{TYPED}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
)
_PICTURE = (
    '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="9" name="图片 1"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/>'
    "</xdr:blipFill><xdr:spPr/></xdr:pic>"
)


def edited(path: Path, change: Change, to: Path | None = None) -> Path:
    """Open a workbook in another program's library, change it, and save it whole anew."""
    book = openpyxl.load_workbook(path)
    change(book)
    target = to or path
    book.save(target)
    return target


def patched(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def drawn(content: str) -> Callable[[dict[str, bytes]], None]:
    """Return what puts a picture or a shape onto the first sheet, which has no drawing."""

    def change(parts: dict[str, bytes]) -> None:
        rels = "xl/worksheets/_rels/sheet1.xml.rels"
        target = "../drawings/drawing99.xml"
        relation = f'<Relationship Id="rId99" Type="{_DRAWING_TYPES}/drawing" Target="{target}"/></Relationships>'
        parts[rels] = parts[rels].replace(b"</Relationships>", relation.encode())
        sheet = parts["xl/worksheets/sheet1.xml"]
        marker = b"<tableParts" if b"<tableParts" in sheet else b"</worksheet>"
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(marker, b'<drawing r:id="rId99"/>' + marker)
        root = (
            '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
            'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
            f'xmlns:r="{_DRAWING_TYPES}">{_ANCHOR % content}</xdr:wsDr>'
        )
        parts["xl/drawings/drawing99.xml"] = root.encode()
        parts["xl/drawings/_rels/drawing99.xml.rels"] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{_DRAWING_TYPES}/image" Target="../media/image1.png"/></Relationships>'
        ).encode()
        parts[_MEDIA] = b"\x89PNG\r\n\x1a\n one picture"
        types = parts["[Content_Types].xml"]
        parts["[Content_Types].xml"] = types.replace(
            b"</Types>",
            b'<Default Extension="png" ContentType="image/png"/><Override PartName="/xl/drawings/drawing99.xml" '
            b'ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/></Types>',
        )

    return change


def _sheet(book: Any) -> Any:
    return book["问题清单"]


def beside(book: Any) -> None:
    _sheet(book).cell(6, 40).value = TYPED


def far_below(book: Any) -> None:
    _sheet(book).cell(90, 2).value = TYPED


def note_below(book: Any) -> None:
    last = int(re.findall(r"\d+", _sheet(book).tables["tblIssues"].ref)[-1])
    _sheet(book).cell(last + 1, 1).value = TYPED


def in_title(book: Any) -> None:
    _sheet(book)["A1"].value = TYPED


def in_sign_off(book: Any) -> None:
    _sheet(book)["A2"].value = TYPED


def formula_beside(book: Any) -> None:
    _sheet(book).cell(6, 40).value = f'="{TYPED}"'


def on_the_guide(book: Any) -> None:
    book["填写说明"]["F3"].value = TYPED


def on_settings(book: Any) -> None:
    book["设置"]["M6"].value = TYPED


def on_the_summary(book: Any) -> None:
    book["汇总"]["T2"].value = TYPED


def comment(book: Any) -> None:
    _sheet(book).cell(5, 3).comment = Comment(TYPED, "王芳")


def link(book: Any) -> None:
    _sheet(book).cell(5, 19).hyperlink = f"https://oa.example.cn/{TYPED}"


def added_sheet(book: Any) -> None:
    book.create_sheet("补充")["B2"] = TYPED


def added_hidden_sheet(book: Any) -> None:
    sheet = book.create_sheet("补充")
    sheet["B2"], sheet.sheet_state = TYPED, "hidden"


# By what a person does: the place that is named.
CHANGES: dict[Change, str] = {
    beside: "问题清单!AN6",
    far_below: "问题清单!B90",
    note_below: "问题清单!A",
    in_title: "问题清单!A1",
    in_sign_off: "问题清单!A2",
    on_the_guide: "填写说明!F3",
    on_settings: "设置!M6",
    on_the_summary: "汇总!T2",
    comment: "问题清单!C5",
    link: "问题清单!S5",
    added_sheet: "补充",
    added_hidden_sheet: "补充",
}


def named(outcome: Outcome, place: str) -> bool:
    """Return whether a line gives the place and the text, in both languages."""
    return any(
        place in finding.where and all(TYPED in finding.what(lang) for lang in ("zh", "en"))
        for finding in outcome.findings
    )


@pytest.fixture
def master(tmp_path: Path) -> Path:
    return filled(tmp_path, ROWS)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_collect_names_what_was_put_outside(change: Change, master: Path, tmp_path: Path) -> None:
    """In a copy that was sent, and in a plain copy of the workbook."""
    (copy,) = sent(master, WANG)
    plain = edited(master, change, tmp_path / "plain.xlsx")
    edited(copy, change)
    before = [column(master, key) for key in ("id", "problem", "scope")]
    for path in (copy, plain):
        outcome = collected(master, path)
        assert named(outcome, CHANGES[change]), [finding.line("zh") for finding in outcome.findings]
        assert "没有改动" not in str(outcome.listings)
        assert "表格之外 1 处" in str(outcome.listings)
    assert [column(master, key) for key in ("id", "problem", "scope")] == before


def test_text_in_shapes_and_pictures_are_named(master: Path) -> None:
    first, second = sent(master, WANG, LI)
    patched(first, drawn(_SHAPE))
    patched(second, drawn(_PICTURE))
    outcome = collected(master, first, second)
    assert named(outcome, "问题清单!C7")
    assert any("图片 1" in finding.what("zh") for finding in outcome.findings)
    assert codes(outcome) == ["attached-left", "attached-left"]


def test_what_a_formula_shows_beside_the_table_is_named(master: Path) -> None:
    (copy,) = sent(master, WANG)
    edited(copy, formula_beside)
    patched(copy, lambda parts: parts.update({
        "xl/worksheets/sheet1.xml": re.sub(
            rb'(<c r="AN6"[^>]*)>(<f>[^<]*</f>)<v ?/?>(?:</v>)?', rb'\1 t="str">\2<v>' + TYPED.encode() + b"</v>",
            parts["xl/worksheets/sheet1.xml"],
        )
    }))  # fmt: skip
    assert named(collected(master, copy), "问题清单!AN6")


@pytest.mark.parametrize(("key", "lang"), [(TemplateKey.ISSUES, "en"), (TemplateKey.PLAN, "zh")])
def test_what_was_sent_is_not_named(key: TemplateKey, lang: Lang, tmp_path: Path) -> None:
    """Neither as we drew it nor as another program saves it; nor is what the master says beside its own tables."""
    master = demo(tmp_path, key, lang)
    (copy,) = sent(master, WANG)
    edited(master, lambda book: book.worksheets[0].cell(6, 120).__setattr__("value", "我方备注"))
    plain = tmp_path / "plain.xlsx"
    plain.write_bytes(master.read_bytes())
    resaved = edited(copy, lambda _book: None, tmp_path / "resaved.xlsx")
    outcome = collected(master, copy, resaved, plain)
    assert set(codes(outcome)) <= {"no-base"}


def test_a_score_sheet_comes_back_without_its_notices(tmp_path: Path) -> None:
    master = filled(tmp_path, [PLAN], TemplateKey.SCORING)
    (copy,) = sent(master, WANG, raters=True)
    assert items_outside(FileBook(copy)) != []  # what it says to its rater is nobody's but ours
    assert "outside-table" not in codes(collected(master, copy))


def test_an_older_copy_does_not_say_what_its_notice_is(master: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (copy,) = sent(master, WANG)
    pieces = snapshot.pieces
    monkeypatch.setattr(snapshot, "pieces", lambda content: pieces(content._replace(notices=None)))
    (older,) = sent(master, LI)
    for path in (copy, older):
        edited(path, beside)
        assert codes(collected(master, path)) == ["outside-table"]


def test_rows_right_below_the_table_are_taken(master: Path) -> None:
    """Those that are plainly rows: the note and the signatures below them are named, and so is what a gap cuts off."""
    (copy,) = sent(master, WANG)
    place: dict[str, int] = {}

    def change(book: Any) -> None:
        view = FileBook(copy).view("issues")
        sheet, last = _sheet(book), view.first_row + view.data.length - 1
        place["last"] = last
        for row, problem, found_on in ((1, "仓库漏发", date(2026, 3, 5)), (2, "发票抬头错", "2026/3/6")):
            for key, value in {"scene": "大促", "problem": problem, "found_on": found_on, "impact_level": "高"}.items():
                sheet.cell(last + row, view.column_numbers[key]).value = value
        sheet.cell(last + 1, 50).value = "旁边的话"
        sheet.cell(last + 3, 1).value = "编制：王芳"
        sheet.cell(last + 3, 5).value = "审核：李强"
        for column_number, value in enumerate(("I-900", "大促", "审核", "隔开的行"), 1):
            sheet.cell(last + 5, column_number).value = value

    edited(copy, change)
    outcome = collected(master, copy)
    last = place["last"]
    added = dict(zip(column(master, "problem"), column(master, "found_on"), strict=True))
    assert added.keys() == {"问题1", "问题2", "问题3", "仓库漏发", "发票抬头错"}
    assert (added["仓库漏发"], added["发票抬头错"]) == (date(2026, 3, 5), "2026/3/6")
    assert codes(outcome) == ["outside-table", "outside-table", "outside-table", "rows-taken-below"]
    by_cell = {finding.cell: finding.what("zh") for finding in outcome.findings}
    assert "2 行" in by_cell[f"A{last + 1}"]
    assert "旁边的话" in by_cell[f"AX{last + 1}"]
    assert "编制：王芳 | 审核：李强" in by_cell[f"A{last + 3}"]
    assert "隔开的行" in by_cell[f"A{last + 5}"]


def test_collecting_rows_below_twice_adds_them_once(master: Path) -> None:
    (copy,) = sent(master, WANG)

    def change(book: Any) -> None:
        view = FileBook(copy).view("issues")
        for key, value in {"scene": "大促", "problem": "仓库漏发", "impact_level": "高"}.items():
            _sheet(book).cell(view.first_row + view.data.length, view.column_numbers[key]).value = value

    edited(copy, change)
    collected(master, copy)
    edited(copy, lambda book: book["填写说明"].__setitem__("F9", "再存一次"))
    collected(master, copy)
    assert column(master, "problem") == ["问题1", "问题2", "问题3", "仓库漏发"]


def test_a_picture_in_a_cell_is_named_and_its_stand_in_is_no_value(master: Path) -> None:
    """WPS keeps a formula there, Excel an error."""
    (copy,) = sent(master, WANG)
    view = FileBook(copy).view("issues")
    scope, unit = (f"{view.cell(key, 0)}" for key in ("scope", "notes"))

    def change(parts: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.xml"
        for cell, content in (
            (scope, b' t="str"><f>_xlfn.DISPIMG("ID_01",1)</f><v>=DISPIMG("ID_01",1)</v></c>'),
            (unit, b' t="e" vm="1"><v>#VALUE!</v></c>'),
        ):
            pattern = rb'<c r="%s"( s="\d+")?[^>]*?(?:/>|>.*?</c>)' % cell.encode()
            assert re.search(pattern, parts[name])
            parts[name] = re.sub(pattern, rb'<c r="%s"\1' % cell.encode() + content, parts[name], count=1)

    patched(copy, change)
    outcome = collected(master, copy)
    assert column(master, "scope")[0] == "范围1"
    assert column(master, "notes")[0] is None
    pictures = [finding for finding in outcome.findings if finding.args.get("kind") == ItemKind.CELL_PICTURE.value]
    assert {finding.cell for finding in pictures} == {scope, unit}
    assert set(codes(outcome)) == {"attached-left"}


@pytest.mark.parametrize("source", ["copy", "plain copy"])
def test_changed_settings_and_days_off_are_named(source: str, tmp_path: Path) -> None:
    """On a sheet that is protected again, too."""
    master = demo(tmp_path, TemplateKey.PLAN)
    path = sent(master, WANG)[0] if source == "copy" else tmp_path / "plain.xlsx"
    if source != "copy":
        path.write_bytes(master.read_bytes())
    book = FileBook(path, writing=True)
    setting, holidays = book.area("set_load_limit"), book.view("holidays")
    assert setting is not None
    book.write_area("set_load_limit", [[type(setting.figures[0][0])(4)]])
    free = max(i for i, full in enumerate(holidays.data.filled()) if full) + 1
    for key, value in (("day", date(2027, 7, 1)), ("kind", "休"), ("name", "厂休")):
        book.write("holidays", key, [type(setting.figures[0][0])(value)], start=free)
    book.save()
    outcome = collected(master, path)
    lines = {finding.problem.code: finding.line("zh") for finding in outcome.findings}
    assert "“4”" in lines["setting-returned"]
    assert "2027-07-01 休 厂休" in lines["holiday-returned"]
    assert set(lines) <= {"setting-returned", "holiday-returned", "no-base"}
    assert collected(master, path).changed == 0


def test_many_places_are_counted(master: Path) -> None:
    (copy,) = sent(master, WANG)

    def change(book: Any) -> None:
        for row in range(100, 200):
            _sheet(book).cell(row, 3).value = f"记录 {row}"

    edited(copy, change)
    findings = collected(master, copy).findings
    assert len(findings) == 41
    assert findings[-1].problem.code == "more-outside"
    assert "60" in findings[-1].what("zh")


def test_a_long_text_is_cut_off_in_its_line(master: Path) -> None:
    (copy,) = sent(master, WANG)
    edited(copy, lambda book: _sheet(book).cell(6, 40).__setattr__("value", "长" * 5000))
    (finding,) = collected(master, copy).findings
    assert 200 < len(finding.what("zh")) < 260


# All of it in one workbook.
ALL_PLACES = {place for change, place in CHANGES.items() if change is not added_hidden_sheet}


def everything(book: Any) -> None:
    for change in CHANGES:
        if change is not added_hidden_sheet:
            change(book)


def test_gather_names_what_stands_outside_and_takes_rows_right_below(tmp_path: Path) -> None:
    folder = tmp_path / "all" / "客服部"
    folder.mkdir(parents=True)
    edited(filled(folder, ROWS), everything)
    outcome = gather(GatherOptions(folder.parent, output=tmp_path / "all.xlsx"), NOW)
    assert [place for place in ALL_PLACES if not named(outcome, place)] == []
    folder = tmp_path / "below" / "客服部"
    folder.mkdir(parents=True)
    source = filled(folder, ROWS)
    view = FileBook(source).view("issues")

    def change(book: Any) -> None:
        for key, value in {"id": "I-004", "scene": "大促", "problem": "仓库漏发"}.items():
            _sheet(book).cell(view.first_row + view.data.length, view.column_numbers[key]).value = value

    edited(source, change)
    outcome = gather(GatherOptions(folder.parent, output=tmp_path / "r.xlsx"), NOW)
    assert codes(outcome) == ["rows-taken-below"]
    assert column(tmp_path / "r.xlsx", "problem") == ["问题1", "问题2", "问题3", "仓库漏发"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_gather_names_nothing_where_nothing_was_added(lang: Lang, tmp_path: Path) -> None:
    for key in TemplateKey:
        (tmp_path / "all" / key.value).mkdir(parents=True)
        assert items_outside(FileBook(demo(tmp_path / "all" / key.value, key, lang))) == []


def test_share_names_what_the_copies_do_not_hold(master: Path, tmp_path: Path) -> None:
    assert share(FileBook(master, writing=True), NOW, tmp_path, "clean", to=[WANG]).findings == []
    path = edited(master, everything, tmp_path / "edited.xlsx")
    outcome = share(FileBook(path, writing=True), NOW, tmp_path, "m", to=[WANG])
    wheres = [finding.where for finding in outcome.findings]
    assert [place for place in ALL_PLACES if not any(place in where for where in wheres)] == []
    assert set(codes(outcome)) == {"not-sent", "rows-below-table"}


# --- import ------------------------------------------------------------------------------------------------------------

HEADINGS = ["场景", "环节", "具体问题", "影响程度", "责任人", "附件"]
LINE = ["大促", "审核", "重复录入", "高", "王芳", "截图"]


def imported(tmp_path: Path, change: Callable[[Any], None]) -> tuple[Outcome, list[CellValue], list[CellValue]]:
    """Import a sheet with one row that a person has changed; return what is reported, the problems and the notes."""
    book = openpyxl.Workbook()
    for line in (HEADINGS, LINE):
        book.active.append(line)
    change(book.active)
    source = tmp_path / "source.xlsx"
    book.save(source)
    target = blank(tmp_path)
    outcome = import_rows(FileBook(target, writing=True), NOW, source)
    return outcome, column(target, "problem"), column(target, "notes")


def test_import_writes_comments_and_links_to_the_notes(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["C2"].comment = Comment("领导批示", "赵")
        sheet["F2"].hyperlink = "https://oa.example.cn/file?id=42"
        sheet["E2"].value = "li@x.cn"
        sheet["E2"].hyperlink = "mailto:li@x.cn"

    outcome, problems, notes = imported(tmp_path, change)
    assert problems == ["重复录入"]
    assert as_text(notes[0]).split("\n") == [
        "附件: 截图", "具体问题 批注: 领导批示", "附件 链接: https://oa.example.cn/file?id=42",
    ]  # fmt: skip
    assert [finding.problem.code for finding in outcome.findings] == ["remarks-noted"]


def test_import_names_comments_that_have_no_row(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["C1"].comment = Comment("请写清楚", "赵")
        sheet["B40"].comment = Comment("还有三条没写", "赵")

    outcome, _, notes = imported(tmp_path, change)
    assert notes == ["附件: 截图"]
    assert [(finding.problem.code, finding.cell) for finding in outcome.findings] == [
        ("attached-left", "C1"), ("attached-left", "B40"),
    ]  # fmt: skip
    assert "还有三条没写" in outcome.findings[1].what("zh")


def test_import_takes_the_address_out_of_a_formula(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["F2"].value = '=HYPERLINK("https://oa.example.cn/?q=""a""","截图")'

    _, _, notes = imported(tmp_path, change)
    assert '附件 链接: https://oa.example.cn/?q="a"' in as_text(notes[0])


@pytest.mark.parametrize(
    "content",
    [b' t="str"><f>_xlfn.DISPIMG("ID_01",1)</f><v>=DISPIMG("ID_01",1)</v></c>', b' t="e" vm="1"><v>#VALUE!</v></c>'],
    ids=["WPS", "Excel"],
)
def test_import_names_pictures_in_cells(content: bytes, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in (HEADINGS, LINE):
        book.active.append(line)
    source = tmp_path / "source.xlsx"
    book.save(source)
    patched(source, lambda parts: parts.update({
        "xl/worksheets/sheet1.xml": re.sub(
            rb'<c r="F2".*?</c>', b'<c r="F2"' + content, parts["xl/worksheets/sheet1.xml"], count=1
        )
    }))  # fmt: skip
    target = blank(tmp_path)
    outcome = import_rows(FileBook(target, writing=True), NOW, source)
    assert [(finding.problem.code, finding.cell) for finding in outcome.findings] == [("attached-left", "F2")]
    assert column(target, "notes") == [None]
    assert column(target, "problem") == ["重复录入"]


@pytest.mark.parametrize(
    "line",
    [
        ["编制：王芳", None, None, "审核：李强", None, "批准：赵总"],
        ["编制:", "王芳", "审核:", "李强", "日期:", datetime(2026, 3, 5)],
        ["制表人：王芳"],
        ["审核：____________"],
        ["填报日期：2026年3月5日", None, "单位负责人（签字）："],
        ["Prepared by: Wang Fang", None, "Approved by: Zhao"],
        ["合 计", 3],
    ],
    ids=str,
)
def test_the_line_for_signatures_below_a_list_is_no_row(line: list[Any], tmp_path: Path) -> None:
    outcome, problems, _ = imported(tmp_path, lambda sheet: sheet.append(line))
    assert problems == ["重复录入"]
    assert [finding.problem.code for finding in outcome.findings] == ["row-skipped"]
    assert as_text(line[0])[:2] in outcome.findings[0].what("zh")


@pytest.mark.parametrize(
    "line",
    [
        ["审核：订单", "审核", "漏审", "高", "王芳"],
        ["日期混乱", "录入", "日期：格式不一", "高", "王芳"],
        ["审核环节", "审核", "重复", "高", "王芳"],
        ["编制：计划", "编制", "人工编制"],
    ],
    ids=str,
)
def test_a_row_about_signatures_is_one(line: list[Any], tmp_path: Path) -> None:
    _, problems, _ = imported(tmp_path, lambda sheet: sheet.append(line))
    assert problems == ["重复录入", line[2]]


def test_a_damaged_comments_part_does_not_stop_a_command(master: Path) -> None:
    (copy,) = sent(master, WANG)
    edited(copy, comment)
    patched(copy, lambda parts: parts.update({name: b"<comments" for name in parts if "comment" in name}))
    try:
        outcome = collected(master, copy)
    except RefusalError as error:
        pytest.fail(error.finding.line("zh"))
    assert codes(outcome) == []


# The same cells as programs write them: usual ones, and each of the others that the grammar allows.
_USUAL = (
    '<row r="1"><c r="A1" s="1"/><c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c></row><row r="2"/>'
    '<row r="3"><c r="B3"><v>2.5</v></c><c r="C3" t="inlineStr"><is><t>甲 &amp; 乙</t></is></c><c r="D3" t="b"><v>1</v></c></row>'
)
_WRITTEN = {
    "usual": _USUAL,
    "other order": _USUAL.replace('<c r="B1" t="str">', '<c t="str" r="B1">'),
    "single quotes": _USUAL.replace('r="C3" t="inlineStr"', "r='C3' t='inlineStr'"),
    "closed with a space": _USUAL.replace("<v>2.5</v></c>", "<v>2.5</v></c >"),
    "empty value": _USUAL.replace('<c r="A1" s="1"/>', '<c r="A1" s="1"><v></v></c>'),
    "formula alone": _USUAL.replace('<c r="A1" s="1"/>', '<c r="A1"><f>""</f></c>'),
    "runs": _USUAL.replace("<t>甲 &amp; 乙</t>", "<r><t>甲 &amp;</t></r><r><t xml:space='preserve'> 乙</t></r>"),
    "shared formula": _USUAL.replace('<f>"a"&amp;"b"</f>', '<f t="shared" si="0"/>'),
}


@pytest.mark.parametrize("rows", _WRITTEN.values(), ids=_WRITTEN)
@pytest.mark.parametrize("formulas", [True, False])
def test_cells_are_read_however_they_are_written(rows: str, formulas: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.save(path)
    patched(
        path,
        lambda parts: parts.update(
            {_FIRST: re.sub(rb"<sheetData.*?/>", b"<sheetData>%s</sheetData>" % rows.encode(), parts[_FIRST])}
        ),
    )
    expected = [("B1", "ab")] * formulas + [("B3", 2.5), ("C3", "甲 & 乙"), ("D3", True)]
    cells = Workbook.open(path).loose("Sheet", (), formulas=formulas)
    assert [(f"{letters(cell.col)}{cell.row}", cell.value) for cell in cells] == expected
    assert [cell.computed for cell in cells] == [where == "B1" for where, _ in expected]
    columns = Workbook.open(path).columns("Sheet", [2, 3, 4], 1, 3)
    assert columns == {2: ["ab", None, 2.5], 3: [None, None, "甲 & 乙"], 4: [None, None, True]}
