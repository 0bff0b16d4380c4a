"""Every problem explains itself: in both languages, one by one, as a list and as a page."""

import importlib
import json
import pkgutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from addin.commands.explain import explain
from addin.commands.table import Request
from udfs import problems
from udfs.explaining.explained import SUBJECTS, Explanation, explanations
from udfs.explaining.page import page
from udfs.explaining.reasons import WHY
from udfs.explaining.samples import OWN
from udfs.lang import Text
from udfs.problems import Problem, RefusalError, commands

PAGE = Path(problems.__path__[0]) / "CODES.md"
ALL = list(explanations())
REQUEST = Request(None, "zh", datetime(2026, 11, 28))


def test_the_subjects_hold_every_problem_of_the_catalogue() -> None:
    modules = [
        importlib.import_module(f"udfs.problems.{module.name}") for module in pkgutil.iter_modules(problems.__path__)
    ]
    codes = {value.code for module in modules for value in vars(module).values() if isinstance(value, Problem)}
    assert {entry.problem.code for entry in ALL} == codes
    assert len(ALL) == len(codes)
    assert len({subject.label for subject in SUBJECTS}) == len(SUBJECTS)


@pytest.mark.parametrize("entry", ALL, ids=lambda entry: entry.problem.code)
def test_an_explanation_is_whole_in_both_languages(entry: Explanation) -> None:
    for words in (entry.what, entry.why, entry.example, entry.fix):
        for reports in words:
            assert reports.strip()
            assert not set("{}\n") & set(reports)
        assert any("\u4e00" <= letter <= "\u9fff" for letter in words.zh)
    assert "…" not in entry.why.zh + entry.why.en


def test_reasons_and_samples_belong_to_problems_that_exist() -> None:
    codes = {entry.problem.code for entry in ALL}
    assert set(WHY) == codes
    assert set(OWN) <= codes


# Labels of what is no column or setting: a column of the person's own, and the word for a duration in a project file.
# Headings of project files and of exports.
_OTHER_LABELS = {"费用", "工期", "订单号", "客服姓名", "处理时长", "下单时间"}


def test_examples_name_columns_and_settings_that_exist() -> None:
    """So that an example is a message as a person may see it."""
    from workbook_templates.catalogue import KNOWN_TABLES
    from workbook_templates.lists import LISTS
    from workbook_templates.settings import SETTINGS

    known = {column.label for table in KNOWN_TABLES.values() for column in table.columns}
    known |= {setting.label for setting in (*LISTS.values(), *SETTINGS.values())}
    for code, values in OWN.items():
        for label in (values[name] for name in ("label", "other_label", "column") if name in values):
            assert isinstance(label, Text)
            assert label in known or label.zh in _OTHER_LABELS, (code, label)


def test_each_problem_has_one_reason() -> None:
    from udfs.explaining import reasons

    named = [
        problem.code
        for module in pkgutil.iter_modules(reasons.__path__)
        for _, those in importlib.import_module(f"{reasons.__name__}.{module.name}").REASONS
        for problem in those
    ]
    assert len(set(named)) == len(named)


def test_one_code_is_explained() -> None:
    outcome = explain(REQUEST, code="Not_A_Level")
    assert outcome.message.zh.splitlines() == [
        "not-a-level（错误 · 表中的内容）",
        "是什么：「…」填的“…”不是高、中、低",
        "为什么重要：优先级、总分和名次由这一格算出；读不懂的值使整行没有结果",
        "例：「影响程度」填的“极高”不是高、中、低",
        "怎么办：请从下拉列表选择：高、中、低",
    ]
    assert outcome.message.en.splitlines()[3].startswith("Example: “Very high” in “Impact”")
    assert [record["code"] for record in outcome.records] == ["not-a-level"]


def test_without_a_code_all_are_listed_by_subject() -> None:
    outcome = explain(REQUEST)
    rows = [row for listing in outcome.listings for row in listing.rows]
    assert [listing.title for listing in outcome.listings] == [subject.label for subject in SUBJECTS]
    assert [row[0] for row in rows] == [entry.problem.code for entry in ALL]
    assert len(outcome.records) == len(ALL)


@pytest.mark.parametrize(("code", "near"), [("not-a-levle", True), ("zzzz", False)])
def test_an_unknown_code_is_refused_with_those_like_it(code: str, near: bool) -> None:
    with pytest.raises(RefusalError) as refused:
        explain(REQUEST, code=code)
    finding = refused.value.finding
    assert finding.problem is commands.UNKNOWN_CODE
    for lang in ("zh", "en"):
        assert ("not-a-level" in finding.fix(lang)) is near


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_the_command_line(lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from addin.cli.app import app

    def typed(*words: str) -> tuple[int, Any]:
        monkeypatch.setattr("sys.argv", ["kaizen", "explain", *words, "--lang", lang])
        with pytest.raises(SystemExit) as ended:
            app()
        return int(ended.value.code or 0), capsys.readouterr()

    code, shown = typed("overtyped", "--json")
    (record,) = json.loads(shown.out)["records"]
    assert code == 0
    assert list(record) == ["code", "severity", "subject", "what", "why", "example", "fix"]
    assert ("总分" in record["example"]) is (lang == "zh")
    code, shown = typed("overtipped")
    assert (code, shown.out) == (2, "")
    assert "overtyped" in shown.err


def test_the_page_is_what_is_built_from_the_catalogue() -> None:
    """Made anew with `kaizen explain --page > udfs/problems/CODES.md`."""
    assert PAGE.read_text("utf-8") == page()
