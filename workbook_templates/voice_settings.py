"""The settings of what customers write, of surveys and of answer sheets."""

from udfs.lang import Text
from workbook_templates.answer_settings import OF_ANSWERS
from workbook_templates.lists import OURS
from workbook_templates.model import Setting
from workbook_templates.survey_settings import OF_SURVEY

OF_VOICES: tuple[Setting, ...] = (
    Setting(
        key="keyword_days",
        label=Text("关键词：一期的天数", "Keywords: days of a period"),
        default=30,
        lowest=1,
        highest=366,
        explain=Text(
            "“关键词”比较最近这么多天和再往前同样多天的反馈",
            "“Keywords” compares the latest so many days with as many before",
        ),
        source=OURS,
        tables=("feedback_texts",),
    ),
    *OF_ANSWERS,
    *OF_SURVEY,
)
