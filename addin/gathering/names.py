"""Short names of sources: what stands before a number that two of them use."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from workbook_templates.catalogue import TABLES, TEMPLATES

# What parts the references in a cell cannot be part of a number; a slash ends the name.
_PARTING = re.compile(r"[,，;；、\n/\\]+")
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
# Whole words only: the Planning department is no plan.
_GENERIC_WORDS = re.compile(f"(?<![a-z])(?:{'|'.join(map(re.escape, _GENERIC))})(?![a-z])", re.IGNORECASE)


def short_names(sources: Sequence[tuple[str, str | None]]) -> list[str]:
    """Return a name for each source that no other has, as short as possible.

    In question come its department, the folders in which it lies and its file name (with and without what every file
    of a template is called: `客服部-问题清单.xlsx` is 客服部); where none of them is its own, more and more of its path.
    Which name is chosen does not depend on the order of the sources.

    Args:
        sources: path from the common folder, and department where the workbook has only one.
    """
    candidates = [_candidates(path, department) for path, department in sources]
    taken = Counter(name.casefold() for own in candidates for name in {name.casefold(): name for name in own}.values())
    made = [
        min((name for name in own if taken[name.casefold()] == 1), key=lambda name: (len(name), name), default="")
        for own in candidates
    ]
    left = [i for i, name in enumerate(made) if not name]
    known = {name.casefold() for name in made if name}
    for i in left:
        made[i] = _own(sources[i][0], [path for j, (path, _) in enumerate(sources) if j != i], known)
        known.add(made[i].casefold())
    return made


def _clean(text: str) -> str:
    """Return a part of a path as it may stand in a number; full-width forms become plain, as in predecessors."""
    plain = _EMPTY_BRACKETS.sub("", unicodedata.normalize("NFKC", text))
    return " ".join(_PARTING.sub(" ", plain).split()).strip(_EDGES)


def _candidates(path: str, department: str | None) -> list[str]:
    pure = PurePosixPath(path)
    # A file that is called like its template is not told by that from anybody else's.
    told = _clean(_GENERIC_WORDS.sub("", unicodedata.normalize("NFKC", pure.stem)))
    words = [department or "", *reversed(pure.parent.parts), told, pure.stem if told else ""]
    return [name for name in map(_clean, words) if name]


def _own(path: str, others: Sequence[str], known: set[str]) -> str:
    """Return the shortest end of a path that no other ends with (with its folder), numbered where all are taken."""
    parts, rest = _parts(path), [_parts(other) for other in others]
    # Something before the file's own name says more than a number of copies does.
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
