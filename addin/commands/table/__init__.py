"""The table of commands: the command line, the ribbon and the documentation are made from it.

A new command is one entry here and one function; nothing heavy is imported by reading the table.
"""

from addin.commands.table import (
    adding,
    causes,
    effects,
    identify,
    keeping,
    mail,
    measures,
    monitoring,
    plan,
    reports,
    setup,
    simulation,
    solutions,
    survey,
    tools,
    voices,
)
from addin.commands.table.model import STEPS, Access, Button, Command, Menu, Needs, Option, Request, Step, loaded

COMMANDS: tuple[Command, ...] = (
    *identify.COMMANDS,
    *survey.COMMANDS,
    *measures.COMMANDS,
    *voices.COMMANDS,
    *reports.OF_ISSUES,
    *causes.COMMANDS,
    *reports.OF_CAUSES,
    *solutions.COMMANDS,
    *simulation.COMMANDS,
    *reports.OF_SOLUTIONS,
    *plan.COMMANDS,
    *reports.OF_PLANS,
    *monitoring.COMMANDS,
    *effects.COMMANDS,
    *reports.OF_MEASURES,
    *reports.OF_EFFECTS,
    *keeping.COMMANDS,
    *reports.OF_REVIEWS,
    *mail.COMMANDS,
    *adding.COMMANDS,
    *tools.COMMANDS,
    *setup.COMMANDS,
)

__all__ = [
    "COMMANDS",
    "STEPS",
    "Access",
    "Button",
    "Command",
    "Menu",
    "Needs",
    "Option",
    "Request",
    "Step",
    "loaded",
]
