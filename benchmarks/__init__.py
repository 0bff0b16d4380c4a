"""Side-by-side measurements, printed as ratios in one run: `python -m benchmarks`."""
