"""Why it matters what the checker finds in the sheets."""

from udfs.lang import Text
from udfs.problems import data as d
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "没有这一项，这一行就没有人负责、不能排序，或不能计算",
            "without it nobody is in charge of the row, or it can be neither sorted nor computed",
        ),
        (d.REQUIRED_MISSING,),
    ),
    (
        Text(
            "同一件事写法不同，汇总时就会分成几类，数量和图表都不对",
            "the same thing written in two ways is counted as two, and figures and charts are wrong",
        ),
        (d.NOT_A_CHOICE,),
    ),
    (
        Text(
            "优先级、总分和名次由这一格算出；读不懂的值使整行没有结果",
            "priority, total and rank are computed from this cell; a value that cannot be read leaves the row without a result",
        ),
        (d.NOT_A_LEVEL, d.NOT_A_SCORE, d.NOT_A_MEAN_SCORE, d.NOT_A_NUMBER, d.NOT_WHOLE, d.PERCENT_RANGE, d.ERROR_VALUE),
    ),
    (
        Text(
            "完成日期、逾期和甘特图都由真正的日期算出；文字样子的日期会被当作空白",
            "finish dates, delays and the Gantt area are computed from true dates; one that is text counts as blank",
        ),
        (d.NOT_A_DATE, d.DATE_AS_TEXT, d.CHOICE_SPELLED),
    ),
    (
        Text(
            "多半是年份打错了；这样的日期会使工期和逾期天数变得很大",
            "the year is most likely mistyped; such a date makes durations and delays enormous",
        ),
        (d.DATE_TOO_EARLY, d.DATE_OUT_OF_RANGE),
    ),
    (
        Text(
            "Excel 的一格放不下这么长的内容，保存时会被截断",
            "a cell of Excel cannot hold that much; the rest would be cut off when the workbook is saved",
        ),
        (d.TOO_LONG,),
    ),
    (
        Text(
            "公式的结果会随别处改变：今天填的内容，明天可能就变了",
            "a formula follows other cells: what was entered today may read differently tomorrow",
        ),
        (d.FORMULA_IN_INPUT,),
    ),
    (
        Text(
            "指向别人电脑上的加载项的公式，在这里打不开那个文件，只显示错误",
            "a formula that points to an add-in on another computer finds no such file here and shows an error",
        ),
        (d.LINKED_CALL,),
    ),
    (
        Text(
            "手工填的值不再跟着数据变；排名和汇总用的是它，而不是规则的结果",
            "a value typed over a formula no longer follows the data; ranks and totals use it instead of what the rule gives",
        ),
        (d.OVERTYPED,),
    ),
    (
        Text(
            "先后颠倒的日期说明有一个填错了；由它们算出的工期是负数",
            "dates in the wrong order mean that one of them is wrong; what is computed from them is negative",
        ),
        (d.FINISH_BEFORE_START, d.CLOSED_BEFORE_FOUND, d.STAGES_OVERLAP),
    ),
    (
        Text(
            "人工改判会改变先做什么；没有理由，事后谁也说不清为什么",
            "an overruled priority changes what is done first; without a reason nobody can say later why",
        ),
        (d.REASON_MISSING,),
    ),
    (
        Text(
            "业务多了，成本自然会上升；只有比业务长得快的成本才值得立项改进",
            "more business costs more; only costs that outgrow it are worth an improvement",
        ),
        (d.COST_CONDITION_MISSING, d.COST_NOT_RISEN, d.GROWTH_EXPLAINS_COST),
    ),
    (
        Text(
            "目标说不清，就判断不了试点成不成功",
            "with a vague target nobody can tell whether the pilot succeeded",
        ),
        (d.TARGET_NOT_SMART, d.CHANGE_AMBIGUOUS),
    ),
    (
        Text(
            "引用靠编号或行标识找到一行；重复时可能指到另一行",
            "references find a row by its number or identity; where it occurs twice they may lead to the wrong row",
        ),
        (d.DUPLICATE_ID, d.DUPLICATE_ROW_ID),
    ),
    (
        Text(
            "同一件事记了两次，会被计算两次，也可能由两个人各做一遍",
            "a matter that is listed twice is counted twice, and two people may work on it",
        ),
        (d.DUPLICATE_TEXT,),
    ),
    (
        Text(
            "场景一多，试点的人手就分散，也看不出效果来自哪里",
            "with many scenes a pilot's people are spread thin, and nobody can see where an effect comes from",
        ),
        (d.TOO_MANY_PILOTS,),
    ),
    (
        Text(
            "问题、方案和任务靠编号相连；连错的一行在链条和排期里都找不到位置",
            "issues, solutions and tasks are linked by numbers; a wrong link leaves the row without a place in chains and plan",
        ),
        (d.UNKNOWN_REFERENCE, d.PREDECESSOR_UNKNOWN, d.SELF_REFERENCE),
    ),
    (
        Text(
            "没有节假日资料，放假的日子会被当作工作日，期限就排早了",
            "without the days off, holidays count as working days and deadlines come out too early",
        ),
        (d.CALENDAR_EMPTY, d.CALENDAR_NOT_PUBLISHED),
    ),
    (
        Text(
            "表格以外的行没有公式，也不参与检查和汇总，数量会少算",
            "rows outside the table have no formulas and are neither checked nor counted",
        ),
        (d.ROWS_BELOW_TABLE,),
    ),
    (
        Text(
            "命令会改用默认值，结果与您以为的设置不一样",
            "commands use the default instead, so results differ from what you believe to be set",
        ),
        (d.SETTING_INVALID,),
    ),
    (
        Text(
            "检查和标色按设置里的列名判断必填，写错或两边都写时与您的本意不同",
            "check and colours go by these headings, so that a slip or an entry in both lists is not what you meant",
        ),
        (d.NOT_A_COLUMN, d.REQUIRED_BOTH_WAYS),
    ),
)
