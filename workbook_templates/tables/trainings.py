"""培训: who was trained in which version of a procedure, how it was tested, until when it counts (R41)."""

from udfs.lang import Text
from udfs.rules import EARLIEST, LATEST, Kind
from udfs.standards.days import MONTHS_A_YEAR, valid_until
from udfs.standards.trainings import ANSWERS, EXAMS, NO, ROW_STATES
from udfs.values import CellValue, is_blank, plain
from workbook_templates.context import TableContext
from workbook_templates.derived import TRAINING_MONTHS
from workbook_templates.formulas import RowRefs
from workbook_templates.model import Band, Column, Computed, Table
from workbook_templates.names import TABLE_SHEETS
from workbook_templates.tables.shared import SOURCE, closing_band
from workbook_templates.tables.standards_known import (
    known_standards,
    name_of,
    version_rows,
)

SELF_STUDY = Text("自学", "Self-study")
WAYS = (Text("线上", "Online"), Text("线下", "On site"), SELF_STUDY)


def _valid_until(f: RowRefs) -> str:
    day = f["done_on"]
    months = f"IF(ISNUMBER({f['valid_months']}),{f['valid_months']},{TRAINING_MONTHS.name})"
    first, last = (f"DATE({each.year},{each.month},{each.day})" for each in (EARLIEST, LATEST))
    known = f"AND({day}>={first},{day}<{last}+1,{months}>=1,{months}<={MONTHS_A_YEAR * 100})"
    failed = f'IFERROR({f.plain("passed")},"")={f.text(NO)}'
    month = f"YEAR({day}),MONTH({day})+INT({months})"
    # The second is the last day of the month, where it is too short for the first.
    until = f"MIN(DATE({month},DAY({day})),DATE({month}+1,0))-1"
    counted = f'IF({failed},"",IF({known},{until},""))'
    return f'IF(ISNUMBER({day}),{counted},"")'


def _valid_values(c: TableContext) -> list[CellValue]:
    default = c.settings.number("training_months")
    failed = NO.to(c.lang).casefold()
    rows = zip(c["done_on"], c["valid_months"], c["passed"], strict=True)
    days = (
        None if plain(passed).casefold() == failed else valid_until(day, months, default)
        for day, months, passed in rows
    )
    return ["" if day is None else day for day in days]


def _states(c: TableContext) -> list[CellValue]:
    """Return what each training says; one whose version is not in this workbook keeps what it was sent with."""
    known = c.book.once(known_standards).row_states() if "manuals" in c.book.tables else {}
    rows = zip(c["manual"], c["state"], strict=True)
    return [
        known[at].to(c.lang) if at in known else None if is_blank(manual) else old
        for at, (manual, old) in enumerate(rows)
    ]


def _titles(c: TableContext) -> list[CellValue]:
    """Return procedure and version of each training, with what has changed; of one that is not here what stands there."""
    if "manuals" not in c.book.tables:
        return list(c["title"])
    rows, titles = version_rows(c.book.tables["manuals"]), list(c["title"])
    for at, (number, origin) in enumerate(zip(c["manual"], c[SOURCE.key], strict=True)):
        row = rows.get((plain(origin).casefold(), plain(number).casefold()))
        if row is not None:
            titles[at] = name_of(c.book, row)
        elif is_blank(number):
            titles[at] = None
    return titles


WHAT = Band(
    label=Text("谁学哪一版", "Who learns which version"),
    columns=(
        Column(key="id", label=Text("编号", "No."), kind=Kind.ID, width=9, required=True,
               aliases=("序号", "培训编号", "id"), hint=Text("例：TR-001，不可重复", "e.g. TR-001, no duplicates")),
        Column(key="manual", label=Text("手册版本", "Version no."), kind=Kind.LINK, width=9, refers="manuals", required=True,
               aliases=("版本编号", "文件版本", "SOP 版本", "version"), hint=Text("手册版本中的编号，例：V-001", "Its number on Manuals, e.g. V-001")),
        Column(key="title", label=Text("文件和版本", "Procedure and version"), width=20,
               computed=Computed(explain=Text("由命令写入：这个编号的文件和版本", "Written by commands: procedure and version of that number"),
                                 values=_titles, travels=True)),
        Column(key="post", label=Text("岗位", "Post"), width=12, aliases=("岗位名称", "职位", "post"), hint=Text("职责清单中的岗位", "As on Duties")),
        Column(key="owner", label=Text("人员", "Person"), kind=Kind.PERSON, width=9, required=True,
               aliases=("学员", "参训人", "姓名", "员工", "participant", "trainee"), hint=Text("一人一行", "One row for each person")),
    ),
)  # fmt: skip

HOW = Band(
    label=Text("培训", "Training"),
    columns=(
        Column(key="way", label=Text("方式", "Way"), kind=Kind.CHOICE, width=8, options=WAYS, aliases=("培训方式", "形式")),
        Column(key="trainer", label=Text("讲师", "Trainer"), width=9, aliases=("培训师", "授课人", "trainer")),
        Column(key="material", label=Text("材料", "Material"), width=20, aliases=("培训材料", "教材", "课件")),
        Column(key="planned_on", label=Text("计划日期", "Planned for"), kind=Kind.DATE, width=11, aliases=("计划时间", "培训计划日期")),
        Column(key="done_on", label=Text("培训日期", "Trained on"), kind=Kind.DATE, width=11, aliases=("日期", "实际日期", "确认日期", "培训时间"),
               hint=Text("培训或阅读确认的那天", "The day of the training, or of reading and confirming")),
    ),
)  # fmt: skip

TESTED = Band(
    label=Text("考核与有效期", "Test and validity"),
    columns=(
        Column(key="exam", label=Text("考核方式", "Tested by"), kind=Kind.CHOICE, width=10, options=EXAMS, aliases=("考核", "考试方式")),
        Column(key="score", label=Text("分数", "Score"), kind=Kind.NUMBER, width=7, trimmed=True, aliases=("成绩", "得分")),
        Column(key="passed", label=Text("通过", "Passed"), kind=Kind.CHOICE, width=7, options=ANSWERS, aliases=("是否通过", "合格", "是否合格"),
               hint=Text("留空视为通过；没有通过的填“否”", "Blank counts as passed; No where it was failed")),
        Column(key="valid_months", label=Text("有效期（月）", "Valid, months"), kind=Kind.NUMBER, width=10, trimmed=True, aliases=("有效期", "有效月数"),
               hint=Text("留空按“设置”；0 为长期有效", "Blank: as on Settings; 0: for good")),
        Column(key="valid_until", label=Text("有效期至", "Valid until"), kind=Kind.DATE, width=11,
               computed=Computed(explain=Text("培训日期加有效期，到前一天为止；没有通过的留空",
                                              "Day of the training plus its months, up to the day before; blank where it was failed"),
                                 native=_valid_until, values=_valid_values)),
        Column(key="state", label=Text("状态", "State"), width=9, options=ROW_STATES,
               computed=Computed(
                   explain=Text(
                       "由命令写入：按在用的版本和有效期；之后有要求培训的新版为需复训，同一人已有更好的一次为已更新",
                       "Written by commands: by the version in force and the validity; train again after a new version that asks for it; "
                       "renewed where the person has a better one",
                   ),
                   values=_states)),
        Column(key="feedback", label=Text("学员反馈", "Their feedback"), width=20, aliases=("反馈", "培训反馈", "意见"),
               hint=Text("哪里不清楚、哪里做不到", "What was unclear, what cannot be done")),
    ),
)  # fmt: skip

TRAININGS = Table(
    key="trainings",
    name="tblTrainings",
    sheet=TABLE_SHEETS["trainings"],
    title=Text("培训", "Trainings"),
    purpose=Text(
        "一人一版一行：计划、培训、考核、有效期；新版生效后谁要复训由工作簿算出，读过新版的人填日期即为确认",
        "One row per person and version: plan, training, test, validity; whoever has read a new version confirms by entering the day",
    ),
    id_prefix="TR",
    bands=(WHAT, HOW, TESTED, closing_band()),
    subject="owner",
    row_heights={"zh": 30, "en": 30},
    frozen="owner",
    beside="manuals",
)
