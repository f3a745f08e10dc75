"""Logos that municipalities upload: made harmless before they are kept, and handed out so that nothing in them runs."""
