"""Which measures, and which sections, of two reports are the same."""
