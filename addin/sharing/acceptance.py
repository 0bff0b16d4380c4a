"""Which returned files are merged: copies of this workbook that were not collected before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from addin.sharing.master import Master
from addin.sharing.records import Record
from addin.sharing.returned import Return
from udfs.problems import mailing


def in_order(returns: Iterable[Return]) -> list[Return]:
    """Return files in the order in which they were saved; the order in which they were given plays no part."""
    return sorted(returns, key=lambda r: (r.saved, r.digest, r.name))


def accept(master: Master, records: Mapping[str, Record], returns: Sequence[Return]) -> list[Return]:
    """Return the files in the same order; copies of other workbooks are refused, known files are marked as such.

    Args:
        master: the workbook that is collected into.
        records: what each sender returned before.
        returns: the files.
    """
    digests = {sender: set(record.digests) for sender, record in records.items()}
    accepted = {}
    for returned in in_order(returns):
        result = returned
        if returned.refused is None and not master.is_source_of(returned):
            result = replace(returned, refused=mailing.OTHER_BOOK.finding(name=returned.name))
        elif returned.refused is None:
            known = digests.setdefault(returned.sender, set())
            result = replace(returned, collected_before=returned.digest in known)
            known.add(returned.digest)
        accepted[id(returned)] = result
    return [accepted[id(returned)] for returned in returns]
