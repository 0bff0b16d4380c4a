"""The words of the command line beside those of its commands; nothing heavy is imported here, because help must be quick."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from udfs.lang import Lang, Text


def asked_language(words: Sequence[str]) -> Lang | None:
    """Return the language that the command's words ask for, None where they do not."""
    for i, word in enumerate(words):
        value = (
            word.partition("=")[2]
            if word.startswith("--lang=")
            else words[i + 1]
            if word == "--lang" and i + 1 < len(words)
            else ""
        )
        if value in ("zh", "en"):
            return "en" if value == "en" else "zh"
    return None


def ui_language(words: Sequence[str] | None = None) -> Lang:
    """Return the language of all output: --lang, else KAIZEN_LANG, else Chinese."""
    asked = asked_language(sys.argv[1:] if words is None else words)
    return asked or ("en" if os.environ.get("KAIZEN_LANG") == "en" else "zh")


def localized(text: Text) -> str:
    """Return a text in the language of all output."""
    return text.to(ui_language())


def filled(text: Text, **args: object) -> Text:
    """Return a text with its places filled, in both languages."""
    return Text(text.zh.format(**args), text.en.format(**args))


APP = Text(
    "改善工作簿：在 Excel 标准表格里做持续改进。", "Kaizen Ribbon: continuous improvement in standard Excel workbooks."
)
INSTALLED = {
    "installed": Text(
        "已安装：{name}\n重新启动 Excel 后可见“改善”选项卡",
        "installed: {name}\nthe Kaizen tab appears when Excel restarts",
    ),
    "updated": Text("已更新：{name}\n重新启动 Excel 后生效", "updated: {name}\ntakes effect when Excel restarts"),
    "unchanged": Text("已是最新：{name}", "already up to date: {name}"),
}
UNINSTALLED = Text("已移除 {name}", "removed {name}")
NOT_THERE = Text("没有安装加载项，无需移除", "the add-in is not installed; nothing to remove")
SERVING = Text("函数服务已启动，关闭此窗口即停止", "the function server runs until this window is closed")
MADE = Text("已生成 {name}", "made {name}")
FOUND = Text("{errors} 处错误，{warnings} 处提醒", "{errors:error/errors}, {warnings:warning/warnings}")
EVERY_PLACE = Text("；加 -v 逐处列出", "; -v lists every place")
