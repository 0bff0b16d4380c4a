"""Chains from issue to task: how far they lead, and every way in which they break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udfs.scheduling.chains import Chain, End, Issue, Solution, Task, chains
from udfs.values import CellValue


def issue(number: CellValue, *, urgent: bool = False) -> Issue:
    return Issue(number, str(number), urgent)


def plan(number: CellValue, issues: CellValue, *, passed: bool | None = True) -> Solution:
    return Solution(number, str(number), issues, passed)


def task(number: CellValue, plans: CellValue, issues: CellValue = None) -> Task:
    return Task(number, str(number), issues, plans)


def shown(results: list[Chain]) -> list[tuple[str, str, str]]:
    return [(chain.issue.number, chain.plan.number, chain.task.number) for chain in results]


def gaps(results: list[Chain]) -> list[list[str]]:
    return [[gap.problem.code for gap in chain.gaps] for chain in results]


def test_a_whole_chain() -> None:
    results = chains([issue("I-001")], [plan("S-001", "I-001")], [task("T-001", "S-001"), task("T-002", "s-001 ")])
    assert results == [
        Chain(End(0, "I-001"), End(0, "S-001"), End(0, "T-001")),
        Chain(End(0, "I-001"), End(0, "S-001"), End(1, "T-002")),
    ]


def test_several_issues_of_a_solution_and_several_solutions_of_an_issue() -> None:
    plans = [plan("S-1", "I-1、I-2"), plan("S-2", "I-2")]
    tasks = [task("T-1", "S-1"), task("T-2", "S-1", "I-2"), task("T-3", "S-1，S-2")]
    results = chains([issue("I-1"), issue("I-2")], plans, tasks)
    assert shown(results) == [
        ("I-1", "S-1", "T-1"), ("I-1", "S-1", "T-3"),
        ("I-2", "S-1", "T-1"), ("I-2", "S-1", "T-2"), ("I-2", "S-1", "T-3"), ("I-2", "S-2", "T-3"),
    ]  # fmt: skip
    assert not any(gaps(results))


@pytest.mark.parametrize(
    ("plans", "tasks", "codes"),
    [
        ([], [], [["issue-without-plan"]]),
        ([plan("S-1", "I-1")], [], [["plan-without-tasks"]]),
        ([plan("S-1", "I-1", passed=False)], [], [[]]),
        ([plan("S-1", "I-1", passed=None)], [], [[]]),
        ([plan("S-1", None)], [task("T-1", "S-1")], [["issue-without-plan"], ["plan-without-issue"]]),
        ([plan("S-1", "I-9")], [task("T-1", "S-1")], [["issue-without-plan"], ["plan-issue-unknown"]]),
        ([plan("S-1", "I-1")], [task("T-1", "S-1"), task("T-2", None)], [[], ["task-without-plan"]]),
        ([plan("S-1", "I-1")], [task("T-1", "S-1, S-9")], [["task-plan-unknown"]]),
        ([plan("S-1", "I-1")], [task("T-1", "S-9"), task("T-2", "S-1")], [[], ["task-plan-unknown"]]),
        ([plan("S-1", "I-1", passed=False)], [task("T-1", "S-1")], [["task-plan-not-passed"]]),
        ([plan("S-1", "I-1", passed=None)], [task("T-1", "S-1")], [["task-plan-not-scored"]]),
        ([plan("S-1", "I-1")], [task("T-1", "S-1", "I-9")], [["task-issue-unknown", "task-issue-differs"]]),
        ([], [task("T-1", None, "I-1")], [["issue-without-plan", "task-without-plan"]]),
    ],
)
def test_where_a_chain_breaks(plans: list[Solution], tasks: list[Task], codes: list[list[str]]) -> None:
    assert gaps(chains([issue("I-1", urgent=True)], plans, tasks)) == codes


def test_an_issue_of_lower_priority_may_wait() -> None:
    assert gaps(chains([issue("I-1")], [], [])) == [[]]


def test_what_a_workbook_does_not_hold_is_no_gap() -> None:
    """Numbers of rows that are elsewhere are shown as they are written."""
    results = chains(None, None, [task("T-1", "S-1", "I-1"), task("T-2", None)])
    assert shown(results) == [("I-1", "S-1", "T-1"), ("", "", "T-2")]
    assert gaps(results) == [[], ["task-without-plan"]]
    assert gaps(chains(None, [plan("S-1", "I-1"), plan("S-2", None)], None)) == [[], ["plan-without-issue"]]
    assert gaps(chains([issue("I-1", urgent=True)], None, None)) == [[]]


numbers = st.sampled_from(["1", "2", "3", "9", None, "1,2", "2；9", "3、1"])


@given(st.lists(numbers, max_size=4), st.lists(st.tuples(numbers, numbers), max_size=5), st.booleans())
def test_every_row_is_in_a_chain_and_no_chain_is_there_twice(
    named: list[str | None], tasks: list[tuple[str | None, str | None]], urgent: bool
) -> None:
    issues = [issue(str(i), urgent=urgent) for i in (1, 2, 3)]
    plans = [plan(str(i), cell) for i, cell in enumerate(named, 1)]
    results = chains(issues, plans, [task(str(i), *cells) for i, cells in enumerate(tasks, 1)])
    assert {chain.issue.row for chain in results} >= {0, 1, 2}
    assert {chain.plan.row for chain in results} >= set(range(len(plans)))
    assert {chain.task.row for chain in results} >= set(range(len(tasks)))
    assert len(set(shown(results))) == len(results)
