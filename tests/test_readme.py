"""What the README promises is there, and CI runs exactly its command."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def command(name: str) -> str:
    results = re.search(rf"<!-- command: {name} -->\n```sh\n(.+)\n```", README)
    assert results is not None
    return results[1]


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


def test_both_commands_install_the_locked_versions() -> None:
    for name in ("demo", "test"):
        assert "pip install -c .ci/requirements.lock " in command(name)


def test_every_path_in_it_exists() -> None:
    """The map names a room's own rooms without the room."""
    tops = ("", "addin", "workbook_templates", "udfs", "tests")
    for path in re.findall(r"[`(](\w[\w./]*/[\w./]*|[A-Z]+\.md)[`)]", README):
        assert any((ROOT / top / path).exists() for top in tops), path


def test_the_map_names_every_room() -> None:
    """Folders of code, down to the rooms inside the product's three."""
    rooms = {path.parent.relative_to(ROOT) for path in ROOT.glob("[a-z]*/**/__init__.py")}
    plan = README.partition("## Map of the rooms")[2]
    for room in rooms:
        if len(room.parts) <= 2:
            assert f"{room.name}/`" in plan, room
