"""What led to what: rows that name each other by number, walked in both directions."""
