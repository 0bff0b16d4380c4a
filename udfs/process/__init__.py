"""A process as its steps: what a list of steps says, what is wrong with it, how long it takes, and where it is drawn."""
