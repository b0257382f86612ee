"""Reports of many bodies and years, made with a seed that knows the truth; every sentence is invented."""
