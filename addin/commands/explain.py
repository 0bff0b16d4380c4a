"""说明: what a problem is, why it matters, an example, and how to fix it, by its code."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from addin.commands.table import Request
from addin.outcome import Listing, Outcome
from udfs.explaining.explained import SUBJECTS, Explanation, explanation, explanations
from udfs.explaining.page import KIND, sections
from udfs.explaining.page import page as whole_page
from udfs.lang import Text, listed
from udfs.problems import RefusalError, commands

_CODE, _TITLE = Text("代码", "Code"), Text("是什么", "What it is")
# A code is called similar from this likeness (of 100) on; so many are named.
_LIKE, _NAMED = 60, 5


def explain(_request: Request, *, code: str | None = None, page: bool = False) -> Outcome:
    """Explain a problem; without a code, list all; or give the page that explains all of them.

    Raises:
        RefusalError: there is no such code; those that are like it are named.
    """
    if page:
        words = whole_page().rstrip("\n")
        return Outcome(Text(words, words))
    if code is None:
        return _all()
    known = {entry.problem.code: entry for entry in explanations()}
    wanted = code.strip().casefold().replace("_", "-")
    if wanted not in known:
        raise RefusalError(commands.UNKNOWN_CODE, value=code, near=_near(wanted, list(known)))
    return Outcome(_text(known[wanted]), records=[_record(known[wanted])])


def _near(code: str, known: list[str]) -> Text:
    similar = [name for name, _, _ in process.extract(code, known, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=_NAMED)]
    names = listed(similar)
    return Text(f"；相近的：{names.zh}", f"; similar: {names.en}") if similar else Text("", "")


def _all() -> Outcome:
    listings = []
    for subject in SUBJECTS:
        entries = [explanation(problem, subject.label) for problem in subject.problems()]
        rows: list[tuple[str | Text, ...]] = [(entry.problem.code, entry.what) for entry in entries]
        listings.append(Listing(subject.label, (_CODE, _TITLE), [*rows]))
    records = [_record(entry) for entry in explanations()]
    message = Text(
        f"{len(records)} 个代码；kaizen explain 代码 给出说明",
        f"{len(records)} codes; kaizen explain CODE explains one",
    )
    return Outcome(message, listings=listings, records=records)


def _text(entry: Explanation) -> Text:
    """Return an explanation as lines."""
    code, kind = entry.problem.code, KIND[entry.problem.severity]
    parts = sections(entry)
    zh = [f"{code}（{kind.zh} · {entry.subject.zh}）", *(f"{heading.zh}：{words.zh}" for heading, words in parts)]
    en = [f"{code} ({kind.en} · {entry.subject.en})", *(f"{heading.en}: {words.en}" for heading, words in parts)]
    return Text("\n".join(zh), "\n".join(en))


def _record(entry: Explanation) -> dict[str, str | Text]:
    return {
        "code": entry.problem.code,
        "severity": entry.problem.severity,
        "subject": entry.subject,
        "what": entry.what,
        "why": entry.why,
        "example": entry.example,
        "fix": entry.fix,
    }
