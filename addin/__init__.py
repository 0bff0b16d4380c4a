"""When it runs: the commands, the books that they work on, the command line."""
