"""The verdict on an improvement: what was compared with what, how large the effect is, how sure, and what speaks against it.

Intervals and tests are those of `udfs.statistics`; signals within the baseline are those of `udfs.monitoring`.
"""
