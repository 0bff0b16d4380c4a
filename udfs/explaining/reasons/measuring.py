"""Why it matters what is reported when measures are calculated from exports."""

from udfs.lang import Text
from udfs.problems import measuring as m
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "定义写不清，算出来的数就不是要的数，下个月再取也对不上",
            "without a clear definition the figures are not those that were meant, and next month's cannot be compared",
        ),
        (
            m.FILTER_FORM,
            m.FILTER_NO_NUMBER,
            m.UNKNOWN_CHOICE,
            m.NO_DATE_COLUMN,
            m.NO_VALUE_COLUMN,
            m.NO_SHARE,
            m.NO_DEFINITION,
            m.NOTHING_DEFINED,
            m.MEASURE_UNKNOWN,
            m.MEASURE_TWICE,
            m.SET_FORM,
            m.NOTHING_TO_PROPOSE,
            m.ALL_PROPOSED,
        ),
    ),
    (
        Text(
            "取错列或漏掉一份导出，每个点都会偏，而表上看不出来",
            "with a wrong column, or without one of the exports, every point is off, and nothing on the sheet shows it",
        ),
        (
            m.NO_EXPORTS,
            m.NO_MEASURE_FITS,
            m.COLUMNS_NOT_HERE,
            m.COLUMN_REPEATED,
            m.FILE_REPEATED,
            m.LINES_SKIPPED,
            m.EXPORT_IS_BOOK,
            m.SHEET_OF_TEXT,
        ),
    ),
    (
        Text(
            "工作簿只放汇总的数，不放明细和人名：它会被转发",
            "workbooks are passed on, so they hold counts only, neither single rows nor names of persons",
        ),
        (m.TOO_MANY_GROUPS, m.PERSONS_AS_GROUPS),
    ),
    (
        Text(
            "数据有错时，控制图上的异常是数据的异常，不是流程的",
            "signals on a chart of wrong data are signals of the data, not of the process",
        ),
        (
            m.KEYS_REPEATED,
            m.DAYS_MISSING,
            m.UNIT_JUMP,
            m.DATES_IN_FUTURE,
            m.DATES_UNREAD,
            m.VALUES_UNREAD,
            m.NUMBERS_AS_TEXT,
            m.DURATIONS_NEGATIVE,
            m.DURATION_UNSURE,
        ),
    ),
    (
        Text(
            "没过完的一期总显得偏低，会被误当成变化",
            "a period that is not over looks low and would be taken for a change",
        ),
        (m.PERIOD_UNFINISHED, m.POINT_PARTIAL, m.POINT_SHRUNK),
    ),
    (
        Text(
            "手工填写或排除的点是人的判断，取数不会盖掉；两边不一致时请人来定",
            "what somebody typed or excluded is a decision that no run overwrites; where both differ, people decide",
        ),
        (m.POINT_KEPT,),
    ),
    (
        Text(
            "条件写错一个字，就一行也不符合：算出的 0 会被当成业务停了",
            "one wrong letter in a condition and no row fits it: the zeros look as if all work had stopped",
        ),
        (m.POINTS_ZEROED, m.NO_ROW_FITS),
    ),
)
