"""What the buttons and the command line do, one module per command: they receive a book and answer an outcome."""
