"""Raters: what each is called, and who was asked to score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from addin.book.port import Book
from addin.sharing.mail import Recipient
from udfs.values import as_text, is_blank, plain
from workbook_templates.tables.ratings import RATING
from workbook_templates.tables.registers import MAILINGS


class AskedRater(NamedTuple):
    """Somebody who was sent a score sheet: person, name as a rater, the sheet's identity, whether it was returned."""

    person: Recipient
    rater: str
    share: str
    is_back: bool

    def is_called(self, name: str) -> bool:
        """Return whether a name is this person's and nobody else's: the name as a rater, or one with the address."""
        address = self.person.address
        own = (self.rater, address, f"{self.person.name} <{address}>") if address else (self.rater,)
        return plain(name).casefold() in {plain(known).casefold() for known in own}


def rater_names(people: Sequence[Recipient], before: Sequence[Recipient] = ()) -> list[str]:
    """Return what each rater is called: by name, or by address if there is no name.

    Of several people with the same name the first who was asked has it alone, the others get the address beside it.
    """
    first: dict[str, str] = {}
    for person in (*before, *people):
        first.setdefault(person.name.casefold(), person.address.casefold())
    return [
        f"{person.name} <{person.address}>"
        if person.name and person.address and first[person.name.casefold()] not in ("", person.address.casefold())
        else person.name or person.address
        for person in people
    ]


def asked_raters(book: Book) -> list[AskedRater]:
    """Return who was sent score sheets, in the order of the register 收发记录."""
    if MAILINGS.name not in book.table_sheets():
        return []
    data = book.register(MAILINGS.key).data
    rows = [i for i, scope in enumerate(data["scope"]) if plain(scope) in RATING and not is_blank(data["sent"][i])]
    people = [Recipient(plain(data["recipient"][i]), plain(data["address"][i])) for i in rows]
    return [
        AskedRater(person, rater, as_text(data["share"][i]), not is_blank(data["returned"][i]))
        for i, person, rater in zip(rows, people, rater_names(people), strict=True)
    ]
