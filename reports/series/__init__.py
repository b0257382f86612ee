"""Several years of one body: a page, a table and JSON, and what was compared before."""
