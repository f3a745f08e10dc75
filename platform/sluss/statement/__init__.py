"""The accessibility statement of a host: one form and one page for municipalities and region."""
