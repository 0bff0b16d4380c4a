"""kaizen verdict: the plan is fixed before the start, effects from typed figures and from points, what a person decides stays."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from addin.book.file.book import FileBook
from addin.book.session import Session
from addin.commands.add import add
from addin.commands.check import check
from addin.commands.history import undo
from addin.commands.score import score
from addin.commands.verdict import verdict
from addin.outcome import Outcome
from tests.helpers.books import NOW, blank, demo, filled
from tests.helpers.desk import FileDesk
from tests.helpers.monitored import book_of, measure
from udfs.lang import Lang
from udfs.problems import RefusalError
from udfs.values import CellValue
from workbook_templates.catalogue import TABLES
from workbook_templates.names import TemplateKey

Row = dict[str, CellValue]
EARLIER = datetime(2026, 2, 20, 9, 0)
START = date(2026, 3, 2)
ROW: Row = {"id": "E-001", "indicator": "差错率", "direction": "越小越好", "design": "前后", "after_from": START, "smallest": 2,
            "before_data": "x=96, n=1200", "after_data": "x=41, n=1180"}  # fmt: skip


def book(folder: Path, *rows: Row, lang: Lang = "zh") -> Path:
    return filled(folder, rows, TemplateKey.RESULTS, lang)


def run(path: Path, now: datetime = NOW) -> Outcome:
    return verdict(FileBook(path, writing=True), now)


def codes(outcome: Outcome) -> list[str]:
    return [finding.problem.code for finding in outcome.findings]


def cells(path: Path, row: int = 0) -> Row:
    data = FileBook(path).view("effects").data
    return {column.key: data[column.key][row] for column in data.table.columns}


def test_typed_shares_are_judged(tmp_path: Path) -> None:
    path = book(tmp_path, ROW)
    outcome = run(path, EARLIER)
    assert outcome.message.zh == "1 项：改善 1；固定了 1 个比较计划"
    row = cells(path)
    # 41/1180 − 96/1200, Newcombe's interval (method 10).
    assert (row["n"], row["estimate"], row["low"], row["high"]) == ("1180、1200", -4.52542, -6.42607, -2.67494)
    assert (row["verdict"], row["proposal"], row["doubts"]) == ("改善", "推广", None)
    assert "两比例 z 检验" in str(row["said"])
    assert row["decision"] is None
    assert codes(check(FileBook(path, writing=True), NOW)) == []


def test_the_plan_is_fixed_once_and_logged(tmp_path: Path) -> None:
    desk = FileDesk(book(tmp_path, {**ROW, "decision": "停止", "decision_why": "换了系统"}))
    run(desk.path, EARLIER)
    fixed = cells(desk.path)
    assert fixed["fixed_on"] == EARLIER.date()
    assert "改善后起：2026-03-02\n最小有意义变化：2" in str(fixed["fixed_plan"])
    again = run(desk.path)
    assert again.changed == 0
    assert cells(desk.path) == fixed
    assert (fixed["decision"], fixed["decision_why"]) == ("停止", "换了系统")
    # 首页 says of which day it is; once more on that day changes nothing at all.
    before = sha256(desk.path.read_bytes()).digest()
    assert run(desk.path).changed == 0
    assert sha256(desk.path.read_bytes()).digest() == before
    logged = [str(line) for line in desk.seen("_log")]
    assert any("fixed_on" in line and "2026-02-20" in line for line in logged)


def test_a_later_change_of_the_plan_is_shown_and_doubted(tmp_path: Path) -> None:
    desk = FileDesk(book(tmp_path, ROW))
    run(desk.path, EARLIER)
    desk.type("smallest", 0, 1, "effects")
    outcome = run(desk.path)
    row = cells(desk.path)
    assert row["changed"] == "最小有意义变化 2 → 1"
    assert row["fixed_on"] == EARLIER.date()
    assert "计划在固定之后改过（最小有意义变化 2 → 1）" in str(row["doubts"])
    assert row["proposal"] == "调整"
    assert codes(outcome) == ["effect-plan-changed"]
    desk.type("smallest", 0, 2, "effects")
    assert codes(run(desk.path)) == []
    assert cells(desk.path)["changed"] is None


def test_a_plan_that_is_fixed_after_the_start_is_doubted(tmp_path: Path) -> None:
    path = book(tmp_path, ROW)
    outcome = run(path)
    assert codes(outcome) == ["effect-plan-late"]
    assert (outcome.findings[0].sheet, outcome.findings[0].args["other"]) == ("效果验证", "2026-03-02")
    assert cells(path)["proposal"] == "调整"


def test_undo_takes_verdict_and_plan_back(tmp_path: Path) -> None:
    path = book(tmp_path, ROW)
    run(path, EARLIER)
    undo(FileBook(path, writing=True), NOW)
    row = cells(path)
    assert [row[key] for key in ("fixed_on", "fixed_plan", "verdict", "estimate")] == [None] * 4
    assert row["before_data"] == "x=96, n=1200"


def test_the_rows_of_one_improvement_are_adjusted_together(tmp_path: Path) -> None:
    """p = 0.047 alone is an improvement, as one of two that were declared it is not."""
    one: Row = {
        "indicator": "合格率",
        "direction": "越大越好",
        "design": "前后",
        "before_data": "x=25, n=100",
        "after_data": "x=38, n=100",
    }
    other: Row = {**one, "indicator": "好评率", "before_data": "x=20, n=100", "after_data": "x=22, n=100"}
    apart = book(tmp_path, {"id": "E-001", **one}, {"id": "E-002", **other})
    run(apart)
    assert cells(apart)["verdict"] == "改善"
    (tmp_path / "together").mkdir()
    together = book(
        tmp_path / "together",
        {"id": "E-001", **one, "improvement": "S-001"},
        {"id": "E-002", **other, "improvement": "s-001"},
    )
    run(together)
    assert cells(together)["verdict"] == "无显著变化"
    assert "按 2 个指标校正后不显著" in str(cells(together)["said"])


@pytest.mark.parametrize(
    ("changes", "code", "column"),
    [
        ({"before_data": "约 100"}, "effect-data-unreadable", "before_data"),
        ({"after_data": "x=30, n=20"}, "stat-part-exceeds", "after_data"),
        ({"direction": None}, "effect-direction-missing", "direction"),
        ({"design": "对照组"}, "effect-control-missing", "control"),
    ],
)
def test_what_cannot_be_judged_is_named_at_its_cell(tmp_path: Path, changes: Row, code: str, column: str) -> None:
    path = book(tmp_path, {**ROW, **changes})
    (finding,) = run(path, EARLIER).findings
    view = FileBook(path).view("effects")
    assert (finding.problem.code, finding.cell) == (code, view.cell(column, 0))
    row = cells(path)
    assert row["verdict"] == "数据不足"
    assert (row["proposal"], row["estimate"]) == (None, None)
    for key, value in changes.items():
        assert row[key] == value
    assert code in codes(check(FileBook(path, writing=True), NOW))


def test_dates_the_wrong_way_round_are_named(tmp_path: Path) -> None:
    path = book(tmp_path, {**ROW, "before_to": date(2026, 4, 1)})
    assert "effect-period-reversed" in codes(check(FileBook(path, writing=True), NOW))


def test_without_rows_or_without_the_table_it_says_so(tmp_path: Path) -> None:
    assert codes(run(blank(tmp_path, TemplateKey.RESULTS))) == ["effect-no-rows"]
    path = blank(tmp_path)
    before = path.read_bytes()
    with pytest.raises(RefusalError):
        run(path)
    assert path.read_bytes() == before


def noisy(levels: Sequence[float], size: int = 24, seed: int = 4) -> list[float]:
    rng = Random(seed)  # noqa: S311 - the same points every time
    return [round(level + rng.gauss(0, 1), 2) for level in levels for _ in range(size)]


def weekly(values: Sequence[float], **more: CellValue) -> list[Row]:
    return [
        {"date": START + timedelta(weeks=week - len(values) // 2), "measure": "M-001", "value": value, **more}
        for week, value in enumerate(values)
    ]


def measured(folder: Path, data: list[Row], row: Row, **more: CellValue) -> Path:
    path = book_of(folder, [measure(**more)], data)
    add(FileBook(path, writing=True), NOW, ["effects"])
    session = Session(FileBook(path, writing=True), "test", NOW)
    plan = {"id": "E-001", "indicator": "时长", "measure": "M-001", "design": "前后", "after_from": START}
    session.append(TABLES["effects"], [{**plan, **row}])
    session.finish()
    return path


def test_points_are_judged_by_the_direction_of_their_measure(tmp_path: Path) -> None:
    values = noisy((20, 17))
    path = measured(tmp_path, weekly(values), {"smallest": 2})
    run(path, EARLIER)
    row = cells(path)
    assert (row["verdict"], row["n"]) == ("改善", "24、24")
    assert row["estimate"] == pytest.approx(sum(values[24:]) / 24 - sum(values[:24]) / 24, rel=1e-5)
    assert "前后各至少" in str(row["needed"])
    assert "没有去年同期的数据" in str(row["remarks"])
    assert "定义" not in str(row["fixed_plan"])


def test_another_definition_of_the_measure_is_a_change_of_the_plan(tmp_path: Path) -> None:
    desk = FileDesk(measured(tmp_path, weekly(noisy((20, 17))), {}, definition="从下单到审核"))
    run(desk.path, EARLIER)
    desk.type("definition", 0, "从下单到发货", "measures")
    assert codes(run(desk.path)) == ["effect-plan-changed"]
    assert cells(desk.path)["changed"] == "定义 从下单到审核 → 从下单到发货"


def test_a_group_is_compared_with_its_control_group(tmp_path: Path) -> None:
    """Both warehouses got three hours quicker: against the other one, nothing is left."""
    data = [*weekly(noisy((20, 17)), group="华东"), *weekly(noisy((30, 27), seed=5), group="华北")]
    alone = measured(tmp_path, data, {"group": "华东"})
    run(alone, EARLIER)
    assert cells(alone)["verdict"] == "改善"
    (tmp_path / "control").mkdir()
    path = measured(tmp_path / "control", data, {"group": "华东", "design": "对照组", "control": "华北"})
    run(path, EARLIER)
    assert cells(path)["verdict"] == "无显著变化"


def test_shops_are_paired_by_their_groups(tmp_path: Path) -> None:
    data: list[Row] = []
    for shop in range(8):
        data += weekly(noisy((20 + 5 * shop, 18 + 5 * shop), 6, shop), group=f"店{shop}")
    path = measured(tmp_path, data, {"design": "配对"})
    run(path, EARLIER)
    row = cells(path)
    assert (row["verdict"], row["n"]) == ("改善", "8")
    assert "配对 t 检验" in str(row["said"])


def test_rates_are_pooled_and_a_shift_of_the_mix_is_seen(tmp_path: Path) -> None:
    """Charig 1986 in weeks: 78% against 83% overall, better within both groups; a mean of rates would hide it."""
    data: list[Row] = []
    for group, (before, after) in {"小": ((234, 270), (81, 87)), "大": ((55, 80), (192, 263))}.items():
        for week, (x, n) in enumerate((before, after)):
            day = START + timedelta(weeks=week - 1)
            data.append({"date": day, "measure": "M-001", "group": group, "numerator": x, "denominator": n})
    path = measured(tmp_path, data, {}, kind="比率", unit="%", direction="越大越好")
    run(path, EARLIER)
    row = cells(path)
    assert row["estimate"] == pytest.approx(100 * (273 / 350 - 289 / 350), rel=1e-5)
    assert "按分组构成折算后是 +5" in str(row["doubts"])


def test_a_copy_without_points_keeps_its_verdict(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        {
            "id": "E-001",
            "indicator": "时长",
            "measure": "M-001",
            "design": "前后",
            "direction": "越小越好",
            "verdict": "改善",
        },
    )
    score(FileBook(path, writing=True), NOW)
    assert cells(path)["verdict"] == "改善"


def test_english(tmp_path: Path) -> None:
    path = demo(tmp_path, TemplateKey.RESULTS, "en")
    outcome = run(path)
    assert (
        outcome.message.en == "4 effects: Improved: 2, No significant change: 1, Not enough data: 1; 1 plan fixed today"
    )
    assert outcome.findings == []
    assert cells(path)["proposal"] == "Roll out"
    assert cells(path, 3)["needed"] == (
        "to see a change of 5 in eight of ten cases takes at least 14 points before and after (there are 8 and 0)"
    )


def test_a_workbook_without_the_measure_does_not_take_its_definition_for_changed(tmp_path: Path) -> None:
    fixed = "指标名称：差错率\n好的方向：越小越好\n设计：前后\n改善后起：2026-03-02\n最小有意义变化：2\n指标：时长1\n定义：从下单到审核"
    path = book(tmp_path, {**ROW, "measure": "M-001", "fixed_on": EARLIER.date(), "fixed_plan": fixed})
    assert codes(run(path)) == []
    assert cells(path)["changed"] is None
