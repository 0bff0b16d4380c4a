"""Sheets that report on a plan: what commands write on them and where; they are drawn for workbooks, not for copies."""
