"""The standard workbooks as data: tables, columns, lists, settings, formulas; and the builder that draws them."""
