"""Digests of secrets get their kind (sluss.secrets): links and codes that are out keep working."""

from django.db import migrations

SQL = """
UPDATE {table} SET {column} = encode(sha256(convert_to('{purpose}:' || {column}, 'UTF8')), 'hex') WHERE {column} <> ''
"""
KINDS = [("api_apikey", "digest", "api.key")]


class Migration(migrations.Migration):
    dependencies = [("api", "0001_initial")]

    operations = [
        migrations.RunSQL(SQL.format(table=table, column=column, purpose=purpose)) for table, column, purpose in KINDS
    ]
