"""What a run of a corpus keeps, so that the next does not do it again: documents, and parts of results."""
