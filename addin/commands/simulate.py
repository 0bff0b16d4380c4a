"""模拟: tries every scenario of the sheet 模拟 on the steps of its rule, and says what would change, and how surely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product

from addin import progress
from addin.book.port import Book, View
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.outcome import Listing, Outcome
from addin.pool import Pool, processes
from udfs.lang import Count, Lang, Text, listed
from udfs.problems import Finding, RefusalError, books, simulating
from udfs.process.model import Step
from udfs.simulation import arithmetic, outcomes
from udfs.simulation.arithmetic import Load
from udfs.simulation.building import UnusableError
from udfs.simulation.model import Plan, Run
from udfs.simulation.outcomes import Simulated
from udfs.simulation.replications import LEAST, SEED, Figures, Task, run_task
from udfs.simulation.scenarios import Office, plan_of
from udfs.standards.hours import hours_of
from udfs.values import CellValue, as_text, is_blank, is_number, plain
from workbook_templates.catalogue import HOLIDAYS
from workbook_templates.simulation_settings import FIT
from workbook_templates.standards_settings import TIME_KEYS
from workbook_templates.tables.rules import RULES
from workbook_templates.tables.scenarios import SCENARIOS, WRITTEN
from workbook_templates.tables.step_figures import known_processes
from workbook_templates.tables.steps import PROCESS_STEPS

COMMAND = "simulate"
_SHOWN = ("id", "name", "mean", "p90", "waiting", "busiest", "busy", "change", "low", "high", "verdict")
_RUNNING = Text("模拟", "Simulating")
# So many steps of cases take about two minutes; a process is worth it from some hundredth of that on.
_MOST, _WORTH = 50_000_000, 5_000
_DIGITS = 6


@dataclass
class _Scenario:
    """A row of the sheet: its plan, and what came out of it."""

    row: int
    present: int
    plan: Plan
    loads: tuple[Load, ...]
    steps: float
    too_much: Load | None
    runs: list[Run] = field(default_factory=list)

    @property
    def simulated(self) -> Simulated | None:
        """Return the scenario with its figures; None where it cannot keep up."""
        return Simulated(self.plan, self.loads, Figures(tuple(self.runs))) if self.runs else None


def simulate(
    book: Book, now: datetime, seed: int | None = None, replications: int | None = None, jobs: int | None = None
) -> Outcome:
    """Simulate all scenarios and write what came out; where a cell cannot be used nothing is written.

    Args:
        book: the workbook with 流程步骤 and 模拟.
        now: the moment; scenarios without a first day begin on its day.
        seed: the seed of the random numbers; a fixed one where not given.
        replications: how often each scenario is run, at least 20.
        jobs: how many processes work.
    """
    session = Session(book, COMMAND, now)
    for table in (PROCESS_STEPS, SCENARIOS):
        if table.key not in book.tables():
            raise RefusalError(books.TABLE_MISSING, table=table.sheet)
    view = book.register(SCENARIOS.key, WRITTEN)
    scenarios, wrong = _read(session, view)
    seed, replications = SEED if seed is None else seed, LEAST if replications is None else replications
    work = sum(each.steps for each in scenarios.values() if each.too_much is None) * replications
    if work > _MOST:
        wrong.append(simulating.TOO_LARGE.at(view.sheet, "", value=round(work), allowed=_MOST))
    if wrong or not scenarios:
        none = simulating.NO_ROWS.at(view.sheet, "", table=SCENARIOS.sheet)
        return Outcome(_NOTHING, wrong or [none], refused=True)
    _run([each for each in scenarios.values() if each.too_much is None], seed, replications, jobs, work)
    session.identify()
    written = _write(session, view, scenarios, (seed, replications))
    session.context.forget()
    changed, session.findings = recalculate(session, fill=True)
    session.findings += _findings(session, view, scenarios)
    session.finish()
    return Outcome(
        _message(scenarios), session.findings, [_listing(book.view(SCENARIOS.key), scenarios)], written + changed
    )


_NOTHING = Text("没有模拟，也没有写入任何内容", "Nothing was simulated, and nothing was written")


def _read(session: Session, view: View) -> tuple[dict[int, _Scenario], list[Finding]]:
    """Return the scenarios by their rows, and what is wrong with any of them."""
    settings, calendar = session.context.settings, session.context.calendar
    if calendar is None:
        raise RefusalError(books.TABLE_MISSING, table=HOLIDAYS.sheet)
    office = Office(calendar, hours_of(*(settings.values[key] for key in TIME_KEYS)), session.today)
    known = {each.rule: each.process.steps for each in session.context.once(known_processes) if each.process.steps}
    replaced = _replaced(session)
    wrong: list[Finding] = []
    first: dict[str, int] = {}
    scenarios: dict[int, _Scenario] = {}
    for row in view.data.records():
        rule = plain(as_text(view.data["rule"][row])) or (next(iter(known)) if len(known) == 1 else "")
        name = next((each for each in known if each.casefold() == rule.casefold()), None)
        if name is None:
            steps, names = PROCESS_STEPS.sheet, listed(known)
            wrong.append(view.finding(simulating.NO_STEPS, "rule", row, table=steps, value=rule or "—", allowed=names))
            continue
        present = first.setdefault(_origin(name, replaced), row)
        try:
            scenarios[row] = _scenario(view, row, present, known[name], office)
        except UnusableError as error:
            wrong.append(view.finding(error.finding.problem, error.column, row, **error.finding.args))
    return scenarios, wrong


def _replaced(session: Session) -> dict[str, str]:
    """Return which rule each rule replaces."""
    data = session.context.tables.get(RULES.key)
    if data is None:
        return {}
    pairs = zip(data["id"], data["replaces"], strict=True)
    return {plain(as_text(rule)).casefold(): plain(as_text(before)).casefold() for rule, before in pairs if before}


def _origin(rule: str, replaced: Mapping[str, str]) -> str:
    """Return the rule that was there first: what replaces it is compared with the present of that one."""
    seen = [rule.casefold()]
    while (before := replaced.get(seen[-1], "")) and before not in seen:
        seen.append(before)
    return seen[-1]


def _scenario(view: View, row: int, present: int, steps: Sequence[Step], office: Office) -> _Scenario:
    cells, as_now = ({column.key: view.data[column.key][at] for column in SCENARIOS.columns} for at in (row, present))
    plan = plan_of(cells, as_now, steps, office)
    often = arithmetic.visits(plan)
    if often is None:
        raise UnusableError("rule", simulating.NO_WAY_OUT.finding())
    loads = tuple(arithmetic.loads(plan, often))
    days = plan.days + plan.warm_up
    return _Scenario(
        row, present, plan, loads, sum(often) * arithmetic.cases_a_day(plan) * days, outcomes.overloaded(loads)
    )


def _run(scenarios: Sequence[_Scenario], seed: int, replications: int, jobs: int | None, work: float) -> None:
    """Run all replications of all scenarios, in several processes where that is worth it."""
    pairs = list(product(scenarios, range(replications)))
    tasks = [Task(each.plan, seed, number) for each, number in pairs]
    with Pool(processes(jobs, int(work / _WORTH))) as pool:
        for done, ((each, _), run) in enumerate(zip(pairs, pool.map(run_task, tasks), strict=True), 1):
            each.runs.append(run)
            progress.tell(_RUNNING, done, len(tasks))


def _findings(session: Session, view: View, scenarios: Mapping[int, _Scenario]) -> Iterator[Finding]:
    """Name scenarios that cannot keep up, on the whole or in their peaks, and a present that is not as measured."""
    for row, each in scenarios.items():
        if each.too_much is not None:
            load = each.too_much
            yield view.finding(
                simulating.OVERLOADED,
                "people",
                row,
                post=load.post,
                load=f"{load.utilisation:.0%}",
                people=Count(load.least_people),
            )
            continue
        peak = outcomes.peak(each.plan, each.loads)
        if peak is not None:
            hours, load, most = peak
            words = ", ".join(map(str, hours))
            yield view.finding(
                simulating.PEAK_OVERLOADED, "peaks", row, hours=words, post=load.post, load=f"{most:.0%}"
            )
        limit = session.context.settings.number(FIT.key)
        measured = _measured(view, each)
        if measured is not None and each.simulated is not None:
            mean = each.simulated.figures.mean.mean
            apart = abs(mean - measured) / measured
            if apart > limit:
                yield view.finding(
                    simulating.NOT_AS_MEASURED,
                    "measured",
                    row,
                    value=f"{mean:.2f}",
                    measured=f"{measured:g}",
                    difference=f"{apart:.0%}",
                    limit=f"{limit:.0%}",
                )


def _measured(view: View, each: _Scenario) -> float | None:
    """Return the measured mean cycle time of a present; None where it is another scenario, or nobody measured."""
    value = view.data["measured"][each.row]
    return float(value) if each.row == each.present and is_number(value) and value > 0 else None


def _write(session: Session, view: View, scenarios: Mapping[int, _Scenario], run: tuple[int, int]) -> int:
    """Write the results; return how many cells differ from before."""
    results = {row: _cells(view, each, scenarios, run, session.book.lang) for row, each in scenarios.items()}
    for cells in results.values():
        cells["run_on"] = session.now
    changed = 0
    for key in WRITTEN:
        old = view.data[key]
        fresh = {row: cells[key] for row, cells in results.items() if cells[key] != old[row]}
        session.put_at(view, key, fresh)
        changed += len(fresh)
    return changed


def _cells(
    view: View, each: _Scenario, scenarios: Mapping[int, _Scenario], run: tuple[int, int], lang: Lang
) -> dict[str, CellValue]:
    cells: dict[str, CellValue] = dict.fromkeys(WRITTEN)
    cells["basis"] = outcomes.basis(each.plan, *run).to(lang)
    own = each.simulated
    if own is None:
        cells["verdict"] = outcomes.CANNOT_KEEP_UP.to(lang)
        if each.too_much is not None:
            cells["busiest"], cells["busy"] = each.too_much.post, _rounded(each.too_much.utilisation)
        return cells
    figures, most = own.figures, outcomes.busiest(own)
    cells |= {"cases": figures.cases, "mean": _rounded(figures.mean.mean), "p90": _rounded(figures.p90)}
    cells |= {"waiting": _rounded(figures.waiting), "verdict": outcomes.PRESENT.to(lang)}
    if most is not None:
        cells["busiest"], cells["busy"] = most[0], _rounded(most[1])
    remarks = [outcomes.theory(each.plan), outcomes.fit(figures.mean, _measured(view, each))]
    cells["remarks"] = "\n".join(text.to(lang) for text in remarks if text is not None) or None
    if each.row == each.present:
        return cells
    present = scenarios[each.present].simulated if each.present in scenarios else None
    if present is None:
        cells["verdict"] = outcomes.NO_PRESENT.to(lang)
        return cells
    compared = outcomes.compare(own, present)
    ends = compared.change.interval
    cells |= {"change": _rounded(compared.change.mean), "low": _rounded(ends.low), "high": _rounded(ends.high)}
    cells["verdict"] = compared.word.to(lang)
    cells["effect"] = outcomes.effect_proposal(compared).to(lang)
    cells["risk"] = outcomes.risk_proposal(own, compared).to(lang)
    return cells


def _rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")


def _message(scenarios: Mapping[int, _Scenario]) -> Text:
    size, left = len(scenarios), sum(each.too_much is not None for each in scenarios.values())
    zh, en = f"模拟了 {size - left} 个情景", f"{Count(size - left):scenario/scenarios} simulated"
    if left:
        words = outcomes.CANNOT_KEEP_UP
        zh, en = f"{zh}；{left} 个{words.zh}", f"{en}; {left}: {words.en.lower()}"
    return Text(zh, en)


def _listing(view: View, rows: Iterable[int]) -> Listing:
    lines: list[tuple[CellValue | Text, ...]] = []
    for row in rows:
        values = (view.data[key][row] for key in _SHOWN)
        lines.append(tuple("" if is_blank(value) else _shown(value) for value in values))
    return Listing(SCENARIOS.title, tuple(SCENARIOS.column(key).label for key in _SHOWN), lines)


def _shown(value: CellValue) -> CellValue:
    return f"{value:.3g}" if isinstance(value, float) else value
