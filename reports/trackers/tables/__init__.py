"""Files as trackers: the 台账 in Excel, and tables to import elsewhere."""
