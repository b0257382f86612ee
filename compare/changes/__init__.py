"""What became of what is the same: the kind of change, its figures, its wording, the plans' delivery."""
