"""What the report on root causes says, on paper and on its sheet."""

from udfs.lang import Text

TITLE = Text("根因分析报告", "Root-cause report")
SEVERAL = Text("{count} 个问题", "{count} issues")
OVERVIEW = Text("概览", "Overview")
ISSUE, WHAT = Text("问题编号", "Issue"), Text("问题", "Problem")
OPEN_ENDS = Text("末端未证实", "Ends not proven")
NONE_YET = Text("尚未证实", "none proven yet")
BETWEEN, HALF_STOP, SENTENCES = Text("、", ", "), Text("；", "; "), Text("", " ")
STEP_END, PLACE_END, STOP = Text("；", ". "), Text("：", ": "), Text("。", ". ")

METHOD = Text("一、分析方法", "1. Method")
CHAINS = Text("二、原因链", "2. Chain of causes")
ROOTS = Text("三、根本原因定位", "3. Root causes")
VERDICT = Text("四、验证结论", "4. Verification and conclusion")

LISTED_ELSEWHERE = Text(
    "影响范围、优先级和责任人写在「问题清单」，本工作簿没有这张表。",
    "Scope, priority and owner stand in the issue list, which is not part of this workbook.",
)
NOT_LISTED = Text(
    "「问题清单」中没有 {issue}，因此缺少影响范围、优先级和责任人。",
    "The sheet Issues has no {issue}, so scope, priority and owner are missing.",
)
FIVE_WHYS = Text(
    "5Why 逐层追问：从问题问到第 {levels} 层，共 {causes} 个原因，{ends} 条原因链。",
    "5 Whys: {causes:cause/causes} down to level {levels}, {ends:chain/chains}.",
)
BY_CLASS = Text(
    "鱼骨图：按 {count} 类归类（{classes}），见图 {number}。",
    "Fishbone diagram: {count:category/categories} ({classes}), see figure {number}.",
)
JUDGED = Text("逐个验证：{judged}；{evidence}。", "Verified one by one: {judged}; {evidence}.")
NOT_JUDGED = Text("未判断", "not judged")
NO_EVIDENCE = Text("还没有写证据", "no evidence is given yet")
EVIDENCE = Text("有证据的 {count} 个（{kinds}）", "{count:cause/causes} with evidence ({kinds})")
KIND_OPEN = Text("类型未填", "kind not given")
CAPTION = Text(
    "图 {number}　{issue} 鱼骨图：{problem}（{legend}）",
    "Figure {number}. Fishbone diagram of {issue}: {problem} ({legend})",
)

PARETO = Text(
    "帕累托：{what}，{vital}占 {share}，见图 {number}。",
    "Pareto: {what}; {vital} make up {share}, see figure {number}.",
)
BY_CATEGORY = Text("{count} 个原因按类别数", "{count:cause/causes} counted by category")
PARETO_CAPTION = Text(
    "图 {number}　{issue} 原因按类别的帕累托图（深色：关键少数；折线：累计占比；虚线：80%）",
    "Figure {number}. Pareto chart of the causes of {issue} by category (dark: vital few; line: cumulative share; dashed: 80%)",
)
BARS_CAPTION = Text(
    "图 2　{issue} 原因按类别的帕累托图（█ 关键少数；░ 其余；右边：原因数、累计占比）",
    "Figure 2. Pareto chart of the causes of {issue} by category (█ vital few; ░ others; on the right: causes, cumulative share)",
)
CATEGORY_COUNT, CUMULATIVE, VITAL = Text("原因数", "Causes"), Text("累计占比", "Cumulative"), Text("关键?", "Vital?")

READ_DOWN = Text("从左往右读：前者因为后者。", "Read from left to right: each is because of the next.")
CHAIN = Text("{steps}（{state}）", "{steps} ({state})")
NO_ROOT = Text(
    "尚未定位到根本原因：没有一条原因链从头到尾都成立。", "No root cause is proven yet: no chain holds from end to end."
)
OPEN_END = Text("{cause}：待验证 {waiting}", "{cause}: to be verified: {waiting}")
ALL_EXCLUDED = Text(
    "所有原因链都已排除，请继续找其他原因。", "Every chain is ruled out; other causes must be looked for."
)
READ_UP = Text("倒着念一遍，句句都要通：", "Read in reverse; every sentence must make sense:")
ANSWERED = Text("因为{answer}，所以{question}", "{question} Because {answer}")
ROOT_STEPS = Text("{root}：{steps}。", "{root}: {steps}.")
TOGETHER = Text(
    "{causes} 共同起作用：消除其中一个，这条链就断了。",
    "{causes} work only together: removing one of them breaks the chain.",
)

CONFIRMED = Text(
    "要因确认（符合数/总数，占比及其区间）：", "Confirmation by counts (fitting/cases, the share and its interval):"
)
NOT_CONFIRMED = Text(
    "「要因确认」中还没有这些原因的数据。", "The sheet Confirmations holds no counts of these causes yet."
)
SHARE = Text("占比", "Share")
NOT_CONCLUDED = Text(
    "结论：问题 {issue} 的根本原因尚未证实。", "Conclusion: the root cause of {issue} is not proven yet."
)
CONCLUDED = Text(
    "结论：问题 {issue} 的根本原因已证实 {count} 个：{causes}。",
    "Conclusion: {count:root cause/root causes} of {issue} proven: {causes}.",
)
WERE_EXCLUDED = Text("已排除 {count} 个原因。", "{count:cause/causes} ruled out.")
STILL_OPEN = Text(
    "还有 {count} 条原因链未证实，验证之后结论可能要补充：",
    "{count:chain/chains} not proven; the conclusion may change once verified:",
)
TO_DO = Text("尚待补充：", "Still to be put right:")
NOTHING_OPEN = Text(
    "各条原因链都已证实或排除，没有待补充的内容。", "Every chain is proven or ruled out; nothing is left open."
)
LOOSE = Text("未归入问题的原因", "Causes that belong to no issue")
LOOSE_NOTE = Text(
    "下列各行挂不到任何问题上，没有写进上面的分析：",
    "These rows hang on no issue and are not part of what stands above:",
)
