"""Gathering many departments' workbooks: finding and reading them, one table out of many, and tables for BI tools."""
