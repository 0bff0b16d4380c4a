"""What the steps of each rule amount to; read once for the tables, the summary, the chart and the checker."""

from __future__ import annotations

from typing import NamedTuple

from udfs.lang import Text, listed
from udfs.process.model import listed_in, steps_of
from udfs.process.paths import Process
from udfs.process.times import Figures, figures
from udfs.process.weaknesses import Weakness, weaknesses
from udfs.values import CellValue, plain
from workbook_templates.context import Context
from workbook_templates.tables.shared import SOURCE

MINUTES = Text("分钟", "minutes")


class RuleSteps(NamedTuple):
    """The process of one rule: how the rule is written, its process, what it amounts to, and what is wrong with it."""

    rule: str
    process: Process
    figures: Figures
    weaknesses: list[Weakness]


def known_processes(book: Context) -> list[RuleSteps]:
    """Return the process of every rule that has steps, in the order of their first rows; in a register for each workbook."""
    if "steps" not in book.tables:
        return []
    data = book.tables["steps"]
    rows: dict[tuple[str, str], list[int]] = {}
    for row in data.records():
        rows.setdefault((plain(data[SOURCE.key][row]).casefold(), plain(data["rule"][row]).casefold()), []).append(row)
    delivered = _deliverables(book)
    result = []
    columns = {key: data[key] for key in _READ}
    for key, places in rows.items():
        process = Process(tuple(steps_of(columns, places)))
        rule = plain(data["rule"][places[0]])
        result.append(RuleSteps(rule, process, figures(process), weaknesses(process, delivered.get(key, ()))))
    return result


_READ = ("number", "step", "kind", "lane", "inputs", "outputs", "system", "exits", "touch", "wait", "rework", "value")


def _deliverables(book: Context) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return what each rule delivers."""
    if "rules" not in book.tables:
        return {}
    data = book.tables["rules"]
    return {
        _key(data[SOURCE.key][row], data["id"][row]): listed_in(data["deliverables"][row]) for row in data.records()
    }


def _key(origin: CellValue, rule: CellValue) -> tuple[str, str]:
    return plain(origin).casefold(), plain(rule).casefold()


def rule_figures(book: Context) -> dict[int, tuple[CellValue, ...]]:
    """Return what stands in the computed columns of 细则清单, by row: steps, cycle time, share of work, handovers, findings."""
    rules, steps = book.tables["rules"], book.tables.get("steps")
    if steps is None:
        return {}
    known = {
        _key(steps[SOURCE.key][entry.process.steps[0].row], entry.rule): entry
        for entry in book.once(known_processes)
        if entry.process.steps
    }
    result: dict[int, tuple[CellValue, ...]] = {}
    for row in rules.records():
        entry = known.get(_key(rules[SOURCE.key][row], rules["id"][row]))
        if entry is not None:
            of = entry.figures
            cycle = None if of.cycle is None else round(of.cycle, 1)
            share = None if of.share is None else round(of.share, 4)
            result[row] = (of.steps, cycle, share, of.handovers, len(entry.weaknesses))
    return result


def step_remarks(book: Context) -> list[CellValue]:
    """Return for each row of 流程步骤 what is wrong with it, in the words of the problems; None where nothing is."""
    remarks: dict[int, list[str]] = {}
    for entry in book.once(known_processes):
        for weakness in entry.weaknesses:
            words = weakness.problem.what.to(book.lang).format(**weakness.args)
            remarks.setdefault(weakness.row, []).append(words)
    length = book.tables["steps"].length
    return [listed(remarks[row]).to(book.lang) if row in remarks else None for row in range(length)]
