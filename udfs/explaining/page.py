"""The page that explains every problem, made from the catalogue: `CODES.md` beside the catalogue is what it gives."""

from __future__ import annotations

from udfs.explaining.explained import SUBJECTS, Explanation, explanation
from udfs.lang import Text

WHAT = Text("是什么", "What it is")
WHY = Text("为什么重要", "Why it matters")
EXAMPLE = Text("例", "Example")
FIX = Text("怎么办", "How to fix it")
KIND = {"error": Text("错误", "error"), "warning": Text("提醒", "warning")}

_HEAD = """# 问题代码 · Problem codes

Made by `kaizen explain --page` from the catalogue in `udfs/problems/`; `kaizen explain CODE` shows a single one.
由 `kaizen explain --page` 从 `udfs/problems/` 的目录生成；`kaizen explain 代码` 只显示一个。
"""


def sections(entry: Explanation) -> list[tuple[Text, Text]]:
    """Return the headings and texts of an explanation, in the order in which they are read."""
    return [(WHAT, entry.what), (WHY, entry.why), (EXAMPLE, entry.example), (FIX, entry.fix)]


def page() -> str:
    """Return the page as Markdown, in both languages."""
    parts = [_HEAD]
    for subject in SUBJECTS:
        parts.append(f"\n## {subject.label.zh} · {subject.label.en}\n")
        parts += [_entry(explanation(problem, subject.label)) for problem in subject.problems()]
    return "".join(parts)


def _entry(entry: Explanation) -> str:
    kind = KIND[entry.problem.severity]
    lines = [f"\n### {entry.problem.code}\n", f"{kind.zh} · {kind.en}\n"]
    lines += [f"- **{heading.zh}** {_plain(words.zh)}" for heading, words in sections(entry)]
    lines += [f"- **{heading.en}** {_plain(words.en)}" for heading, words in sections(entry)]
    return "\n".join(lines) + "\n"


def _plain(words: str) -> str:
    """Keep the marks of Markdown in data from being read as marks."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#|" else letter for letter in words)
