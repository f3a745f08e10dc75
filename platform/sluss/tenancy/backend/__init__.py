"""The database backend: PostgreSQL where every statement runs in a scope, that is a role and a search path."""
