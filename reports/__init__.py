"""What people and trackers take: pages, tables and commands made from the engine's results."""
