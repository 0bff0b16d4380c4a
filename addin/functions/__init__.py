"""The worksheet functions `KZ_…`: what they are called, what they take, how they are explained."""

from addin.functions import analysis, planning, scoring
from addin.functions.model import FUNCTIONS, Argument, Shape, SheetFunction

__all__ = ["FUNCTIONS", "Argument", "Shape", "SheetFunction", "analysis", "planning", "scoring"]
