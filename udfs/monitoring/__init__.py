"""Control charts: limits, rules, phases, the choice of a chart, and what the status of a measure is in words.

Every function takes plain sequences and knows of no table or workbook; limits follow Shewhart, Wheeler and Montgomery
(Introduction to Statistical Quality Control, chapters 6 and 7), run charts Anhøj.
"""
