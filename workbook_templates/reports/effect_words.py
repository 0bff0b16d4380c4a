"""What the report on effects says."""

from udfs.lang import Text

OVERVIEW = Text("一、概况", "1. Overview")
EACH = Text("二、逐项验证", "2. Each verification")
MISSING = Text("三、尚待补充", "3. Still missing")
COUNTED = Text("共 {count} 项指标：{words}。", "{count:indicator/indicators}: {words}.")
DECIDED = Text("已决定 {done} 项，尚未决定 {open} 项。", "{done} decided, {open} not decided yet.")
WORD = Text("{word} {count}", "{word} {count}")
IMPROVEMENT = Text("改善 {number}　{name}", "Improvement {number}: {name}")
NO_IMPROVEMENT = Text("未关联改善的指标", "Indicators of no improvement")
INDICATOR = Text("{number}　{name}：{word}", "{number} {name}: {word}")
PERIOD, FROM_TO, LEVEL, INTERVAL = (
    Text("期间", "Period"),
    Text("起止", "From, to"),
    Text("水平", "Level"),
    Text("95% 区间", "95% interval"),
)
BEFORE, AFTER = Text("改善前", "Before"), Text("改善后", "After")
CONTROL_BEFORE, CONTROL_AFTER = Text("对照组前", "Control group, before"), Text("对照组后", "Control group, after")
CHANGE = Text("变化", "Change")
CHANGE_WITH = Text("变化（95% 区间）", "Change (95% interval)")
WITH_RANGE = Text("{change}（{range}）", "{change} ({range})")
LESS_CONTROL = Text("变化（减去对照组）", "Change (less the control group's)")
PAIRS = Text("变化（配对）", "Change (pairs)")
RANGE = Text("{low} ～ {high}", "{low} to {high}")
DAYS = Text("{first} 至 {last}", "{first} to {last}")
PLAN = Text("比较计划", "Plan of the comparison")
NOT_FIXED = Text("尚未固定：先运行“效果”", "not fixed yet: run “verdict” first")
UNCHANGED_PLAN = Text("固定后没有改动", "none since it was fixed")
RESULT = Text("结论：{word}。{said}", "Verdict: {word}. {said}")
PLAIN_RESULT = Text("结论：{word}。", "Verdict: {word}.")
NOT_VERIFIED = Text("尚未验证效果：{why}。", "The effect is not verified yet: {why}.")
NO_DATA = Text("还没有改善前后的数据", "there are no figures of before and after")
DOUBTS, NOTES = Text("疑点：", "Reasons to doubt it:"), Text("另请注意：", "Also note:")
NO_DOUBTS = Text("没有发现疑点。", "Nothing was found that speaks against it.")
PROPOSAL = Text("建议", "Proposal")
DECISION = Text("决定", "Decision")
NO_PROPOSAL = Text("暂无", "none yet")
NOT_DECIDED = Text("尚未决定", "not decided yet")
SAID = Text("{word}：{why}", "{word}: {why}")
BY = Text("{who}，{day}", "{who}, {day}")
FIGURES_ELSEWHERE = Text(
    "本工作簿没有「指标数据」，也没有填写数字：下面是“效果”上次写入的结果。",
    "This workbook has neither Data points nor figures typed: what stands here was written by “verdict” earlier.",
)
CAPTION = Text(
    "图 {n}　{name}：各期间的水平和 95% 区间", "Figure {n}. {name}: level of each period with its 95% interval"
)
LINE_CAPTION = Text(
    "图 {n}　{name}：改善前后各点（横线为期间的水平）",
    "Figure {n}. {name}: points before and after (lines: the level of each period)",
)
VALUE, MEAN_LINE = Text("数值", "Value"), Text("期间的水平", "Level of the period")
WITH_N = Text("{label}（n={n}）", "{label} (n = {n})")
OPEN_DECISION = Text(
    "{number} {name}：尚未决定推广、调整或停止", "{number} {name}: not decided whether to roll out, adjust or stop"
)
OPEN_EFFECT = Text("{number} {name}：尚未验证效果", "{number} {name}: the effect is not verified yet")
WITHOUT_REASON = Text(
    "{number} {name}：决定与建议不同，没有写理由",
    "{number} {name}: the decision differs from the proposal and gives no reason",
)
NOTHING_MISSING = Text("都已验证并作出决定。", "All of them are verified and decided.")
POINTS = Text("{value} 个百分点", "{value} points")
