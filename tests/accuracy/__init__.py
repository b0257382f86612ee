"""How well the toolkit does on labelled pairs of reports: `python -m tests.accuracy`."""
