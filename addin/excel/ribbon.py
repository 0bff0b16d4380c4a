"""The ribbon as data: the buttons of the table of commands, grouped by the steps of the method."""

from __future__ import annotations

from typing import NamedTuple

from addin.commands.table import COMMANDS, STEPS, Button, Command, Menu
from udfs.lang import Text

TAB = Text("改善", "Kaizen")


class Group(NamedTuple):
    """A labelled group of controls."""

    name: str
    label: Text
    controls: tuple[Button | Menu, ...]


def groups() -> tuple[Group, ...]:
    """Return the groups in the order of the steps, those without a button left out."""
    all_groups = (
        Group(
            step.name,
            step.label,
            tuple(control for command in COMMANDS if command.step is step for control in command.ribbon),
        )
        for step in STEPS
    )
    return tuple(group for group in all_groups if group.controls)


# Every button, those in menus too, by the name that it sends when it is clicked; with the command that it belongs to.
BUTTONS: dict[str, tuple[Command, Button]] = {
    button.name: (command, button) for command in COMMANDS for button in command.buttons()
}
