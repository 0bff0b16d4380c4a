"""Short names of sources: the prefixes of numbers that several sources use."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from workbook_templates.catalogue import TABLES, TEMPLATES

# Characters that separate references in a cell cannot be part of a number; a slash ends the name.
_SEPARATING = re.compile(r"[,，;；、\n/\\]+")
_EDGES = " -_·."
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]|【\s*】")
_GENERIC = sorted(
    {
        *(PurePosixPath(name).stem for template in TEMPLATES.values() for name in template.file_name),
        *(words for table in TABLES.values() for words in (*table.sheet, *table.title)),
    },
    key=len,
    reverse=True,
)
# Whole words only: the Planning department is not a plan.
_GENERIC_WORDS = re.compile(f"(?<![a-z])(?:{'|'.join(map(re.escape, _GENERIC))})(?![a-z])", re.IGNORECASE)


def short_names(sources: Sequence[tuple[str, str | None]]) -> list[str]:
    """Return a unique name for each source, as short as possible.

    Candidates are its department, the folders that contain it, and its file name (with and without the name of the
    template: `客服部-问题清单.xlsx` becomes 客服部); if none of them is unique, longer and longer parts of its path.
    The result does not depend on the order of the sources.

    Args:
        sources: path relative to the common folder, and department if the workbook has only one.
    """
    candidates = [_candidates(path, department) for path, department in sources]
    taken = Counter(name.casefold() for own in candidates for name in {name.casefold(): name for name in own}.values())
    names = [
        min((name for name in own if taken[name.casefold()] == 1), key=lambda name: (len(name), name), default="")
        for own in candidates
    ]
    left = [i for i, name in enumerate(names) if not name]
    known = {name.casefold() for name in names if name}
    for i in left:
        names[i] = _own(sources[i][0], [path for j, (path, _) in enumerate(sources) if j != i], known)
        known.add(names[i].casefold())
    return names


def _clean(text: str) -> str:
    """Return a part of a path in a form that can be part of a number; full-width characters become plain ones."""
    plain = _EMPTY_BRACKETS.sub("", unicodedata.normalize("NFKC", text))
    return " ".join(_SEPARATING.sub(" ", plain).split()).strip(_EDGES)


def _candidates(path: str, department: str | None) -> list[str]:
    pure = PurePosixPath(path)
    # The name of the template does not distinguish a file from other files.
    own = _clean(_GENERIC_WORDS.sub("", unicodedata.normalize("NFKC", pure.stem)))
    words = [department or "", *reversed(pure.parent.parts), own, pure.stem if own else ""]
    return [name for name in map(_clean, words) if name]


def _own(path: str, others: Sequence[str], known: set[str]) -> str:
    """Return the shortest end of a path that no other path has (with its folder), numbered if all are taken."""
    parts, rest = _parts(path), [_parts(other) for other in others]
    # A folder before the file's own name says more than a serial number.
    ends = (parts[-count:] for count in range(min(2, len(parts)), len(parts) + 1))
    fitting = (" ".join(end) for end in ends if all(other[-len(end) :] != end for other in rest))
    base = next((name for name in fitting if name.casefold() not in known), " ".join(parts))
    name, again = base, 1
    while name.casefold() in known:
        again += 1
        name = f"{base} {again}"
    return name


def _parts(path: str) -> list[str]:
    pure = PurePosixPath(path)
    return [part for part in map(_clean, (*pure.parent.parts, pure.stem)) if part] or ["?"]
