"""Score sheets: mailed to raters, filled in by a real spreadsheet program, collected, averaged, agreed upon or disputed."""

import email
import itertools
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from email.policy import default as mail_policy
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.check import check
from addin.commands.collect import collect
from addin.commands.forms import live, portable
from addin.commands.history import log, undo
from addin.commands.score import score
from addin.commands.share import share
from addin.outcome import Outcome
from addin.sharing.mail import recipient
from addin.sharing.returns import read_all
from addin.xlsx import Workbook
from tests.helpers.books import NOW, PLAN, filled, set_cell
from tests.helpers.commandline import kaizen
from tests.helpers.desk import At, FileDesk
from tests.helpers.office import Office, differences
from tests.helpers.validators import audited
from udfs.agreement import agreement, chi2_tail, grade, kendall_w
from udfs.lang import Lang
from udfs.problems import RefusalError
from udfs.ratings import Spread, comparable, is_flat, spread_of, summed
from udfs.values import Cell, CellValue
from workbook_templates.functions import FUNCTIONS
from workbook_templates.names import TemplateKey
from workbook_templates.tables.ratings import RATINGS, SCORE_KEYS
from workbook_templates.tables.registers import MAILINGS

FOUR = ("effect", "feasible", "cost", "risk")
IDS = ("S-001", "S-002", "S-003", "S-004")
SECRETS: dict[str, CellValue] = {
    "owner": "秘密提出人",
    "department": "秘密部门",
    "notes": "秘密备注",
    "measure": "秘密措施",
}
Scores = Mapping[str, Sequence[CellValue]]


def master(folder: Path, lang: Lang = "zh", *, scored: bool = True, count: int = 4) -> Path:
    folder.mkdir(exist_ok=True)
    rows: list[dict[str, CellValue]] = [
        {**PLAN, **SECRETS, "id": IDS[i], "name": f"方案{i}", "detail": f"说明{i} " * 12, "benefit": 2, "technology": 2, "acceptance": 2}
        for i in range(count)
    ]  # fmt: skip
    if not scored:
        rows = [{key: value for key, value in row.items() if key not in SCORE_KEYS} for row in rows]
    path = filled(folder, rows, TemplateKey.SCORING, lang)
    score(FileBook(path, writing=True), NOW)
    return path


def asked(path: Path, *people: str, **options: Any) -> list[Path]:
    """Return the score sheets made for people."""
    folder = path.parent / "out"
    folder.mkdir(exist_ok=True)
    before = set(folder.glob("*.xlsx"))
    share(FileBook(path, writing=True), NOW, folder, path.stem, to=list(map(recipient, people)), raters=True, **options)
    built = sorted(set(folder.glob("*.xlsx")) - before)
    wanted = [recipient(person).shown for person in people]
    return (
        sorted(
            built, key=lambda built: next(i for i, who in enumerate(wanted) if who in built.stem) * 99 + len(built.stem)
        )
        if people
        else built
    )


def rated(sheet: Path, scores: Scores, to: str = "", minute: int = 0) -> Path:
    """Type scores into a sheet, by number of the solution, and save it as of some minute."""
    view, editor = FileBook(sheet).view("plans"), Workbook.open(sheet, writing=True)
    for i, number in enumerate(view.data["id"]):
        for key, value in zip((*SCORE_KEYS, "notes"), scores.get(str(number), ()), strict=False):
            set_cell(editor, view.sheet, view.first_row + i, view.column_numbers[key], Cell(value))
    built = sheet.with_name(f"{to or sheet.stem}.xlsx")
    editor.save(built)
    with zipfile.ZipFile(built) as package:
        present = {name: package.read(name) for name in package.namelist()}
    core = present["docProps/core.xml"].decode()
    when = f"2026-11-21T08:{minute:02}:00Z"
    present["docProps/core.xml"] = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{when}", core).encode()
    with zipfile.ZipFile(built, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in present.items():
            package.writestr(name, content)
    return built


def collected(path: Path, *files: Path, **options: Any) -> Outcome:
    return collect(FileBook(path, writing=True), NOW, read_all(files, master=path), **options)


def codes(outcome: Outcome) -> list[str]:
    return [finding.problem.code for finding in outcome.findings]


def plans(path: Path) -> dict[str, list[CellValue]]:
    data = FileBook(path).view("plans").data
    return {str(number): [data[key][i] for key in FOUR] for i, number in enumerate(data["id"]) if number}


def ratings(path: Path) -> dict[tuple[str, str], list[CellValue]]:
    data = FileBook(path).view("ratings").data
    rows = [i for i, full in enumerate(data.filled()) if full]
    return {(str(data["rater"][i]), str(data["plan_id"][i])): [data[key][i] for key in SCORE_KEYS] for i in rows}


def summary(path: Path) -> dict[str, dict[str, CellValue]]:
    data = FileBook(path).view("rating_summary").data
    keys = [column.key for column in data.table.columns]
    rows = [{key: data[key][i] for key in keys} for i, full in enumerate(data.filled()) if full]
    return {str(row["plan_id"] or row["_id"]): row for row in rows}


def set_mode(path: Path, words: str, name: str = "scores_from") -> None:
    editor = Workbook.open(path, writing=True)
    sheet, row, col, _, _ = editor.area(f"set_{name}") or pytest.fail("the setting is missing")
    set_cell(editor, sheet, row, col, Cell(words))
    editor.save()


ANN: dict[str, list[CellValue]] = {
    "S-001": [5, 4, 3, 2, 1, 2, 3],
    "S-002": [1, 1, 1, 1],
    "S-003": [3, 3, 4, 4],
    "S-004": [2, 2, 2, 3],
}
BOB: dict[str, list[CellValue]] = {
    "S-001": [4, 4, 4, 2],
    "S-002": [2, 1, 1, 2],
    "S-003": [3, 4, 4, 5],
    "S-004": [5, 2, 3, 3],
}
CYN: dict[str, list[CellValue]] = {"S-001": [5, 5, 3, 3], "S-002": [1, 2, 2, 1], "S-003": [4, 4, 4, 4], "S-004": [2, 3, 2, 2]}  # fmt: skip


# --- the sheet that goes out -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_score_sheet_tells_nothing_of_anybody(lang: Lang, tmp_path: Path) -> None:
    path = master(tmp_path, lang)
    first, second = asked(path, "王芳 <w@x.cn>", "李强 <l@x.cn>")
    collected(path, rated(second, {number: [4, 4, 4, 4, 5, 5, 5, "李强的看法"] for number in IDS}, minute=1))
    (again,) = asked(path, "赵敏 <z@x.cn>")
    for sheet, own, others in (
        (first, "王芳", ("李强", "赵敏", "l@x.cn")),
        (again, "赵敏", ("李强", "王芳", "w@x.cn")),
    ):
        with zipfile.ZipFile(sheet) as package:
            parts = {name: package.read(name).decode() for name in package.namelist()}
        whole = "".join(parts.values())
        assert own in whole
        for secret in (*map(str, SECRETS.values()), *others, "李强的看法"):
            assert secret not in whole, secret
        present = FileBook(sheet)
        view = present.view("plans")
        assert view.data["id"] == list(IDS)
        assert [str(text)[:3] for text in view.data["detail"]] == ["说明0", "说明1", "说明2", "说明3"]
        for key in (*SCORE_KEYS, "owner", "department", "notes"):
            assert view.data[key] == [None] * 4
        for key in ("total", "decision", "preferred", "rank", "feasibility"):
            assert [value or "" for value in view.data[key]] == [""] * 4
            assert all(view.formulas[key])
        base = json.loads("".join(map(str, present.texts("_base"))))
        assert base["rating"] == own
        assert all(set(base["tables"]["plans"]["columns"][key]) == {None} for key in (*SCORE_KEYS, "owner", "notes"))
        assert list(base["tables"]) == list(present.tables()) == ["plans"]


def test_only_scores_and_notes_may_be_filled_in(tmp_path: Path) -> None:
    (sheet,) = asked(master(tmp_path), "王芳 <w@x.cn>")
    view = FileBook(sheet).view("plans")
    book = openpyxl.load_workbook(sheet)
    assert all(present.protection.sheet for present in book)
    opened = {
        key for key, col in view.column_numbers.items() for row in range(5, 9) if not book[view.sheet].cell(row, col).protection.locked
    }  # fmt: skip
    assert opened == {*SCORE_KEYS, "notes"}
    assert "王芳" in book[view.sheet].cell(1, 4).value
    assert book[view.sheet].column_dimensions["S"].hidden


def test_the_message_asks_for_scores_and_the_register_says_so(tmp_path: Path) -> None:
    path = master(tmp_path)
    (sheet,) = asked(path, "王芳 <w@x.cn>", message="请周五前")
    draft = email.message_from_bytes(sheet.with_suffix(".eml").read_bytes(), policy=mail_policy)
    assert draft["Subject"] == "请评分：方案评分表"
    data = FileBook(path).view("mailings").data
    assert (data["recipient"][0], data["scope"][0], data["rows"][0]) == ("王芳", "评分", 4)
    assert FileBook(path).context(NOW.date()).settings.values["scores_from"] == "多人平均"
    undo(FileBook(path, writing=True), NOW)
    assert FileBook(path).context(NOW.date()).settings.values["scores_from"] == "直接填写"
    assert any("设置·评分方式" in str(row) for row in log(FileBook(path), NOW).listings[0].rows)


@pytest.mark.parametrize(("lang", "word"), [("zh", "评分"), ("en", "Rating"), ("zh", "Rating")])
def test_raters_listed_in_the_register_are_asked(lang: Lang, word: str, tmp_path: Path) -> None:
    path = master(tmp_path, lang)
    book = FileBook(path, writing=True)
    session = Session(book, "test", NOW)
    book.ensure("mailings")
    session.append(MAILINGS, [
        {"recipient": "王芳", "address": "w@x.cn", "scope": word}, {"recipient": "李强", "scope": None},
    ])  # fmt: skip
    session.finish()
    (sheet,) = asked(path)
    assert json.loads("".join(map(str, FileBook(sheet).texts("_base"))))["rating"] == "王芳"
    data = FileBook(path).view("mailings").data
    assert [bool(sent) for sent in data["sent"][:2]] == [True, False]
    folder = tmp_path / "rest"
    folder.mkdir()
    share(FileBook(path, writing=True), NOW, folder, "x")
    assert [built.name for built in folder.glob("*.xlsx")] == ["x-李强.xlsx"]


@pytest.mark.parametrize(
    ("options", "code"),
    [({"rows": "责任人"}, "raters-alone"), ({"one": True}, "raters-alone"), ({"people": ()}, "no-raters")],
)
def test_what_does_not_go_with_raters(options: dict[str, Any], code: str, tmp_path: Path) -> None:
    path = master(tmp_path)
    before = path.read_bytes()
    with pytest.raises(RefusalError) as refused:
        asked(path, *options.pop("people", ("王芳",)), **options)
    assert refused.value.finding.problem.code == code
    assert path.read_bytes() == before


def test_a_workbook_without_solutions_cannot_ask(tmp_path: Path) -> None:
    with pytest.raises(RefusalError) as refused:
        asked(filled(tmp_path, [{"id": "I-1"}]), "王芳")
    assert refused.value.finding.problem.code == "no-plans"


def test_raters_of_one_name_are_reported_apart(tmp_path: Path) -> None:
    path = master(tmp_path)
    first, second = asked(path, "王芳 <a@x.cn>", "王芳 <b@x.cn>")
    outcome = collected(path, rated(first, ANN, "1"))
    assert summary(path)["missing"]["remark"] == "王芳 <b@x.cn>"
    assert "raters-missing" in codes(outcome)
    (again,) = asked(path, "王芳 <a@x.cn>")
    outcome = collected(path, rated(second, BOB, "2", 1), rated(again, CYN, "3", 2))
    assert {rater for rater, _ in ratings(path)} == {"王芳", "王芳 <b@x.cn>"}
    assert ratings(path)["王芳", "S-001"][:4] == CYN["S-001"]
    assert "2 人评分" in outcome.message.zh
    assert "raters-missing" not in codes(outcome)


def test_an_address_alone_is_a_name(tmp_path: Path) -> None:
    path = master(tmp_path)
    (sheet,) = asked(path, "w@x.cn")
    collected(path, rated(sheet, ANN))
    assert {rater for rater, _ in ratings(path)} == {"w@x.cn"}
    (_,) = asked(path, "w@x.cn")
    score(FileBook(path, writing=True), NOW)
    assert summary(path)["missing"]["remark"] == "无"


# --- a real program fills it in --------------------------------------------------------------------------------------


def typed_in_office(office: Office, sheet: Path, scores: Scores) -> Path:
    """Open a sheet in LibreOffice, type scores as a person would, and save it as .xlsx."""
    built = sheet.with_name(f"返回-{sheet.name}")
    places, view = FileBook(sheet).view("plans").column_numbers, FileBook(sheet).view("plans")
    with office.open(sheet) as document:
        for i, number in enumerate(view.data["id"]):
            for key, value in zip((*SCORE_KEYS, "notes"), scores.get(str(number), ()), strict=False):
                if value is not None:
                    document.type_value(view.sheet, view.first_row + i, places[key], value)  # type: ignore[arg-type]
        document.document.calculateAll()
        option = office._value()  # noqa: SLF001 - the program's own kind of option
        option.Name, option.Value = "FilterName", "Calc MS Excel 2007 XML"
        document.document.storeToURL(built.resolve().as_uri(), (option,))
    return built


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_scores_typed_in_libreoffice_fill_everything(lang: Lang, office: Office, tmp_path: Path) -> None:
    path = master(tmp_path, lang, scored=False)
    sheets = asked(path, "Ann <a@x.cn>", "Bob <b@x.cn>", "Cyn <c@x.cn>")
    for sheet in sheets:
        assert differences(office, sheet) == []
    back = [typed_in_office(office, sheet, given) for sheet, given in zip(sheets, (ANN, BOB, CYN), strict=True)]
    own = FileBook(back[0]).view("plans").data
    assert own["total"] == [14, 4, 14, 9]
    assert own["rank"] == [1, 4, 1, 3]
    outcome = collected(path, *back)
    assert codes(outcome) == ["disputed-plan"]
    assert {key: row[:4] for key, row in ratings(path).items()} == {
        (who, number): given[number][:4] for who, given in (("Ann", ANN), ("Bob", BOB), ("Cyn", CYN)) for number in IDS
    }
    assert ratings(path)["Ann", "S-001"] == ANN["S-001"]
    scores = np.array([[given[number][:4] for given in (ANN, BOB, CYN)] for number in IDS], dtype=float)
    means = np.round(scores.mean(axis=1) + 1e-9, 2)
    assert np.allclose([plans(path)[number] for number in IDS], means)  # type: ignore[arg-type]
    messages = summary(path)
    for i, number in enumerate(IDS):
        row = messages[number]
        assert row["raters"] == 3
        assert np.allclose([row[f"mean_{key}"] for key in FOUR], means[i])  # type: ignore[arg-type]
        assert [row[f"range_{key}"] for key in FOUR] == list(np.ptp(scores[i], axis=0))
        assert abs(row["total"] - means[i].sum()) < 1e-9  # type: ignore[operator]
        assert bool(row["disputed"]) == bool((np.ptp(scores[i], axis=0) >= 2).any())
    assert messages["S-004"]["disputed"] == ("有争议" if lang == "zh" else "Disputed")
    # By hand: totals 14, 14, 16 / 4, 6, 6 / 14, 16, 16 / 9, 13, 9; ranks with ties, n = 4, m = 3.
    # Rank sums 3.5+3+3.5 = 10, 1+1+1 = 3, 3.5+4+3.5 = 11, 2+2+2 = 6: S = 41, T = 6 for Ann and Cyn, 0 for Bob.
    w = 12 * 41 / (9 * 60 - 3 * 12)
    assert f"W = {w:.4f}" in str(messages["agreement"]["remark"])
    assert f"{w:.4f}" in outcome.message.to(lang)
    assert messages["missing"]["remark"] == ("无" if lang == "zh" else "none")
    assert differences(office, path) == []
    present = FileBook(path).view("plans").data
    assert present["total"][:4] == [pytest.approx(sum(row)) for row in means]
    assert present["decision"][0] == ("通过" if lang == "zh" else "Pass")


# --- collecting ------------------------------------------------------------------------------------------------------


def test_a_dry_run_leaves_the_returned_files_as_they_are(tmp_path: Path) -> None:
    """The same returns give the same result again: scores were once taken out of them by the first run."""
    path = master(tmp_path)
    returns = read_all([rated(*asked(path, "王芳 <w@x.cn>"), ANN)], master=path)
    trial = collect(FileBook(path, writing=True), NOW, returns, dry_run=True)
    outcome = collect(FileBook(path, writing=True), NOW, returns)
    assert trial.listings[0].rows == outcome.listings[0].rows
    assert ratings(path)["王芳", "S-001"][:4] == ANN["S-001"][:4]


def test_the_order_of_files_does_not_matter_and_twice_changes_nothing(tmp_path: Path) -> None:
    seen = []
    for i, order in enumerate(itertools.permutations(range(4))):
        if i % 5:
            continue
        path = master(tmp_path / str(i))
        ann, bob, cyn = asked(path, "Ann <a@x.cn>", "Bob <b@x.cn>", "Cyn <c@x.cn>")
        files = [rated(ann, BOB, "ann1", 1), rated(ann, ANN, "ann2", 2), rated(bob, BOB, minute=3), rated(cyn, CYN)]
        outcome = collected(path, *(files[at] for at in order))
        assert codes(outcome).count("older-score-sheet") == 1
        rows = [{k: v for k, v in row.items() if k != "_id" or not row["plan_id"]} for row in summary(path).values()]
        for row in rows:
            row.pop("applied")
        seen.append((ratings(path), plans(path), rows, outcome.message))
        before = path.read_bytes()
        again = collected(path, *files)
        assert path.read_bytes() == before
        assert again.changed == 0
    assert all(results == seen[0] for results in seen)
    assert seen[0][0]["Ann", "S-002"][:4] == ANN["S-002"]


def test_a_later_sheet_replaces_and_an_older_one_that_comes_late_does_not(tmp_path: Path) -> None:
    path = master(tmp_path)
    (sheet,) = asked(path, "Ann <a@x.cn>")
    older, newer = rated(sheet, BOB, "1", 1), rated(sheet, {**ANN, "S-002": [None, 2, 2, 2]}, "2", 2)
    collected(path, rated(sheet, CYN, "0", 0))
    assert plans(path)["S-001"] == CYN["S-001"]
    assert codes(collected(path, newer)) == []
    assert plans(path)["S-001"] == ANN["S-001"][:4]
    assert ratings(path)["Ann", "S-002"][:4] == [None, 2, 2, 2]
    assert plans(path)["S-002"] == [None, 2, 2, 2]
    assert codes(collected(path, older)) == ["older-score-sheet"]
    assert plans(path)["S-001"] == ANN["S-001"][:4]
    assert any("Ann" not in str(row) and "5" in str(row) for row in log(FileBook(path), NOW).listings[0].rows)


def test_asked_again_with_a_fresh_sheet(tmp_path: Path) -> None:
    """A second sheet of the same person replaces the rows that it scores and takes nothing else back."""
    path = master(tmp_path)
    (first,) = asked(path, "Ann <a@x.cn>")
    collected(path, rated(first, ANN, "1", 1))
    (second,) = asked(path, "Ann <a@x.cn>")
    collected(path, rated(second, {"S-001": [1, 1, 1, 1]}, "2", 2))
    assert {key[0] for key in ratings(path)} == {"Ann"}
    assert plans(path)["S-001"] == [1, 1, 1, 1]
    assert plans(path)["S-003"] == ANN["S-003"]


def test_who_sent_nothing_is_named_and_a_blank_sheet_is_no_zero(tmp_path: Path) -> None:
    path = master(tmp_path)
    ann, bob, _ = asked(path, "Ann <a@x.cn>", "Bob <b@x.cn>", "赵敏 <c@x.cn>")
    outcome = collected(path, rated(ann, ANN), rated(bob, {}))
    assert plans(path)["S-002"] == [1, 1, 1, 1]
    assert summary(path)["missing"]["remark"] == "Bob（寄回空表）、赵敏"
    assert "raters-missing" in codes(outcome)
    assert summary(path)["S-001"]["raters"] == 1
    assert "无法计算" in outcome.message.zh


def test_a_rater_who_gives_everything_three_is_pointed_out(tmp_path: Path) -> None:
    path = master(tmp_path)
    ann, bob = asked(path, "Ann <a@x.cn>", "Bob <b@x.cn>")
    outcome = collected(path, rated(ann, ANN), rated(bob, {number: [3, 3, 3, 3] for number in IDS}))
    assert "flat-rater" in codes(outcome)
    assert summary(path)["flat"]["remark"] == "Bob（3）"
    assert plans(path)["S-001"] == [4, 3.5, 3, 2.5]


def test_scores_that_are_none_are_kept_named_and_left_out(tmp_path: Path) -> None:
    path = master(tmp_path)
    ann, bob = asked(path, "Ann <a@x.cn>", "Bob <b@x.cn>")
    bad: Scores = {"S-001": [0, 6, "五", 3.5], "S-002": [2, " ", None, -1], "S-003": [3, 3, 3, 3]}
    outcome = collected(path, rated(ann, bad), rated(bob, BOB))
    assert ratings(path)["Ann", "S-001"][:4] == [0, 6, "五", 3.5]
    named = {f.where for f in outcome.findings if f.problem.code == "bad-rating"}
    assert named == {"评分记录!D5", "评分记录!E5", "评分记录!F5", "评分记录!G5", "评分记录!G6"}
    assert outcome.wrong
    assert plans(path)["S-001"] == BOB["S-001"]
    assert plans(path)["S-002"] == [2, 1, 1, 2]
    assert summary(path)["S-001"]["raters"] == 1
    editor, view = Workbook.open(path, writing=True), FileBook(path).view("ratings")
    set_cell(editor, view.sheet, 5, view.column_numbers["effect"], Cell(2))
    editor.save()
    corrected = score(FileBook(path, writing=True), NOW)
    assert len([code for code in codes(corrected) if code == "bad-rating"]) == 4
    assert "typed-score-replaced" not in codes(corrected)
    assert plans(path)["S-001"][0] == 3


def test_a_typed_score_that_gives_way_is_reported_logged_and_comes_back(tmp_path: Path) -> None:
    path = master(tmp_path)
    before = plans(path)
    (sheet,) = asked(path, "Ann <a@x.cn>")
    everything = {name: FileBook(path).view(name).data.columns for name in ("plans", "mailings")}
    outcome = collected(path, rated(sheet, {"S-001": [1, 4, 3, 2], "S-002": [5, 4, 3, 2]}))
    messages = [f for f in outcome.findings if f.problem.code == "typed-score-replaced"]
    assert [(f.where, f.args["changes"]) for f in messages] == [("方案评分表!E5", ("有效性 5 → 1", "Effect 5 → 1"))]
    assert plans(path)["S-003"] == before["S-003"]
    undo(FileBook(path, writing=True), NOW)
    assert plans(path) == before
    assert {name: FileBook(path).view(name).data.columns for name in ("plans", "mailings")} == everything
    assert ratings(path) == {}
    assert summary(path) == {}
    assert collected(path, sheet.with_name(sheet.name)).findings[0].problem.code == "typed-score-replaced"
    assert plans(path)["S-001"][0] == 1


def test_a_score_that_a_copy_and_raters_change_at_once_comes_back_whole(tmp_path: Path) -> None:
    """The colleague's entry is merged, gives way to the mean, and one undo takes both back."""
    path = master(tmp_path)
    (sheet,) = asked(path, "Ann <a@x.cn>")
    share(FileBook(path, writing=True), NOW, tmp_path / "out", "copy", to=[recipient("Bob <b@x.cn>")])
    before = plans(path)
    outcome = collected(path, rated(sheet, ANN), rated(tmp_path / "out" / "copy-Bob.xlsx", {"S-002": [3, 4, 3, 2]}))
    messages = [f.args["changes"] for f in outcome.findings if f.problem.code == "typed-score-replaced"]
    assert "有效性 3 → 1" in messages[0][0]  # type: ignore[index]
    assert plans(path)["S-002"] == ANN["S-002"]
    assert codes(undo(FileBook(path, writing=True), NOW)) == []
    assert plans(path) == before


def test_mean_median_and_typed(office: Office, tmp_path: Path) -> None:
    path = master(tmp_path)
    sheets = asked(path, "Ann <a@x.cn>", "Bob <b@x.cn>", "Cyn <c@x.cn>")
    collected(path, *(rated(sheet, given) for sheet, given in zip(sheets, (ANN, BOB, CYN), strict=True)))
    assert plans(path)["S-004"] == [3, 2.33, 2.33, 2.67]
    set_mode(path, "多人中位数")
    outcome = score(FileBook(path, writing=True), NOW)
    assert plans(path)["S-004"] == [2, 2, 2, 3]
    assert codes(outcome) == []
    assert differences(office, path) == []
    set_mode(path, "多人平均")
    score(FileBook(path, writing=True), NOW)
    assert "not-a-score" not in codes(check(FileBook(path, writing=True), NOW))
    set_mode(path, "直接填写")
    score(FileBook(path, writing=True), NOW)
    assert plans(path)["S-004"] == [3, 2.33, 2.33, 2.67]
    assert FileBook(path).view("plans").data["total"][3] == "!评分须为1到5的整数"
    assert "not-a-score" in codes(check(FileBook(path, writing=True), NOW))
    assert differences(office, path) == []


def test_with_typed_scores_the_registers_are_filled_and_the_sheet_is_left(tmp_path: Path) -> None:
    path = master(tmp_path)
    before = plans(path)
    (sheet,) = asked(path, "Ann <a@x.cn>")
    set_mode(path, "直接填写")
    outcome = collected(path, rated(sheet, ANN))
    assert plans(path) == before
    assert summary(path)["S-002"]["mean_effect"] == 1
    assert "四项评分未改" in outcome.message.zh


def test_solutions_added_and_removed_after_mailing(tmp_path: Path) -> None:
    path = master(tmp_path)
    (sheet,) = asked(path, "Ann <a@x.cn>")
    editor, view = Workbook.open(path, writing=True), FileBook(path).view("plans")
    for col in view.column_numbers.values():
        set_cell(editor, view.sheet, view.first_row + 1, col, Cell(None))
    for key, value in {"id": "S-009", "name": "新方案"}.items():
        set_cell(editor, view.sheet, view.first_row + 4, view.column_numbers[key], Cell(value))
    editor.save()
    outcome = collected(path, rated(sheet, ANN))
    assert "rated-plan-gone" in codes(outcome)
    assert ratings(path)["Ann", "S-002"][:4] == ANN["S-002"]
    assert "S-002" not in plans(path)
    assert "S-002" not in summary(path)
    assert (summary(path)["S-009"]["raters"], summary(path)["S-009"]["total"]) == (0, None)
    assert plans(path)["S-003"] == ANN["S-003"]


def rows_of(sheet: Path) -> tuple[Any, dict[str, int], int]:
    view = FileBook(sheet).view("plans")
    return view, view.column_numbers, view.first_row


def test_a_sheet_whose_rows_were_sorted(tmp_path: Path) -> None:
    path = master(tmp_path)
    (sheet,) = asked(path, "Ann <a@x.cn>")
    rated(sheet, ANN)
    view, places, first = rows_of(sheet)
    editor = Workbook.open(sheet, writing=True)
    for key, col in places.items():
        if view.data.table.column(key).typed or key == "_id":
            for i, value in enumerate(reversed(view.data[key])):
                set_cell(editor, view.sheet, first + i, col, Cell(value))
    editor.save()
    outcome = collected(path, sheet)
    assert plans(path) == {number: given[:4] for number, given in ANN.items()}
    assert "conflict" not in codes(outcome)


@pytest.mark.parametrize("second", [[1, 1, 1, 1], [5, 4, 3, 2, 1, 2, 3], []], ids=["other", "the same", "blank"])
def test_a_copied_row(second: list[CellValue], tmp_path: Path) -> None:
    path = master(tmp_path)
    (sheet,) = asked(path, "Ann <a@x.cn>")
    rated(sheet, ANN)
    view, places, first = rows_of(sheet)
    book = openpyxl.load_workbook(sheet)
    present = book[view.sheet]
    for key, col in places.items():
        value = dict(zip(SCORE_KEYS, second, strict=False)).get(key, None if key in SCORE_KEYS else view.data[key][0])
        if view.data.table.column(key).typed or key == "_id":
            present.cell(first + 4, col, value)
    (table,) = present.tables.values()
    table.ref = table.ref.replace("8", "9")
    book.save(sheet)
    outcome = collected(path, sheet)
    assert len(plans(path)) == 4
    assert plans(path)["S-001"] in (ANN["S-001"][:4], second[:4])
    assert ("rated-twice" in codes(outcome)) == (second == [1, 1, 1, 1])
    if second == [1, 1, 1, 1]:
        notes = " ".join(map(str, FileBook(path).view("ratings").data["notes"]))
        twice = next(f for f in outcome.findings if f.problem.code == "rated-twice")
        assert str(twice.args["other"]) in notes


def test_what_a_rater_adds_is_not_lost(tmp_path: Path) -> None:
    """Another proposal, a proposer, a total typed over its formula, a column of their own."""
    path = master(tmp_path)
    (sheet,) = asked(path, "Ann <a@x.cn>")
    rated(sheet, ANN)
    view, places, first = rows_of(sheet)
    book = openpyxl.load_workbook(sheet)
    present = book[view.sheet]
    for key, value in {"id": "S-010", "name": "评分人的提议", "effect": 4, "feasible": 4, "cost": 4, "risk": 5}.items():
        present.cell(first + 4, places[key], value)
    present.cell(first, places["owner"], "评分人以为")
    present.cell(first, places["total"], 20)
    (table,) = present.tables.values()
    table.ref = table.ref.replace("8", "9")
    present.cell(first + 5, places["effect"], 1)
    (table,) = present.tables.values()
    table.ref = table.ref.replace("9", "10")
    book.save(sheet)
    outcome = collected(path, sheet)
    data = FileBook(path).view("plans").data
    assert len(data.records()) == 5
    assert data["name"][4] == "评分人的提议"
    assert plans(path)["S-010"] == [4, 4, 4, 5]
    assert ratings(path)["Ann", "S-010"][:4] == [4, 4, 4, 5]
    assert (data["owner"][0], data["total"][0]) == ("秘密提出人", 14)
    assert {"conflict", "extra-column"} <= set(codes(outcome))
    conflicts = FileBook(path).view("conflicts").data
    assert {"评分人以为", "20", "1"} <= set(map(str, conflicts["theirs"]))


def test_a_sheet_that_lost_its_memory_is_still_known(tmp_path: Path) -> None:
    path = master(tmp_path)
    (sheet,) = asked(path, "Ann <a@x.cn>")
    rated(sheet, ANN)
    book = openpyxl.load_workbook(sheet)
    del book["_base"]
    book.save(sheet)
    outcome = collected(path, sheet)
    assert "no-base" in codes(outcome)
    assert ratings(path)["Ann", "S-001"] == ANN["S-001"]
    assert plans(path) == {number: given[:4] for number, given in ANN.items()}
    assert len(FileBook(path).view("plans").data.records()) == 4


def altered(sheet: Path, to: str, **fields: str) -> Path:
    """Return a score sheet whose hidden sheet says something else, written there with openpyxl."""
    book = openpyxl.load_workbook(sheet)
    hidden = book["_base"]
    cells = [cell for row in hidden.iter_rows() for cell in row if isinstance(cell.value, str)]
    content = json.loads("".join(cell.value for cell in cells)) | fields
    for cell in cells:
        cell.value = None
    cells[0].value = json.dumps(content, ensure_ascii=False)
    target = sheet.with_name(f"{to}.xlsx")
    book.save(target)
    return target


def test_nobody_gives_scores_in_anothers_name(tmp_path: Path) -> None:
    path = master(tmp_path)
    wang, li = asked(path, "王芳 <w@x.cn>", "李强 <l@x.cn>")
    collected(path, rated(wang, ANN, "王"))
    before = ratings(path)
    mine = rated(li, BOB, "李", 5)
    for name in ("王芳", "赵六"):
        outcome = collected(path, altered(mine, f"冒名{name}", rating=name))
        assert codes(outcome)[:1] == ["rater-differs"]
        assert name in outcome.findings[0].what("zh")
        assert "李强" in outcome.findings[0].what("zh")
        assert ratings(path) == before
    assert outcome.listings[0].rows[0][2].zh == "未合并"  # type: ignore[union-attr]
    assert collected(path, mine).changed
    assert {rater for rater, _ in ratings(path)} == {"王芳", "李强"}


def test_a_sheet_that_was_sent_to_nobody_is_refused(tmp_path: Path) -> None:
    path = master(tmp_path)
    (wang,) = asked(path, "王芳 <w@x.cn>")
    outcome = collected(path, altered(rated(wang, ANN, "王"), "别的", rating="李强", share="0" * 12))
    assert codes(outcome)[:1] == ["rater-unknown"]
    assert "李强" in outcome.findings[0].what("zh")
    with pytest.raises(RefusalError):  # no score was ever taken
        ratings(path)


def test_of_two_with_one_name_none_writes_the_others_scores(tmp_path: Path) -> None:
    path = master(tmp_path)
    one, other = asked(path, "王芳 <a@x.cn>", "王芳 <b@x.cn>")
    collected(path, rated(one, ANN, "一"))
    before = ratings(path)
    assert codes(collected(path, altered(rated(other, BOB, "二", 5), "冒名", rating="王芳")))[:1] == ["rater-differs"]
    assert ratings(path) == before


def test_a_dry_run_tells_and_writes_nothing(tmp_path: Path) -> None:
    path = master(tmp_path)
    (sheet,) = asked(path, "Ann <a@x.cn>")
    before = path.read_bytes()
    outcome = collect(FileBook(path), NOW, read_all([rated(sheet, ANN)]), dry_run=True)
    assert path.read_bytes() == before
    assert "评分 19 个" in str(outcome.listings[0].rows[0][2])


def test_on_the_command_line(tmp_path: Path) -> None:
    path = master(tmp_path)
    done = kaizen(
        "share", path.name, "--raters", "--to", "Ann <a@x.cn>", "--to", "Bob <b@x.cn>", "-o", "o", cwd=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "scores-from-raters" in done.stdout
    rated(tmp_path / "o" / "方案评分表-Ann.xlsx", ANN)
    done = kaizen("collect", path.name, "o/方案评分表-Ann.xlsx", "--json", "--lang", "en", cwd=tmp_path)
    messages = json.loads(done.stdout)
    assert "Bob" in str([f["what"] for f in messages["findings"] if f["code"] == "raters-missing"])
    assert [listing["title"] for listing in messages["listings"]] == ["Returned files", "Rating summary"]
    assert kaizen("share", path.name, "--raters", "--one", cwd=tmp_path).returncode == 2


# --- workbooks made before -------------------------------------------------------------------------------------------


def aged(path: Path) -> Path:
    """Take out of a workbook what this version brought: the setting, its names, and the formulas that use them."""
    view = FileBook(path).view("plans")
    before = {
        key: [
            text and re.sub(r"IF\(use_averaged,.*?,(\$[A-Z]+\d+)\),use_scale", r"\1,use_scale", text) for text in texts
        ]
        for key, texts in view.formulas.items()
        if key in ("total", "preferred")
    }
    editor = Workbook.open(path, writing=True)
    sheet, row, _, _, _ = editor.area("set_scores_from") or pytest.fail("the setting is missing")
    for col in range(1, 11):
        set_cell(editor, sheet, row, col, Cell(None))
    for key, texts in before.items():
        for i, text in enumerate(texts):
            assert text is not None
            assert "use_averaged" not in text
            cell = Cell(view.data[key][i], text)
            set_cell(editor, view.sheet, view.first_row + i, view.column_numbers[key], cell)
    editor.save()
    with zipfile.ZipFile(path) as package:
        present = {name: package.read(name) for name in package.namelist()}
    names = r'<definedName name="(set_scores_from|use_averaged)">[^<]*</definedName>'
    present["xl/workbook.xml"], count = re.subn(names, "", present["xl/workbook.xml"].decode())  # type: ignore[assignment]
    assert count == 2
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in present.items():
            package.writestr(name, content)
    return path


def test_a_workbook_made_before_goes_on_working(office: Office, tmp_path: Path) -> None:
    path = aged(master(tmp_path))
    assert differences(office, path) == []
    present = FileBook(path).names()
    score(FileBook(path, writing=True), NOW)
    assert set(FileBook(path).names()) - set(present) == {"set_scores_from", "use_averaged"}
    assert differences(office, path) == []
    assert FileBook(path).view("plans").data["total"][:4] == [14] * 4
    assert "use_averaged" in (FileBook(path).view("plans").formulas["total"][0] or "")
    live(FileBook(path, writing=True), NOW)
    portable(FileBook(path, writing=True), NOW)
    assert differences(office, path) == []
    assert "setting-invalid" not in codes(check(FileBook(path, writing=True), NOW))
    openpyxl.load_workbook(path)


def test_an_older_workbook_may_ask_raters(office: Office, tmp_path: Path) -> None:
    """The setting is written below the others, and people may change it there."""
    path = aged(master(tmp_path))
    ann, bob = asked(path, "Ann <a@x.cn>", "Bob <b@x.cn>")
    place = Workbook.open(path).area("set_scores_from") or pytest.fail("the setting is missing")
    assert Workbook.open(path).block(place[0], place[1], 1, place[1], 2) == [["评分方式", "多人平均"]]
    collected(path, rated(ann, ANN), rated(bob, BOB))
    assert plans(path)["S-001"] == [4.5, 4, 3.5, 2]
    assert FileBook(path).view("plans").data["total"][0] == 14
    assert differences(office, path) == []
    assert [audited(built) for built in (ann, path)] == [[], []]
    set_mode(path, "直接填写")
    score(FileBook(path, writing=True), NOW)
    assert FileBook(path).view("plans").data["total"][0] == "!评分须为1到5的整数"
    assert differences(office, path) == []


def test_an_older_workbook_at_either_desk(desk: At, tmp_path: Path) -> None:
    at = desk(aged(master(tmp_path)))
    at.run(score)
    assert {"set_scores_from", "use_averaged"} <= set(at.book().names())
    assert at.view("plans").data["total"][:4] == [14] * 4
    at.type("risk", 0, 2.5, "plans")
    at.run(score)
    assert at.view("plans").data["total"][0] == "!评分须为1到5的整数"


def test_raters_at_either_desk(desk: At, tmp_path: Path) -> None:
    """Asked, collected, undone: in a file and in the open workbook."""
    at = desk(master(tmp_path))
    at.now = NOW
    before = {key: at.view("plans").data[key] for key in (*FOUR, "total")}
    folder = tmp_path / "out"
    folder.mkdir()
    at.run(share, folder, "x", to=[recipient("Ann <a@x.cn>"), recipient("Bob <b@x.cn>")], raters=True)
    files = [rated(folder / "x-Ann.xlsx", ANN), rated(folder / "x-Bob.xlsx", BOB)]
    at.run(collect, read_all(files))
    present = at.view("plans").data
    assert [present[key][0] for key in FOUR] == [4.5, 4, 3.5, 2]
    assert present["total"][0] == 14
    assert at.view("rating_summary").data["plan_id"][3:7] == list(IDS)
    assert len([row for row in at.view("ratings").data["rater"] if row]) == 8
    at.run(undo)
    assert {key: at.view("plans").data[key] for key in before} == before
    at.run(undo)
    assert at.book().context(NOW.date()).settings.values["scores_from"] == "直接填写"


def test_a_live_formula_made_before_still_says_its_language() -> None:
    assert FUNCTIONS["KZ_SCORE"](5, 4, 3, 2, None, False, "en") == [[14]]
    assert FUNCTIONS["KZ_SCORE"](5, 4, 3, 9, None, False, "en")[0][0].startswith("!Scores")
    assert FUNCTIONS["KZ_PREFERRED"](5, 5, 5, 5, None, False, "en") == [["Preferred"]]
    assert FUNCTIONS["KZ_SCORE"](4.5, 4, 3.25, 2, None, False, True) == [[13.75]]
    assert FUNCTIONS["KZ_SCORE"](4.5, 4, 3.25, 2) == [["!评分须为1到5的整数"]]
    assert FUNCTIONS["KZ_SCORE"](5.5, 4, 3.25, 2, None, False, True) == [["!评分须为1到5的整数"]]
    assert FUNCTIONS["KZ_PREFERRED"](4.5, 4, 4.4, 4, None, None, True) == [["优选"]]
    assert FUNCTIONS["KZ_PREFERRED"](4.5, 4, 4.4, 4) == [[""]]
    assert FUNCTIONS["KZ_SCORE"](4, 4, 4, 4, None, None, "x")[0][0].startswith("!")


# --- the calculations ------------------------------------------------------------------------------------------------


def test_the_check_value_of_kendalls_w() -> None:
    results = agreement([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])
    assert results is not None
    assert results.w == pytest.approx(0.8870, abs=5e-5)
    assert (round(results.chi2, 3), results.df, round(chi2_tail(results.chi2, results.df), 4)) == (17.741, 5, 0.0033)
    assert (results.way, results.p < 0.0033) == ("permutation", True)


@pytest.mark.parametrize("columns", [[(1, 2, 3), (1, 3, 2), (2, 1, 3)], [(1, 1, 2, 3), (2, 1, 3, 3), (4, 2, 2, 5)], [(1, 2), (2, 1), (1, 2), (1, 2)]])  # fmt: skip
def test_the_exact_p_against_trying_everything(columns: list[tuple[int, ...]]) -> None:
    present = kendall_w(list(zip(*columns, strict=True)))
    results = agreement(list(zip(*columns, strict=True)))
    assert present is not None
    assert results is not None
    ways = list(itertools.product(*(list(itertools.permutations(column)) for column in columns)))
    reached = sum((kendall_w(list(zip(*way, strict=True))) or 0) >= present - 1e-12 for way in ways)
    assert (results.way, results.p) == ("exact", pytest.approx(reached / len(ways)))


def test_the_permutation_p_is_near_the_exact_one() -> None:
    from udfs import agreement as module

    rows = [[1, 2, 1, 3], [2, 1, 3, 1], [3, 3, 2, 2], [4, 5, 5, 4], [5, 4, 4, 5]]
    ranks = [[round(2 * rank) for rank in module.mean_ranks(column)] for column in zip(*rows, strict=True)]
    exact, drawn = module._exact(ranks), module._permuted(ranks)  # noqa: SLF001 - both ways of one value
    assert exact is not None
    assert drawn == pytest.approx(exact, abs=0.005)
    assert module._permuted(ranks) == drawn  # noqa: SLF001


@pytest.mark.parametrize(
    ("value", "df", "p"),
    [(3.841458820694124, 1, 0.05), (5.991464547107979, 2, 0.05), (7.814727903251179, 3, 0.05), (18.307038053275146, 10, 0.05),
     (16.918977604620448, 9, 0.05), (0, 4, 1), (21.665994333461924, 9, 0.01)],
)  # fmt: skip
def test_the_tail_of_chi_squared(value: float, df: int, p: float) -> None:
    assert chi2_tail(value, df) == pytest.approx(p)


def test_no_agreement_can_be_reported() -> None:
    assert agreement([[1, 2]]) is None
    assert agreement([[3, 3], [3, 3]]) is None
    results = agreement([[float(i), float(i), float(9 - i)] for i in range(9)])
    assert results is not None
    assert results.way == "chi2"
    many = agreement([[1.0] * 30, [2.0] * 30])
    assert many is not None
    assert (many.way, many.w) == ("chi2", 1)


def test_sums_by_hand() -> None:
    results = summed([[5, 4, None, "x"], [4, 4, "", 0], [4, 1, None, 2.5]])
    assert results.raters == 3
    assert results.means == (4.33, 3, None, None)
    assert results.medians == (4, 4, None, None)
    assert results.ranges == (1, 3, None, None)
    assert Spread().is_disputed(results)
    assert not Spread().is_disputed(summed([[5, 5, 5, 5], [4, 4, 4, 4]]))
    assert summed([]).means == (None,) * 4
    assert is_flat([[3, 3, 3, 3], [3, 3, 3, 3], [None] * 4])
    assert not is_flat([[3, 3, 3, 3], [None] * 4])
    assert not is_flat([[3, 3, 3, 3], [3, 3, 3, 4]])


def written_down(path: Path, scores: Any) -> list[str]:
    """Write scores (solutions × raters × dimensions) into 评分记录, as collecting does, and return what is disputed."""
    data = FileBook(path).view("plans").data
    session = Session(FileBook(path, writing=True), "test", NOW)
    session.book.ensure(RATINGS.key)
    session.append(RATINGS, [
        {"plan_row": data["_id"][i], "plan_id": data["id"][i], "plan": data["name"][i], "rater": f"评分人{j}",
         **dict(zip(FOUR, map(int, given), strict=True))}
        for i, raters in enumerate(scores) for j, given in enumerate(raters)
    ])  # fmt: skip
    session.finish()
    return disputed(path)


def disputed(path: Path) -> list[str]:
    """Return the solutions that are disputed when everything is brought up to date."""
    score(FileBook(path, writing=True), NOW)
    rows = summary(path)
    return [number for number in IDS if rows[number]["disputed"]]


# Four solutions, twelve raters. By hand: rank sums 21, 25, 37, 37, S = 204; ties: ten raters with two pairs, two with
# three alike: ΣT = 168. W = 12·204 / (144·60 − 12·168) = 0.3696, χ²(3) = 13.30, p = 0.004 by the table.
MILD = np.array([[3] * 10 + [4] * 2, [3] * 6 + [4] * 4 + [3] * 2, [4] * 8 + [3] * 2 + [4] * 2, [4] * 10 + [3] * 2])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_agreement_is_graded_and_a_small_p_makes_it_no_stronger(lang: Lang, tmp_path: Path) -> None:
    path = master(tmp_path, lang)
    written_down(path, np.repeat(MILD[:, :, None], 4, axis=2))
    remark = str(summary(path)["agreement"]["remark"])
    assert remark.startswith("一致程度一般：W = 0.3696" if lang == "zh" else "fair agreement: W = 0.3696")
    assert "p = 0.00" in remark
    book = FileDesk(path)
    for key, limit in (("fair", 0.4), ("good", 0.8), ("strong", 0.9)):
        book.set(f"set_agree_{key}", limit)
    score(FileBook(path, writing=True), NOW)
    assert str(summary(path)["agreement"]["remark"]).startswith("一致程度弱" if lang == "zh" else "weak agreement")


@pytest.mark.parametrize(
    ("w", "word"),
    [(0, "弱"), (0.29, "弱"), (0.3, "一般"), (0.39, "一般"), (0.5, "较强"), (0.69, "较强"), (0.7, "强"), (1, "强")],
)
def test_the_grades_of_agreement(w: float, word: str) -> None:
    assert grade(w).zh == word


def test_agreement_that_may_be_chance_says_so(tmp_path: Path) -> None:
    path = master(tmp_path)
    # Two raters, four solutions: even W = 0.9 happens by chance once in six times.
    written_down(path, np.repeat(np.array([[1, 1], [2, 2], [4, 3], [3, 5]])[:, :, None], 4, axis=2))
    assert str(summary(path)["agreement"]["remark"]).startswith("一致程度强，也可能只是巧合")


def test_noise_of_one_point_is_no_dispute_and_a_planted_one_is(tmp_path: Path) -> None:
    """Six raters, one point up or down: nearly every solution has a range of 2 somewhere."""
    path = master(tmp_path)
    noise = np.random.default_rng(14).integers(-1, 2, (4, 6, 4))
    scores = 3 + noise
    scores[2, :, 1] = [1, 5, 5, 5, 4, 5]
    assert written_down(path, scores) == ["S-003"]
    ranges = np.ptp(scores, axis=1)
    assert (ranges >= 2).any(axis=1).all()
    assert float(np.median(ranges)) == 2
    rows = summary(path)
    assert rows["S-003"]["remark"] == "可行性 1–5"
    assert not rows["S-001"]["remark"]


def test_the_limit_of_a_dispute_is_a_setting(tmp_path: Path) -> None:
    path = master(tmp_path)
    scores = np.full((4, 3, 4), 3)
    scores[0, 0, 0], scores[1, 0, 0] = 5, 4
    assert written_down(path, scores) == ["S-001"]
    FileDesk(path).set("set_disputed_from", 3)
    assert disputed(path) == []
    FileDesk(path).set("set_disputed_from", 1)
    assert disputed(path) == ["S-001", "S-002"]


def test_where_everybody_contradicts_everybody_it_is_still_said() -> None:
    wide = summed([[1] * 4, [5] * 4])
    assert spread_of([wide] * 5).is_disputed(wide)
    assert spread_of([wide]).is_disputed(summed([[2] * 4, [4] * 4]))
    assert not spread_of([summed([[2] * 4, [4] * 4])] * 3).is_disputed(summed([[2] * 4, [4] * 4]))


def test_raters_who_did_not_score_everything_are_left_out_only_where_they_must() -> None:
    assert comparable({"a": {"x": 1, "y": 2, "z": 3}, "b": {"x": 1, "y": 2}}) == (["a", "b"], ["x", "y"])
    assert comparable({"a": {"x": 1, "y": 2}, "b": {"x": 1, "y": 2}, "c": {"z": 1}}) == (["a", "b"], ["x", "y"])
    assert comparable({"a": {"x": 1}}) == ([], [])
    assert comparable({}) == ([], [])
