"""Jira, of a server and of Cloud."""
