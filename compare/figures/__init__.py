"""The numbers of a sentence: where they stand, what they are worth, what they count."""
