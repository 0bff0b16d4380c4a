"""Custom fields of a project file: what they are called, and what tasks, resources and assignments say in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from addin.mspdi.details import ENTERPRISE
from addin.mspdi.model import Custom, Detail
from addin.mspdi.node import Node
from addin.mspdi.worded import Form, Wording, form_of
from udfs.lang import same

_AND = "、"
_DEEPEST = 20


class Customs:
    """Reads custom fields.

    `left` counts values that lead nowhere.

    Attributes:
        listed: the fields that the file declares, outline codes among them.
    """

    def __init__(self, root: Node, wording: Wording, left: Counter[str]) -> None:
        self._wording, self._left = wording, left
        self.listed: list[Custom] = []
        self._forms: dict[int, Form | None] = {}
        self._lookups: dict[tuple[int, str], str] = {}
        for element in (*root.all("ExtendedAttributes/ExtendedAttribute"), *root.all("OutlineCodes/OutlineCode")):
            number, name = element.number("FieldID"), element.text("FieldName")
            if number is None:
                continue
            if number not in self._forms:
                self.listed.append(Custom(number, name or str(number), element.text("Alias") or name))
                self._forms[number] = form_of(number, name, element.number("CFType"))
            self._lookup(number, [*element.all("ValueList/Value"), *element.all("Values/Value")])
        self._names = {custom.number: custom.name for custom in self.listed}
        self._aliases = {custom.number: custom.alias for custom in self.listed}

    def _lookup(self, number: int, values: list[Node]) -> None:
        """Remember what the numbers of a list of values stand for; one below another is named after it."""
        by_id = {key: value for value in values if (key := value.text("ValueID") or value.text("ID"))}
        for key, value in by_id.items():
            words, above = [value.text("Value")], value
            while len(words) < _DEEPEST and (above := by_id.get(above.text("ParentValueID"))) is not None:  # type: ignore[assignment]
                words.append(above.text("Value"))
            for known in (key, value.text("FieldGUID"), value.text("ValueGUID")):
                if known:
                    self._lookups[number, known] = ".".join(reversed(words))

    def of_task(self, element: Node) -> dict[str, str]:
        """Return what a task says in custom fields, in words, by the name of the field."""
        values: dict[str, str] = {}
        for number, text in self._values(element):
            name = self._names.get(number, str(number))
            values[name] = f"{values[name]}{_AND}{text}" if name in values else text
        return values

    def of_others(self, element: Node) -> Iterator[Detail]:
        """Yield what a resource or an assignment says in custom fields."""
        for number, text in self._values(element):
            yield Detail(same(self._aliases.get(number) or self._names.get(number, str(number))), text)

    def _values(self, element: Node) -> Iterator[tuple[int, str]]:
        for entry in element.all("ExtendedAttribute"):
            number = entry.number("FieldID")
            if number is None:
                continue
            form = self._forms[number] if number in self._forms else form_of(number, "", None)
            text = self._wording.of(entry.text("Value"), form, entry.number("DurationFormat"))
            if text and not (form is Form.FLAG and entry.text("Value").strip() == "0"):
                yield number, text
            elif not text:
                yield from self._chosen(entry, number)
        for name in element.names():
            number = int(name, 16) if ENTERPRISE.fullmatch(name) else 0
            if number and element.says_something(name):
                yield number, self._wording.of(element.text(name), self._forms.get(number))
        for entry in element.all("OutlineCode"):
            yield from self._chosen(entry, entry.number("FieldID"))

    def _chosen(self, entry: Node, number: int | None) -> Iterator[tuple[int, str]]:
        """Yield what was chosen from a list of values; count what leads to none."""
        keys = [key for name in ("ValueID", "ValueGUID") if (key := entry.text(name))]
        words = [text for key in keys if number is not None and (text := self._lookups.get((number, key), ""))]
        if words and number is not None:
            yield number, words[0]
        elif keys or not entry.all("Value"):
            self._left["OutlineCode"] += 1
