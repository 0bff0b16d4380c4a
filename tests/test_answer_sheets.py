"""A questionnaire without a platform: answer sheets mailed, filled in by a real program or by hand, collected into 答卷."""

from datetime import datetime
from pathlib import Path

from addin.book.file.book import FileBook
from addin.commands.share import share
from tests.helpers.answersheets import answered, answers, collected, findings, survey
from tests.helpers.books import NOW

ALL = {
    ("Q-001", "审批流程"): "✓",
    ("Q-002", "审批流程"): "✓",
    ("Q-002", "对账, 开票"): 1,
    ("Q-003", "速度"): 2,
    ("Q-003", "质量"): 1,
    ("Q-003", "成本"): 3,
    ("Q-004", ""): "满意",
    ("Q-005", "没用过"): "x",
    ("Q-007", ""): 9,
    ("Q-008", "响应速度"): "好",
    ("Q-008", "系统稳定"): "差",
    ("Q-009", ""): "少录一遍\n早点下班",
    ("Q-010", ""): 2,
}


def sheets(path: Path, **options: object) -> dict[str, Path]:
    folder = path.parent / "out"
    folder.mkdir(exist_ok=True)
    share(FileBook(path, writing=True), NOW, folder, path.stem, survey=True, **options)  # type: ignore[arg-type]
    return {built.stem.rpartition("-")[2]: built for built in folder.glob("*.xlsx")}


def test_a_sheet_comes_back_as_a_row_of_answers(tmp_path: Path) -> None:
    path = survey(tmp_path)
    files = sheets(path)
    assert sorted(files) == sorted(("王芳", "李强", "张敏"))
    outcome = collected(path, answered(files["王芳"], ALL))
    assert findings(outcome) == []
    [row] = answers(path)
    assert row.pop("_id")
    assert isinstance(row["submitted"], datetime)
    assert {key: row[key] for key in row if key != "submitted"} == {
        "id": "A-001", "source": "答题表", "person": "王芳", "department": "部门1", "post": "岗位1",
        "q01": "审批流程", "q02": "审批流程┋对账, 开票", "q03": "质量→速度→成本", "q04": "满意", "q05": "没用过", "q06": "(跳过)",
        "q07": "9", "q08": "响应速度＝好┋系统稳定＝差", "q09": "少录一遍\n早点下班", "q10": "不满意",
    }  # fmt: skip
