"""Comparisons that offices ask for (同比, 环比): per working day, same weekday, 春节 aligned, equal parts of periods.

Nothing is divided that has no answer, and every comparison says its base and why it is that one. Whether a target is reached is
`udfs.target`'s to say: one rule for both directions.
"""
