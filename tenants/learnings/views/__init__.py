"""Pages about learnings."""
