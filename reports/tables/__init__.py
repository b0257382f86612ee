"""The comparison as tables: changes.csv and changes.xlsx."""
