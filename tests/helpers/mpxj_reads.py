"""Reads project files with MPXJ and lets its own scheduler place the tasks anew; prints both as JSON. Started as a program."""

import json
import sys
from typing import Any


def read(path: str) -> dict[str, Any]:
    from org.mpxj.cpm import MicrosoftScheduler
    from org.mpxj.reader import UniversalProjectReader

    project = UniversalProjectReader().read(path)
    results = {"read": tasks(project), "calendars": working_days(project)}
    MicrosoftScheduler().schedule(project, project.getProjectProperties().getStartDate())
    return {**results, "scheduled": tasks(project)}


def tasks(project: Any) -> dict[str, Any]:
    from org.mpxj import TimeUnit

    def in_days(length: Any) -> float:
        return float(length.convertUnits(TimeUnit.DAYS, project.getProjectProperties()).getDuration())

    return {
        str(task.getText(1)): {
            "name": str(task.getName()),
            "start": str(task.getStart()),
            "finish": str(task.getFinish()),
            "days": in_days(task.getDuration()),
            "active": bool(task.getActive()),
            "milestone": bool(task.getMilestone()),
            "percent": float(task.getPercentageComplete().doubleValue()),
            "buffer": str(task.getNumber(1)),
            "how": str(task.getText(2)),
            "deadline": str(task.getDeadline()),
            "calendar": str(task.getCalendar().getName()) if task.getCalendar() else None,
            "who": sorted(str(content.getResource().getName()) for content in task.getResourceAssignments()),
            "links": sorted(
                [str(link.getPredecessorTask().getText(1)), str(link.getType()), in_days(link.getLag())]
                for link in task.getPredecessors()
            ),
        }
        for task in project.getTasks()
        if task.getUniqueID().intValue()
    }


def working_days(project: Any) -> dict[str, list[str]]:
    from java.time import LocalDate

    first, last = LocalDate.of(2026, 1, 1).toEpochDay(), LocalDate.of(2027, 12, 31).toEpochDay()
    days = [LocalDate.ofEpochDay(number) for number in range(first, last + 1)]
    return {
        str(content.getName()): [str(day) for day in days if content.isWorkingDate(day)]
        for content in project.getCalendars()
    }


if __name__ == "__main__":
    import jpype
    import mpxj  # noqa: F401 - puts its classes where Java finds them

    jpype.startJVM()
    sys.stdout.buffer.write(json.dumps([read(path) for path in sys.argv[1:]], ensure_ascii=False).encode())
