"""Digests of secrets get their kind (sluss.secrets): links and codes that are out keep working."""

from django.db import migrations

SQL = """
UPDATE {table} SET {column} = encode(sha256(convert_to('{purpose}:' || {column}, 'UTF8')), 'hex') WHERE {column} <> ''
"""
KINDS = [("people_invitation", "secret_digest", "people.invitation")]


class Migration(migrations.Migration):
    dependencies = [("people", "0004_integrations")]

    operations = [
        migrations.RunSQL(SQL.format(table=table, column=column, purpose=purpose)) for table, column, purpose in KINDS
    ]
