"""Why each problem matters: read only to explain one, so that no command waits for it."""

from udfs.explaining.reasons import (
    adding,
    answering,
    books,
    calendars,
    causing,
    cells,
    charting,
    commands,
    data,
    files,
    following,
    gathering,
    governing,
    imports,
    indicators,
    mailing,
    measuring,
    monitoring,
    outside,
    planning,
    processes,
    projects,
    reminding,
    reporting,
    setup,
    simulating,
    standardising,
    statistics,
    survey_imports,
    surveying,
    tracing,
    verifying,
    versions,
    voices,
)
from udfs.lang import Text
from udfs.problems.model import Reasons

_ALL: tuple[Reasons, ...] = tuple(
    module.REASONS
    for module in (
        books,
        adding,
        answering,
        calendars,
        cells,
        charting,
        commands,
        data,
        files,
        following,
        gathering,
        governing,
        imports,
        indicators,
        mailing,
        measuring,
        monitoring,
        outside,
        causing,
        planning,
        processes,
        projects,
        reminding,
        reporting,
        setup,
        simulating,
        standardising,
        statistics,
        survey_imports,
        surveying,
        tracing,
        verifying,
        versions,
        voices,
    )
)

# By the code of the problem; a reason may be that of several.
WHY: dict[str, Text] = {
    problem.code: reason for reasons in _ALL for reason, problems in reasons for problem in problems
}
