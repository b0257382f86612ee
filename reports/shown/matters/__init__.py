"""What matters most of a comparison: ranked with reasons, and told in a paragraph."""
