"""`score`: what a row of a sheet comes to, in a file and in the open workbook."""

from datetime import date
from pathlib import Path

import pytest

from addin.commands.check import check
from addin.commands.history import undo
from addin.commands.score import score
from addin.commands.summary import summary
from tests.helpers.books import ISSUE, PLAN, TASK, demo, filled
from tests.helpers.desk import At, FileDesk
from udfs.values import CellValue, ErrorValue
from workbook_templates.names import TemplateKey


def test_the_manuals_example_is_stated_and_ranked(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [ISSUE]))
    book.run(score)
    data = book.view().data
    assert data["statement"][0] == (
        "在电商大促场景下，订单审核环节存在人工重复录入信息问题，导致订单处理时效延长2小时，影响程度为大促期间客户投诉量上升30%"
    )
    assert data["computed_priority"][0] == "优先解决"
    assert data["priority"][0] == "优先解决"


def test_the_manuals_scores_pass(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [PLAN], TemplateKey.SCORING))
    book.run(score)
    data = book.view("plans").data
    assert (data["total"][0], data["decision"][0], data["rank"][0]) == (14, "通过", 1)


def test_intensity_reverses_cost_and_risk(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [PLAN], TemplateKey.SCORING))
    book.set("set_cost_risk", "强度")
    book.run(score)
    assert book.view("plans").data["total"][0] == 16


def test_a_plan_over_the_national_day_knows_its_make_up_day(desk: At, tmp_path: Path) -> None:
    """28 to 30 September are three days; 1 to 7 October are off; 8 and 9 October make five."""
    book = desk(filled(tmp_path, [TASK, {**TASK, "id": "T-002", "duration": 6}], TemplateKey.PLAN))
    book.run(score)
    data = book.view("tasks").data
    # 10 October 2026 is a Saturday on which people work.
    assert data["finish"][:2] == [date(2026, 10, 9), date(2026, 10, 10)]
    assert data["status"][0] == "逾期"


def test_scoring_twice_changes_nothing_more(desk: At, tmp_path: Path) -> None:
    book = desk(demo(tmp_path, TemplateKey.PROJECT))
    book.run(score)
    assert "优先解决" in book.view().data["priority"]
    before = book.everything()
    second = book.run(score)
    assert second.changed == 0
    assert book.everything() == before


def test_formula_and_value_stand_together(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [{**ISSUE, "id": f"I-{i}"} for i in range(60)]))
    book.run(score)
    view = book.view()
    for column in view.data.table.computed:
        assert all(view.formulas[column.key])
        assert len(view.formulas[column.key]) == 60
    assert len(set(view.formulas["priority"])) == 60
    assert set(view.data["priority"]) == {"优先解决"}


def test_a_value_typed_over_a_formula_is_kept_used_and_reported(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [ISSUE]))
    book.run(score)
    book.type("computed_priority", 0, "领导指定")
    outcome = book.run(score)
    data = book.view().data
    assert data["computed_priority"][0] == "领导指定"
    assert data["priority"][0] == "领导指定"
    assert [finding.problem.code for finding in outcome.findings] == ["overtyped"]
    assert outcome.findings[0].where == "问题清单!F5"


def test_a_formula_of_somebodys_own_is_kept_used_and_reported(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [ISSUE]))
    book.run(score)
    book.type("computed_priority", 0, "领导指定", formula='"领导"&"指定"')
    for command in (score, check, summary):
        outcome = book.run(command)
        view = book.view()
        assert (view.data["computed_priority"][0], view.formulas["computed_priority"][0]) == (
            "领导指定",
            '"领导"&"指定"',
        )
        assert view.data["priority"][0] == "领导指定"
        assert ("overtyped", "F5") in [(finding.problem.code, finding.cell) for finding in outcome.findings]


def test_a_formula_that_came_to_an_error_is_put_right_and_undo_gives_it_back(desk: At, tmp_path: Path) -> None:
    """A deleted row or column leaves such formulas behind."""
    book = desk(filled(tmp_path, [ISSUE]))
    book.run(score)
    book.type("computed_priority", 0, ErrorValue("#DIV/0!"), formula="1/0")
    book.run(score)
    assert book.view().data["computed_priority"][0] == "优先解决"
    book.run(undo)
    assert book.view().formulas["computed_priority"][0] == "1/0"


def test_rows_get_an_identity_and_copied_rows_one_of_their_own(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [ISSUE, {**ISSUE, "id": "I-002"}]))
    first = book.view().data["_id"][0]
    book.type("_id", 1, first)
    book.run(score)
    ids = book.view().data["_id"]
    assert ids[0] == first
    assert ids[1] not in (None, first)
    assert ids[2:] == [None] * (len(ids) - 2)


def test_columns_moved_renamed_and_inserted_are_found(desk: At, tmp_path: Path) -> None:
    """An alias as heading: the formulas point at the right cells."""
    book = desk(filled(tmp_path, [ISSUE]))
    book.rename("issues", "责任人*", "负责人")
    book.run(score)
    view = book.view()
    assert view.headers["owner"] == "负责人"
    assert view.data["owner"][0] == "王芳"


def test_settings_steer_the_rules(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, [{**ISSUE, "impact_level": "严重", "difficulty": "L"}]))
    book.set("lvl_spellings", "严重", last=True)
    book.set("set_matrix", "马上办")
    book.run(score)
    assert book.view().data["priority"][0] == "马上办"


# Weighted 2.2 : 1 : 1 : 1, the first comes to 4·(11+3+3+3)/5.2 = 4·20/5.2 and the second to 4·(6.6+4+4+5)/5.2 = 4·19.6/5.2.
# Effect at 1.76: 8.8+9 = 17.8 against 5.28+13 = 18.28. Risk at 1.2: 11+9.6 = 20.6 against 6.6+14 = 20.6, level.
# Effect at 2.64: 22.2 against 20.92; feasibility and cost at 0.8 or 1.2 and risk at 0.8 leave the first ahead, too.
CLOSE = [
    {**PLAN, "id": "S-001", "name": "甲", "effect": 5, "feasible": 3, "cost": 3, "risk": 3},
    {**PLAN, "id": "S-002", "name": "乙", "effect": 3, "feasible": 4, "cost": 4, "risk": 5},
]


def test_weighted_scores_tell_whether_the_best_hangs_on_a_weight(desk: At, tmp_path: Path) -> None:
    book = desk(filled(tmp_path, CLOSE, TemplateKey.SCORING))
    book.set("set_w_effect", 2.2)
    results = book.run(score).listings[-1]
    assert results.title.zh == "权重敏感性：S-001 甲 排第一；某一权重单独变动时"
    assert results.title.en == "Sensitivity: S-001 甲 is first; when one weight alone moves"
    assert [heading.en for heading in results.headings] == ["Weight", "−20%", "+20%"]
    stays = ("仍排第一", "stays first")
    assert results.rows == [
        (("权重：有效性", "Weight: effect"), ("S-002 乙 排第一", "S-002 乙 comes first"), stays),
        (("权重：可行性", "Weight: feasibility"), stays, stays),
        (("权重：成本", "Weight: cost"), stays, stays),
        (("权重：风险", "Weight: risk"), stays, stays),
    ]


@pytest.mark.parametrize("weights", [{}, {"effect": 3, "feasible": 3, "cost": 3, "risk": 3}, {"risk": "高"}], ids=str)
def test_without_weights_that_differ_nothing_is_said_of_them(weights: dict[str, CellValue], tmp_path: Path) -> None:
    book = FileDesk(filled(tmp_path, CLOSE, TemplateKey.SCORING))
    for key, weight in weights.items():
        book.set(f"set_w_{key}", weight)
    assert [listing.title.en for listing in book.run(score).listings] == ["Scoring"]


def test_one_solution_alone_has_nothing_to_fear_from_weights(tmp_path: Path) -> None:
    book = FileDesk(filled(tmp_path, CLOSE[:1], TemplateKey.SCORING))
    book.set("set_w_effect", 2.2)
    assert len(book.run(score).listings) == 1
