"""Scores given by several raters."""
