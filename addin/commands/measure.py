"""取数: calculates the points of measures from exports by the definitions on 指标; raw rows never enter the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from addin.book.port import Book
from addin.book.recalculate import recalculate
from addin.book.session import Session
from addin.measuring.combining import points_of
from addin.measuring.defined import definitions_of
from addin.measuring.doubts import doubts, place_of
from addin.measuring.extracting import Job
from addin.measuring.partial import MOST_GROUPS, Extract, Partial
from addin.measuring.proposals import Proposed, propose_from
from addin.measuring.reading import find_exports, read_all
from addin.measuring.recording import (
    COMMAND,
    IMPORTS,
    MEASURES,
    POINTS,
    is_known,
    name_of,
    present_points,
    record,
    value_of,
)
from addin.outcome import Listing, Outcome
from udfs.lang import BLANK, Count, Text, listed
from udfs.measuring.definition import Definition
from udfs.measuring.filters import written
from udfs.measuring.merging import Merged, Update, merge
from udfs.measuring.points import UNFINISHED, Point
from udfs.problems import Finding, measuring
from udfs.problems.model import refusal_of
from udfs.values import CellValue
from workbook_templates.catalogue import TABLES

_BLANK_GROUP = Text("（空白）", "(blank)")
_SHOWN, _FINDINGS_SHOWN = 20, 10


def measure(
    book: Book,
    now: datetime,
    exports: Sequence[Path],
    *,
    measures: Sequence[str] = (),
    define: bool = False,
    settings: Sequence[str] = (),
    yes: bool = False,
    worksheet: str | None = None,
    scheduler: str | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Bring the points of measures up to date from exports: add new ones, update those that changed, keep people's own.

    Args:
        book: the workbook with 指标, 指标数据 and 数据来源.
        now: the moment; its day is the last one that counts.
        exports: files, and folders of files.
        measures: the numbers of the measures to calculate; all that have a definition where not given.
        define: propose measures from the columns of the exports, and show what they come to.
        settings: changes of what is proposed, as `column=value`.
        yes: write what is proposed.
        worksheet: which sheet of a workbook is read; the one with the columns of most measures by default.
        scheduler: address of a Dask scheduler whose workers read the exports.
        dry_run: only show what would happen.
    """
    session = Session(book, COMMAND, now)
    for table in (MEASURES, POINTS, IMPORTS):
        book.view(table)  # refuses where one is missing
    named = find_exports(exports, getattr(book, "path", None))
    proposed: Proposed | None = None
    if define:
        proposed = propose_from(session, [path for path, _ in named], worksheet, settings)
        if not proposed.rows:
            name = named[0][0].name
            return Outcome(_NOTHING_NEW, [measuring.ALL_PROPOSED.finding(name=name)], [], 0)
        definitions = proposed.definitions
    else:
        definitions, wrong = definitions_of(session, measures)
        session.findings += wrong
    jobs = [Job(str(path), tuple(definitions), now.date(), worksheet) for path, _ in named]
    partials = _sorted_out(session, [itself for _, itself in named], read_all(jobs, scheduler))
    session.findings += doubts(definitions, partials)
    merged = merge(present_points(session), _points(session, definitions, partials))
    session.findings += [*_unmatched(definitions, partials), *_kept(merged), *_zeroed(definitions, merged)]
    listings = [*(proposed.listings if proposed else ()), _files(partials, merged), *_changes(merged, proposed)]
    count = len(merged.new) + len(merged.changed)
    rows = sum(each.rows for each in partials)
    writes = not dry_run and (yes or not define)
    if not count and proposed is None and is_known(session, partials):
        return Outcome(_same_again(rows, merged.same), session.findings, listings, 0)
    if writes:
        if proposed is not None:
            session.append(TABLES[MEASURES], proposed.rows)
        record(session, partials, merged)
        session.identify()
        session.read_again()
        session.findings += recalculate(session, fill=True).findings
        session.finish()
    return Outcome(
        _message(merged, rows, len(partials), writes=writes, define=define), session.findings, listings, count
    )


_NOTHING_NEW = Text("没有写入任何内容", "Nothing was written")


def _sorted_out(session: Session, named: Sequence[bool], partials: Sequence[Partial]) -> list[Partial]:
    """Return the exports that could be read, each content once.

    One that was named itself and cannot be read stops the run: without its rows, sums would be too small. What a folder
    holds besides exports of these measures is reported.
    """
    kept: dict[tuple[str, str], Partial] = {}
    refused: list[Finding] = []
    for is_named, each in zip(named, partials, strict=True):
        if each.refusal is not None:
            if is_named or each.refusal.problem is not measuring.NO_MEASURE_FITS:
                raise refusal_of(each.refusal)
            refused.append(each.refusal)
            continue
        first = kept.setdefault((each.fingerprint, each.sheet), each)
        if first is not each:
            session.findings.append(measuring.FILE_REPEATED.at(place_of(each), other=place_of(first)))
    if not kept:
        raise refusal_of(refused[0])
    for refusal in refused:
        session.findings.append(
            measuring.COLUMNS_NOT_HERE.at(
                str(refusal.args["name"]), value=refusal.args["value"], columns=refusal.args["columns"]
            )
        )
    return [*kept.values()]


def _extracts(definition: Definition, partials: Sequence[Partial]) -> list[Extract]:
    return [each.extracts[definition.measure] for each in partials if definition.measure in each.extracts]


def _points(session: Session, definitions: Sequence[Definition], partials: Sequence[Partial]) -> list[Point]:
    lang = session.book.lang
    points: list[Point] = []
    for each in definitions:
        extracts = _extracts(each, partials)
        groups = {name for extract in extracts for name in extract.groups}
        if len(groups) >= MOST_GROUPS or any(extract.is_split for extract in extracts):
            session.findings.append(
                measuring.TOO_MANY_GROUPS.finding(value=each.measure, label=each.group_column, allowed=MOST_GROUPS - 1)
            )
            continue
        of_measure, unfinished = points_of(each, partials, session.today, _BLANK_GROUP.to(lang))
        points += of_measure
        marked = sorted({point.key.day for point in of_measure if point.is_unfinished} & set(unfinished))
        if marked:
            few = listed(map(str, marked))
            session.findings.append(measuring.PERIOD_UNFINISHED.finding(value=each.measure, few=few))
    return points


def _kept(merged: Merged) -> list[Finding]:
    """Report the points that stayed although the export gives others, and those that are counted from fewer rows now."""
    return [
        problem.finding(
            value=name_of(update.after.key), old=value_of(update.before) or BLANK, new=value_of(update.after)
        )
        for problem, updates in (
            (measuring.POINT_KEPT, merged.kept),
            (measuring.POINT_PARTIAL, merged.partial),
            (measuring.POINT_SHRUNK, merged.shrunk),
        )
        for update in updates
    ]


def _zeroed(definitions: Sequence[Definition], merged: Merged) -> Iterator[Finding]:
    """Report the measures of which the exports give nothing but zeros, where points say something else."""
    kept = Counter(update.after.key.measure for update in merged.zeroed)
    for each in definitions:
        if each.measure in kept:
            conditions = written((*each.conditions, *each.share))
            yield measuring.POINTS_ZEROED.finding(value=each.measure, count=kept[each.measure], other=conditions)


def _unmatched(definitions: Sequence[Definition], partials: Sequence[Partial]) -> Iterator[Finding]:
    """Report the measures that have conditions which no row of the exports fulfils."""
    for each in definitions:
        extracts = _extracts(each, partials)
        if each.conditions and extracts and not any(extract.rows for extract in extracts):
            yield measuring.NO_ROW_FITS.finding(value=each.measure, other=written(each.conditions))


def _files(partials: Sequence[Partial], merged: Merged) -> Listing:
    new = Counter(point.source for point in merged.new)
    changed = Counter(update.after.source for update in merged.changed)
    rows: list[tuple[CellValue | Text, ...]] = [
        (place_of(each), each.rows, each.left_out, each.why, new[place], changed[place])
        for place, each in enumerate(partials)
    ]
    columns = [
        TABLES[IMPORTS].column(key)
        for key in ("file", "rows_read", "rows_left_out", "reasons", "points_new", "points_changed")
    ]
    return Listing(Text("读取情况", "What was read"), tuple(column.label for column in columns), rows)


def _changes(merged: Merged, proposed: Proposed | None) -> list[Listing]:
    """List what becomes of the points: those that change, and of proposed measures the latest ones."""
    listings = []
    if merged.changed:
        rows = [_change(update) for update in merged.changed[:_SHOWN]]
        title = Text(f"更新的点（共 {len(merged.changed)}）", f"Changed points ({len(merged.changed)})")
        headings = (*_POINT, Text("原来", "Before"), Text("现在", "Now"))
        listings.append(Listing(title, headings, rows))
    if proposed is not None:
        for definition in proposed.definitions:
            latest = [point for point in merged.new if point.key.measure == definition.measure][-_FINDINGS_SHOWN:]
            shown: list[tuple[CellValue | Text, ...]] = [
                (*_cells(point), value_of(point), UNFINISHED if point.is_unfinished else "") for point in latest
            ]
            title = Text(f"{definition.name}：最近的点", f"{definition.name}: the latest points")
            headings = (*_POINT, Text("值", "Value"), Text("说明", "Remark"))
            listings.append(Listing(title, headings, shown, latest=True))
    return listings


_POINT = (Text("日期", "Date"), Text("指标", "Measure"), Text("分组", "Group"))


def _cells(point: Point) -> tuple[CellValue, ...]:
    return str(point.key.day), point.key.measure, point.key.group


def _change(update: Update) -> tuple[CellValue | Text, ...]:
    return *_cells(update.after), value_of(update.before), value_of(update.after)


def _same_again(rows: int, same: int) -> Text:
    return Text(
        f"这些导出已取过数：读 {rows} 行，{same} 个点都没有变化，工作簿没有改动",
        f"These exports were read before: {Count(rows):row/rows}, none of {Count(same):point/points} changed; the workbook is as it was",
    )


def _message(merged: Merged, rows: int, exports: int, *, writes: bool, define: bool) -> Text:
    done = Text("已取数", "Done") if writes else Text("将取数（未写入）", "Nothing written; it would be")
    more = ""
    more_en = ""
    if define and not writes:
        more, more_en = (
            "；确认后加 --yes 写入，或用 --set 列名=值 更正",
            "; write it with --yes, or correct it with --set COLUMN=VALUE",
        )
    return Text(
        f"{done.zh}：{exports} 份导出共 {rows} 行，新增 {len(merged.new)} 个点，更新 {len(merged.changed)} 个，"
        f"不变 {merged.same} 个，保留手工的 {len(merged.kept)} 个{more}",
        f"{done.en}: {Count(rows):row/rows} of {Count(exports):export/exports}; points: {len(merged.new)} new, "
        f"{len(merged.changed)} changed, {merged.same} the same, {len(merged.kept)} kept as typed{more_en}",
    )
