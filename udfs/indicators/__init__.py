"""Indicators as a workbook holds them: what may be chosen for one, where its points stand, and how it compares."""
