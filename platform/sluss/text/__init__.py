"""Text from people made safe to keep and compare; no models, no database."""
