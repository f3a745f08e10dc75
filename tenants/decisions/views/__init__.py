"""Pages of gates and decisions."""
