"""The ribbon as the XML that Excel reads, rendered from its data."""

from __future__ import annotations

from lxml import etree

from addin.commands.table import Button, Menu
from addin.excel.ribbon import TAB, groups
from udfs.lang import Lang

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
_CALLBACKS: dict[Lang, str] = {"zh": "Ribbon.ShowChinese", "en": "Ribbon.ShowEnglish"}


def ribbon_xml() -> bytes:
    """Return the part `customUI14.xml`: the tab once in each language, of which Excel shows the one that it speaks."""
    default: dict[str | None, str] = {None: NAMESPACE}
    root = etree.Element(f"{{{NAMESPACE}}}customUI", {"onLoad": "Ribbon.OnLoad"}, default)  # type: ignore[arg-type]
    tabs = etree.SubElement(etree.SubElement(root, f"{{{NAMESPACE}}}ribbon"), f"{{{NAMESPACE}}}tabs")
    for lang, visible in _CALLBACKS.items():
        tab = _add(tabs, "tab", id=f"kaizen_{lang}", label=TAB.to(lang), getVisible=visible)
        for group in groups():
            box = _add(tab, "group", id=f"{group.name}_group_{lang}", label=group.label.to(lang))
            for control in group.controls:
                _control(box, control, lang)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _control(parent: etree._Element, control: Button | Menu, lang: Lang) -> None:
    words = {"label": control.label.to(lang), "imageMso": control.icon, "screentip": control.label.to(lang),
             "supertip": control.tip.to(lang)}  # fmt: skip
    if isinstance(control, Menu):
        menu = _add(parent, "menu", id=f"{control.name}_menu_{lang}", size="large", **words)
        for button in control.buttons:
            _control(menu, button, lang)
        return
    size = {} if parent.tag.endswith("}menu") else {"size": "large" if control.large else "normal"}
    name = f"{control.name.replace('-', '_')}_{lang}"
    calls = {
        "onAction": "Ribbon.Click",
        "getEnabled": "Ribbon.IsEnabled",
        "tag": f"{control.name};{control.needs.value}",
    }
    _add(parent, "button", id=name, **words, **size, **calls)


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
