"""Workbooks that travel by mail: copies going out, returns coming back, and what is merged from them."""
