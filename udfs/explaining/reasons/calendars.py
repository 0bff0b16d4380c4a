"""Why it matters what keeps a published list of days off from being taken, or only in part."""

from udfs.lang import Text
from udfs.problems import calendars as p
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "一份读错的安排会把整年的日期排错，而且看不出来；所以有疑问就不写",
            "a list that is read wrongly puts the dates of a whole year wrong, and nobody sees it; so nothing doubtful is written",
        ),
        (p.LIST_WITHOUT_DAYS, p.LIST_WITHOUT_YEAR, p.LIST_OTHER_YEAR, p.LIST_WRONG_DAY, p.LIST_WRONG_COUNT),
    ),
    (
        Text(
            "漏掉的休或班会让后面的日期差一天",
            "a day off or make-up day that is left out shifts every date after it",
        ),
        (p.LIST_ENTRY_LEFT, p.DAYS_MISSING_IN_LIST),
    ),
    (
        Text(
            "您填的行不会被改写；与公布的不同，由您决定按哪个算",
            "what you have entered is never overwritten; where it differs from the list, you decide which counts",
        ),
        (p.DAY_DIFFERS, p.OWN_DAYS_STAY),
    ),
    (
        Text(
            "暂定的日子没有调休，公布后还会变；按它排出的日期只能作参考",
            "provisional days know no make-up days and change on publication: dates that rest on them are a guess",
        ),
        (p.STILL_PROVISIONAL, p.YEAR_OUTSIDE_LAW),
    ),
)
