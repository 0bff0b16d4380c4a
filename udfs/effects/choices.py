"""The words of a verification: designs, proposals, what a person decides."""

from __future__ import annotations

from udfs.lang import Text

BEFORE_AFTER, PAIRED, CONTROL = Text("前后", "Before/after"), Text("配对", "Paired"), Text("对照组", "Control group")
DESIGNS = (BEFORE_AFTER, PAIRED, CONTROL)

ROLL_OUT, ADJUST, STOP = Text("推广", "Roll out"), Text("调整", "Adjust"), Text("停止", "Stop")
PROPOSALS = (ROLL_OUT, ADJUST, STOP)
