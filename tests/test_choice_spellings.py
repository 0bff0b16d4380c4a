"""One choice in many spellings: known from the start or taught once, it is one choice to the check, the import, the merge."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.book.file.book import FileBook
from addin.commands.check import check
from addin.commands.fix import fix
from addin.commands.importing import import_rows
from tests.helpers.books import ISSUE, NOW, blank, filled
from tests.helpers.commandline import kaizen
from tests.helpers.desk import At
from tests.helpers.mailroom import WANG, codes, collected, column, sent, typed
from udfs.choices import choice_of, written_as
from udfs.problems import RefusalError
from workbook_templates.settings import Settings

OTHER_WORDS = "编号,具体问题,状态,发现渠道\nA,物流慢,进行中,客诉\nB,对账难, 已 完成,数据监控\nC,缺货,待评审,访谈\nD,错发,ＤＯＮＥ,监控\n"


def source_of(folder: Path, text: str = OTHER_WORDS, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_an_entry_is_known_in_every_width_case_and_spacing() -> None:
    entries, also = ["待处理", "In progress"], {written_as("进行中"): "In progress", written_as("x"): "gone"}
    written = ["待处理", " 待 处理　", "ＩＮ PROGRESS", "进行中", "x", "y", "", None]
    assert [choice_of(value, entries, also) for value in written] == [
        "待处理", "待处理", "In progress", "In progress", None, None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_spelling_that_a_new_workbook_knows_means_an_entry_of_its_list(lang: str) -> None:
    settings = Settings.defaults(lang)  # type: ignore[arg-type]  # one of the two
    assert len(settings.choice_spellings) > 50
    for key in settings.lists:
        for spelling, entry in settings.also(key).items():
            assert settings.choice(key, spelling) in settings.choices(key), (key, spelling, entry)


def test_import_puts_choices_in_the_words_of_the_list_and_says_so(desk: At, tmp_path: Path) -> None:
    book = desk(blank(tmp_path))
    outcome = book.run(import_rows, source_of(tmp_path))
    data = book.view().data
    assert data["status"][:4] == ["处理中", "已解决", "待评审", "已解决"]
    assert data["channel"][:4] == ["用户反馈", "数据监控", "一线访谈", "数据监控"]
    words = " ".join(finding.what("zh") for finding in outcome.findings)
    assert "「状态」有 3 格改写成了清单里的写法：进行中 → 处理中（1）" in words
    assert "「状态」有 1 格不在清单中，按原文保留：待评审（1）" in words


def test_a_spelling_is_taught_once(desk: At, tmp_path: Path) -> None:
    book = desk(blank(tmp_path))
    book.run(import_rows, source_of(tmp_path), spell=["待评审=处理中", "待评审＝数据监控"], dry_run=True)
    book.run(import_rows, source_of(tmp_path), spell=["待评审=处理中"])
    assert book.view().data["status"][2] == "处理中"
    # The next import knows it, and so does whoever looks at the sheet 设置.
    outcome = book.run(import_rows, source_of(tmp_path, "编号,具体问题,状态\nE,错账,待评审\n", "b.csv"))
    assert book.view().data["status"][4] == "处理中"
    assert "choices-unlisted" not in codes(outcome)
    assert "待评审" in str(book.seen("设置"))


def test_a_list_that_people_changed_is_what_counts(desk: At, tmp_path: Path) -> None:
    """A spelling of an entry that is no longer on the list means nothing."""
    book = desk(blank(tmp_path))
    view = book.book()._place("lst_status")  # noqa: SLF001 - where a person sees it
    book.set("lst_status", "待办理")
    assert view is not None
    book.run(import_rows, source_of(tmp_path, "编号,具体问题,状态\nA,x,待开始\n"))
    assert book.view().data["status"][0] == "待开始"


def test_check_says_which_choice_is_meant(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [ISSUE, {**ISSUE, "id": "I-2", "status": "没听说过"}]))
    book.type("status", 0, "进行中")
    findings = [
        finding for finding in book.run(check).findings if finding.problem.code in {"choice-spelled", "not-a-choice"}
    ]
    assert [finding.problem.code for finding in findings] == ["choice-spelled", "not-a-choice"]
    assert findings[0].cell == book.view().cell("status", 0)
    assert "“进行中”在清单里写作“处理中”" in findings[0].what("zh")


@pytest.mark.parametrize("pair", ["待评审", "=处理中", "待评审=没有"])
def test_what_cannot_be_taught_is_refused(pair: str, desk: At, tmp_path: Path) -> None:
    book = desk(blank(tmp_path))
    before = book.everything()
    with pytest.raises(RefusalError) as refused:
        book.run(import_rows, source_of(tmp_path), spell=[pair])
    assert refused.value.finding.problem.code in {"spell-form", "spell-no-choice"}
    assert book.everything() == before


def test_collect_reads_spellings_and_equal_meanings_are_no_conflict(tmp_path: Path) -> None:
    master = filled(tmp_path, [{**ISSUE, "id": f"I-{i}", "status": "待处理"} for i in range(3)])
    [copy] = sent(master, WANG)
    for row, word in enumerate(("进行中", "待开始", "没听说过")):
        typed(copy, "status", row, word)
    typed(master, "status", 0, "处理中")
    outcome = collected(master, copy)
    assert column(master, "status")[:3] == ["处理中", "待处理", "没听说过"]
    assert "conflict" not in " ".join(codes(outcome))
    [spelled] = [finding for finding in outcome.findings if finding.problem.code == "choices-respelled"]
    assert "进行中 → 处理中（1）、待开始 → 待处理（1）" in spelled.what("zh")
    assert codes(collected(master, copy)) == codes(collected(master, copy))


def test_by_the_command_line(tmp_path: Path) -> None:
    target = blank(tmp_path)
    source_of(tmp_path)
    done = kaizen("import", "a.csv", "--into", target.name, "--spell", "待评审=处理中", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert FileBook(target).view("issues").data["status"][2] == "处理中"


def test_fix_puts_choices_in_the_words_of_the_list(tmp_path: Path) -> None:
    path = filled(tmp_path, [{**ISSUE, "status": "进行中"}])
    fix(FileBook(path, writing=True), NOW)
    assert FileBook(path).view("issues").data["status"][0] == "处理中"
