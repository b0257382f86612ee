"""The engine: reads reports, aligns two of them and says what became of every measure."""
