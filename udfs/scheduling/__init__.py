"""The calculations of a plan: working days, network, levelling, baseline, load."""
