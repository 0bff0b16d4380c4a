"""What an entry of the table of commands says: enough for the command line, the ribbon and the documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from importlib import import_module
from typing import Any, NamedTuple

from udfs.lang import Lang, Text


def loaded(place: str) -> Callable[..., Any]:
    """Return the function at `module:function`; its module is imported only now, so that listing commands stays quick."""
    module, _, name = place.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


class Step(NamedTuple):
    """A step of the method, or another reason for commands to stand together: a group of the ribbon."""

    name: str
    label: Text


IDENTIFY = Step("identify", Text("识别", "Identify"))
CAUSES = Step("causes", Text("根因", "Causes"))
SOLUTIONS = Step("solutions", Text("方案", "Solutions"))
PLAN = Step("plan", Text("计划", "Plan"))
RESULTS = Step("results", Text("效果", "Results"))
STANDARDISE = Step("standardise", Text("固化", "Standardise"))
MAIL = Step("mail", Text("邮件", "Mail"))
TOOLS = Step("tools", Text("工具", "Tools"))

# In the order of the ribbon; a step without buttons is not shown.
STEPS = (IDENTIFY, CAUSES, SOLUTIONS, PLAN, RESULTS, STANDARDISE, MAIL, TOOLS)


class Access(Enum):
    """What a command does with the workbook that it is given; one that is given an option which `only_reads` reads it."""

    NONE = "none"
    READS = "reads"
    WRITES = "writes"


class Needs(Enum):
    """What must be open for a button to be enabled."""

    NOTHING = "any"
    BOOK = "book"
    OURS = "ours"


class Request(NamedTuple):
    """What a command that is given no workbook knows besides its options.

    Attributes:
        asked: the language that was asked for, None without --lang.
        lang: the language to answer in.
        now: the moment.
    """

    asked: Lang | None
    lang: Lang
    now: datetime


@dataclass(frozen=True)
class Option:
    """An option of the command line, or an argument where it has no flags.

    Attributes:
        name: the parameter of the command's function.
        help: what it is for.
        kind: the type of its value; a truth value is set by the flag alone.
        flags: how it is written; empty for an argument, which stands by its place.
        metavar: what stands for its value in the usage; typer's own choice where empty.
        choices: the values that are allowed, any where empty.
        default: the value where it is not given.
        required: whether it must be given.
        many: whether it may be given several times.
        least: the smallest number allowed.
        is_book: whether it is the workbook that the command works on.
        only_reads: whether a command that is given it leaves the workbook as it is.
    """

    name: str
    help: Text
    kind: type = bool
    flags: tuple[str, ...] = ()
    metavar: str = ""
    choices: tuple[str, ...] = ()
    default: object = None
    required: bool = False
    many: bool = False
    least: int | None = None
    is_book: bool = False
    only_reads: bool = False

    @property
    def allowed(self) -> tuple[str, ...]:
        """Return the values that may be given, empty where any may."""
        return tuple(map(str, self.kind)) if issubclass(self.kind, Enum) else self.choices

    @property
    def shown(self) -> str:
        """Return its name in messages."""
        return " / ".join(self.flags) or self.metavar or self.name


@dataclass(frozen=True)
class Button:
    """A button: its tag, label, what a click will do, its picture (imageMso), and what it needs.

    Attributes:
        click: the function behind it where the command itself, called with the workbook in front, is not enough: it gets
            the click (`addin.excel.click.Click`) and returns what to say.
        options: what the button gives the function besides.
    """

    name: str
    label: Text
    tip: Text
    icon: str
    needs: Needs = Needs.OURS
    large: bool = False
    click: str = ""
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Menu:
    """A menu of buttons."""

    name: str
    label: Text
    tip: Text
    icon: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True)
class Command:
    """A command, wherever it is called from.

    Attributes:
        name: what it is called on the command line.
        step: the group of the ribbon that its buttons stand in.
        run: its function, imported when it runs: it gets the open workbook, the moment and the options, or, where no
            option is a workbook, a `Request` and the options; it returns an `Outcome`.
        access: whether it reads or writes the workbook.
        help: what it does, in sentences; None where the ribbon alone has it.
        example: how it is typed.
        options: in the order in which help lists them; --lang belongs to every command and is not repeated.
        ribbon: its buttons and menus.
        without_book: its function where no workbook is given although it takes one: gets a `Request` and the options.
    """

    name: str
    step: Step
    run: str = ""
    access: Access = Access.NONE
    help: Text | None = None
    example: str = ""
    options: tuple[Option, ...] = ()
    ribbon: tuple[Button | Menu, ...] = ()
    without_book: str = ""

    @property
    def book(self) -> Option | None:
        """Return the option that names the workbook, None where the command is given none."""
        return next((option for option in self.options if option.is_book), None)

    def buttons(self) -> Iterator[Button]:
        """Yield every button of the command, those in menus too."""
        for control in self.ribbon:
            yield from control.buttons if isinstance(control, Menu) else (control,)
