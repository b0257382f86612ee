"""Many bodies: an overview page, what could not be read, and what is told on the terminal."""
