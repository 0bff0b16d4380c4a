"""`causes`: levels, states, sentences and root causes, in a file and in the open workbook."""

from pathlib import Path

import pytest

from addin.book.file.book import FileBook
from addin.commands.causes import causes
from addin.commands.check import check
from tests.helpers.books import NOW, demo, filled
from tests.helpers.commandline import kaizen
from tests.helpers.desk import At
from udfs.lang import Lang
from udfs.problems import RefusalError
from udfs.values import Cell, CellValue
from workbook_templates.names import TemplateKey

Row = dict[str, CellValue]
TOP: Row = {
    "id": "C-001",
    "issue": "I-001",
    "question": "为什么订单慢？",
    "answer": "重复录入",
    "holds": "成立",
    "evidence": "抽查",
}
END: Row = {"id": "C-002", "upper": "C-001", "answer": "没有接口", "holds": "成立", "evidence": "架构图"}


def book_of(folder: Path, *rows: Row) -> Path:
    return filled(folder, rows, TemplateKey.ROOT_CAUSE)


def test_every_cause_gets_its_level_state_and_sentence(desk: At, tmp_path: Path) -> None:
    book = desk(book_of(tmp_path, END, TOP, {**END, "id": "C-003", "answer": "审批多", "holds": "不成立"}))
    outcome = book.run(causes)
    data = book.view("causes").data
    assert [(data["level"][i], data["state"][i], data["sentence"][i] or "") for i in range(4)] == [
        (2, "根本原因", "因为没有接口，所以重复录入"),
        (1, "中间", "因为重复录入，所以订单慢"),
        (2, "已排除", "因为审批多，所以重复录入"),
        (None, None, ""),
    ]
    assert outcome.findings == []
    assert "根本原因 1 个" in outcome.message.zh
    (listing,) = outcome.listings
    assert listing.rows == [("I-001", "C-002", "没有接口 → 重复录入")]


@pytest.mark.parametrize(
    ("rows", "code", "column"),
    [
        ([{**TOP, "upper": "C-002"}, END], "cause-circle", "upper"),
        ([TOP, {**END, "upper": "C-009"}], "cause-orphan", "upper"),
        ([TOP, END, {"id": "C-003", "answer": "x"}], "cause-without-issue", "issue"),
        ([TOP, {**END, "issue": "I-002"}], "cause-two-issues", "issue"),
        ([TOP, {**END, "answer": "因为重复录入"}], "answer-repeats", "answer"),
        ([TOP, {**END, "answer": "审核员责任心不强"}], "ends-with-person", "answer"),
        ([TOP, {**END, "answer": "没有自动化工具"}], "ends-with-solution", "answer"),
        ([TOP, {**END, "evidence": None}], "root-without-evidence", "evidence"),
        ([TOP], "few-levels", "answer"),
        ([TOP, {**END, "together": "A"}], "group-of-one", "together"),
        ([TOP, {**END, "together": "A"}, {**END, "id": "C-003", "answer": "y", "together": "A", "holds": "不成立"}],
         "group-broken", "together"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_chain_is_said_at_its_cell(
    rows: list[Row], code: str, column: str, tmp_path: Path
) -> None:
    path = book_of(tmp_path, *rows)
    view = FileBook(path).view("causes")
    findings = causes(FileBook(path, writing=True), NOW).findings
    (finding,) = [finding for finding in findings if finding.problem.code == code]
    assert finding.cell.startswith(view.letters()[column])
    assert code in {finding.problem.code for finding in check(FileBook(path, writing=True), NOW).findings}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_demo_has_two_issues_down_to_the_root(lang: Lang, tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.ROOT_CAUSE, lang)
    outcome = causes(FileBook(path, writing=True), NOW)
    assert outcome.findings == []
    assert {row[0] for row in outcome.listings[0].rows} == {"I-001", "I-004"}
    one = causes(FileBook(path, writing=True), NOW, issue=" i-004")
    assert {row[0] for row in one.listings[0].rows} == {"I-004"}


def test_what_cannot_be_listed_is_refused_and_nothing_is_changed(tmp_path: Path) -> None:
    path = filled(tmp_path, [{"id": "I-001", "problem": "慢"}])
    before = path.read_bytes()
    with pytest.raises(RefusalError, match="table-missing"):
        causes(FileBook(path, writing=True), NOW)
    assert path.read_bytes() == before
    other = book_of(tmp_path, TOP, END)
    with pytest.raises(RefusalError, match="issue-without-causes"):
        causes(FileBook(other, writing=True), NOW, issue="I-7")


def test_on_the_command_line(tmp_path: Path) -> None:
    path = book_of(tmp_path, TOP, END)
    done = kaizen("causes", path.name, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "没有接口 → 重复录入" in done.stdout
    assert kaizen("causes", path.name, "--issue", "I-9", cwd=tmp_path).returncode == 2


def test_gathering_keeps_the_trees_of_each_source_apart(tmp_path: Path) -> None:
    """Numbers and the links between causes follow their source; sentences are read along the right tree."""
    folder = tmp_path / "各部门"
    folder.mkdir()
    for name, answer in (("客服部", "重复录入"), ("仓储部", "等待复核")):
        source = FileBook(book_of(tmp_path, {**TOP, "answer": answer}, END), writing=True)
        source.write_area("set_fishbone_issue", [[Cell("I-001" if name == "客服部" else None)]])
        source.save()
        (tmp_path / source.path.name).rename(folder / f"{name}.xlsx")
    target = tmp_path / "汇编.xlsx"
    done = kaizen("gather", folder, "-o", target, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    # What each of them draws is its own affair.
    assert "鱼骨图的问题" not in done.stdout
    data = FileBook(target).view("causes").data
    rows = [(str(data["upper"][i] or ""), data["sentence"][i]) for i in data.records()]
    assert sorted(row for row in rows if row[0]) == [
        ("仓储部/C-001", "因为没有接口，所以等待复核"),
        ("客服部/C-001", "因为没有接口，所以重复录入"),
    ]
    # The sources have never been computed.
    assert {(data["upper"][i] is None, data["level"][i], data["state"][i]) for i in data.records()} == {
        (True, 1, "中间"), (False, 2, "根本原因"),
    }  # fmt: skip
    assert "更新 0 个单元格" in kaizen("score", target, cwd=tmp_path).stdout


def test_a_blank_issue_is_every_issue(tmp_path: Path) -> None:
    """As a script gives it whose variable is empty."""
    path = demo(tmp_path, TemplateKey.ROOT_CAUSE)
    every, blank = (causes(FileBook(path, writing=True), NOW, issue=issue).message for issue in (None, " "))
    assert blank == every
