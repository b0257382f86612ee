"""What reviewers said, which of it holds, and what it makes of a comparison."""
