"""The setting of the simulation: how well the simulated present must fit what was measured."""

from udfs.lang import Text
from workbook_templates.lists import OURS
from workbook_templates.model import Setting

FIT = Setting(
    key="simulation_fit",
    label=Text(
        "模拟的现状与实测相差超过此占比则提醒", "Simulated present: warn when it differs from measured by more than"
    ),
    default=0.2,
    lowest=0,
    highest=10,
    explain=Text("平均周期之差÷实测，例 0.2 为 20%", "Difference of mean cycle times ÷ measured, e.g. 0.2 for 20%"),
    source=OURS,
    tables=("scenarios",),
)
