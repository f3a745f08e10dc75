"""`make bench`: what the platform's speed is, measured beside a bare floor. README.md explains every row."""
