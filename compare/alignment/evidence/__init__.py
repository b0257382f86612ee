"""What speaks for and against two measures being the same: texts taken apart, matrices, named features."""
