"""Why it matters what is told about copies that go out and come back."""

from udfs.lang import Text
from udfs.problems import mailing as m
from udfs.problems import receiving as r
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "地址写错，邮件会退回，或寄给不相干的人",
            "with a wrong address the message comes back, or goes to somebody else",
        ),
        (m.BAD_ADDRESS,),
    ),
    (
        Text(
            "按姓名或部门选行，选错了就会把别人的内容寄出去，或者什么都没寄",
            "rows are picked by name or department; picked wrongly, other people's rows would be sent, or none",
        ),
        (m.NO_SUCH_COLUMN, m.NAME_NEEDED, m.NO_ROWS, m.NOTHING_TO_SHARE),
    ),
    (
        Text(
            "没有收件人的行不会有人填，收回后也看不出少了什么",
            "nobody fills in rows that nobody gets, and nothing that comes back shows that they are missing",
        ),
        (m.ROWS_WITHOUT_NAME, m.ROWS_WITHOUT_RECIPIENT, m.TABLE_FOR_NOBODY),
    ),
    (
        Text(
            "这个文件里也许有对方填好的内容；没有合并的必须说明，才不会漏掉",
            "the file may hold what somebody has filled in; what is not merged is told, so that nothing is missed",
        ),
        (
            r.NO_WORKBOOK,
            r.NO_ATTACHMENT,
            r.OTHER_ARCHIVE,
            r.EMPTY_ARCHIVE,
            r.MAIL_PROGRAM_ONLY,
            r.TOO_DEEP,
            r.SAVE_AS_XLSX,
            r.NOTHING_ARRIVED,
            r.NOTHING_MERGED,
        ),
    ),
    (
        Text(
            "合并靠寄出时的编号找到对应的行；不是这份工作簿的副本，行就会合到错误的地方",
            "merging finds rows by the identity that they were sent with; from a copy of another workbook they would land in "
            "the wrong place",
        ),
        (m.OTHER_BOOK, m.TOO_MANY_ROWS, m.TOO_MANY_CELLS),
    ),
    (
        Text(
            "不知道寄出时是什么，就分不清是对方改的还是我方后来改的",
            "without knowing what was sent, nobody can tell whether they changed it or you did afterwards",
        ),
        (m.NO_BASE, m.OLDER_LAYOUT),
    ),
    (
        Text(
            "缺少的表或列按“没有改动”处理；如果对方其实填过，那些内容就没有收回来",
            "a missing table or column counts as unchanged; if something was filled in there, it has not come back",
        ),
        (m.TABLE_GONE, m.COLUMN_GONE, m.COLUMN_RENAMED),
    ),
    (
        Text(
            "公式在对方的电脑上可能指向别的文件；只有显示的值可以放心采用",
            "a formula made on another computer may point to other files; only the value that it shows can be taken safely",
        ),
        (m.FORMULA_RETURNED, m.FORMULA_BROKEN),
    ),
    (
        Text(
            "设置影响所有的行，不能因为一份副本就改掉全部结果",
            "settings bear upon every row; one copy must not change everybody's results",
        ),
        (m.SETTING_CHANGED, m.HOLIDAY_CHANGED),
    ),
    (
        Text(
            "同一个人前后寄来几份时，以较晚的为准；较早的内容要看得见，才能改判",
            "of several files from one person the later one counts; the earlier value is shown so that you can decide otherwise",
        ),
        (m.SUPERSEDED, m.OLDER_SHEET),
    ),
    (
        Text(
            "两边的内容不能都留；由人来选，谁的都不会悄悄丢掉",
            "both sides cannot stay; a person chooses, so that nobody's work is lost silently",
        ),
        (m.CONFLICT, m.ROW_REMOVED, m.ROW_DELETED_HERE, m.EXTRA_COLUMN),
    ),
    (
        Text(
            "引用靠编号找到一行；两行同号，引用就可能指错",
            "references find a row by its number; with two alike they may lead to the wrong one",
        ),
        (m.NUMBER_TWICE,),
    ),
    (
        Text(
            "处理冲突只照“冲突”表上的选择做；选择看不懂，或情况已经变了，就不写",
            "conflicts are settled by the choices on their sheet alone; where a choice cannot be read, or things have changed "
            "since, nothing is written",
        ),
        (m.NO_CONFLICTS, m.CHOICE_UNKNOWN, m.CHANGED_SINCE_LISTED, m.CANNOT_TAKE),
    ),
    (
        Text(
            "各人要独立地给全部方案评分，平均分才可比",
            "means can be compared only where everybody scores all solutions on their own",
        ),
        (m.RATERS_ALONE, m.NO_RATERS, m.NO_PLANS),
    ),
    (
        Text(
            "手工填的四项评分会被评分人的结果替换，总分和名次也跟着变",
            "typed scores give way to those of the raters, and totals and ranks change with them",
        ),
        (m.SCORES_FROM_RATERS, m.TYPED_SCORE_REPLACED),
    ),
    (
        Text(
            "少一个有效的评分，平均分就由更少的人决定，名次可能因此改变",
            "with one usable score less the mean rests on fewer people, and ranks may change",
        ),
        (m.BAD_RATING, m.RATED_TWICE, m.RATED_GONE, m.RATERS_MISSING, m.FLAT_RATER),
    ),
    (
        Text(
            "分歧大时，平均分掩盖了不同的看法，也许有人知道别人不知道的情况",
            "where raters are far apart, the mean hides that they see different things; somebody may know what others do not",
        ),
        (m.DISPUTED_PLAN,),
    ),
)
