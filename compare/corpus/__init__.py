"""Many bodies' reports: every body's consecutive pairs compared on Dask, kept as a data set in Parquet."""
