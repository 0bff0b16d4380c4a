"""The catalogue of problems: every complaint that the product can make, in both languages, in one place."""

from udfs.problems.model import Finding, Problem, RefusalError, Severity

__all__ = ["Finding", "Problem", "RefusalError", "Severity"]
