"""What web and worker make sure of before they take on any work."""

import logging

import psycopg
from django.db import connections

from sluss.tenancy.pooling import refuse_transaction_pooling

log = logging.getLogger(__name__)


def refuse_unsafe_database(alias: str = "default") -> None:
    """Raise TransactionPooling on an unsafe pooler. A database that is away comes back: no reason not to start."""
    target = connections[alias].get_connection_params()

    def connect() -> psycopg.Connection:
        return psycopg.connect(**target, autocommit=True)

    try:
        refuse_transaction_pooling(connect)
    except psycopg.OperationalError as error:
        log.warning("The database does not answer yet: %s", error)
