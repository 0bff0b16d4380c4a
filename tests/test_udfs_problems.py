"""The catalogues of what functions answer in a cell and of what the checker finds."""

import string

import pytest

from udfs.lang import Text
from udfs.problems import Problem, cells, data


def entries(module: object) -> list[Problem]:
    return [value for value in vars(module).values() if isinstance(value, Problem)]


EVERY = [*entries(cells), *entries(data)]


def test_codes_are_unique() -> None:
    codes = [problem.code for problem in EVERY]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("problem", EVERY, ids=lambda problem: problem.code)
def test_an_entry_reads_alike_in_both_languages(problem: Problem) -> None:
    assert set(problem.code) <= set(string.ascii_lowercase + "-")
    for words in (problem.what, problem.fix):
        assert all(words)
        assert "\n" not in words.zh + words.en
        assert fields(words.zh) == fields(words.en)


@pytest.mark.parametrize("problem", entries(cells), ids=lambda problem: problem.code)
def test_a_text_for_a_cell_is_short_and_fixed(problem: Problem) -> None:
    for words in problem.what:
        assert words.startswith("!")
        assert len(words) <= 60
        assert not fields(words)


def test_no_two_texts_for_cells_are_alike() -> None:
    assert len({problem.what for problem in entries(cells)}) == len(entries(cells))


def fields(words: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(words) if field}


def test_labels_are_given_as_texts() -> None:
    assert isinstance(data.REQUIRED_MISSING.what, Text)


def test_every_code_stands_for_one_problem() -> None:
    import importlib
    import pkgutil

    from udfs import problems
    from udfs.problems import Problem

    results: dict[str, str] = {}
    for module in pkgutil.iter_modules(problems.__path__):
        for name, value in vars(importlib.import_module(f"udfs.problems.{module.name}")).items():
            if isinstance(value, Problem):
                place = f"{module.name}.{name}"
                assert results.setdefault(value.code, place) == place, value.code
                assert all(value.what)
                assert all(value.fix)
    assert len(results) > 60
