"""What-if simulation of a process: arithmetic of load, queueing formulas where they apply, seeded discrete events else."""
