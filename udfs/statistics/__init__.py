"""The engine of intervals, tests and verdicts: one for root causes, pilots, effects and monitoring.

Every function is pure, cites its source, and refuses input that has no answer (`udfs.problems.statistics`). Heavy
libraries are loaded by the functions that need them, never by importing a module.
"""
