"""Sample values for messages about texts and keywords."""

from __future__ import annotations

from udfs.explaining.usual_samples import Values
from udfs.lang import Text

OF_VOICES: dict[str, Values] = {
    "texts-unknown": {
        "value": Text("访谈.纪录", "Interviews.Recrd"),
        "allowed": Text("访谈对象、记录、关键信息", "Record, Key point"),
    },
    "no-texts": {"table": Text("用户反馈", "Customers' words")},
    "keyword-gone": {"value": Text("物流慢", "slow delivery")},
}
