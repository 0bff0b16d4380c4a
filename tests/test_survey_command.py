"""`survey`: the sheet 问卷结果, doubts that people decide about, groups, and what is refused; file and open workbook."""

import re
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from addin.book.file.book import FileBook
from addin.commands.check import check
from addin.commands.history import undo
from addin.commands.survey import results
from tests.helpers.books import NOW, blank
from tests.helpers.commandline import kaizen
from tests.helpers.counted_surveys import Row, book_of, question, run, seen, twelve
from tests.helpers.desk import At
from tests.helpers.office import Office, alike
from udfs.lang import Lang
from udfs.problems import RefusalError
from udfs.survey.choices import MATRIX, MULTIPLE, OPEN, SCALE, SINGLE
from workbook_templates.names import TemplateKey
from workbook_templates.reports.survey import BLOCK
from workbook_templates.reports.survey_charts import CHARTS

ABC = ("甲", "乙", "丙")
EARLY = datetime(2026, 11, 2, 9)


def sheets(*answers: object, **more: object) -> list[Row]:
    return [
        {"submitted": EARLY + timedelta(hours=at), "seconds": 120, "q01": answer, **more}
        for at, answer in enumerate(answers)
    ]  # type: ignore[dict-item]


def block(lines: list[list[object]], number: str) -> list[list[object]]:
    """Return the lines of one question."""
    begin = next(at for at, line in enumerate(lines) if str(line[0]).startswith(number))
    end = next((at for at in range(begin + 1, len(lines)) if lines[at][-1] == "title"), len(lines))
    return lines[begin:end]


def test_a_question_has_base_people_shares_and_intervals(desk: At, tmp_path: Path) -> None:
    path = book_of(tmp_path, [question(1, SINGLE, ABC)], sheets(*["甲"] * 12, *["乙"] * 4, "丙", None))
    book = desk(path)
    outcome = book.run(results)
    assert outcome.message.zh == "1 题、18 份答卷：采用 18 份，疑点 0 份"
    assert [line[:4] for line in seen(book.book())] == [
        ["Q-001　题目1（单选）", None, None, None],
        ["基数=回答该题 17 人；未答 1 人", None, None, None],
        ["选项", "人数", "占比", "95% 区间"],
        ["甲", 12, 0.71, "47%～87%"],
        ["乙", 4, 0.23, "10%～47%"],
        ["丙", 1, 0.06, "1%～27%"],
    ]
    assert [str(row[0]) for row in outcome.listings[0].rows] == [*ABC]
    assert seen(book.book(), "survey_figures") == [[18, 18, 0, 0, 0]]
    assert book.run(results).changed == 0


def test_doubts_are_marked_and_people_decide(desk: At, tmp_path: Path) -> None:
    """What is left out stays in the table; the decision survives, and the doubt with it."""
    answers = sheets(*["甲"] * 9, "乙")
    answers[9]["seconds"] = 10
    book = desk(book_of(tmp_path, [question(1, SINGLE, ABC)], answers))
    book.run(results)
    doubt = "答得太快（10 秒，中位 120 秒）"
    assert book.view("answers").data["doubt"][8:10] == [None, doubt]
    assert seen(book.book(), "survey_figures") == [[10, 10, 0, 1, 1]]
    assert seen(book.book())[4][:2] == ["乙", 1]
    book.type("decision", 9, "不采用", "answers")
    outcome = book.run(results)
    assert "采用 9 份，疑点 1 份" in outcome.message.zh
    assert seen(book.book())[4][:2] == ["乙", 0]
    data = book.view("answers").data
    assert (data["doubt"][9], data["decision"][9], data["q01"][9]) == (doubt, "不采用", "乙")
    assert seen(book.book(), "survey_figures") == [[10, 9, 1, 1, 0]]


def test_groups_are_those_of_the_sheet_and_undo_brings_the_old_ones_back(desk: At, tmp_path: Path) -> None:
    answers = [
        row | {"department": "东" if at % 2 else "西", "q02": ABC[at % 3], "post": None}
        for at, row in enumerate(sheets(*(ABC[at % 2] for at in range(40))))
    ]
    book = desk(book_of(tmp_path, [question(1, SINGLE, ABC), question(2, SINGLE, ABC)], answers))
    assert "按部门分组" in book.run(results).message.zh
    first = block(seen(book.book()), "Q-001")
    assert first[2][4:6] == ["西 n=20", "东 n=20"]
    assert first[3][:6] == ["甲", 20, 0.5, "35%～65%", 1, 0]
    assert "各组有差别：χ² 检验，p<0.001" in str(first[6][0])
    assert "Q-002" in book.run(results, "q-002").message.zh
    again = block(seen(book.book()), "Q-001")
    assert again[2][4:7] == ["甲 n=14", "乙 n=13", "丙 n=13"]
    assert block(seen(book.book()), "Q-002")[2][4] is None
    book.run(undo)
    assert block(seen(book.book()), "Q-001")[2][4] == "西 n=20"


def test_shares_by_groups_agree_with_pandas(tmp_path: Path) -> None:
    """An independent library: pandas' crosstab of the twelve questions' first."""
    path = twelve(tmp_path)
    run(path)
    data = FileBook(path).view("answers").data
    rows = data.records()
    table = pd.crosstab(
        pd.Series([data["q01"][i] for i in rows], name="answer"), pd.Series([data["department"][i] for i in rows], name="group")
    )  # fmt: skip
    shares = table / table.sum()
    _, _, head, *lines = block(seen(FileBook(path)), "Q-001")
    groups = [str(name).partition(" n=")[0] for name in head[4:8]]
    assert [str(name).partition(" n=")[2] for name in head[4:8]] == [str(table[group].sum()) for group in groups]
    for line in [line for line in lines if line[-1] == "line"]:
        assert line[1] == table.loc[line[0]].sum()
        for group, share in zip(groups, line[4:8], strict=True):
            shown = float(str(share).strip("(%)")) / 100 if isinstance(share, str) else share
            assert shown == pytest.approx(shares.loc[line[0], group], abs=0.01)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_twelve_questions_of_every_kind(tmp_path: Path, lang: Lang) -> None:
    path = twelve(tmp_path, lang)
    outcome = run(path)
    assert outcome.findings == []
    assert len(outcome.listings) == 12
    book = FileBook(path)
    titles = [line[0] for line in seen(book) if line[-1] == "title"]
    assert len(titles) == 12 + 3
    doubts = [value for value in book.view("answers").data["doubt"] if value]
    assert len(doubts) == 2
    # An open question has no chart; each chart reads as many rows as its question has lines.
    with zipfile.ZipFile(path) as package:
        charts = [package.read(name).decode() for name in package.namelist() if "charts/chart" in name]
    name = {"zh": "问卷结果", "en": "Survey results"}[lang]
    lengths = sorted(
        int(last) - int(first) + 1
        for chart in charts
        if name in chart
        for first, last in re.findall(r"<c:cat>.*?\$(\d+):[^<]*\$(\d+)</c:f>", chart)
    )
    assert lengths == sorted([4, 5, 4, 5, 5, 5, 5, 3, 4, 11, 3])
    captions = [line[0] for side in ("1", "2") for line in seen(book, f"survey_captions_{side}")]
    assert len(captions) == 11
    # Two blocks are printed: the table to its last line, and the charts to the last that shows something.
    flow, beside = book.area("survey_rows"), book.area("survey_captions_1")
    assert flow is not None
    assert beside is not None
    table, pictures = book.print_area(name)
    last = max(at for at, line in enumerate(flow.figures) if any(cell.value is not None for cell in line))
    assert table.bottom == flow.row + last
    assert pictures.bottom == beside.row + 6 * BLOCK - 1


def test_a_question_is_listed_and_drawn_where_it_is_asked_for(tmp_path: Path) -> None:
    path = twelve(tmp_path)
    outcome = run(path, question=["q-004", "Q-010"])
    assert [listing.title.zh[:5] for listing in outcome.listings] == ["Q-004", "Q-010"]
    captions = [str(line[0])[:5] for side in ("1", "2") for line in seen(FileBook(path), f"survey_captions_{side}")]
    assert captions == ["Q-004", "Q-010"]
    run(path, question=[""])
    assert len(seen(FileBook(path), "survey_captions_1")) == 6


def test_questions_that_were_not_asked_are_not_blank(tmp_path: Path) -> None:
    questions = [
        question(1, SINGLE, ABC, jump="丙→Q-003"), question(2, SINGLE, ABC), question(3, SINGLE, ABC),
    ]  # fmt: skip
    answers: list[Row] = [
        {"q01": "甲", "q02": "甲", "q03": "甲"},
        {"q01": "丙", "q03": "乙"},
        {"q01": "乙", "q03": "乙"},
    ]
    path = book_of(tmp_path, questions, answers)
    run(path)
    lines = seen(FileBook(path))
    assert block(lines, "Q-002")[1][0] == "基数=回答该题 1 人；按逻辑未问 1 人；未答 1 人"
    assert block(lines, "Q-003")[1][0] == "基数=回答该题 3 人"


def test_response_stands_beside_the_roster(desk: At, tmp_path: Path) -> None:
    """Who gave no department has the one of the roster; a group in which nobody answered stays, and nothing is said of it."""
    roster: list[Row] = [
        {"person": f"人{at}", "department": "东" if at < 10 else "西"} for at in range(14)
    ]  # fmt: skip
    answers = [row | {"person": f"人{at}"} for at, row in enumerate(sheets(*["甲"] * 6))]
    book = desk(book_of(tmp_path, [question(1, SINGLE, ABC)], answers, roster))
    book.run(results)
    assert [line[:5] for line in seen(book.book())[:5]] == [
        ["回收与覆盖：按部门", None, None, None, None],
        ["部门", "收回", "回收率", "名单", "说明"],
        ["东", 6, 0.6, 10, None],
        ["西", 0, 0, 4, "没有人答：不作推断"],
        ["合计", 6, pytest.approx(6 / 14), 14, None],
    ]
    assert "回收率 6/14（43%）" in str(seen(book.book(), "survey_head")[0][0])


def test_what_cannot_be_is_refused_and_nothing_changes(desk: At, tmp_path: Path) -> None:
    book = desk(book_of(tmp_path, [question(1, SINGLE, ABC), question(2, OPEN)], sheets("甲")))
    before = book.seen("答卷")
    for given, code in (
        ({"group": "Q-002"}, "group-unknown"), ({"group": "华东"}, "group-unknown"), ({"question": ["Q-009"]}, "question-unknown"),
    ):  # fmt: skip
        with pytest.raises(RefusalError) as refused:
            book.run(results, **given)
        assert refused.value.finding.problem.code == code
    assert book.seen("答卷") == before


def test_an_empty_survey_and_another_workbook_are_refused(tmp_path: Path) -> None:
    path = blank(tmp_path, TemplateKey.SURVEY)
    content = path.read_bytes()
    with pytest.raises(RefusalError) as refused:
        run(path)
    assert refused.value.finding.problem.code == "survey-empty"
    with pytest.raises(RefusalError) as refused:
        run(blank(tmp_path))
    assert refused.value.finding.problem.code == "table-missing"
    assert path.read_bytes() == content


def test_findings_name_the_cell(tmp_path: Path) -> None:
    questions = [
        question(1, SINGLE, ABC, exclusive="没有", jump="乙就跳"), question(2, MULTIPLE), question(3, MATRIX, ABC),
        {**question(4, SINGLE, ABC), "id": "Q-061", "text": "题目1"}, question(5, SCALE, ABC),
    ]  # fmt: skip
    path = book_of(tmp_path, questions, [row | {"q05": "丁"} for row in sheets("甲", "丁")])
    outcome = run(path)
    assert {(finding.problem.code, finding.cell) for finding in outcome.findings} == {
        ("exclusive-no-option", "H5"), ("jump-unread", "G5"), ("question-without-options", "D6"), ("question-without-options", "E7"),
        ("question-without-column", "A8"), ("question-twice", "B8"), ("answer-no-option", "J6"), ("answer-no-option", "N5"),
        ("answer-no-option", "N6"), ("question-few-answers", "B5"), ("question-unanswered", "B6"), ("question-unanswered", "B7"),
        ("question-unanswered", "B9"),
    }  # fmt: skip
    checked = check(FileBook(path, writing=True), NOW)
    codes = {finding.problem.code for finding in checked.findings}
    assert codes >= {"answer-no-option", "question-without-options", "question-twice", "question-without-column"}
    assert not codes & {"question-few-answers", "question-unanswered"}


def test_a_scale_counts_from_low_to_high_however_its_options_were_listed(tmp_path: Path) -> None:
    """An export lists them as they occur; numbers of points mean the order in which the points stand."""
    mixed = ("很不满意", "一般", "不满意", "满意", "很满意")
    by_text = book_of(tmp_path, [question(1, SCALE, mixed)], sheets(*["不满意"] * 6, *["一般"] * 7))
    outcome = run(by_text)
    assert [(finding.problem.code, finding.cell) for finding in outcome.findings] == [("scale-ordered", "D5")]
    assert [line[0] for line in block(seen(FileBook(by_text)), "Q-001")[3:]] == [
        "很不满意", "不满意", "一般", "满意", "很满意", "最高两档 0%（0%～21%）；中位数：一般",
    ]  # fmt: skip
    (tmp_path / "numbers").mkdir()
    by_number = book_of(tmp_path / "numbers", [question(1, SCALE, mixed), question(2, SCALE)], sheets(*[2] * 12, q02=4))
    assert [finding.problem.code for finding in run(by_number).findings] == [
        "scale-out-of-order",
        "scale-without-points",
    ]
    lines = seen(FileBook(by_number))
    assert block(lines, "Q-001")[4][:2] == ["一般", 12]
    assert [line[0] for line in block(lines, "Q-002")[3:7]] == ["1", "2", "3", "4"]


def test_a_scale_that_nobody_has_answered_has_the_points_that_an_answer_sheet_shows(tmp_path: Path) -> None:
    path = book_of(tmp_path, [question(1, SCALE), question(2, SINGLE, ABC)], sheets(None, None, q02="甲"))
    findings = [(each.problem.code, each.cell) for each in check(FileBook(path, writing=True), NOW).findings]
    assert findings == [("scale-without-points", "D5")]


def test_an_item_that_is_not_marked_as_reversed_is_named(tmp_path: Path) -> None:
    five = ("1分", "2分", "3分", "4分", "5分")
    answers: list[Row] = [
        {"q01": five[at % 5], "q02": five[4 - at % 5], "q03": five[min(4, at % 5 + at % 2)]} for at in range(20)
    ]  # fmt: skip
    path = book_of(tmp_path, [question(at, SCALE, five, scale="体验") for at in (1, 2, 3)], answers)
    (finding,) = run(path).findings
    assert finding.problem.code == "reverse-unmarked"
    items = np.array([[at % 5, 4 - at % 5, min(4, at % 5 + at % 2)] for at in range(20)])
    alpha = 3 / 2 * (1 - items.var(axis=0, ddof=1).sum() / items.sum(axis=1).var(ddof=1))
    assert finding.args["value"] == f"{alpha:.2f}".replace("-", "−")


def test_other_programs_count_the_same_sheets(office: Office, tmp_path: Path) -> None:
    """The figures of the head are native: what people decide shows at once, and that the results are older than that."""
    answers = sheets(*["甲"] * 8, None)
    for at, decision in ((0, "不采用"), (1, " 不采用 "), (2, "Left out"), (3, "采用")):
        answers[at] |= {"decision": decision, "seconds": 5}
    answers[4]["seconds"] = 1
    path = book_of(tmp_path, [question(1, SINGLE, ABC)], answers)
    run(path)
    area, head = FileBook(path).area("survey_figures"), FileBook(path).area("survey_head")
    assert area is not None
    assert head is not None
    with office.open(path) as document:
        shown = document.block(area.sheet, area.row, area.col, area.row, area.col + len(area.figures[0]) - 1)
        words = document.block(head.sheet, head.row, head.col, head.row, head.col)[0][0]
    assert [alike(cell.value, value) for cell, value in zip(area.figures[0], shown[0], strict=True)] == [True] * 5
    assert "▲" not in str(words)
    assert words == head.figures[0][0].value


def test_the_command_line_lists_every_question(tmp_path: Path) -> None:
    path = book_of(tmp_path, [question(1, SINGLE, ABC)], sheets(*["甲"] * 11))
    answer = kaizen("survey", path.name, cwd=tmp_path)
    assert answer.returncode == 0
    assert "100%" in answer.stdout


def test_a_chart_without_a_question_shows_neither_frame_nor_axis(tmp_path: Path) -> None:
    with zipfile.ZipFile(blank(tmp_path, TemplateKey.SURVEY)) as package:
        charts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/charts/chart")]
    empty = [chart for chart in charts if "问卷结果" in chart]
    assert len(empty) == CHARTS
    for chart in empty:
        axis = chart.partition("<c:catAx>")[2].partition("</c:catAx>")[0]
        assert "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>" in axis
        assert "</c:chart><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>" in chart


def test_questions_without_a_table_are_printed_as_well(tmp_path: Path) -> None:
    path = book_of(
        tmp_path,
        [question(1, OPEN), {**question(2, SINGLE, ABC), "text": "Choose [one]"}],
        sheets("希望少盖章", "[红]章", q02="甲"),
    )
    answer = kaizen("survey", path.name, cwd=tmp_path)
    assert "希望少盖章" in answer.stdout
    assert "[红]章" in answer.stdout
    assert "Choose [one]" in answer.stdout.partition("Q-001　")[2]
