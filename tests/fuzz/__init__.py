"""Mutated inputs for all readers, the comparison and what reads its results; `python -m tests.fuzz`."""
