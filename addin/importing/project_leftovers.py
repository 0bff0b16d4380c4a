"""What a project file says that becomes no row: its summaries, its people, and parts that a plan has no place for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from addin.mspdi.cells import Remark
from addin.mspdi.model import Detail, Project, Task
from udfs.lang import Text, listed, listed_texts, same
from udfs.people import people_in
from udfs.problems import projects

LINK = Text("前置任务", "predecessor")
_NOTE = Text("备注", "notes")
_DEADLINE, _LIMIT = Text("期限", "deadline"), Text("限制", "constraint")
_PEOPLE, _TASKS = Text("资源", "resources"), Text("项目以外的任务", "tasks of other projects")
# By the name in the file, or by its first word.
_WORDS = {
    "Exception (recurring)": Text("按其他规律重复的休息日", "days off that recur in other ways"),
    "Exception (hours)": Text("上班钟点不同的日子", "days with other hours"),
    "Exception": Text("过多的例外日", "too many days off and on"),
    "WorkWeek": Text("另行规定的工作周", "weeks of their own"),
    "Baseline Work": Text("基线工时", "work of the baseline"),
    "Baseline Cost": Text("基线成本", "cost of the baseline"),
    "Baseline": Text("其他基线", "other baselines"),
    "OutlineCode": Text("找不到值的代码", "codes without a value"),
    "TimephasedData": Text("按时间分布的工时", "work spread over time"),
    "Task UID": Text("编号重复的任务（已导入）", "tasks of one number, which were imported"),
    "Assignment": Text("任务或资源不在文件里的工作分配", "assignments of nobody or to nothing"),
    "Subproject Task": Text("子项目里的任务", "tasks of subprojects"),
    "Resource Rates": Text("资源的其他费率", "further rates of resources"),
    "Resource AvailabilityPeriods": Text("资源的可用时段", "when resources are available"),
    "Task ": Text("任务的其他字段", "other fields of tasks"),
    "Resource ": Text("资源的其他字段", "other fields of resources"),
    "Assignment ": Text("工作分配的其他字段", "other fields of assignments"),
}


def left_in_summaries(project: Project, leaves: Collection[int]) -> Iterator[Remark]:
    """Yield the content of summaries themselves; their names are in the notes of the tasks below."""
    people = {resource.uid: resource.name for resource in project.resources}
    named: dict[int, list[str]] = {}
    for assignment in project.assignments:
        if assignment.resource in people:
            named.setdefault(assignment.task, []).append(people[assignment.resource])
    aliases = {custom.name: custom.alias for custom in project.custom}
    external: list[str] = []
    for task in project.tasks:
        if task.uid in leaves or task.null:
            continue
        if task.external:
            external.append(task.name)
        for label, text in _filled_in(task, named.get(task.uid, ()), aliases):
            if any(text):
                yield Remark(projects.SUMMARY_LEFT, {"value": task.name or project.name, "what": label, "text": text})
    if external:
        yield Remark(projects.DETAILS_LEFT, {"value": project.name, "what": _named(_TASKS, listed(external))})


def _filled_in(task: Task, people: Sequence[str], aliases: dict[str, str]) -> Iterator[tuple[Text, Text]]:
    """Yield what somebody has filled in for a task, each with its name; in one line, blank where it is nothing."""
    yield _NOTE, _in_a_line(task.notes)
    yield from ((detail.label, _in_a_line(detail.text)) for detail in task.extra)
    yield _PEOPLE, listed(dict.fromkeys(people))
    for name, text in task.custom.items():
        yield same(aliases.get(name, name)), _in_a_line(text)
    if task.level:
        yield _DEADLINE, same("" if task.deadline is None else str(task.deadline.date()))
        yield _LIMIT, same("" if task.constraint_date is None else str(task.constraint_date.date()))


def _in_a_line(text: str) -> Text:
    return same(" ".join(text.split()))


def left_of_project(project: Project, name: str) -> Iterator[Remark]:
    """Yield people without tasks, what is said of people and of the project, and what is only counted."""
    busy = {assignment.resource for assignment in project.assignments}
    idle = [resource.name for resource in project.resources if resource.uid not in busy]
    if idle:
        yield Remark(projects.PEOPLE_LEFT, {"count": len(idle), "value": listed(idle)})
    for resource in project.resources:
        if resource.details:
            yield Remark(projects.DETAILS_LEFT, {"value": resource.name, "what": _described(resource.details)})
    if project.details:
        yield Remark(projects.DETAILS_LEFT, {"value": project.name or name, "what": _described(project.details)})
    for person in dict.fromkeys(resource.name for resource in project.resources if resource.uid in busy):
        if len(people_in(person)) > 1:
            yield Remark(projects.NAME_SPLIT, {"value": person, "count": len(people_in(person))})
    parts = [_counted(part, count) for part, count in project.left.items() if count]
    if parts:
        yield Remark(projects.PARTS_LEFT, {"value": listed_texts(parts)})


def _counted(part: str, count: int) -> Text:
    """Return a part by its name in the file, with words before it where it has any."""
    words = (
        _WORDS.get(part)
        or _WORDS.get(part.split(" ", maxsplit=1)[0] + " ")
        or _WORDS.get(part.split(" ", maxsplit=1)[0])
    )
    name = f"{part} ×{count}"
    return same(name) if words is None else Text(f"{words.zh}（{name}）", f"{words.en} ({name})")


def _described(details: Sequence[Detail]) -> Text:
    """Return what somebody has filled in, each with its name."""
    return listed_texts(_named(detail.label, _in_a_line(detail.text)) for detail in details)


def _named(label: Text, text: Text) -> Text:
    return Text(f"{label.zh}“{text.zh}”", f"{label.en} “{text.en}”")
