"""GitHub, Gitea, Forgejo and GitLab: tickets as issues with labels, and a hidden mark in the body."""
