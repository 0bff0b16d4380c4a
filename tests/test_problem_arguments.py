"""Every text of a problem gets what it asks for, and nothing else; read from the source, so that no path is forgotten."""

import pytest

from tests.helpers.messages import Use, placeholders, uses
from udfs.problems import Problem, data, imports, measuring, planning, projects

# What is added to the arguments later, where the text asks for it: by `Tasks.finding`, by `complain`.
ADDED = {"Complaint": {"label"}, "complain": {"label", "value"}}

# Places where the source does not say which problem it is, or with what; and where those arguments are looked at.
ELSEWHERE = {
    "addin/answering/records.py _remarks": "remarks, read where they are made",
    "addin/book/port.py finding": "hands on what its callers give; those are read",
    "addin/checks/causes.py finding_of": "remarks, read where they are made",
    "addin/checks/effects.py effect_findings": "complaints about rows, read where they are made",
    "addin/checks/governance.py incident_findings": "complaints of udfs.rules, read where they are made",
    "addin/checks/measures.py point_findings": "complaints of udfs.indicators, read where they are made",
    "addin/checks/processes.py process_findings": "weaknesses of udfs.process; tests/test_flow_command.py reads every one",
    "addin/checks/rows.py _at_cells": "complaints of udfs.rules, read where they are made",
    "addin/checks/scenes.py cost_anomalies": "three problems that share the arguments; see the test below",
    "addin/commands/pareto.py _placed": "a refusal handed on at another place",
    "addin/gathering/workbooks.py _refuse_unwritable": "a refusal handed on at another place",
    "addin/importing/known.py known_rows": "two problems that share the arguments; see the test below",
    "addin/importing/mspdi.py _hand_on": "remarks, read where they are made",
    "addin/importing/mspdi.py _report": "hands on what its callers give; those are read",
    "addin/importing/rows.py _report": "hands on what its callers give; those are read",
    "addin/measuring/defined.py at": "complaints of udfs.measuring, read where they are made",
    "addin/planning/levelling.py levelled": "three problems that share the arguments; see the test below",
    "addin/planning/tasks.py _complaints": "complaints of udfs.rules, read where they are made",
    "addin/planning/tasks.py _facts": "complaints of udfs.rules, read where they are made",
    "addin/planning/tasks.py finding": "complaints of the schedule, read where they are made",
    "addin/commands/simulate.py _read": "complaints of udfs.simulation, read where they are made",
    "addin/sharing/returned.py read_return": "a refusal handed on with another name of the file",
    "udfs/explaining/explained.py explanation": "examples; the tests of explain read every one",
    "udfs/measuring/definition.py definition_of": "three problems that share the arguments; see the test below",
    "udfs/problems/model.py refusal_of": "a refusal for a finding, which is read where it is made",
    "udfs/rules.py check_order": "two problems that share the arguments; see the test below",
    "udfs/scheduling/planning.py complain": "hands on what its callers give; those are read",
    "workbook_templates/tables/effect_cases.py complain": "hands on what its callers give; those are read",
    "workbook_templates/tables/effect_cases.py typed": "a refusal handed on at its cell",
    "workbook_templates/functions/analysis.py kz_check": "complaints of udfs.rules, read where they are made",
    "workbook_templates/functions/scheduling.py _solved": "complaints of the schedule, read where they are made",
    "workbook_templates/reports/analysis.py written": "remarks, read where they are made",
    "workbook_templates/tables/cause_remarks.py _of_causes": "complaints of udfs.causes, read where they are made",
}


def difference(use: Use) -> str:
    """Return what is missing and what nobody asks for, empty where all is well."""
    if use.given is None:
        return ""
    wanted = frozenset().union(*map(placeholders, use.problems))
    given = use.given | (ADDED.get(use.how, frozenset()) & wanted)
    parts = (("missing", wanted - given), ("not asked for", given - wanted))
    return ", ".join(f"{what}: {' '.join(sorted(names))}" for what, names in parts if names)


def test_every_text_gets_what_it_asks_for() -> None:
    wrong = [(str(use), text) for use in uses() if use.problems and (text := difference(use))]
    assert not wrong, "\n".join(": ".join(entry) for entry in wrong)


def test_what_the_source_does_not_say_is_listed_with_a_reason() -> None:
    assert {use.where for use in uses() if use.given is None or not use.problems} == ELSEWHERE.keys()


def test_the_source_is_read() -> None:
    """A reader that sees nothing finds nothing wrong."""
    assert len(uses()) > 300
    assert {"finding", "at", "RefusalError", "Complaint", "Remark", "tuple"} <= {use.how for use in uses()}


@pytest.mark.parametrize(
    ("problems", "given"),
    [
        ((imports.ROWS_KNOWN, projects.TASKS_KNOWN), {"count", "numbers", "texts", "label", "few"}),
        ((planning.NOT_LEVELLED, planning.TOO_MUCH_ALONE, planning.TOO_MUCH_BEGUN), {"owner", "limit", "hint"}),
        (
            (data.COST_CONDITION_MISSING, data.COST_NOT_RISEN, data.GROWTH_EXPLAINS_COST),
            {"label", "value", "other", "trigger"},
        ),
        ((measuring.NO_DATE_COLUMN, measuring.NO_VALUE_COLUMN, measuring.NO_SHARE), {"value", "other"}),
        ((data.FINISH_BEFORE_START, data.CLOSED_BEFORE_FOUND), {"label", "value", "other_label", "other"}),
    ],
)
def test_problems_that_share_a_place_share_its_arguments(problems: tuple[Problem, ...], given: set[str]) -> None:
    assert frozenset().union(*map(placeholders, problems)) == given
