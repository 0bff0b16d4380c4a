"""Builds the add-in file from its sources: VBA as text, the ribbon, constants for one interpreter. Equal input, equal bytes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from importlib.resources import files
from pathlib import PurePath

from lxml import etree

from addin.excel import texts
from addin.excel.applescript import HANDLER, SCRIPT_NAME
from addin.excel.ribbon import BUTTONS
from addin.excel.ribbonxml import ribbon_xml
from addin.excel.server import BY_HAND
from addin.excel.vba.project import Kind, Module, vba_project
from addin.excel.wrappers import wrapper_source
from udfs.lang import Lang, Text
from workbook_templates.functions import FUNCTIONS, SheetFunction
from workbook_templates.functions.model import CATEGORY
from workbook_templates.identity import NAMES
from workbook_templates.zipped import MADE_ON

FILE_NAME = "kaizen.xlam"
ENTRY = "addin.excel.entry"
SERVED = "addin.excel.served"
# Isolated: no user's site packages, no PYTHON… variables, no current folder; and no bytecode written beside the sources.
ARGUMENTS = "-I -B -m addin.excel.server $(CLSID)"

_PROJECT = "Kaizen"
# A line of VBA has up to 1023 characters.
_LONGEST_PART = 900
_SOURCES = ("Words", "Shim", "Ribbon", "Links")
_BUILT_AT = datetime(2026, 1, 1)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_RIBBON_PART = "customUI/customUI14.xml"
_RIBBON_RELATION = (
    '<Relationship Id="rIdKaizen" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility" '
    f'Target="{_RIBBON_PART}"/>'
)
_SHEET_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN_TYPE = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
# A literal of VBA source is cut below this; a line holds 1,023 characters.
_LONGEST_LITERAL = 800


def addin_file(interpreter: PurePath) -> bytes:
    """Return the add-in for the Python interpreter that is to serve it."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True})
    book.set_properties({"title": texts.TITLE.en, "created": _BUILT_AT, "comments": json.dumps(_stamp(interpreter))})
    sheet = book.add_worksheet("Sheet1")
    book.add_vba_project(io.BytesIO(vba_project(_PROJECT, list(modules(interpreter)))), is_stream=True)
    book.set_vba_name("ThisWorkbook")
    sheet.set_vba_name("Sheet1")
    book.close()
    return _as_addin(stream.getvalue())


def _stamp(interpreter: PurePath) -> dict[str, str]:
    return {name: version(name) for name in ("kaizen-ribbon", "xlwings")} | {"python": str(interpreter)}


def built_for(properties: bytes) -> dict[str, str]:
    """Return what an add-in was built for, from its part `docProps/core.xml`; nothing from another file's."""
    element = etree.fromstring(properties).find("{http://purl.org/dc/elements/1.1/}description")
    stamp = json.loads(element.text or "{}") if element is not None else {}
    return {str(name): str(value) for name, value in stamp.items()} if isinstance(stamp, dict) else {}


def library_name(bits: str) -> str:
    """Return the name of xlwings's library for Excel of 64 or 32 bits; it changes with every version."""
    return f"xlwings{bits}-{version('xlwings')}.dll"


def modules(interpreter: PurePath) -> Iterator[Module]:
    """Yield the modules of the add-in's VBA project."""
    yield Module("ThisWorkbook", _source("ThisWorkbook.cls"), Kind.WORKBOOK)
    yield Module("Sheet1", "Option Explicit\n", Kind.WORKSHEET)
    yield Module("Built", _constants(interpreter))
    for name in _SOURCES:
        source = _source(f"{name}.bas")
        for bits in ("64", "32"):
            source = source.replace(f"@DLL{bits}@", library_name(bits))
        yield Module(name, source)
    yield Module("Functions", wrapper_source(FUNCTIONS.values()))
    yield Module("Explanations", _explanations())


def _source(name: str) -> str:
    return (files("addin.excel") / "source" / name).read_text("utf-8")


def escaped(text: str) -> str:
    r"""Return text as `Words.Plain` reads it: ASCII, every other character, quote and backslash as \uXXXX."""
    units = text.encode("utf-16-be")
    codes = (int.from_bytes(units[i : i + 2], "big") for i in range(0, len(units), 2))
    return "".join(chr(c) if 32 <= c < 127 and chr(c) not in '"\\' else f"\\u{c:04X}" for c in codes)  # noqa: PLR2004 - ASCII


def _constants(interpreter: PurePath) -> str:
    constants = {
        "VERSION": version("kaizen-ribbon"), "INTERPRETER": escaped(str(interpreter)), "ARGUMENTS": ARGUMENTS,
        "FUNCTIONS": SERVED, "ENTRY": ENTRY, "FILE_NAME": FILE_NAME, "MARK": NAMES[1], "BY_HAND": BY_HAND,
        "APPLE_SCRIPT": SCRIPT_NAME, "APPLE_HANDLER": HANDLER, "COMMANDS": ";".join(BUTTONS),
    }  # fmt: skip
    for name in ("TITLE", "NO_LIBRARY", "NO_SERVER", "NO_FUNCTIONS", "FAILED", "SERVER_FAILED"):
        words: Text = getattr(texts, name)
        constants |= {f"{name}_ZH": escaped(words.zh), f"{name}_EN": escaped(words.en)}
    lines = ["Option Explicit", "Option Private Module", "", "' Written when the add-in was built."]
    return "\n".join([*lines, *(_constant(name, value) for name, value in constants.items())]) + "\n"


def _constant(name: str, value: str) -> str:
    """Return a constant, on as many lines as VBA needs for it."""
    parts = [value[start : start + _LONGEST_PART] for start in range(0, len(value), _LONGEST_PART)] or [""]
    return f"Public Const {name} As String = " + " & _\n    ".join(f'"{part}"' for part in parts)


def _explanations() -> str:
    """Return the module that gives Excel the help texts of the functions, in the language that it speaks."""
    lines = ["Option Explicit", "Option Private Module", "", "Public Sub Explain()", "    On Error Resume Next",
             "    If Words.IsChinese() Then ExplainZh Else ExplainEn", "End Sub"]  # fmt: skip
    langs: tuple[Lang, Lang] = ("zh", "en")
    for lang in langs:
        lines += ["", f"Private Sub Explain{lang.capitalize()}()"]
        lines += [f"    Explain{lang.capitalize()}{name.removeprefix('KZ_').capitalize()}" for name in FUNCTIONS]
        lines += ["End Sub"]
        for function in FUNCTIONS.values():
            lines += _explanation(function, lang)
    return "\n".join(lines) + "\n"


def _explanation(function: SheetFunction, lang: Lang) -> list[str]:
    arguments = function.arguments
    lines = ["", f"Private Sub Explain{lang.capitalize()}{function.name.removeprefix('KZ_').capitalize()}()",
             f"    Dim about As String, told(0 To {len(arguments) - 1}) As String"]  # fmt: skip
    lines += _assigned("about", function.help.to(lang))
    for at, argument in enumerate(arguments):
        lines += _assigned(f"told({at})", argument.help.to(lang))
    category = escaped(CATEGORY.to(lang))
    lines.append(
        f'    Application.MacroOptions Macro:="{function.name}", Description:=about, '
        f'Category:=Words.Plain("{category}"), ArgumentDescriptions:=told'
    )
    return [*lines, "End Sub"]


def _assigned(variable: str, text: str) -> list[str]:
    """Return the statements that put a text into a variable, cut where a line would be too long."""
    size = _LONGEST_LITERAL // len(r"\u0000")
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    first = f'    {variable} = Words.Plain("{escaped(pieces[0])}")'
    return [first, *(f'    {variable} = {variable} & Words.Plain("{escaped(piece)}")' for piece in pieces[1:])]


def _as_addin(content: bytes) -> bytes:
    """Return the package as an add-in: its content type, the ribbon, and nothing that the computer decides.

    The parts are stored as they are: what deflating them gives depends on the library that does it.
    """
    from addin.xlsx.parts import CONTENT_TYPES

    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(stream, "w") as kept:
        parts = {name: package.read(name) for name in package.namelist()}
        types, relations = CONTENT_TYPES, "_rels/.rels"
        parts[types] = parts[types].replace(_SHEET_TYPE.encode(), _ADDIN_TYPE.encode())
        parts[relations] = parts[relations].replace(
            b"</Relationships>", _RIBBON_RELATION.encode() + b"</Relationships>"
        )
        parts[_RIBBON_PART] = ribbon_xml()
        for name, part in parts.items():
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.create_system = MADE_ON
            kept.writestr(info, part)
    return stream.getvalue()
