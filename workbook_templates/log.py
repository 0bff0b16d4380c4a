"""The columns of the hidden sheet `_log`."""

from udfs.lang import Text

LOG_COLUMNS: dict[str, Text] = {
    "step": Text("步", "Step"),
    "when": Text("时间", "When"),
    "who": Text("谁", "Who"),
    "command": Text("命令", "Command"),
    "table": Text("表", "Table"),
    "row": Text("行", "Row"),
    "column": Text("列", "Column"),
    "old": Text("原值", "Old"),
    "new": Text("新值", "New"),
}
