"""What merging comes to: for each returned file, and for the workbook that is merged into."""

from __future__ import annotations

from dataclasses import dataclass, field

from addin.sharing.conflicts import Conflict
from addin.sharing.records import Place
from addin.sharing.returned import Return
from udfs.problems import Finding
from udfs.values import CellValue


@dataclass
class FileResult:
    """The result for one file: counts, the hashes of the changed cells that are new in it, and where ours come from it.

    `blank` is an answer sheet that answers nothing: nobody has returned it yet.
    """

    source: Return
    taken: int = 0
    added: int = 0
    conflicts: int = 0
    removed: int = 0
    scores: int = 0
    answers: int = 0
    blank: bool = False
    outside: int = 0
    cells: dict[Place, str] = field(default_factory=dict)
    given: set[Place] = field(default_factory=set)


@dataclass
class Merged:
    """What is to be written into the master, and what is reported.

    Attributes:
        taken: values to write, by table and column, by row identity.
        added: new rows by table; each has its identity.
        conflicts: what goes into the register of conflicts.
        files: the result for each file, in the order in which the files were given.
        findings: what else is reported.
    """

    taken: dict[tuple[str, str], dict[str, CellValue]] = field(default_factory=dict)
    added: dict[str, list[dict[str, CellValue]]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    files: list[FileResult] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
