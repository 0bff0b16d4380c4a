"""Why it matters what an import reports."""

from udfs.lang import Text
from udfs.problems import imports as i
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "读错编码或格式，文字会变成乱码，而且很难再改回来",
            "read in the wrong encoding or format, words turn into garbage that is hard to turn back",
        ),
        (i.UNREADABLE_TEXT, i.BINARY_FILE, i.UNKNOWN_KIND, i.WEB_PAGE),
    ),
    (
        Text(
            "不知道哪一列是什么，整行就只能放进备注，等于没有导入",
            "without knowing which column is what, whole rows could only go to Notes, which is no import",
        ),
        (
            i.NO_HEADER,
            i.NOTHING_TO_IMPORT,
            i.ONLY_LINES,
            i.MAP_FORM,
            i.MAP_NO_HEADING,
            i.MAP_NO_COLUMN,
            i.MAP_TWICE,
            i.MAP_PROJECT,
        ),
    ),
    (
        Text(
            "这些行不在工作簿里；不说明的话，您会以为全部都导入了",
            "these rows are not in the workbook; unless it is said, you would believe that everything came in",
        ),
        (i.ROW_SKIPPED, i.ROW_TOO_LONG, i.SHEET_LEFT, i.ONLY_NUMBERS, i.OTHER_SHEETS),
    ),
    (
        Text(
            "按原文保留的值不参与计算，直到有人改正",
            "a value that is kept as text takes part in no computation until somebody corrects it",
        ),
        (i.KEPT_AS_TEXT,),
    ),
    (
        Text(
            "合并单元格只有第一行有值；不向下填，其余各行就没有这一项",
            "merged cells hold a value in their first row only; without filling down, the others would have none",
        ),
        (i.FILLED_DOWN,),
    ),
    (
        Text(
            "来源里没有保存的结果，程序读到的就是空白，可能漏掉一个值",
            "a result that the source does not hold is read as a blank, so a value may be missing",
        ),
        (i.FORMULA_WITHOUT_VALUE, i.ERRORS_UNSEEN),
    ),
    (
        Text(
            "批注和链接没有自己的列；写进备注才不会悄悄丢掉",
            "comments and links have no column of their own; in Notes they are not lost",
        ),
        (i.REMARKS_NOTED,),
    ),
    (
        Text(
            "同样的行导入两次，会计算两次，以后也不知道改哪一行",
            "rows that come in twice are counted twice, and later nobody knows which of the two to change",
        ),
        (i.ROWS_KNOWN, i.FILE_KNOWN),
    ),
    (
        Text(
            "这是从来源推断出来的；推断错了，期限就错了",
            "this was inferred from the source; a wrong guess is a wrong deadline",
        ),
        (i.COUNTED_DAYS, i.TASKS_FILLED),
    ),
    (
        Text(
            "筛选掉的行看不见，却会一起计数；也许您只想要看得见的",
            "rows that were filtered out are counted too, though nobody saw them; perhaps only the others were meant",
        ),
        (i.HIDDEN_ROWS,),
    ),
    (
        Text(
            "同一个选项写法不同，就会分开计数，筛选也会漏掉",
            "one choice in several spellings is counted as several, and filters miss some of them",
        ),
        (
            i.CHOICES_RESPELLED,
            i.CHOICES_UNLISTED,
            i.SPELL_FORM,
            i.SPELL_NO_CHOICE,
            i.SPELLINGS_FULL,
            i.SPELLINGS_NO_BLOCK,
        ),
    ),
)
