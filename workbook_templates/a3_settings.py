"""What the sheet A3 shows: the choice that stands on that sheet itself."""

from udfs.lang import Text
from workbook_templates.lists import OURS
from workbook_templates.model import Setting

# The report whose sheet it stands on.
A3_KEY = "a3"

A3_ISSUE = Setting(
    key="a3_issue",
    label=Text("问题", "Issue"),
    default=None,
    is_text=True,
    explain=Text("编号，例：I-001；留空：第一个", "its number, such as I-001; blank: the first one"),
    source=OURS,
    tables=("issues",),
    report=A3_KEY,
)
