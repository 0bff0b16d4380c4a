"""What is to be said of the charts: measures without points, charts that fit better, doubtful limits, proposals for phases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from addin.book.port import View
from addin.book.session import Session
from addin.checks.measures import point_findings, rule_findings
from udfs.lang import BLANK, Text, listed
from udfs.measuring.merging import FIGURES
from udfs.monitoring.choices import AUTO, NO_VARIATION, TOO_FEW
from udfs.problems import Finding, monitoring
from udfs.values import CellValue, day_of, is_blank, is_number, plain
from workbook_templates.context import Context
from workbook_templates.monitoring import Line, has_points, lines
from workbook_templates.monitoring_settings import SHOW
from workbook_templates.reports.control_chosen import chosen
from workbook_templates.tables.measures import MEASURES
from workbook_templates.tables.points import POINTS

_NAMED = 12


def remarks(session: Session) -> Iterator[Finding]:
    """Yield what is to be said: of the measures in the order of their table, then of the points."""
    measures, points = session.book.view(MEASURES.key), session.book.view(POINTS.key)
    by_place: dict[int, list[Line]] = {}
    for line in session.context.lasting(lines):
        by_place.setdefault(line.place, []).append(line)
    yield from rule_findings(measures)
    for place in measures.data.records():
        own = by_place.get(place, [])
        if not own and not is_blank(measures.data["id"][place]):
            title = " ".join(plain(measures.data[key][place]) for key in ("id", "name")).strip()
            yield measures.finding(monitoring.MEASURE_WITHOUT_POINTS, "id", place, measure=title)
        for line in own:
            yield from _of_chart(measures, line)
    yield from point_findings(session)
    yield from _unread(points)
    yield from _strangers(session, measures, points)
    for own in by_place.values():
        for line in own:
            for shift in line.result.shifts:
                row = line.row_of(shift.place)
                yield points.finding(monitoring.PHASE_PROPOSED, "phase", row, measure=line.title, why=shift.reason)
    yield from _unknown_choices(session)


def _of_chart(view: View, line: Line) -> Iterator[Finding]:
    result = line.result
    if line.asked not in {AUTO, result.chart.kind}:
        yield view.finding(monitoring.CHART_REPLACED, "chart", line.place, measure=line.title, why=result.choice.reason)
    if result.status.variation in {TOO_FEW, NO_VARIATION}:
        latest = result.status.latest
        notes = (phase.note for phase in result.chart.phases if latest in phase.stage.places)
        why = next((note for note in notes if note is not None), result.status.variation)
        yield view.finding(monitoring.NOT_JUDGED, "variation", line.place, measure=line.title, why=why)
    for other, why in result.choice.offers:
        yield view.finding(monitoring.BETTER_CHART, "chart", line.place, measure=line.title, why=why, chart=other)
    for why in result.warnings:
        yield view.finding(monitoring.LIMITS_DOUBTFUL, "name", line.place, measure=line.title, why=why)


def _unread(points: View) -> Iterator[Finding]:
    """Yield what of the points cannot be read, column by column; figures may be blank."""
    filled = points.data.filled()
    for key, reads in _READ.items():
        cells = points.data[key]
        rows = [row for row, cell in enumerate(cells) if filled[row] and not reads(cell)]
        if rows:
            few = listed([points.cell(key, row) for row in rows[: _NAMED + 1]], _NAMED)
            value, label = plain(cells[rows[0]]) or BLANK, POINTS.column(key).label
            yield points.finding(
                monitoring.POINTS_UNREAD, key, rows[0], label=label, count=len(rows), value=value, cells=few
            )


def _is_figure(cell: CellValue) -> bool:
    return is_number(cell) or is_blank(cell)


_READ: dict[str, Callable[[CellValue], bool]] = {
    "date": lambda cell: day_of(cell) is not None,
    "measure": lambda cell: not is_blank(cell),
    **dict.fromkeys(FIGURES, _is_figure),
}


def _strangers(session: Session, measures: View, points: View) -> Iterator[Finding]:
    """Yield the numbers of measures that points name and the table of measures does not."""
    known = {plain(number).casefold() for number in measures.data["id"]}
    strange = session.context.lasting(has_points) - known
    if not strange:
        return
    cells = [plain(cell) for cell in points.data["measure"]]
    counts = Counter(cell.casefold() for cell in cells)
    for key in sorted(strange):
        row = next(row for row, cell in enumerate(cells) if cell.casefold() == key)
        yield points.finding(monitoring.POINTS_WITHOUT_MEASURE, "measure", row, value=cells[row], count=counts[key])


def _unknown_choices(session: Session) -> Iterator[Finding]:
    area = session.book.area(SHOW.name)
    unknown = session.context.once(chosen).unknown
    if area is not None and unknown:
        allowed = known_charts(session.context)
        yield monitoring.CHARTS_UNKNOWN.at(area.sheet, area.cell(), value=listed(unknown), allowed=allowed)


def known_charts(book: Context) -> Text:
    """Return the first of the measures that have charts, as messages list them."""
    return listed([line.title for line in book.lasting(lines)], _NAMED)
