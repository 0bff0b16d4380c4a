"""Problems with published lists of days off and make-up days, and with taking them into a workbook."""

from udfs.lang import Text
from udfs.problems.model import Problem

_KINDS = Text(
    "可用的内容：国务院通知的文字（.txt）、日历（.ics），或有日期和“休/班”两列的表（.xlsx、.csv 等）",
    "what can be read: the text of the State Council's notice (.txt), a calendar (.ics), or a table with a column of dates "
    "and one of 休/班 or Off/Work (.xlsx, .csv and others)",
)

LIST_WITHOUT_DAYS = Problem(
    "list-without-days",
    Text("{name} 里没有读出哪天休、哪天班", "no day off and no make-up day can be read in {name}"),
    _KINDS,
)
LIST_WITHOUT_YEAR = Problem(
    "list-without-year",
    Text("{name} 没有写明是哪一年的安排", "{name} does not say of which year it is"),
    Text(
        "请加上年份，例如 --year 2027；或在文字开头写明年份",
        "give the year, such as --year 2027, or write it at the top of the text",
    ),
)
LIST_OTHER_YEAR = Problem(
    "list-other-year",
    Text("{name} 是 {about} 年的安排，不是 {year} 年的", "{name} is about {about}, not about {year}"),
    Text("请换成 {year} 年的文件，或改年份", "choose the file of {year}, or give another year"),
)
LIST_WRONG_DAY = Problem(
    "list-wrong-day",
    Text(
        "{name} 里的“{value}”在 {year} 年不成立（日期或星期不对）",
        "“{value}” in {name} does not exist in {year}: the date or its weekday is wrong",
    ),
    Text(
        "请核对是不是别的年份的安排，或复制时有误；什么都没有写",
        "check whether the list is of another year, or was copied wrongly; nothing was written",
    ),
)
LIST_WRONG_COUNT = Problem(
    "list-wrong-count",
    Text(
        "“{value}”写的是 {stated} 天，数出来是 {count} 天",
        "“{value}” says {stated:day/days}, but lists {count:day/days}",
    ),
    Text("请核对原文；什么都没有写", "compare it with the original; nothing was written"),
)
LIST_ENTRY_LEFT = Problem(
    "list-entry-left",
    Text(
        "没有采用“{value}”等 {count} 处：看不出哪天休、哪天班",
        "{count:entry was/entries were} not taken, such as “{value}”: no day, or neither off nor worked",
    ),
    Text(
        "如果是放假或上班的日子，请在“节假日”表中补上",
        "if they are days off or make-up days, enter them on the sheet Holidays",
    ),
    "warning",
)
DAY_DIFFERS = Problem(
    "day-differs",
    Text(
        "{value} 您填的是“{kind}”，公布的是“{listed}”；保留了您填的",
        "{value} is “{kind}” here and “{listed}” in the list; yours was kept",
    ),
    Text("请核对；要按公布的算，就改这一行", "check it; to follow the list, change this row"),
    "warning",
)
OWN_DAYS_STAY = Problem(
    "own-days-stay",
    Text(
        "{year} 年有 {count} 行不在公布的安排里（这是第一行），都保留了",
        "{count:row/rows} of {year} (this is the first) are not in the list; they stay",
    ),
    Text("如果是本单位自己的假日，不必处理；否则请删去", "nothing to do for days off of your own; delete the others"),
    "warning",
)
STILL_PROVISIONAL = Problem(
    "still-provisional",
    Text(
        "{year} 年还有标着“暂定”的行，这一年仍按未公布对待",
        "{year} still has rows marked “provisional”, so the year counts as not published",
    ),
    Text(
        "公布的安排里有这一天就去掉“暂定”二字，没有就删去这一行",
        "take the word “provisional” away where the day is published, delete the row where it is not",
    ),
    "warning",
)
DAYS_MISSING_IN_LIST = Problem(
    "days-missing-in-list",
    Text(
        "公布的安排里没有 {value}，这些法定节日仍为暂定",
        "the list lacks {value}: these days off by law stay provisional",
    ),
    Text(
        "请核对文件是否完整；法律改了就删去这些行",
        "check that the list is complete; delete these rows if the law has changed",
    ),
    "warning",
)
YEAR_OUTSIDE_LAW = Problem(
    "year-outside-law",
    Text(
        "不知道 {year} 年的节假日：没有公布的安排，也不能按法律推算",
        "the days off of {year} are not known: not published, and not to be derived from the law",
    ),
    Text(
        "请用 --from 给出公布的安排；按法律只能推算 {first}–{last} 年",
        "give the published list with --from; the law gives the years {first} to {last}",
    ),
)
