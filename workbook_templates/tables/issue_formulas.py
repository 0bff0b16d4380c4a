"""The computed columns of 问题清单: their native formulas, and the functions that give the same values."""

from udfs.priority import priority
from udfs.problems import cells
from udfs.statement import pieces
from udfs.status import overdue_days
from udfs.values import CellValue
from workbook_templates.context import TableContext
from workbook_templates.formulas import RowRefs
from workbook_templates.settings import MATRIX_NAME, SPELLINGS_NAME

PARTS = ("scene", "step", "problem", "impact", "extent")


def _level_code(f: RowRefs, key: str) -> str:
    """Return 3 for high, 2 for medium, 1 for low, 0 for anything else, as `udfs.levels` reads it."""
    return f'SUMPRODUCT(MAX(({SPELLINGS_NAME}&""={f.plain(key)})*{{1,2,3}}))'


def statement_formula(f: RowRefs) -> str:
    """Return the five parts joined to a sentence; the problem alone while one is missing."""
    wrong = f.text(cells.STATEMENT_PART.what)
    alone = f'IF({f.blank("problem")},"",IFERROR({f["problem"]}&"",{wrong}))'
    return f"IF({f.any_blank(*PARTS)},{alone},IFERROR({_sentence(f)},{wrong}))"


def complete_statement_formula(f: RowRefs) -> str:
    """Return the formula of workbooks made before an incomplete statement showed its problem."""
    return f'IF({f.any_blank(*PARTS)},"",IFERROR({_sentence(f)},{f.text(cells.STATEMENT_PART.what)}))'


def _sentence(f: RowRefs) -> str:
    words = zip(pieces(f.lang), (*PARTS, None), strict=True)
    return "&".join(part for word, key in words for part in _joint(f, word, key))


def _joint(f: RowRefs, word: str, key: str | None) -> list[str]:
    literal = ['"' + word.replace('"', '""') + '"'] if word else []
    return literal + ([f[key]] if key else [])


def priority_formula(f: RowRefs) -> str:
    """Return the cell of the priority matrix for impact and difficulty."""
    impact, difficulty = _level_code(f, "impact_level"), _level_code(f, "difficulty")
    cell = f'INDEX({MATRIX_NAME},CHOOSE({impact},1,2,3),CHOOSE({difficulty},3,2,1))&""'
    blank = f'OR(IFERROR({f.plain("impact_level")},"!")="",IFERROR({f.plain("difficulty")},"!")="")'
    return f'IF({blank},"",IFERROR({cell},{f.text(cells.PRIORITY_LEVEL.what)}))'


def priority_values(c: TableContext) -> list[CellValue]:
    """Return the same values."""
    return priority(c["impact_level"], c["difficulty"], c.settings.matrix, c.settings.spellings, c.lang)


def gap_formula(f: RowRefs, value: str = "current", reference: str = "benchmark") -> str:
    """Return what a value differs from the one that it is compared with, as `udfs.gap` has it."""
    own, other = f[value], f[reference]
    wrong = f.text(cells.NUMBER_EXPECTED.what)
    return f'IF({f.any_blank(value, reference)},"",IF(COUNT({own},{other})=2,ROUND({own}-{other},10),{wrong}))'


def overdue_formula(f: RowRefs) -> str:
    """Return the days since an open issue was due."""
    due, status = f["due"], f.plain("status")
    closed = f'IF({status}="",0,SUMPRODUCT(--(lst_closed={status})))'
    return (
        f"IFERROR(IF(AND(ISNUMBER({due}),{f.unsaid('closed_on')}),"
        f'IF(AND({due}<TODAY(),{closed}=0),TODAY()-INT({due}),""),""),"")'
    )


def overdue_values(c: TableContext) -> list[CellValue]:
    """Return the same values."""
    return overdue_days(c["due"], c["closed_on"], c["status"], c.settings.choices("closed"), c.today)
