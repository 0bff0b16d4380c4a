"""What the README promises is there, and CI runs exactly its command."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README, ENGLISH = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.en.md"))
PAGES = pytest.mark.parametrize("page", [README, ENGLISH], ids=["zh", "en"])
COMMANDS = ("demo", "test")


def command(name: str, page: str = README) -> str:
    results = re.search(rf"<!-- command: {name} -->\n```sh\n(.+)\n```", page)
    assert results is not None
    return results[1]


def test_the_first_page_is_chinese_and_both_lead_to_each_other() -> None:
    assert "(README.en.md)" in README.partition("\n## ")[0]
    assert "(README.md)" in ENGLISH.partition("\n## ")[0]
    chinese = re.findall(r"[\u4e00-\u9fff]", README)
    assert len(chinese) > 4 * len(re.findall(r"[\u4e00-\u9fff]", ENGLISH))


def test_both_pages_say_the_same() -> None:
    """The same sections, tables, pictures and commands, word for word where it is no language."""

    def shape(page: str) -> list[object]:
        blocks = [re.sub(r" *# .*", "", block) for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL)]
        pictures = [Path(name).name for name in re.findall(r"!\[[^]]+\]\(([^)]+)\)", page)]
        links = re.findall(r"(?<!!)\[[^]]+\]\(([^)]+)\)", page)
        starts = len(re.findall(r"^\*\*", page, re.MULTILINE))
        rows = re.findall(r"^\|", page, re.MULTILINE)
        return [blocks, pictures, sorted(links)[1:], starts, len(rows), len(re.findall(r"^## ", page, re.MULTILINE))]

    first, second = (shape(page.replace("README.en.md", "README.md")) for page in (README, ENGLISH))
    assert first == second


@PAGES
def test_its_pictures_are_there_small_and_described(page: str) -> None:
    pictures = re.findall(r"!\[([^]]+)\]\(([^)]+)\)", page)
    assert len(pictures) == 6
    for text, name in pictures:
        assert text.strip()
        content = (ROOT / name).read_bytes()
        assert content.startswith(b"\x89PNG")
        assert len(content) < 200_000, name


@PAGES
def test_both_commands_are_the_same_everywhere(page: str) -> None:
    assert [command(name, page) for name in COMMANDS] == [command(name) for name in COMMANDS]


def test_both_commands_do_their_own_set_up() -> None:
    for name in COMMANDS:
        assert command(name).startswith("apt-get update && apt-get install -y")
    assert command("demo").endswith("kaizen demo")
    assert command("test").endswith("-m pytest -n auto --dist worksteal")
    assert "libreoffice" in command("test")


def test_style_types_and_package_are_checked_before_the_tests() -> None:
    steps = command("test").split(" && ")
    tools = [step.partition("/bin/")[2] for step in steps if step.startswith(".venv-test/")]
    assert [tool.partition(" install ")[0] for tool in tools[:2]] == ["pip", "uv pip"]
    assert tools[2:-1] == ["ruff check .", "ruff format --check .", "mypy", "python .ci/wheel.py"]


def test_ci_takes_its_command_from_here() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "README.md" in script
    assert "pytest" not in script


def test_both_commands_install_the_locked_versions() -> None:
    for name in COMMANDS:
        assert "pip install -c .ci/requirements.lock " in command(name)


@PAGES
def test_every_path_in_it_exists(page: str) -> None:
    """The map names a room's own rooms without the room."""
    tops = ("", "addin", "workbook_templates", "udfs", "tests")
    for path in re.findall(r"[`(](\w[\w./]*/[\w./]*|[A-Z]+\.md)[`)]", page):
        assert any((ROOT / top / path).exists() for top in tops), path


@pytest.mark.parametrize(
    ("page", "heading"), [(README, "## 代码地图"), (ENGLISH, "## Map of the rooms")], ids=["zh", "en"]
)
def test_the_map_names_every_room(page: str, heading: str) -> None:
    """Folders of code, down to the rooms inside the product's three."""
    rooms = {path.parent.relative_to(ROOT) for path in ROOT.glob("[a-z]*/**/__init__.py")}
    plan = page.partition(heading)[2]
    for room in rooms:
        if len(room.parts) <= 2:
            assert f"{room.name}/`" in plan, room
