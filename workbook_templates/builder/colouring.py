"""Native conditional formats: missing fields, the checker's marks, priorities, verdicts, dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from udfs.indicators.points import NOT_COMPARABLE, NOT_COMPARED
from udfs.lang import Lang, Text
from udfs.monitoring.choices import CHANGED, IMPROVED, MEETS, MISSES, SOMETIMES, WORSE
from udfs.rules import Kind
from udfs.scenes import COST_ANOMALY
from udfs.scheduling.tasks import CRITICAL
from udfs.score import FAIL, PASS, PREFERRED
from udfs.status import TASK_STATUS
from udfs.target import ACHIEVEMENT_BANDS, SMART
from workbook_templates import geometry, marks
from workbook_templates.builder import styles
from workbook_templates.builder.canvas import Canvas
from workbook_templates.builder.governance_colours import of_governance
from workbook_templates.builder.looks import COOL, GOOD, QUIET, URGENT, WARM, Look, Rule
from workbook_templates.builder.standards_colours import of_standards
from workbook_templates.builder.styles import number_format_of
from workbook_templates.builder.voice_colours import of_voices
from workbook_templates.derived import DIMENSION_KEYS, DUE_SOON
from workbook_templates.formulas import quoted
from workbook_templates.lists import LISTS
from workbook_templates.model import Column, Table
from workbook_templates.tables.effects import WORDS as EFFECT_WORDS
from workbook_templates.tables.plans import PLANS
from workbook_templates.tables.registers import OPEN
from workbook_templates.tables.shared import BOOKKEEPING_KEYS, SOURCE

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


# What stands before a row's complaints once somebody has typed something else into the cells that they are about.
ALL_CHANGED = Text("【已改，请再检查】", "[changed, check again]")
SOME_CHANGED = Text("【部分已改】", "[partly changed]")
# Old versions of Excel show longer texts as ##### where a number format adds to them.
_LONGEST_SIGNED = 200

# Looks of the priority labels by their place in the list on 设置.
_PRIORITY_LOOKS = (URGENT, WARM, WARM, COOL, GOOD, QUIET, QUIET)


def apply(canvas: Canvas, sheet: Worksheet, table: Table, bottom: int) -> None:
    """Add every conditional format of the table; the first that fits wins where two paint the same."""
    places = [column.key for column in table.columns]
    for rule in _rules(canvas, table):
        at = places.index(rule.column)
        options: dict[str, Any] = {
            "type": "formula",
            "criteria": "=" + rule.test.replace("{row}", str(geometry.FIRST_ROW)),
            "format": look_format(canvas, rule.look, table.columns[at]),
        }
        sheet.conditional_format(geometry.FIRST_ROW - 1, at, bottom - 1, at, options)
    _headings(canvas, sheet, table)
    duplicate = {"type": "duplicate", "format": look_format(canvas, URGENT.signed(styles.ALERT))}
    if "id" in places:
        sheet.conditional_format(geometry.FIRST_ROW - 1, 0, bottom - 1, 0, duplicate)


def _headings(canvas: Canvas, sheet: Worksheet, table: Table) -> None:
    """Let the headings look as 设置 has it: dark where a column must be filled in, light where it need not."""
    if not _has_lists(table):
        return
    cell = {key: f"${letter}{{row}}" for key, letter in geometry.letters(table).items()}
    row = geometry.HEADER_ROW
    for at, column in enumerate(table.columns):
        if column.typed and not column.hidden:
            required = _required(table, column, cell)
            test, fill = (f"NOT({required})", styles.OPTIONAL) if column.required else (required, styles.REQUIRED)
            options = {"type": "formula", "criteria": f"={test}", "format": look_format(canvas, Look(fill))}
            sheet.conditional_format(row - 1, at, row - 1, at, options)


def _has_lists(table: Table) -> bool:
    """Return whether people choose on 设置 which columns of a table must be filled in."""
    return f"required_{table.key}" in LISTS


def _required(table: Table, column: Column, cell: Mapping[str, str]) -> str:
    """Return the formula that tells whether a column must be filled in; headings stand on 设置 with their star or without."""
    head = cell[column.key].replace("{row}", f"${geometry.HEADER_ROW}")

    def listed(kind: str) -> str:
        name = LISTS[f"{kind}_{table.key}"].name
        return f'SUMPRODUCT(--(SUBSTITUTE({name},"*","")=SUBSTITUTE({head},"*","")))>0'

    if column.required:
        return f"OR({listed('required')},NOT({listed('optional')}))"
    return listed("required")


def look_format(canvas: Canvas, look: Look, column: Column | None = None) -> object:
    """Return the differential format of a look, a sign before what the column's cells show."""
    properties: dict[str, Any] = {}
    if look.fill:
        properties["bg_color"] = look.fill
    if look.ink:
        properties["font_color"] = look.ink
    if look.bold:
        properties["bold"] = True
    if look.number:
        properties["num_format"] = look.number
    if look.sign:
        sign = quoted(f"{look.sign} ")
        number = (number_format_of(column) if column is not None else None) or "General"
        if number.startswith("yyyy-mm-dd"):
            properties["num_format"] = f"{quoted(look.sign)}{number};{sign}-General;{sign}General;{sign}@"
        else:
            properties["num_format"] = f"{sign}{number};{sign}-{number};{sign}{number};{sign}@"
    return canvas.book.add_format(properties)


def _rules(canvas: Canvas, table: Table) -> Iterator[Rule]:
    cell = {key: f"${letter}{{row}}" for key, letter in geometry.letters(table).items()}
    used = "&".join(cell[column.key] for column in table.required)
    for column in table.typed:
        if not column.hidden and "marks" in cell:
            yield Rule(column.key, marks.test_of(table.key, column.key, cell), Look(styles.MARKED, sign=styles.ALERT))
    for column in table.typed:
        if not column.hidden and (column.required or _has_lists(table)):
            required = _required(table, column, cell) if _has_lists(table) else "TRUE"
            test = f"IF(OR(LEN(TRIM({cell[column.key]}))>0,LEN({used})=0),FALSE,{required})"
            yield Rule(column.key, test, Look(styles.MISSING))
    if "marks" in cell:
        yield from _of_results(canvas.lang, table, cell)
    yield from _own(canvas, table, cell)
    yield from _of_raters(canvas.lang, table, cell)
    yield from _of_numbers(table, cell)
    if table.key == "pilots":
        yield from _of_pilots(canvas.lang, table, cell)
    else:
        yield from _of_measures(canvas.lang, table.key, cell)
    yield from of_governance(canvas.lang, table.key, cell)
    yield from of_standards(canvas.lang, table.key, cell)
    yield from of_voices(canvas.lang, table.key, cell)
    if table.key == "trace":
        yield from _of_chains(canvas.lang, cell)


def _of_results(lang: Lang, table: Table, cell: dict[str, str]) -> Iterable[Rule]:
    """Let 检查结果 say, before what it says, that the cells which it is about were changed since the check."""
    columns = [column.key for column in table.columns if not column.hidden and column.key not in BOOKKEEPING_KEYS]
    for test, words in zip(marks.changed_tests(table.key, columns, cell), (ALL_CHANGED, SOME_CHANGED), strict=True):
        short = f"IF(LEN({cell['result']})>{_LONGEST_SIGNED},FALSE,{test})"
        yield Rule("result", short, Look(ink=styles.GREY_INK, sign=words.to(lang)))


def _own(canvas: Canvas, table: Table, cell: dict[str, str]) -> Iterable[Rule]:
    def says(key: str, words: Text) -> str:
        return f"{cell[key]}={quoted(words.to(canvas.lang))}"

    if table.key == "issues":
        yield from _of_issues(canvas.lang, cell)
    elif table.key == "plans":
        yield Rule("decision", says("decision", PASS), GOOD)
        yield Rule("decision", says("decision", FAIL), URGENT)
        yield Rule("preferred", says("preferred", PREFERRED), WARM)
        yield Rule("rank", f"AND(ISNUMBER({cell['rank']}),{cell['rank']}<=3)", COOL)
    elif table.key == "conflicts":
        yield Rule("state", says("state", OPEN), WARM)
        yield Rule("state", f'AND({cell["state"]}<>"",NOT({says("state", OPEN)}))', GOOD)
        yield Rule("choice", f'AND({says("state", OPEN)},{cell["choice"]}="")', Look(styles.MISSING))
    elif table.key == "mailings":
        yield Rule("returned", f'AND({cell["sent"]}<>"",{cell["returned"]}="")', WARM)
        yield Rule("returned", f'{cell["returned"]}<>""', GOOD)
    elif table.key == "tasks":
        for words, look in zip(TASK_STATUS, (QUIET, COOL, GOOD, URGENT), strict=True):
            yield Rule("status", says("status", words), look)
        open_ = f"{cell['status']}<>{quoted(TASK_STATUS[2].to(canvas.lang))}"
        near = f"{cell['finish']}<=TODAY()+{DUE_SOON.name}"
        yield Rule("finish", says("status", TASK_STATUS[3]), URGENT.signed(styles.ALERT))
        yield Rule("finish", f"AND(ISNUMBER({cell['finish']}),{open_},{near})", WARM.signed(styles.SOON))
        # The number stands beside the bars, too, and says in a sign what their colours do.
        yield Rule("id", says("status", TASK_STATUS[2]), Look(sign=styles.IS_DONE))
        yield Rule("id", says("status", TASK_STATUS[3]), Look(sign=styles.ALERT))
        yield Rule("id", says("critical", CRITICAL), Look(sign=styles.IS_CRITICAL))


def _of_issues(lang: Lang, cell: dict[str, str]) -> Iterable[Rule]:
    """Colour priorities, conditions that are asked for, and dates that are due."""
    for i, look in enumerate(_PRIORITY_LOOKS, 1):
        for key in ("priority", "computed_priority"):
            yield Rule(key, f'AND({cell[key]}<>"",{cell[key]}=INDEX(lst_priority,{i}))', look)
    anomaly = f"{cell['trigger']}={quoted(COST_ANOMALY.to(lang))}"
    for key in ("cost_change", "growth"):
        yield Rule(key, f"AND({anomaly},LEN(TRIM({cell[key]}))=0)", Look(styles.MISSING))
    yield Rule("overdue", f"ISNUMBER({cell['overdue']})", URGENT)
    yield Rule("due", f"ISNUMBER({cell['overdue']})", URGENT.signed(styles.ALERT))
    soon = f"{cell['due']}<=TODAY()+{DUE_SOON.name}"
    not_done = f"SUMPRODUCT(--(lst_closed={cell['status']}))=0"
    yield Rule(
        "due", f'AND(ISNUMBER({cell["due"]}),{soon},{cell["closed_on"]}="",{not_done})', WARM.signed(styles.SOON)
    )
    yield Rule("status", f'AND({cell["status"]}<>"",SUMPRODUCT(--(lst_closed={cell["status"]}))>0)', GOOD)


def _of_numbers(table: Table, cell: dict[str, str]) -> Iterable[Rule]:
    """Show whole numbers without decimals, and of small ones what they are."""
    for column in table.columns:
        if column.trimmed:
            value = cell[column.key]
            yield Rule(column.key, f"IF(ISNUMBER({value}),{value}=INT({value}),FALSE)", Look(number=styles.WHOLE))
            yield Rule(column.key, f"IF(ISNUMBER({value}),ABS({value})<0.1,FALSE)", Look(number=styles.SMALL))


def _of_targets(lang: Lang, cell: dict[str, str]) -> Iterable[Rule]:
    """Colour what the target check says, and how much was achieved."""
    yield Rule("smart", f"{cell['smart']}={quoted(SMART.to(lang))}", GOOD)
    yield Rule("smart", f"LEN({cell['smart']})>0", WARM)
    for words, look in zip(ACHIEVEMENT_BANDS, (GOOD, GOOD, WARM, URGENT), strict=True):
        yield Rule("band", f"{cell['band']}={quoted(words.to(lang))}", look)


def _of_measures(lang: Lang, table: str, cell: dict[str, str]) -> Iterable[Rule]:
    """Colour how measures stand, points that do not count, signals without a verdict, and benchmarks that say nothing."""

    def says(key: str, *words: Text) -> str:
        return f"OR({','.join(f'{cell[key]}={quoted(word.to(lang))}' for word in words)})"

    if table == "measures":
        yield from _of_targets(lang, cell)
        yield Rule("variation", says("variation", IMPROVED), GOOD)
        yield Rule("variation", says("variation", WORSE), URGENT)
        yield Rule("variation", says("variation", CHANGED), WARM)
        yield Rule("capability", says("capability", MEETS), GOOD)
        yield Rule("capability", says("capability", MISSES), URGENT)
        yield Rule("capability", says("capability", SOMETIMES), WARM)
    elif table == "points":
        for key in ("date", "measure", "group", "numerator", "denominator", "value"):
            yield Rule(key, f"LEN({cell['excluded']})>0", Look(ink=styles.GREY_INK, fill=styles.GREY))
        yield Rule("phase", f"LEN({cell['phase']})>0", COOL)
    elif table == "signals":
        yield Rule("verdict", f"AND(LEN({cell['measure']})>0,LEN({cell['verdict']})=0)", Look(styles.MISSING))
    elif table == "effects":
        for word, look in zip(EFFECT_WORDS, (GOOD, URGENT, QUIET, QUIET, WARM), strict=True):
            yield Rule("verdict", says("verdict", word), look)
        yield Rule("changed", f"LEN({cell['changed']})>0", WARM)
        yield Rule("doubts", f"LEN({cell['doubts']})>0", WARM)
    elif table == "benchmarks":
        yield Rule("gap", says("gap", NOT_COMPARABLE, NOT_COMPARED), QUIET)


def _of_pilots(lang: Lang, table: Table, cell: dict[str, str]) -> Iterable[Rule]:
    """Colour a third scene, and how the target stands."""
    if SOURCE not in table.columns:  # in a register each workbook has its own two scenes
        scene = cell["scene"]
        first = scene.format(row=f"${geometry.FIRST_ROW}")
        test = f"AND(LEN(TRIM({scene}))>0,SUMPRODUCT(--(LEN(TRIM({first}:{scene}))>0))>2)"
        yield Rule("scene", test, WARM.signed(styles.ALERT))
    yield from _of_targets(lang, cell)


def _of_chains(lang: Lang, cell: dict[str, str]) -> Iterable[Rule]:
    """Colour what is missing, verdicts and statuses."""
    yield Rule("remark", f'{cell["remark"]}<>""', WARM)
    for key, looks in (
        ("decision", ((PASS, GOOD), (FAIL, URGENT))),
        ("status", tuple(zip(TASK_STATUS, (QUIET, COOL, GOOD, URGENT), strict=True))),
    ):
        for words, look in looks:
            yield Rule(key, f"{cell[key]}={quoted(words.to(lang))}", look)


def _of_raters(lang: Lang, table: Table, cell: dict[str, str]) -> Iterable[Rule]:
    """Colour what is disputed, and what raters entered that is no score."""
    if table.key == "rating_summary":
        yield Rule("disputed", f'{cell["disputed"]}<>""', URGENT)
        for key in DIMENSION_KEYS:
            # The remark names the dimensions in which raters are far apart, each with its scores.
            named = quoted(f"{PLANS.column(key).label.to(lang)} ")
            yield Rule(f"range_{key}", f"ISNUMBER(SEARCH({named},{cell['remark']}))", WARM)
    elif table.key == "ratings":
        for column in table.columns:
            if column.kind is Kind.SCORE:
                value = cell[column.key]
                test = f"IF(ISNUMBER({value}),OR({value}<1,{value}>5,{value}<>INT({value})),LEN({value})>0)"
                yield Rule(column.key, test, Look(styles.MARKED, sign=styles.ALERT))
