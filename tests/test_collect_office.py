"""Round trips through another program: shared, edited and saved by LibreOffice, collected."""

from datetime import date
from pathlib import Path

import pytest

from addin.book.file.book import FileBook
from addin.commands.history import undo
from addin.commands.resolve import resolve
from tests.helpers.books import ISSUE, NOW, PLAN, filled
from tests.helpers.mailroom import LI, WANG, at_recipient, chosen, codes, collected, column, conflicts, raw, sent, typed
from tests.helpers.office import Office, differences
from workbook_templates.names import TemplateKey

ROWS = [
    {**ISSUE, "id": f"I-{i:03}", "problem": f"问题{i}", "scope": f"范围{i}", "due": date(2026, 12, i)}
    for i in range(1, 6)
]


@pytest.fixture
def master(tmp_path: Path) -> Path:
    return filled(tmp_path, ROWS)


def test_what_only_they_changed_is_taken(office: Office, master: Path, tmp_path: Path) -> None:
    (copy,) = sent(master, WANG)
    with at_recipient(office, copy) as they:
        they.type("scope", 0, "全国")
        they.type("due", 1, date(2027, 1, 15))
        they.type("current", 2, 4.5)
        they.type("owner", 3, "")
        back = they.save(tmp_path / "back.xlsx")
    outcome = collected(master, back)
    assert codes(outcome) == []
    assert column(master, "scope") == ["全国", "范围2", "范围3", "范围4", "范围5"]
    assert column(master, "due")[1] == date(2027, 1, 15)
    assert column(master, "current")[2] == 4.5
    assert column(master, "owner")[3] is None
    assert differences(office, master) == []


def test_untouched_copies_saved_by_another_program_change_nothing(office: Office, master: Path, tmp_path: Path) -> None:
    (copy,) = sent(master, WANG)
    before = {key: column(master, key) for key in ("scope", "due", "found_on", "_id", "status", "notes")}
    with at_recipient(office, copy) as they:
        back = they.save(tmp_path / "back.xlsx")
    outcome = collected(master, back)
    assert (codes(outcome), outcome.changed) == ([], 0)
    assert {key: column(master, key) for key in before} == before


def test_computed_cells_and_settings_are_protected_and_open_cells_are_not(office: Office, master: Path) -> None:
    (copy,) = sent(master, WANG)
    with at_recipient(office, copy) as they:
        assert they.may_type("scope", 0)
        assert [key for key in ("priority", "statement", "_id") if they.may_type(key, 0)] == []
        they.unprotect()
        assert they.may_type("priority", 0)


def test_sorted_filtered_inserted_deleted_and_copied_rows(office: Office, master: Path, tmp_path: Path) -> None:
    (copy,) = sent(master, WANG)
    with at_recipient(office, copy) as they:
        they.unprotect()
        they.sort("id", descending=True)  # I-005 … I-001
        they.type("scope", 4, "北京")  # I-001
        they.hide(1, 2)
        they.delete(1)  # I-004
        they.copy(0, 4)  # I-005 once more, below the others
        they.type("scope", 4, "抄来的一行")
        they.insert(1)
        they.type("problem", 1, "插入的新问题")
        they.type("id", 1, "I-100")
        they.type("problem", 6, "没有编号的新问题")
        back = they.save(tmp_path / "back.xlsx")
    outcome = collected(master, back)
    assert codes(outcome) == ["number-twice", "row-removed"]
    ids, scopes, problems = (column(master, key) for key in ("id", "scope", "problem"))
    assert ids[:5] == [f"I-{i:03}" for i in range(1, 6)]
    assert scopes[:5] == ["北京", "范围2", "范围3", "范围4", "范围5"]
    assert sorted(zip(ids[5:], problems[5:], scopes[5:], strict=True), key=str) == [
        ("I-005", "问题5", "抄来的一行"),
        ("I-100", "插入的新问题", None),
        ("I-101", "没有编号的新问题", None),
    ]
    assert len(set(column(master, "_id"))) == 8
    (removed,) = conflicts(master)
    assert (removed["what"], removed["where"], removed["who"]) == ("对方删行", "I-004 问题4", "王芳")
    chosen(master, 0, "采用对方")
    resolve(FileBook(master, writing=True), NOW)
    assert "I-004" not in column(master, "id")
    undo(FileBook(master, writing=True), NOW)
    assert column(master, "id")[3] == "I-004"
    assert differences(office, master) == []


def test_two_people_and_we_disagree(office: Office, master: Path, tmp_path: Path) -> None:
    copies = sent(master, WANG, LI)
    backs = []
    for copy, text, day in zip(copies, ("王的", "李的"), (date(2027, 2, 1), date(2027, 3, 1)), strict=True):
        with at_recipient(office, copy) as they:
            they.type("scope", 0, text)
            they.type("due", 1, day)
            they.type("owner", 2, "赵六")
            backs.append(they.save(tmp_path / f"{text}.xlsx"))
    typed(master, "scope", 0, "我方的")
    typed(master, "problem", 3, "我方改过的问题")
    outcome = collected(master, *backs)
    assert codes(outcome) == ["conflict"] * 4
    assert column(master, "scope")[0] == "我方的"
    assert column(master, "due")[1] == date(2026, 12, 2)
    assert column(master, "owner")[2] == "赵六"
    assert column(master, "problem")[3] == "我方改过的问题"
    listed = [(c["column"], c["base"], c["ours"], c["theirs"], c["who"]) for c in conflicts(master)]
    assert sorted(listed, key=str) == [
        ("影响范围", "范围1", "我方的", "李的", "李强"),
        ("影响范围", "范围1", "我方的", "王的", "王芳"),
        ("要求完成日期", "2026-12-02", "2026-12-02", "2027-02-01", "王芳"),
        ("要求完成日期", "2026-12-02", "2026-12-02", "2027-03-01", "李强"),
    ]
    for i, entry in enumerate(conflicts(master)):
        chosen(master, i, "采用对方" if entry["who"] == "李强" else "保留我方")
    settled = resolve(FileBook(master, writing=True), NOW)
    assert (settled.changed, codes(settled)) == (4, [])
    assert column(master, "scope")[0] == "李的"
    assert column(master, "due")[1] == date(2027, 3, 1)
    again = collected(master, *backs)
    assert (again.changed, codes(again)) == (0, [])
    assert len(conflicts(master)) == 4
    assert differences(office, master) == []


def test_columns_inserted_and_renamed(office: Office, master: Path, tmp_path: Path) -> None:
    (copy,) = sent(master, WANG)
    with at_recipient(office, copy) as they:
        they.unprotect()
        they.rename("owner", "负责人")  # an alias
        they.rename("scope", "波及面")  # nobody knows this one
        they.type("scope", 1, "波及华东")
        they.insert_column("channel", "客户号", ["C1", "", "C3"])
        back = they.save(tmp_path / "back.xlsx")
    outcome = collected(master, back)
    assert codes(outcome) == ["column-renamed", "extra-column", "extra-column"]
    assert column(master, "scope")[:2] == ["范围1", "波及华东"]
    assert [(c["column"], c["theirs"]) for c in conflicts(master)] == [("客户号", "C1"), ("客户号", "C3")]
    chosen(master, 0, "采用对方")
    resolve(FileBook(master, writing=True), NOW)
    assert column(master, "notes")[0] == "客户号：C1"


def test_a_changed_list_is_reported_and_ours_is_left(office: Office, master: Path, tmp_path: Path) -> None:
    (copy,) = sent(master, WANG)
    with at_recipient(office, copy) as they:
        they.on_settings("一线访谈", "现场访谈")
        they.type("channel", 0, "现场访谈")
        back = they.save(tmp_path / "back.xlsx")
    outcome = collected(master, back)
    assert codes(outcome) == ["setting-returned"]
    assert "现场访谈" in outcome.findings[0].what("zh")
    assert column(master, "channel")[0] == "现场访谈"
    assert "一线访谈" in FileBook(master).context(NOW.date()).settings.choices("channel")


def test_a_formula_typed_into_an_open_cell_comes_back_as_its_value(
    office: Office, master: Path, tmp_path: Path
) -> None:
    (copy,) = sent(master, WANG)
    with at_recipient(office, copy) as they:
        they.type_formula("scope", 0, '="全"&"国"')
        back = they.save(tmp_path / "back.xlsx")
    outcome = collected(master, back)
    assert codes(outcome) == ["formula-returned"]
    view = FileBook(master).view("issues")
    assert (view.data["scope"][0], view.formulas["scope"][0]) == ("全国", None)


def test_links_come_back_as_what_they_show(office: Office, master: Path, tmp_path: Path) -> None:
    (copy,) = sent(master, WANG)
    with at_recipient(office, copy) as they:
        they.type_formula("scope", 0, '=HYPERLINK("http://example.com/x";"全国")')
        they.type_formula("owner", 1, "='file:///nowhere/else.xlsx'#$Sheet1.A1")
        back = they.save(tmp_path / "back.xlsx")
    outcome = collected(master, back)
    assert codes(outcome) == ["attached-left", "formula-broken", "formula-returned"]
    assert any("http://example.com/x" in finding.line("zh") for finding in outcome.findings)
    assert column(master, "scope")[0] == "全国"
    assert column(master, "owner")[1] == "王芳"
    messages = raw(master)
    assert "example.com" not in messages
    assert "nowhere" not in messages


def test_a_date_where_none_is_expected_comes_back_as_it_is_seen(office: Office, master: Path, tmp_path: Path) -> None:
    (copy,) = sent(master, WANG)
    with at_recipient(office, copy) as they:
        they.type_date("notes", 0, date(2026, 12, 24))
        back = they.save(tmp_path / "back.xlsx")
    collected(master, back)
    assert column(master, "notes")[0] == "2026-12-24"


def test_a_value_typed_over_a_formula_is_kept_and_reported(office: Office, master: Path, tmp_path: Path) -> None:
    (copy,) = sent(master, WANG)
    with at_recipient(office, copy) as they:
        they.unprotect()
        they.type("computed_priority", 0, "领导指定")
        back = they.save(tmp_path / "back.xlsx")
    outcome = collected(master, back)
    assert codes(outcome) == ["overtyped"]
    assert column(master, "computed_priority")[0] == "领导指定"
    assert column(master, "priority")[0] == "领导指定"


def test_a_copy_that_lost_its_hidden_sheet(office: Office, master: Path, tmp_path: Path) -> None:
    (copy,) = sent(master, WANG)
    with at_recipient(office, copy) as they:
        they.type("scope", 0, "全国")
        they.type("current", 1, 7)
        they.type("problem", 5, "新问题")
        they.drop_sheet("_base")
        back = they.save(tmp_path / "back.xlsx")
    outcome = collected(master, back)
    assert codes(outcome) == ["conflict", "no-base"]
    assert column(master, "scope")[0] == "范围1"
    assert column(master, "current")[1] == 7
    assert column(master, "problem")[5] == "新问题"


def test_scores_come_back_as_numbers(office: Office, tmp_path: Path) -> None:
    master = filled(tmp_path, [PLAN, {**PLAN, "id": "S-002", "name": "二", "effect": None}], TemplateKey.SCORING)
    (copy,) = sent(master, WANG)
    with at_recipient(office, copy, "plans") as they:
        they.type("effect", 1, 4)
        they.type("risk", 0, 5)
        back = they.save(tmp_path / "back.xlsx")
    assert codes(collected(master, back)) == []
    assert column(master, "total", "plans") == [17, 13]
    assert column(master, "rank", "plans") == [1, 2]
    assert differences(office, master) == []
