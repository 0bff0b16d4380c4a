"""A newcomer's first day: messy files, forty steps, and nothing to go by but what the messages say."""

import re
from datetime import date
from pathlib import Path

from tests.helpers.newcomer import Newcomer

ISSUES = """业务问题登记表（客服部）
序号,场景,流程环节,问题内容,导致影响,影响量化,影响面,影响程度,解决难度,问题来源,问题类别,触发条件,负责人,发现日期,处理状态
I-001,大促,订单审核环节,重复录入,审核变慢,每单+2小时,线上订单,Ｈｉｇｈ,中,数据监控,技术工具落后,效率瓶颈,王芳,2026.3.5,处理中
I-002,日常,退款审批环节,审批两级,退款慢,平均4天,退款客户,很高,低,用户反馈,流程设计不合理,流程卡点,李强,2026年3月6日,待处理
I-003,日常,包材采购环节,单价上涨,成本上升,上升11%,全部仓库,中,高,数据监控,资源配置不均衡,成本异常,,上周,待处理
合计,3
"""
SOLUTIONS = """方案名称,方案类别,有效性,可行性,成本,风险
自动抓取接口,工具升级类,5,4,3,2
审批改为一级,流程优化类,6,好,5,4
"""
TASKS = """任务编号,做什么,怎么做,类别,责任人,开始日期,工期,前置任务,预期目标,验收标准
T-001,梳理字段,逐项核对,流程优化类,王芳,2026-3-2,5,T-003,清单定稿,签字
T-002,开发接口,对接ERP,工具升级类,李强,2026-3-9,十天,T-001,自动录入,抽样
T-003,上线,分批切换,工具升级类,李强,2026-3-23,3,T-002、T-009,提速,一周达标
"""
WANG, LI = "王芳 <wang@x.cn>", "李强 <li@x.cn>"
OWN = ("问题.csv", "方案.csv", "计划.csv", "问题.cvs", "scor", WANG, LI, "责任人", "回复.xlsx", "回复2.xlsx")


def test_the_first_day(tmp_path: Path) -> None:
    (tmp_path / "问题.csv").write_bytes(ISSUES.encode("gb18030"))
    (tmp_path / "方案.csv").write_text(SOLUTIONS, "utf-8-sig")
    (tmp_path / "计划.csv").write_text(TASKS, "utf-8")
    new = Newcomer(tmp_path, (*OWN, "--help"))
    _issues(new)
    _mail(new)
    _solutions(new)
    _plan(new)
    assert new.steps >= 40


def _issues(new: Newcomer) -> None:
    """The list of a department becomes the standard one, and right."""
    new.run("--help")
    new.run("new", "--help")
    new.run("new", "issue-list")
    new.run("import", "--help")
    assert "问题.cvs" in new.run("import", "问题.cvs", "--into", "问题清单.xlsx", code=2)
    output = new.run("import", "问题.csv", "--into", "问题清单.xlsx", "--dry-run")
    # Nothing of the file is passed over in silence: the title, the total, and what could not be read.
    assert all(words in output for words in ("业务问题登记表", "合计", "很高", "上周"))
    new.run("import", "问题.csv", "--into", "问题清单.xlsx")
    assert "check" in new.pages + new.last
    new.run("check", "问题清单.xlsx", code=1)
    asked = {complaint.code for complaint in new.complaints()}
    assert {"not-a-level", "required-missing", "not-a-date", "cost-condition-missing"} <= asked
    new.run("explain", "--help")
    new.run("explain", "cost-condition-missing")
    new.run("check", "问题清单.xlsx", code=1)
    assert "高、中、低" in new.last
    corrected = new.correct("问题清单.xlsx", {
        ("not-a-level", "影响程度"): ["高"], ("required-missing", "责任人"): ["张敏"], ("not-a-date", "发现日期"): [date(2026, 3, 9)],
        ("cost-condition-missing", "成本变化（%）"): [11], ("cost-condition-missing", "业务量变化（%）"): [2],
    })  # fmt: skip
    assert corrected == 5
    new.run("check", "问题清单.xlsx")
    new.run("score", "问题清单.xlsx")
    new.run("summary", "问题清单.xlsx")


def _mail(new: Newcomer) -> None:
    """Everybody gets their rows, answers, and both sides have changed the same."""
    new.run("share", "--help")
    new.run("share", "问题清单.xlsx", "--to", WANG, "--to", LI, "--rows", "责任人", code=1)
    left = next(complaint for complaint in new.complaints() if complaint.code == "rows-without-recipient")
    assert "张敏" in left.words
    assert not list(new.folder.rglob("*.eml"))
    new.run("share", "问题清单.xlsx", "--to", WANG, "--to", LI, "--rows", "责任人", "--anyway", code=1)
    copies = sorted(path.relative_to(new.folder) for path in new.folder.rglob("*-*/*.xlsx"))
    assert all(copy.name in new.last for copy in copies)
    wangs = next(copy for copy in copies if "王芳" in copy.name)
    new.type(str(wangs), "issues", "影响范围", 0, "线上和门店订单")
    new.type("问题清单.xlsx", "issues", "影响范围", 0, "全部订单")
    new.run("collect", "--help")
    new.run("collect", "问题清单.xlsx", str(wangs), "--dry-run", code=1)
    new.run("collect", "问题清单.xlsx", str(wangs), code=1)
    # Which sheet, which words to choose from, and what to run afterwards are in the message.
    [conflict] = [complaint for complaint in new.complaints() if complaint.code == "conflict"]
    assert "采用对方" in new.last
    assert "冲突" in new.last
    new.type("问题清单.xlsx", "conflicts", "处理", 0, "采用对方")
    assert conflict.cells
    new.run("resolve", "问题清单.xlsx")
    new.run("log", "问题清单.xlsx")
    assert "线上和门店订单" in new.last
    new.run("undo", "问题清单.xlsx")
    assert "resolve" in new.last
    new.run("scor", "问题清单.xlsx", code=2)


def _solutions(new: Newcomer) -> None:
    new.run("new", "scoring-sheet")
    new.run("import", "方案.csv", "--into", "方案评分表.xlsx")
    new.run("check", "方案评分表.xlsx", code=1)
    assert "1、2、3、4 或 5" in new.last
    assert new.correct("方案评分表.xlsx", {
        ("not-a-score", "有效性"): [5], ("not-a-score", "可行性"): [4], ("required-missing", "关联问题"): ["I-001", "I-002"],
    }) == 4  # fmt: skip
    new.run("check", "方案评分表.xlsx")
    new.run("score", "方案评分表.xlsx")


def _plan(new: Newcomer) -> None:
    """A plan with a circle and a task that is not there becomes a schedule, is agreed upon, and slips."""
    new.run("new", "plan-schedule")
    new.run("import", "计划.csv", "--into", "改进方案计划表.xlsx")
    new.run("schedule", "改进方案计划表.xlsx", code=1)
    circle = next(complaint for complaint in new.complaints() if complaint.code == "cycle")
    assert re.search("T-001.*T-002.*T-003.*T-001", circle.words)
    assert new.correct("改进方案计划表.xlsx", {
        ("cycle", ""): [None], ("not-a-number", "工期（工作日）"): [10], ("predecessor-unknown", "前置任务"): ["T-002"],
    }) == 3  # fmt: skip
    new.run("schedule", "改进方案计划表.xlsx")
    new.run("baseline", "改进方案计划表.xlsx")
    new.type("改进方案计划表.xlsx", "tasks", "工期（工作日）", 1, 15)
    new.run("schedule", "改进方案计划表.xlsx")
    new.run("baseline", "改进方案计划表.xlsx")
    assert "T-002" in new.last
    new.run("load", "改进方案计划表.xlsx")
    new.run("export", "--help")
    new.run("export", "改进方案计划表.xlsx", "--ics")
