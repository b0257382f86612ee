"""Three or more years of one body: what became of every measure, year by year."""
