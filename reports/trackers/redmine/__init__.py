"""Redmine, over REST."""
