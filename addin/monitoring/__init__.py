"""Monitoring at work on a workbook: the register of signals, and what is to be said of the charts."""
