"""Taking sheets over from a workbook that our own builder drew: cells, looks, tables, charts and what is printed."""

from __future__ import annotations

import copy
from collections.abc import Collection
from functools import cached_property

from lxml import etree

from addin.xlsx import naming, parts
from addin.xlsx.graft_below import put_below
from addin.xlsx.graft_parts import put_part, relate
from addin.xlsx.graft_styles import Shift, bring_styles, restyle
from addin.xlsx.package import Package
from addin.xlsx.parts import MAIN, RELATION, whole_number


class Graft:
    """A workbook that takes over from another one, the donor.

    Args:
        package: the workbook's parts.
        workbook: the workbook part.
        root: its root element; sheets and names are put into it, `close` writes it.
        donor: a workbook drawn by our own builder.
    """

    def __init__(self, package: Package, workbook: str, root: etree._Element, donor: Package) -> None:
        self._package, self._workbook, self._root = package, workbook, root
        self._donor, self._donor_book = donor, parts.workbook_part(donor)[0]
        self._donor_root = parts.tree(donor, self._donor_book)

    @property
    def sheets(self) -> list[str]:
        """Return the names of the donor's sheets."""
        return [element.get("name") or "" for element in self._donor_root.iter(f"{{{MAIN}}}sheet")]

    def take_sheet(
        self, name: str, *, behind: str | None = None, before: str | None = None, hidden: bool = False
    ) -> None:
        """Take a sheet over with everything on it.

        Args:
            name: the sheet.
            behind: the sheet of the workbook that it is to stand behind.
            before: or the one that it is to stand before; behind the last one where neither is given.
            hidden: whether it is hidden there.
        """
        content = self._content(name)
        for view in content.iter(f"{{{MAIN}}}sheetView"):
            view.attrib.pop("tabSelected", "")  # of two chosen sheets each would get what is typed into the other
        new = put_part(self._package, self._donor, self._part(name), parts.serialised(content))
        place = self._place(behind, before)
        self._list(name, relate(self._package, self._workbook, "worksheet", new), place, hidden=hidden)
        self._take_print_names(name, place)

    def take_below(self, name: str, part: str) -> None:
        """Put the rows of a sheet, with what belongs to them, below everything on a sheet of the workbook.

        The donor has them in the rows where they are to stand.
        """
        put_below(self._package, part, self._content(name), self._donor, self._part(name))

    def take_names(self, known: Collection[str]) -> None:
        """Take over the names of the whole workbook, but for those that are known and stay as they are."""
        kept = {name.casefold() for name in known}
        texts = {
            element.get("name") or "": element.text or ""
            for element in self._donor_root.iter(f"{{{MAIN}}}definedName")
            if element.get("localSheetId") is None and (element.get("name") or "").casefold() not in kept
        }
        naming.define(self._root, texts)

    def lose_names(self, names: Collection[str]) -> None:
        """Let names stand for nothing any more, as they do in Excel once their cells are deleted."""
        naming.define(self._root, dict.fromkeys(names, "#REF!"))

    def close(self) -> None:
        """Write the workbook part."""
        parts.drop_calculation_chain(self._package, self._workbook)
        self._package.replace(self._workbook, parts.serialised(self._root))

    # --- the donor's pieces ------------------------------------------------------------------------------------------

    def _part(self, name: str) -> str:
        targets = {relation.id: relation.target for relation in parts.relations(self._donor, self._donor_book)}
        for element in self._donor_root.iter(f"{{{MAIN}}}sheet"):
            if element.get("name") == name:
                return targets[element.get(f"{{{RELATION}}}id") or ""]
        raise ValueError(f"the donor has no sheet {name}")

    def _content(self, name: str) -> etree._Element:
        """Return a sheet of the donor as it is in the workbook: texts in the cells, formats by their new numbers."""
        sheet = parts.tree(self._donor, self._part(name))
        for cell in sheet.iter(f"{{{MAIN}}}c"):
            value = cell.find(f"{{{MAIN}}}v")
            if cell.get("t") == "s" and value is not None:
                inline = etree.SubElement(cell, f"{{{MAIN}}}is")
                inline.extend(copy.deepcopy(list(self._texts[int(value.text or 0)])))
                cell.remove(value)
                cell.set("t", "inlineStr")
        restyle(sheet, self._styles)
        return sheet

    @cached_property
    def _texts(self) -> list[etree._Element]:
        part = parts.related(self._donor, self._donor_book, "sharedStrings")
        return [] if part is None else list(parts.tree(self._donor, part).iter(f"{{{MAIN}}}si"))

    @cached_property
    def _styles(self) -> Shift:
        ours = parts.related(self._package, self._workbook, "styles")
        theirs = parts.related(self._donor, self._donor_book, "styles")
        if ours is None or theirs is None:
            raise ValueError("a workbook without formats")
        return bring_styles(self._package, ours, parts.tree(self._donor, theirs))

    # --- the workbook's list of sheets -------------------------------------------------------------------------------

    def _sheets(self) -> etree._Element:
        sheets = self._root.find(f"{{{MAIN}}}sheets")
        if sheets is None:
            raise ValueError("the workbook lists no sheets")
        return sheets

    def _place(self, behind: str | None, before: str | None) -> int:
        names = [sheet.get("name") for sheet in self._sheets()]
        if behind in names:
            return names.index(behind) + 1
        return names.index(before) if before in names else len(names)

    def _list(self, name: str, relation: str, place: int, *, hidden: bool) -> None:
        """List a sheet at a place; what counts sheets by their places follows."""
        sheets = self._sheets()
        number = max((whole_number(sheet.get("sheetId")) for sheet in sheets), default=0) + 1
        entry = etree.Element(f"{{{MAIN}}}sheet", name=name, sheetId=str(number))
        if hidden:
            entry.set("state", "hidden")
        entry.set(f"{{{RELATION}}}id", relation)
        sheets.insert(place, entry)
        for view in self._root.iter(f"{{{MAIN}}}workbookView"):
            view.set("activeTab", view.get("activeTab", "0"))  # the first one where nothing is said
        for tag, attributes in (("definedName", ("localSheetId",)), ("workbookView", ("activeTab", "firstSheet"))):
            for element in self._root.iter(f"{{{MAIN}}}{tag}"):
                for attribute in attributes:
                    known = element.get(attribute)
                    if known is not None and whole_number(known) >= place:
                        element.set(attribute, str(whole_number(known) + 1))

    def _take_print_names(self, name: str, place: int) -> None:
        """Take over what is printed of a sheet, and how."""
        at = str(self.sheets.index(name))
        for element in self._donor_root.iter(f"{{{MAIN}}}definedName"):
            if element.get("localSheetId") == at:
                copied = copy.deepcopy(element)
                copied.set("localSheetId", str(place))
                naming.group(self._root).append(copied)
