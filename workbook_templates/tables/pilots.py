"""试点计划: one row per pilot scene with its team, its measurable target, its stages and the support it gets."""

from udfs import target as rules
from udfs.lang import Text
from udfs.problems import cells
from udfs.rules import Kind
from udfs.stages import Dates, stage_dates
from udfs.values import CellValue
from workbook_templates.context import TableContext
from workbook_templates.derived import CLOSE_FROM, DOWN_WORDS, EXCELLENT_ABOVE, SHARE_WORDS, UP_WORDS, Derived
from workbook_templates.formulas import RowRefs, quoted
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.tables.shared import closing_band

# What makes a target SMART, in the order in which the check names what is missing.
SMART_KEYS = ("indicator", "area", "baseline", "target", "unit", "change", "reach_by", "owner")
STAGES = ("prepare", "run", "assess")
_LONGEST_LIST = 250


def _difference(f: RowRefs) -> str:
    return f"ROUND({f['target']}-{f['baseline']},{rules.DIGITS})"


def _change(f: RowRefs) -> str:
    return f'IFERROR(TRIM({f["change"]}),"")'


def _unit(f: RowRefs) -> str:
    return f'SUBSTITUTE(IFERROR(TRIM({f["unit"]}),""),"％","%")'


def _says(text: str, words: Derived) -> str:
    """Return the test that a text holds one of the words."""
    return f"SUMPRODUCT(--ISNUMBER(SEARCH({words.name},{text})))>0"


def _direction(f: RowRefs) -> str:
    difference, change, unit, baseline = _difference(f), _change(f), _unit(f), f["baseline"]
    absolute, relative, points = (f.text(words) for words in rules.CHANGES)
    size = f"ROUND(ABS({difference}),{rules.SHOWN_DIGITS})"
    share = f'" "&ROUND(ABS({difference}/{baseline})*100,{rules.SHARE_DIGITS})&"%"'
    in_points = f'" "&{size}&{quoted(" " + rules.PERCENT_POINTS.to(f.lang))}'
    plain = f'" "&{size}&IF({unit}="",""," "&{unit})'
    stated = (
        f"IF(AND({change}={relative},{baseline}<>0),{share},IF({change}={points},{in_points},"
        f'IF(AND({change}={absolute},{unit}<>"%"),{plain},"")))'
    )
    way = f"IF({difference}>0,{f.text(rules.UP)},{f.text(rules.DOWN)})"
    return f'IF(COUNT({baseline},{f["target"]})=2,IFERROR(IF({difference}=0,"",{way}&IFERROR({stated},"")),""),"")'


def _smart(f: RowRefs) -> str:
    join = rules.JOIN.to(f.lang)
    listed = "&".join(
        f'IF({f.blank(key)},{quoted(join + PILOTS.column(key).label.to(f.lang))},"")' for key in SMART_KEYS
    )
    dense = (f'SUBSTITUTE(SUBSTITUTE({f[key]},"％","%")," ","")' for key in ("indicator", "target"))
    share = ",".join(_says(text, SHARE_WORDS) for text in dense)
    question = f'IF(AND({f.blank("change")},OR({share})),{f.text(rules.AMBIGUOUS)},"")'
    missing = f"{f.text(rules.MISSING)}&MID({listed},{len(join) + 1},{_LONGEST_LIST})&{question}"
    nothing = ",".join(f.blank(key) for key in ("indicator", "baseline", "target"))
    return f'IF(AND({nothing}),"",IF({f.any_blank(*SMART_KEYS)},{missing},{_smart_values_of(f)}))'


def _smart_values_of(f: RowRefs) -> str:
    """Return what is said of a target of which nothing is missing: the first thing that is wrong with it."""
    difference, change, unit = _difference(f), _change(f), _unit(f)
    absolute, relative, points = (f.text(words) for words in rules.CHANGES)
    up, down = _says(f["indicator"], UP_WORDS), _says(f["indicator"], DOWN_WORDS)
    tests = (
        (f"COUNT({f['baseline']},{f['target']})<2", rules.NOT_NUMBERS),
        (f"{difference}=0", rules.NO_CHANGE),
        (f"NOT(ISNUMBER({f['reach_by']}))", rules.NO_DATE),
        (f"AND({up},NOT({down}),{difference}<0)", rules.WRONG_SIDE_UP),
        (f"AND({down},NOT({up}),{difference}>0)", rules.WRONG_SIDE_DOWN),
        (f"NOT(OR({change}={absolute},{change}={relative},{change}={points}))", rules.CHANGE_UNKNOWN),
        (f'AND({change}={absolute},{unit}="%")', rules.SHARE_ABSOLUTE),
        (f'AND({change}={points},{unit}<>"%")', rules.POINTS_UNIT),
        (f"AND({change}={relative},{f['baseline']}=0)", rules.ZERO_BASELINE),
    )
    text = f.text(rules.SMART)
    for test, words in reversed(tests):
        text = f"IF({test},{f.text(words)},{text})"
    # Numbers beyond all measure have no difference.
    return f"IFERROR({text},{f.text(rules.NOT_NUMBERS)})"


def _smart_values(c: TableContext) -> list[CellValue]:
    return rules.smart_check(*(c[key] for key in SMART_KEYS), labels=SMART_LABELS, lang=c.lang)


def _rate(f: RowRefs) -> str:
    baseline, target, actual = f.cells("baseline", "target", "actual")
    wrong, alike = f.text(cells.NUMBER_EXPECTED.what), f.text(cells.TARGET_IS_BASELINE.what)
    rate = f"IF({_difference(f)}=0,{alike},ROUND(({actual}-{baseline})/({target}-{baseline}),{rules.RATE_DIGITS}))"
    counted = f"IF(COUNT({baseline},{target},{actual})=3,IFERROR({rate},{wrong}),{wrong})"
    return f'IF({f.any_blank("baseline", "target", "actual")},"",{counted})'


def _band(f: RowRefs) -> str:
    rate, (excellent, reached, close, missed) = f["rate"], (f.text(words) for words in rules.ACHIEVEMENT_BANDS)
    good = f"IF({rate}>{EXCELLENT_ABOVE.name},{excellent},{reached})"
    graded = f"IF({rate}>={rules.REACHED_FROM},{good},IF({rate}>={CLOSE_FROM.name},{close},{missed}))"
    return f'IF(ISNUMBER({rate}),{graded},"")'


def _band_values(c: TableContext) -> list[CellValue]:
    limits = {key: c.settings.number(key) for key in ("excellent_above", "close_from")}
    return rules.achievement_band(c["rate"], c.lang, **limits)


def _dates(c: TableContext, stage: str) -> Dates:
    span = c[f"{stage}_start"], c[f"{stage}_finish"]
    tasks = c.book.tables.get("tasks")
    return span if tasks is None else stage_dates(c[stage], span, tasks["id"], tasks["start"], tasks["finish"])


def _stage(key: str, label: Text, *, new_page: bool = False) -> Band:
    zh = "由命令写入：所列任务的{}；没有列出任务时，这里填写的日期会保留"
    en = "Written by commands: {} of the tasks listed; where none is listed, a date entered here stays"

    def column(part: str, words: Text, hint: Text, place: int) -> Column:
        return Column(
            key=f"{key}_{part}", label=words, kind=Kind.DATE, width=12,
            computed=Computed(
                explain=Text(zh.format(hint.zh), en.format(hint.en)), values=lambda c: list(_dates(c, key)[place])
            ),
        )  # fmt: skip

    return Band(
        label=Text(f"{label.zh}阶段", f"Stage: {label.en.lower()}"),
        new_page=new_page,
        columns=(
            Column(key=key, label=Text(f"{label.zh}任务", f"{label.en}: tasks"), kind=Kind.LINK, width=11, refers="tasks",
                   hint=Text("计划表中的任务编号，多个用逗号隔开", "Task numbers of the plan, separated by commas")),
            column("start", Text(f"{label.zh}开始", f"{label.en}: start"), Text("最早开始日期", "first start"), 0),
            column("finish", Text(f"{label.zh}完成", f"{label.en}: finish"), Text("最晚完成日期", "last finish"), 1),
        ),
    )  # fmt: skip


SCENE = Band(
    label=Text("场景", "Scene"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=8, required=True,
               aliases=("序号", "试点编号", "id"), hint=Text("例：P-001，不可重复", "e.g. P-001, no duplicates")),
        Column(key="scene", label=Text("试点场景", "Pilot scene"), width=20, required=True,
               aliases=("场景", "试点", "试点项目", "scene", "pilot"),
               hint=Text("在哪里试，一句话；宜选 1–2 个场景", "Where it is tried, in one line; one or two scenes")),
        Column(key="area", label=Text("试点范围/部门", "Area or department"), width=13, dropdown="department",
               free_choice=True, aliases=("试点范围", "试点部门", "area"),
               hint=Text("指标的对象：部门、仓库、班组或客户群，可选可填", "Whose indicator it is: choose or type")),
        Column(key="plan", label=Text("关联方案", "Solution"), kind=Kind.LINK, width=9, refers="plans", aliases=("方案编号",),
               hint=Text("方案评分表中的编号", "Number on the scoring sheet")),
        Column(key="owner", label=Text("负责人", "Owner"), kind=Kind.PERSON, width=9, required=True,
               aliases=("责任人", "试点负责人", "owner of pilot")),
    ),
)  # fmt: skip

TEAM = Band(
    label=Text("团队角色", "Team"),
    columns=(
        Column(key="staff", label=Text("部门员工", "Staff"), width=13, aliases=("员工", "试点员工"),
               hint=Text("可写多人", "Several names are fine")),
        Column(key="manager", label=Text("项目经理", "Project manager"), kind=Kind.PERSON, width=9, aliases=("经理",)),
        Column(key="expert", label=Text("流程专家", "Process expert"), kind=Kind.PERSON, width=9, aliases=("专家",)),
    ),
)  # fmt: skip

TARGET = Band(
    label=Text("目标", "Target"),
    columns=(
        Column(key="indicator", label=Text("指标", "Indicator"), width=15, required=True, aliases=("目标指标", "kpi"),
               hint=Text("量什么，例：订单处理时长", "What is measured, e.g. time to handle an order")),
        Column(key="baseline", label=Text("基线值", "Baseline"), kind=Kind.NUMBER, width=8, aliases=("基线", "现状值"),
               hint=Text("试点前的数值；单位为 % 时，5 表示 5%", "The level before; with the unit %, 5 means 5%")),
        Column(key="target", label=Text("目标值", "Target"), kind=Kind.NUMBER, width=8, aliases=("目标", "goal"),
               hint=Text("要达到的数值，不是变化量；单位同基线值", "The level to reach, not the change; same unit")),
        Column(key="unit", label=Text("单位", "Unit"), width=7, dropdown="unit", free_choice=True, aliases=("计量单位",),
               hint=Text("可选可填", "Choose or type")),
        Column(key="change", label=Text("变化方式", "Change as"), kind=Kind.CHOICE, width=9, options=rules.CHANGES,
               aliases=("变化类型",),
               hint=Text("“降低5%”要说清：从 5% 到 4.75% 是相对%，从 5% 到 0% 是百分点",
                         "Say what “5% less” means: 5% to 4.75% is relative, 5% to 0% is percentage points")),
        Column(
            key="direction", label=Text("方向与幅度", "Direction"), width=12,
            computed=Computed(
                explain=Text("由基线值、目标值和变化方式得出；没有变化方式时只写方向",
                             "From baseline, target and the kind of change; without the latter only the way is told"),
                native=_direction,
                values=lambda c: rules.direction(c["baseline"], c["target"], c["unit"], c["change"], c.lang),
            ),
        ),
        Column(key="reach_by", label=Text("达成日期", "Reach by"), kind=Kind.DATE, width=11, aliases=("目标日期", "完成期限")),
        Column(
            key="smart", label=Text("目标检查", "Target check"), width=26,
            computed=Computed(
                explain=Text(
                    "SMART：指标和对象、基线值、目标值、单位、变化方式、达成日期、负责人都有；目标值与基线值不同且方向与指标所写一致",
                    "SMART: indicator and whose, baseline, target, unit, kind of change, date, owner are given; the target "
                    "differs from the baseline, on the side that the indicator states",
                ),
                native=_smart, values=_smart_values,
            ),
        ),
    ),
)  # fmt: skip

RESULT = Band(
    label=Text("达成", "Result"),
    columns=(
        Column(key="actual", label=Text("实际值", "Actual"), kind=Kind.NUMBER, width=8, aliases=("实际", "完成值")),
        Column(
            key="rate", label=Text("达成率", "Achieved"), kind=Kind.PERCENT, width=8,
            computed=Computed(
                explain=Text("（实际值 − 基线值）÷（目标值 − 基线值）", "(actual − baseline) ÷ (target − baseline)"),
                native=_rate, values=lambda c: rules.achievement(c["baseline"], c["target"], c["actual"], c.lang),
            ),
        ),
        Column(
            key="band", label=Text("评级", "Grade"), width=8,
            computed=Computed(
                explain=Text("超过目标为优秀，达到（100%）为达标，80%–100% 为接近（没有达到），以下为未达标；界限在“设置”",
                             "Excellent where the target is beaten, reached at 100%, close from 80% (it is missed), else not "
                             "reached; the limits are on Settings"),
                native=_band, values=_band_values,
            ),
        ),
    ),
)  # fmt: skip

SUPPORT = Band(
    label=Text("支持", "Support"),
    columns=(
        Column(key="training", label=Text("培训支持", "Training"), width=18, aliases=("培训",),
               hint=Text("谁、何时、学什么", "Who, when, what")),
        Column(key="technology", label=Text("技术支持", "Technology"), width=18, aliases=("技术",),
               hint=Text("系统、设备、谁来保障", "Systems, equipment, who keeps them running")),
        Column(key="communication", label=Text("沟通支持", "Communication"), width=18, aliases=("沟通",),
               hint=Text("告知谁、例会、反馈渠道", "Whom to tell, meetings, where to report")),
    ),
)  # fmt: skip

PILOTS = Table(
    key="pilots",
    name="tblPilots",
    sheet=Text("试点计划", "Pilot plan"),
    title=Text("试点计划", "Pilot plan"),
    purpose=Text(
        "先在 1–2 个场景试行：团队、目标、阶段、支持", "Try it in one or two scenes: team, target, stages, support"
    ),
    id_prefix="P",
    bands=(
        SCENE,
        TEAM,
        TARGET,
        RESULT,
        _stage("prepare", Text("准备", "Prepare"), new_page=True),
        _stage("run", Text("执行", "Run")),
        _stage("assess", Text("评估", "Assess")),
        SUPPORT,
        closing_band(),
    ),
    subject="scene",
    blank_rows=3,
    row_heights={"zh": 54, "en": 54},
    frozen="scene",
    unique=("scene",),
    beside="tasks",
)
SMART_LABELS = tuple(PILOTS.column(key).label for key in SMART_KEYS)
