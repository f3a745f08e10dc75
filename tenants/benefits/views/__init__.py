"""Pages about benefit."""
