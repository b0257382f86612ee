"""The review of a comparison: its decisions on disk, its server, and the labels that come of it."""
