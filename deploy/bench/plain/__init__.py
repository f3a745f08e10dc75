"""The form for leaving an idea as plain Django has it: one schema, sessions, sign-in, and nothing else."""
