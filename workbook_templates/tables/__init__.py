"""The standard tables, one module each."""
