"""What keeps a new way of working: versions of a procedure, training in them, answers to feedback (R40–R42)."""
