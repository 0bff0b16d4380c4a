"""What the checker finds in the sheets: missing, unreadable and contradictory entries."""

from udfs.lang import Text
from udfs.problems.model import Problem

# --- one cell --------------------------------------------------------------------------------------------------------

REQUIRED_MISSING = Problem(
    "required-missing",
    Text("「{label}」没有填写", "“{label}” is not filled in"),
    Text("此列必填，请填写：{allowed}", "this column is required; fill in {allowed}"),
)
NOT_A_CHOICE = Problem(
    "not-a-choice",
    Text("「{label}」填的“{value}”不在清单里", "“{value}” is not on the list of “{label}”"),
    Text(
        "请从下拉列表选择：{allowed}；“设置”表上有这份清单的，新选项可先加到那里",
        "choose from the list: {allowed}; where the list stands on the sheet Settings, a new choice can be added there first",
    ),
)
NOT_A_LEVEL = Problem(
    "not-a-level",
    Text("「{label}」填的“{value}”不是高、中、低", "“{value}” in “{label}” is neither High, Medium nor Low"),
    Text("请从下拉列表选择：{allowed}", "choose from the list: {allowed}"),
)
NOT_A_SCORE = Problem(
    "not-a-score",
    Text("「{label}」填的“{value}”不是1到5的整数", "“{value}” in “{label}” is not a whole number from 1 to 5"),
    Text("请填 {allowed}，只填数字", "enter only the number, {allowed}"),
)
NOT_A_MEAN_SCORE = Problem(
    "not-a-mean-score",
    Text("「{label}」填的“{value}”不是1到5之间的数", "“{value}” in “{label}” is not a number from 1 to 5"),
    Text(
        "评分方式为多人平均或中位数：由命令“评分”按“评分记录”重新写入，或填 1–5 的数",
        "scores come from raters: the command “score” recomputes it from the sheet Ratings; or enter a number from 1 to 5",
    ),
)
NOT_A_DATE = Problem(
    "not-a-date",
    Text("「{label}」填的“{value}”不是日期", "“{value}” in “{label}” is not a date"),
    Text("请填{allowed}", "enter {allowed}"),
)
CHOICE_SPELLED = Problem(
    "choice-spelled",
    Text(
        "「{label}」的“{value}”在清单里写作“{choice}”，现在不会被计数",
        "“{value}” in “{label}” is “{choice}” on the list; as it is, it is not counted",
    ),
    Text("请改为 {choice}", "enter {choice}"),
)
DATE_AS_TEXT = Problem(
    "date-as-text",
    Text(
        "「{label}」的“{value}”是文字，看上去像 {date}，但不能参与计算",
        "“{value}” in “{label}” is text; it looks like {date} but cannot be used in calculations",
    ),
    Text("请重新输入为 {date}", "enter it again as {date}"),
)
DATE_TOO_EARLY = Problem(
    "date-too-early",
    Text("「{label}」的日期 {value} 太早", "the date {value} in “{label}” is too early"),
    Text("请检查年份，最早为 {allowed}", "check the year; the earliest is {allowed}"),
)
DATE_OUT_OF_RANGE = Problem(
    "date-out-of-range",
    Text("「{label}」的日期 {value} 太晚", "the date {value} in “{label}” is too late"),
    Text("请检查年份，最晚为 {allowed}", "check the year; the latest is {allowed}"),
)
NOT_A_NUMBER = Problem(
    "not-a-number",
    Text("「{label}」填的“{value}”不是数字", "“{value}” in “{label}” is not a number"),
    Text(
        "请填{allowed}；若左上角有绿色三角，请转换为数字",
        "enter {allowed}; if the cell shows a green corner, convert it to a number",
    ),
)
NOT_WHOLE = Problem(
    "not-whole",
    Text("「{label}」填的“{value}”不是不小于0的整数", "“{value}” in “{label}” is not a whole number of 0 or more"),
    Text("请填{allowed}", "enter {allowed}"),
)
PERCENT_RANGE = Problem(
    "percent-range",
    Text("「{label}」填的“{value}”超出 0%–100%", "“{value}” in “{label}” is outside 0%–100%"),
    Text("请填{allowed}；一半填 50% 或 0.5", "enter {allowed}; half is 50% or 0.5"),
)
ERROR_VALUE = Problem(
    "error-value",
    Text("「{label}」显示错误值 {value}", "“{label}” shows the error value {value}"),
    Text("请清除此格后重新填写：{allowed}", "clear the cell and fill in {allowed}"),
)
TOO_LONG = Problem(
    "too-long",
    Text(
        "「{label}」有 {value} 个字符，超过一格能容纳的 {allowed} 个",
        "“{label}” has {value} characters, more than the {allowed} that a cell can hold",
    ),
    Text("请缩短，或把内容分到几格", "shorten it, or spread it over several cells"),
)
FORMULA_IN_INPUT = Problem(
    "formula-in-input",
    Text(
        "「{label}」是填写列，这一格却是公式；按显示的值“{value}”处理",
        "“{label}” is a column to fill in, but this cell holds a formula; its displayed value “{value}” is used",
    ),
    Text("如不需要公式，请复制后“粘贴为值”", "if no formula is meant, copy the cell and paste it as a value"),
    "warning",
)
LINKED_CALL = Problem(
    "linked-call",
    Text(
        "「{label}」的公式指向别处的加载项，已改回普通调用",
        "“{label}” called another copy of the add-in; it now calls this one",
    ),
    Text("发给别人之前请先转为通用", "go portable before you send the workbook to others"),
    "warning",
)
OVERTYPED = Problem(
    "overtyped",
    Text(
        "「{label}」是自动计算列，这一格被手工改成“{value}”（计算结果为“{computed}”），已保留",
        "“{label}” is computed, but “{value}” was typed over it (the rule gives “{computed}”); it was kept",
    ),
    Text("要恢复计算，请清空此格后再运行评分", "to compute it again, clear the cell and score again"),
    "warning",
)

# --- several cells of a row ------------------------------------------------------------------------------------------

FINISH_BEFORE_START = Problem(
    "finish-before-start",
    Text("「{label}」{value} 早于「{other_label}」{other}", "“{label}” {value} is before “{other_label}” {other}"),
    Text("请检查这两个日期", "check the two dates"),
)
CLOSED_BEFORE_FOUND = Problem(
    "closed-before-found",
    Text("「{label}」{value} 早于「{other_label}」{other}", "“{label}” {value} is before “{other_label}” {other}"),
    Text(
        "问题不会在发现之前解决，请检查这两个日期", "an issue cannot be closed before it is found; check the two dates"
    ),
)
REASON_MISSING = Problem(
    "reason-missing",
    Text("填了「{other_label}」却没有填「{label}」", "“{other_label}” is given, but “{label}” is not"),
    Text("人工改判须写明理由", "say why the computed priority was overridden"),
)

_TWO_CONDITIONS = Text(
    "成本异常须同时满足：环比/同比显著上升，且没有业务增长支撑；请填同期的变化（上升 11% 填 11），或改选别的触发场景",
    "a cost anomaly takes both: costs clearly up on last month or year, and no growth that explains it; enter both changes "
    "(11 for 11% more), or choose another trigger",
)
COST_CONDITION_MISSING = Problem(
    "cost-condition-missing",
    Text("触发场景是“{trigger}”，却没有填「{label}」", "the trigger is “{trigger}”, but “{label}” is not given"),
    _TWO_CONDITIONS,
)
COST_NOT_RISEN = Problem(
    "cost-not-risen",
    Text(
        "触发场景是“{trigger}”，可「{label}」{value}（%）算不上显著上升",
        "the trigger is “{trigger}”, but “{label}” {value} (%) is no clear rise",
    ),
    _TWO_CONDITIONS,
)
GROWTH_EXPLAINS_COST = Problem(
    "growth-explains-cost",
    Text(
        "业务量变化 {value}%，不低于成本变化 {other}%：成本随业务增长而升，不是“{trigger}”",
        "volume changed by {value}%, no less than costs ({other}%): costs rose with the business, which is not “{trigger}”",
    ),
    _TWO_CONDITIONS,
)

TARGET_NOT_SMART = Problem(
    "target-not-smart",
    Text("目标不符合 SMART：{value}", "the target is not SMART: {value}"),
    Text(
        "请补全或改正：指标、对象、基线值、目标值、单位、变化方式、达成日期、负责人",
        "complete or correct it: indicator, whose, baseline, target, unit, kind of change, date, owner",
    ),
    "warning",
)
CHANGE_AMBIGUOUS = Problem(
    "change-ambiguous",
    Text(
        "“{value}”里的 % 可以是相对%，也可以是百分点（从 5% 降低 5%：4.75% 还是 0%）",
        "the % in “{value}” may be relative or points (5% less than 5%: 4.75% or 0%)",
    ),
    Text("请在「{label}」选 相对% 或 百分点", "choose Relative % or Percentage points in “{label}”"),
)
STAGES_OVERLAP = Problem(
    "stages-overlap",
    Text(
        "「{label}」{value} 早于「{other_label}」{other}，前一阶段还没有结束",
        "“{label}” {value} is before “{other_label}” {other}: the previous stage is not over",
    ),
    Text("请检查两个阶段的任务或日期", "check the tasks or dates of the two stages"),
    "warning",
)

# --- several rows ----------------------------------------------------------------------------------------------------

DUPLICATE_ID = Problem(
    "duplicate-id",
    Text("「{label}」“{value}”重复，另见 {others}", "“{label}” “{value}” occurs again at {others}"),
    Text("请给每一行不同的编号", "give every row its own number"),
)
DUPLICATE_TEXT = Problem(
    "duplicate-text",
    Text("「{label}」与 {others} 相同", "“{label}” says the same as {others}"),
    Text("如是同一件事，请合并为一行", "if they are the same matter, keep one row"),
    "warning",
)
DUPLICATE_ROW_ID = Problem(
    "duplicate-row-id",
    Text("这一行是从 {others} 复制来的", "this row was copied from {others}"),
    Text(
        "如是新的一行，请给它新的编号；运行评分后会得到自己的行标识",
        "if it is a new row, give it a new number; scoring gives it an identity",
    ),
    "warning",
)
TOO_MANY_PILOTS = Problem(
    "too-many-pilots",
    Text(
        "这是第 {value} 个试点场景；试点宜选 1–2 个场景", "this is pilot scene number {value}; a pilot takes 1–2 scenes"
    ),
    Text(
        "请先留下最有代表性的 1–2 个，其余留到推广",
        "keep the one or two that are most informative, and leave the others for the roll-out",
    ),
    "warning",
)
UNKNOWN_REFERENCE = Problem(
    "unknown-reference",
    Text("「{label}」中的“{value}”找不到", "“{value}” in “{label}” does not exist"),
    Text("请填已有的编号，多个用逗号隔开", "enter numbers that exist, several separated by commas"),
)
PREDECESSOR_UNKNOWN = Problem(
    "predecessor-unknown",
    Text("「{label}」中的前置任务“{value}”找不到", "the task “{value}” in “{label}” does not exist"),
    Text("请填已有的任务编号，例：T-001 或 T-001FS+2", "enter the number of a task, such as T-001 or T-001FS+2"),
)
SELF_REFERENCE = Problem(
    "self-reference",
    Text("「{label}」“{value}”指向这一行自己", "“{value}” in “{label}” is this row itself"),
    Text("请填别的行的编号，或清空", "enter the number of another row, or clear it"),
)

# --- the workbook around them ----------------------------------------------------------------------------------------

CALENDAR_EMPTY = Problem(
    "calendar-empty",
    Text(
        "“节假日”表里没有能用的日期，所有日期只按周末计算",
        "the sheet Holidays holds no usable day; every date is computed from weekends alone",
    ),
    Text(
        "请填入国务院公布的休和班；新建的工作簿里有，可以复制过来",
        "enter the published days off and make-up days; a new workbook holds them and they can be copied from there",
    ),
    "warning",
)
ROWS_BELOW_TABLE = Problem(
    "rows-below-table",
    Text(
        "从这一格起，“{table}”的表格下方有 {rows} 行内容不属于表格，没有参与任何计算",
        "below the table “{table}”, from this cell on, there are rows outside the table that are not counted anywhere: {rows}",
    ),
    Text(
        "如是表里的行，请在 Excel 中把表格右下角的小三角拖到最后一行；如是备注，请移到表格旁边",
        "if they belong to the table, drag its lower right corner down over them; put notes beside the table",
    ),
)
CALENDAR_NOT_PUBLISHED = Problem(
    "calendar-not-published",
    Text(
        "“节假日”表公布的安排只到 {date}，之后的日期{rest}",
        "what is published on the sheet Holidays ends with {date}; beyond it {rest}",
    ),
    Text(
        "公布后请运行 kaizen calendar（功能区“节假日”），或把公布的休和班补到“节假日”表",
        "once a year is published run kaizen calendar (Holidays on the ribbon), or enter its days on the sheet Holidays",
    ),
    "warning",
)
SETTING_INVALID = Problem(
    "setting-invalid",
    Text(
        "设置「{label}」填的“{value}”不能用（默认值是 {default}）",
        "the setting “{label}” cannot be “{value}” (the default is {default})",
    ),
    Text("请改为：{allowed}", "change it to {allowed}"),
)
NOT_A_COLUMN = Problem(
    "not-a-column",
    Text(
        "设置「{label}」里的“{value}”不是“{table}”的填写列，没有起作用",
        "“{value}” in the setting “{label}” is not a column to fill in of “{table}”, so it has no effect",
    ),
    Text("请从下拉列表选择表头", "choose a heading from the list"),
)
REQUIRED_BOTH_WAYS = Problem(
    "required-both-ways",
    Text(
        "设置里“{table}”的「{value}」既列为必填又列为选填，现按必填",
        "the settings list “{value}” of “{table}” both as required and as optional; it counts as required",
    ),
    Text("请删去其中一处", "delete one of the two entries"),
    "warning",
)
