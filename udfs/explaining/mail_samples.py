"""Sample values for messages about mail: copies that go out and come back, score sheets, reminders."""

from __future__ import annotations

from udfs.explaining.usual_samples import Values
from udfs.lang import Text

_OWNER = Text("责任人", "Owner")
RETURNED_FILE: Values = {"name": Text("问题清单-王芳.xlsx", "issue-list-Wang Fang.xlsx")}
_WANG = Text("王芳", "Wang Fang")
_DRAFT = Text("问题清单-提醒-王芳.eml", "issue-list-reminder-Wang Fang.eml")

OF_MAIL: dict[str, Values] = {
    "bad-address": {"value": "wang#x.cn"},
    "no-such-column": {"value": Text("负责", "In charge")},
    "name-needed": {"value": "wang@x.cn"},
    "no-rows": {"value": Text("王芳", "Wang Fang")},
    "table-for-nobody": {"tables": Text("原因分析（10 行）、对标（4 行）", "Causes (10), Benchmarks (4)")},
    "rows-without-name": {"label": _OWNER, "rows": 3, "cells": "J6, J9, J14"},
    "rows-without-recipient": {"label": _OWNER, "value": Text("张敏", "Zhang Min"), "rows": 2, "cells": "J5, J8"},
    "no-workbook-inside": {"name": Text("照片.jpg", "photo.jpg")},
    "no-attachment": {"name": Text("回复.eml", "reply.eml")},
    "other-archive": {"name": Text("回复.rar", "reply.rar")},
    "empty-archive": {"name": Text("回复.zip", "reply.zip")},
    "mail-program-only": {"name": Text("回复.eml › smime.p7m", "reply.eml › smime.p7m")},
    "too-deep": {"name": Text("转发.eml", "forwarded.eml")},
    "save-as-xlsx": {"name": Text("问题清单-王芳.xls", "issue-list-Wang Fang.xls")},
    **dict.fromkeys(("other-book", "no-base", "older-layout", "table-gone", "column-gone"), RETURNED_FILE),
    "too-many-rows": {**RETURNED_FILE, "count": 900},
    "column-renamed": {**RETURNED_FILE, "value": Text("负责", "In charge")},
    "formula-returned": {**RETURNED_FILE, "value": 12},
    "formula-broken": {**RETURNED_FILE, "value": "#REF!"},
    "setting-returned": {**RETURNED_FILE, "column": Text("通过线", "Pass mark"), "value": 10},
    "older-value": {**RETURNED_FILE, "value": Text("王芳", "Wang Fang")},
    "conflict": {"label": Text("状态", "Status")},
    "row-removed": {"ours": "I-003"},
    "changed-back": {"label": Text("状态", "Status")},
    "value-withdrawn": RETURNED_FILE,
    "row-again": {**RETURNED_FILE, "row": "I-003"},
    "rater-differs": {"name": Text("评分-李强.xlsx", "scores-Li Qiang.xlsx"), "other": Text("王芳", "Wang Fang")},
    "rater-unknown": {"name": Text("评分-李强.xlsx", "scores-Li Qiang.xlsx")},
    "row-deleted-here": {"theirs": "I-003"},
    "extra-column": {"label": Text("费用", "Cost"), "theirs": 500},
    "number-twice": {"value": "I-012"},
    "choice-unknown": {"value": Text("好", "ok"), "allowed": Text("保留我方、采用对方", "Keep ours, Take theirs")},
    "bad-rating": {"label": Text("有效性", "Effect"), "value": 7},
    "older-score-sheet": {"name": Text("评分-李强.xlsx", "scores-Li Qiang.xlsx")},
    "rated-twice": {"value": "4, 3, 2, 5", "other": "4, 4, 2, 5"},
    "flat-rater": {"value": 3},
    "nobody-to-remind": {"label": _OWNER, "rows": 2, "cells": Text("K6、K9", "K6, K9")},
    "no-address": {"value": _WANG, "name": _DRAFT},
    "addresses-differ": {
        "value": _WANG,
        "addresses": Text("wang@x.cn、w.fang@x.cn", "wang@x.cn, w.fang@x.cn"),
        "name": _DRAFT,
    },
    "copy-not-at-hand": {"value": _WANG, **RETURNED_FILE},
    "draft-changed": {"name": _DRAFT, "other": Text("问题清单-提醒-王芳-2.eml", "issue-list-reminder-Wang Fang-2.eml")},
    "draft-left": {"name": _DRAFT},
}
