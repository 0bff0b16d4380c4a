"""What the README promises is there, and CI runs exactly its command."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def command(name: str) -> str:
    found = re.search(rf"<!-- command: {name} -->\n```sh\n(.+)\n```", README)
    assert found is not None
    return found[1]


def test_both_commands_do_their_own_set_up() -> None:
    for name in ("demo", "test"):
        assert command(name).startswith("apt-get update && apt-get install -y")
    assert command("demo").endswith("kaizen demo")
    assert command("test").endswith("-m pytest -n auto --dist worksteal")
    assert "libreoffice" in command("test")


def test_style_types_and_package_are_checked_before_the_tests() -> None:
    steps = command("test").split(" && ")
    tools = [step.partition("/bin/")[2] for step in steps if step.startswith(".venv-test/")]
    assert tools[1:-1] == ["ruff check .", "ruff format --check .", "mypy", "python .ci/wheel.py"]


def test_ci_takes_its_command_from_here() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "README.md" in script
    assert "pytest" not in script


def test_every_path_in_it_exists() -> None:
    for path in re.findall(r"[`(](\w[\w./]*/[\w./]*)[`)]", README):
        assert (
            (ROOT / path).exists() or (ROOT / "addin" / path).exists() or (ROOT / "workbook_templates" / path).exists()
        ), path
