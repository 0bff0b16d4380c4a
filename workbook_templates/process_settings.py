"""What the sheet 流程图 draws: the rule that is chosen on that sheet itself."""

from udfs.lang import Text
from workbook_templates.lists import OURS
from workbook_templates.model import Setting
from workbook_templates.simulation_settings import FIT

FLOW_KEY = "flow-chart"

FLOW_RULE = Setting(
    key="flow_rule",
    label=Text("细则", "Rule"),
    default=None,
    is_text=True,
    explain=Text(
        "画哪一条，例：R-001；留空：第一条有步骤的", "which rule is drawn, e.g. R-001; blank: the first one with steps"
    ),
    source=OURS,
    tables=("steps",),
    report=FLOW_KEY,
)

OF_PROCESSES = (FLOW_RULE, FIT)
