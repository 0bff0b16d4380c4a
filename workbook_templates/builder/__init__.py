"""Draws a workbook from its description, formula and cached value together."""
