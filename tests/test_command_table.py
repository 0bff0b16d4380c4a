"""The table of commands: every entry has a function that takes its options, and names stand once."""

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

from addin.commands.table import COMMANDS, Access, Command, loaded
from addin.commands.table.options import LANG
from workbook_templates.monitoring_settings import PERIODS

ROOT = Path(__file__).resolve().parents[1]
TYPED = [command for command in COMMANDS if command.help is not None]


def test_names_stand_once() -> None:
    names = [command.name for command in COMMANDS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("command", TYPED, ids=lambda command: command.name)
def test_a_command_has_a_function_that_takes_its_options(command: Command) -> None:
    first = ["request"] if command.book is None else ["book", "now"]
    options = {option.name: None for option in command.options if option.name != "json" and not option.is_book}
    signature = inspect.signature(loaded(command.run))
    assert signature.bind(*first, **options)
    takes = [parameter.name for parameter in signature.parameters.values()][len(first) :]
    assert set(takes) == set(options), "a parameter that no option fills"
    if command.book is not None:
        assert command.book.required == (not command.without_book)
    if command.without_book:
        assert inspect.signature(loaded(command.without_book)).bind("request", **options)


@pytest.mark.parametrize("command", TYPED, ids=lambda command: command.name)
def test_an_entry_says_what_it_does_in_both_languages(command: Command) -> None:
    assert command.help
    assert all(command.help)
    assert command.example.startswith(f"kaizen {command.name}")
    assert (command.access is Access.NONE) == (command.book is None)
    for option in (*command.options, LANG):
        assert all(option.help)
        assert all(re.fullmatch("--?[a-z-]+", flag) for flag in option.flags)


def test_reading_the_table_imports_nothing_but_words() -> None:
    code = "import sys; import addin.commands.table; print(*sorted(m for m in sys.modules if m.split('.')[0] in {'addin', 'udfs', 'workbook_templates', 'typer', 'xlwings'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    rooms = {name.rpartition(".")[0] or name for name in done.stdout.split()}
    # Of the two rooms of reports only the kinds and what they are called.
    rooms -= {"addin.reporting", "workbook_templates.reports"}
    assert {name for name in done.stdout.split() if name.startswith(("addin.reporting", "workbook_templates.reports"))} <= {
        "addin.reporting", "addin.reporting.kinds", "workbook_templates.reports", "workbook_templates.reports.causes_words",
    }  # fmt: skip
    assert rooms == {"addin", "addin.commands", "addin.commands.table", "udfs", "workbook_templates"}


def test_periods_of_compare_are_those_of_its_sheet() -> None:
    """The table writes them out, as help must not load what computes."""
    [compare] = [command for command in COMMANDS if command.name == "compare"]
    [by] = [option for option in compare.options if option.name == "by"]
    assert by.choices == tuple(choice.to(lang) for lang in ("zh", "en") for choice in PERIODS.choices)
