"""Problems with copies that are sent by mail and returned."""

from udfs.lang import Text
from udfs.problems.model import Problem

BAD_ADDRESS = Problem(
    "bad-address",
    Text("“{value}”不是邮箱地址", "“{value}” is not a mail address"),
    Text("请写成 wang@x.cn 或 “王芳 <wang@x.cn>”", "write it as wang@x.cn or “Wang Fang <wang@x.cn>”"),
)
NO_SUCH_COLUMN = Problem(
    "no-such-column",
    Text("没有叫“{value}”的列", "there is no column called “{value}”"),
    Text("请用 责任人、部门 或表头中的其他列名", "use Owner, Department or another heading"),
)
NAME_NEEDED = Problem(
    "name-needed",
    Text("按“{column}”分行时，需要知道 {value} 叫什么", "the name of {value} is needed to select rows by “{column}”"),
    Text(
        "请写成 “王芳 <wang@x.cn>”，名字与表中一致",
        "write it as “Wang Fang <wang@x.cn>”, with the name as in the sheet",
    ),
)
NO_ROWS = Problem(
    "no-rows",
    Text("没有“{column}”是“{value}”的行，没有为其生成副本", "no row has “{value}” in “{column}”; no copy was made"),
    Text("请检查名字是否与表中一致", "check that the name is written as in the sheet"),
)
ROWS_WITHOUT_NAME = Problem(
    "rows-without-name",
    Text(
        "「{label}」空着，{rows} 行没有人收到：{cells}",
        "“{label}” is blank: {rows:row goes/rows go} to nobody ({cells})",
    ),
    Text(
        "请填上「{label}」；照样生成其余的副本：加 --anyway",
        "fill in “{label}”; for the other copies as things stand, add --anyway",
    ),
)
ROWS_WITHOUT_RECIPIENT = Problem(
    "rows-without-recipient",
    Text(
        "收件人里没有“{value}”，「{label}」是此人的 {rows} 行没有人收到：{cells}",
        "“{value}” is not among the recipients: {rows:row of theirs goes/rows of theirs go} to nobody ({cells})",
    ),
    Text(
        "请把此人加为收件人，或改正名字；照样生成其余的副本：加 --anyway",
        "add them as a recipient, or correct the name; for the other copies as things stand, add --anyway",
    ),
)
TABLE_FOR_NOBODY = Problem(
    "table-for-nobody",
    Text(
        "没有“{column}”这一列的表没有人收到：{tables}",
        "there is no column “{column}” on these sheets, and nobody gets their rows: {tables}",
    ),
    Text("要寄时请按它们有的列再分一次行", "to send them, share again by a column that they have"),
    "warning",
)
NOTHING_TO_SHARE = Problem(
    "nothing-to-share",
    Text("没有可以分享的内容", "there is nothing to share"),
    Text(
        "请先在表中填写，或检查收件人和行的选择",
        "fill in the sheet first, or check the recipients and the selected rows",
    ),
)

# --- returned files -----------------------------------------------------------------------------------------------------

OTHER_BOOK = Problem(
    "other-book",
    Text("{name} 是另一份工作簿的副本，没有合并", "{name} is a copy of another workbook and was not merged"),
    Text("请对它的原工作簿运行回收", "collect it into the workbook that it was made from"),
)
TOO_MANY_ROWS = Problem(
    "too-many-rows",
    Text(
        "{name} 有 {count} 行，远多于寄出的 {sent} 行，没有合并",
        "{name} has {count:row/rows}, but only {sent} were sent; it was not merged",
    ),
    Text(
        "请确认文件是否正确；大量新行请用 kaizen import 导入",
        "check that it is the right file; import large numbers of new rows with kaizen import",
    ),
)
TOO_MANY_CELLS = Problem(
    "too-many-cells",
    Text(
        "{name} 有 {count} 个填了内容的单元格，而寄出的只有 {sent} 行，没有合并",
        "{name} has {count:filled cell/filled cells}, but only {sent:row was/rows were} sent; it was not merged",
    ),
    Text(
        "请确认文件是否正确，删去与表格无关的工作表和内容后再回收",
        "check that it is the right file; delete sheets and content that do not belong to the table and collect it again",
    ),
)
NO_BASE = Problem(
    "no-base",
    Text(
        "{name} 不带寄出时的内容（隐藏表丢失，或不是用“分享”生成的）：只填入空格和新行，不同之处都列为冲突",
        "{name} does not contain a record of what was sent (hidden sheet lost, or not made by “share”): only blank cells "
        "and new rows were filled in, every other difference is listed as a conflict",
    ),
    Text("下次请用“分享”生成副本", "next time make the copies with “share”"),
    "warning",
)
OLDER_LAYOUT = Problem(
    "older-layout",
    Text("{name} 是旧版式，缺少的列按未改动处理", "{name} has an older layout; missing columns count as unchanged"),
    Text("请核对结果；下次请用新的副本", "check the result; next time send a new copy"),
    "warning",
)
TABLE_GONE = Problem(
    "table-gone",
    Text("{name} 里没有表“{table}”，按未改动处理", "{name} has no table “{table}”; it counts as unchanged"),
    Text(
        "如对方有填写，请其恢复该表后再发回",
        "if something was filled in there, ask the sender to restore the table and return the file again",
    ),
    "warning",
)
COLUMN_GONE = Problem(
    "column-gone",
    Text("{name} 里找不到列“{column}”，按未改动处理", "{name} has no column “{column}”; it counts as unchanged"),
    Text("如对方改过表头，请改回后再回收", "if its heading was changed, change it back and collect again"),
    "warning",
)
COLUMN_RENAMED = Problem(
    "column-renamed",
    Text(
        "{name} 把“{column}”改名为“{value}”，按内容认出",
        "“{column}” is renamed to “{value}” in {name}; it was recognized by its content",
    ),
    Text("请核对这一列", "check the column"),
    "warning",
)
FORMULA_RETURNED = Problem(
    "formula-returned",
    Text(
        "{name} 的 {place} 是公式，只取了显示的值“{value}”",
        "{place} in {name} is a formula; only its value “{value}” was taken",
    ),
    Text("请核对这个值", "check the value"),
    "warning",
)
FORMULA_BROKEN = Problem(
    "formula-broken",
    Text(
        "{name} 的 {place} 是公式，结果为错误值 {value}，没有采用",
        "{place} in {name} is a formula that returns the error {value}; it was not taken",
    ),
    Text(
        "请对方填写数值或文字后再发回", "ask the sender to replace it with a number or text and return the file again"
    ),
    "warning",
)
SETTING_CHANGED = Problem(
    "setting-returned",
    Text(
        "{name} 在“设置”里把 {column} 改成了“{value}”，主表未改",
        "{name} changed {column} on Settings to “{value}”; our setting was kept",
    ),
    Text("如需要，请在主表的“设置”中修改", "if you want it, change it on the sheet Settings of the master"),
    "warning",
)
HOLIDAY_CHANGED = Problem(
    "holiday-returned",
    Text(
        "这里的“{value}”与主表的“节假日”不同，主表未改",
        "“{value}” here differs from the sheet Holidays of the master; ours was kept",
    ),
    Text("如需要，请在主表的“节假日”中修改", "if you want it, change it on the sheet Holidays of the master"),
    "warning",
)
SUPERSEDED = Problem(
    "older-value",
    Text(
        "{name} 是较早的版本：“{column}”的“{value}”已被同一人后来的值取代",
        "{name} is an earlier version: its “{value}” for “{column}” was replaced by a later value from the same person",
    ),
    Text("如需旧值，请手工填写", "if you want the older value, type it in"),
    "warning",
)
CONFLICT = Problem(
    "conflict",
    Text(
        "「{label}」两边都改了：我方“{ours}”，{who} 填“{theirs}”",
        "“{label}” was changed on both sides: ours is “{ours}”, {who} has “{theirs}”",
    ),
    Text(
        "我方未改动；请在“冲突”表的「处理」列选“保留我方”或“采用对方”，再运行“处理冲突”（kaizen resolve）",
        "ours was kept; choose “Keep ours” or “Take theirs” in the column Choice of the sheet Conflicts, then run kaizen resolve",
    ),
)
ROW_REMOVED = Problem(
    "row-removed",
    Text("{who} 删除了这一行（{ours}）", "{who} removed this row ({ours})"),
    Text(
        "行仍保留；请在“冲突”表的「处理」列选“保留我方”或“采用对方”，再运行“处理冲突”（kaizen resolve）",
        "the row was kept; choose “Keep ours” or “Take theirs” in the column Choice of the sheet Conflicts, then run kaizen resolve",
    ),
)
ROW_DELETED_HERE = Problem(
    "row-deleted-here",
    Text("{who} 修改了主表中已删除的一行（{theirs}）", "{who} changed a row that was deleted in the master ({theirs})"),
    Text(
        "没有恢复；请在“冲突”表的「处理」列选“保留我方”或“采用对方”，再运行“处理冲突”（kaizen resolve）",
        "it was not restored; choose “Keep ours” or “Take theirs” in the column Choice of the sheet Conflicts, then run kaizen resolve",
    ),
)
EXTRA_COLUMN = Problem(
    "extra-column",
    Text("{who} 在自加的列“{label}”填了“{theirs}”", "{who} entered “{theirs}” in “{label}”, a column that they added"),
    Text(
        "如需要，请在“冲突”表选择“采用对方”，内容会写入备注",
        "if you want it, choose Take theirs on the sheet Conflicts; it is then written into Notes",
    ),
)
NUMBER_TWICE = Problem(
    "number-twice",
    Text(
        "{who} 新增的行用了已有的编号“{value}”",
        "a row added by {who} has the number “{value}”, which is already in use",
    ),
    Text("两行都保留；请给其中一行新的编号", "both rows were kept; give one of them a new number"),
    "warning",
)
NO_CONFLICTS = Problem(
    "no-conflicts",
    Text("没有待处理的冲突", "there are no open conflicts"),
    Text("先运行回收；冲突会列在“冲突”表", "collect first; conflicts are listed on the sheet Conflicts"),
)
CHOICE_UNKNOWN = Problem(
    "choice-unknown",
    Text("“处理”填的“{value}”不认识", "“{value}” is not a valid choice"),
    Text("请选择 {allowed}", "choose {allowed}"),
)
CHANGED_SINCE_LISTED = Problem(
    "changed-since-listed",
    Text(
        "我方的值在列出冲突之后又改过（现为“{ours}”），没有采用",
        "our value was changed after the conflict was listed (now “{ours}”); theirs was not taken",
    ),
    Text("“我方”列已更新；请再选一次", "the column Ours was updated; choose again"),
)
CANNOT_TAKE = Problem(
    "cannot-take",
    Text(
        "对方的值无法写入：行或列已不在主表中",
        "their value cannot be written: its row or column no longer exists in the master",
    ),
    Text("请照“对方”列手工填写", "enter by hand what the column Theirs shows"),
)

# --- score sheets ----------------------------------------------------------------------------------------------------

RATERS_ALONE = Problem(
    "raters-alone",
    Text("--raters 不能与 --rows 或 --one 同用", "--raters cannot be combined with --rows or --one"),
    Text(
        "每位评分人各有一份评分表，含全部方案；请去掉 --rows、--one",
        "every rater gets their own sheet with all solutions; leave out --rows and --one",
    ),
)
NO_RATERS = Problem(
    "no-raters",
    Text("没有说明请谁评分", "there are no raters"),
    Text(
        "请用 --to 给出评分人，或在“收发记录”填收件人，内容填“评分”",
        "name raters with --to, or list them on the sheet Mailings with Rating as Content",
    ),
)
NO_PLANS = Problem(
    "no-plans",
    Text(
        "这份工作簿没有方案评分表，无法征集评分", "this workbook has no scoring sheet, so nobody can be asked to score"
    ),
    Text("请在方案评分表或三合一工作簿中操作", "use a scoring sheet or the project workbook"),
)
SCORES_FROM_RATERS = Problem(
    "scores-from-raters",
    Text(
        "“设置”的评分方式已改为“多人平均”：收回评分后，四项评分由评分人的平均分写入",
        "“Scores come from” on Settings is now “Mean of raters”: when sheets are returned, their means become the four scores",
    ),
    Text("如只想参考评分，请改回“直接填写”", "set it back to “Typed” if you only want the scores for reference"),
    "warning",
)
BAD_RATING = Problem(
    "bad-rating",
    Text(
        "{who} 给“{plan}”的「{label}」填了“{value}”，不是1到5的整数，未计入平均",
        "{who} gave “{plan}” “{value}” for “{label}”, which is not a whole number from 1 to 5; it was left out of the means",
    ),
    Text(
        "请问清后在“评分记录”改正，再运行“评分”（kaizen score）",
        "ask the rater, correct it on the sheet Ratings, then run “score”",
    ),
)
OLDER_SHEET = Problem(
    "older-score-sheet",
    Text(
        "{name} 是 {who} 较早的评分表，以较晚的为准",
        "{name} is an earlier score sheet from {who}; the later one is used",
    ),
    Text("如应以这一份为准，请在“评分记录”中改", "if this one should be used, change the sheet Ratings"),
    "warning",
)
RATED_TWICE = Problem(
    "rated-twice",
    Text(
        "{who} 的评分表里“{plan}”出现两次，评分不同：采用“{value}”，另一行“{other}”记在备注",
        "the score sheet from {who} has “{plan}” twice with different scores: “{value}” is used, “{other}” is in Notes",
    ),
    Text("请问清以哪一行为准", "ask which one is correct"),
    "warning",
)
RATED_GONE = Problem(
    "rated-plan-gone",
    Text(
        "{who} 评了“{plan}”，但方案表里已没有这一行；评分留在“评分记录”",
        "{who} scored “{plan}”, which is no longer in the scoring sheet; the scores are kept on the sheet Ratings",
    ),
    Text("如是误删，请撤销删除", "if the row was deleted by mistake, undo the deletion"),
    "warning",
)
TYPED_SCORE_REPLACED = Problem(
    "typed-score-replaced",
    Text(
        "“{plan}”原来填的评分已改为评分人的结果：{changes}",
        "the scores typed for “{plan}” were replaced by those of the raters: {changes}",
    ),
    Text(
        "如要保留原值：撤销，或把“评分方式”改回“直接填写”后重填（旧值在 kaizen log）",
        "to keep the old scores: undo, or set “Scores come from” to “Typed” and enter them again (kaizen log shows them)",
    ),
    "warning",
)
RATERS_MISSING = Problem(
    "raters-missing",
    Text("还没有收到评分：{who}", "no scores yet from {who}"),
    Text("请提醒他们寄回评分表，再运行“回收”", "remind them to return their sheets, then collect again"),
    "warning",
)
FLAT_RATER = Problem(
    "flat-rater",
    Text("{who} 给每个方案的评分都一样（{value}）", "{who} gave every solution the same scores ({value})"),
    Text(
        "请确认是否认真评过；这样的评分分不出高低",
        "ask whether that is intended; such scores do not distinguish between solutions",
    ),
    "warning",
)
DISPUTED_PLAN = Problem(
    "disputed-plan",
    Text("评分人对“{plan}”分歧较大：{spread}", "raters disagree strongly about “{plan}”: {spread}"),
    Text("请当面讨论后再定", "discuss it before deciding"),
    "warning",
)
