"""Figures drawn on the server: pure functions from data to what an SVG template needs. See README.md here."""
