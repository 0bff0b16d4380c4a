"""From the rows of an export to the points of a measure: definitions, readings of cells, quality of data, merging; pure."""
