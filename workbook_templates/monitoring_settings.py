"""What the sheets 控制图 and 对比 show: the choices that stand on those sheets themselves."""

from udfs.comparing.periods import Unit
from udfs.lang import Text
from workbook_templates.lists import OURS
from workbook_templates.model import Setting

# The reports whose sheets they stand on.
CHARTS_KEY, COMPARISON_KEY = "control-charts", "comparison"

SHOW = Setting(
    key="charts_show",
    label=Text("看哪些指标", "Measures to show"),
    default=None,
    is_text=True,
    explain=Text(
        "编号，可带分组，例：M-001；M-003 华东仓。留空：有异常的在前",
        "numbers, a group behind them, e.g. M-001; M-003 East. Blank: those with signals first",
    ),
    source=OURS,
    tables=("measures",),
    report=CHARTS_KEY,
)
COMPARED = Setting(
    key="compare_measure",
    label=Text("指标", "Measure"),
    default=None,
    is_text=True,
    explain=Text(
        "编号，可带分组，例：M-003 华东仓；留空：第一个有分组的，没有则第一个",
        "its number, a group behind it, e.g. M-003 East; blank: the first one with groups, else the first",
    ),
    source=OURS,
    tables=("measures",),
    report=COMPARISON_KEY,
)
PERIODS = Setting(
    key="compare_by",
    label=Text("按", "By"),
    default=Unit.MONTH.value,
    choices=(Unit.MONTH.value, Unit.WEEK.value, Unit.DAY.value),
    explain=Text("月、周或日", "month, week or day"),
    source=OURS,
    tables=("measures",),
    report=COMPARISON_KEY,
)
OF_COMPARISON = (COMPARED, PERIODS)
