"""Why it matters what is wrong with a report that is asked for."""

from udfs.lang import Text
from udfs.problems import reporting as p
from udfs.problems.model import Reasons

REASONS: Reasons = (
    (
        Text(
            "只有标题没有内容的报告没有用处，还会让人以为已经分析过",
            "a report of empty headings helps nobody, and looks as if the work had been done",
        ),
        (p.NOTHING_TO_REPORT,),
    ),
    (
        Text(
            "扩展名和内容不一致的文件，双击打不开",
            "a file whose name does not say what it is cannot be opened by a double click",
        ),
        (p.REPORT_NOT_DOCX,),
    ),
    (
        Text(
            "别的报告不按问题分，会悄悄写进全部内容",
            "other reports are not split by issue, and would hold everything without saying so",
        ),
        (p.REPORT_WITHOUT_ISSUE,),
    ),
    (
        Text(
            "编号写错时换成别的问题，报告说的就不是要说的事",
            "with another issue in place of the one that was meant, the report would be about something else",
        ),
        (p.ISSUE_WITHOUT_SOLUTION, p.ISSUE_UNKNOWN),
    ),
)
