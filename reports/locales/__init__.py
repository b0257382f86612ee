"""Message catalogues; the source language of the messages is Chinese."""
