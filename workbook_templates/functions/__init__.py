"""The worksheet functions `KZ_…`: what they are called, what they take, how they are explained."""

from workbook_templates.functions import analysis, comparing, monitoring, planning, proof, scheduling, scoring
from workbook_templates.functions.model import FUNCTIONS, Argument, Shape, SheetFunction

__all__ = [
    "FUNCTIONS",
    "Argument",
    "Shape",
    "SheetFunction",
    "analysis",
    "comparing",
    "monitoring",
    "planning",
    "proof",
    "scheduling",
    "scoring",
]
