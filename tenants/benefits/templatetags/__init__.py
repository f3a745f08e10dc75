"""Numbers in the templates of the benefits."""
