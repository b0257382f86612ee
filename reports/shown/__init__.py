"""What every output shares: numbers, texts, places, signs, and what no text may hold."""
