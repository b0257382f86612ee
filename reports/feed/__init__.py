"""The change list fed into a tracker: one ticket for each measure, kept right through the years."""
