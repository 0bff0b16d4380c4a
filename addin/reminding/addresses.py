"""Mail addresses of people: those given for this run, those on 收发记录, those that stand in a cell beside the name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from email.utils import getaddresses

from addin.book.port import Book
from addin.sharing.mail import Recipient, recipient
from udfs.people import people_in, person_key
from udfs.problems import Finding, RefusalError, mailing
from udfs.values import is_blank, plain
from workbook_templates.tables.registers import MAILINGS

# So much is shown of what is no address.
_SHOWN = 80


class AddressBook:
    """The addresses by person.

    Attributes:
        findings: the addresses on 收发记录 that are none.
    """

    def __init__(self, book: Book, given: Sequence[Recipient] = ()) -> None:
        self._known: dict[str, dict[str, str]] = {}
        self.findings: list[Finding] = []
        if MAILINGS.name in book.table_sheets():
            for person in self._registered(book):
                self._learn(person)
        chosen = {person_key(person.shown) for person in given}
        self._known = {key: known for key, known in self._known.items() if key not in chosen}
        for person in given:
            self._learn(person)

    def _learn(self, person: Recipient) -> None:
        self._known.setdefault(person_key(person.shown), {}).setdefault(person.address.casefold(), person.address)

    def _registered(self, book: Book) -> Iterator[Recipient]:
        view = book.register(MAILINGS.key, ("recipient", "address"))
        for row, cell in enumerate(view.data["address"]):
            if is_blank(cell):
                continue
            try:
                yield from paired(plain(view.data["recipient"][row]), plain(cell))
            except RefusalError:
                self.findings.append(view.finding(mailing.BAD_ADDRESS, "address", row, value=plain(cell)[:_SHOWN]))

    def of(self, name: str) -> list[str]:
        """Return the addresses of a person as written in a cell; several where nothing says which one it is."""
        person = named(name)
        return [person.address] if person.address else [*self._known.get(person_key(person.shown), {}).values()]


def named(text: str) -> Recipient:
    """Return the person that a name in a cell stands for: `王芳`, `王芳 <wang@x.cn>`, `wang@x.cn`."""
    try:
        return recipient(text)
    except RefusalError:
        return Recipient(text, "")


def paired(names: str, addresses: str) -> list[Recipient]:
    """Return the people of a row of 收发记录; of several, each with the address at the same place.

    Raises:
        RefusalError: what stands there is no address.
    """
    several = [
        address for _, address in getaddresses([addresses.replace("，", ",").replace("；", ",").replace("、", ",")])
    ]
    people = people_in(names)
    if len(several) > 1:
        return (
            [recipient(f"{name} <{one}>") for name, one in zip(people, several, strict=False)]
            if len(people) == len(several)
            else []
        )
    return [recipient(f"{names} <{addresses}>" if names else addresses)]
