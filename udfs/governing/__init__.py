"""What keeps results: who answers for a step, risks, drills, reviews and proposals."""
