"""Digests of secrets get their kind (sluss.secrets): links and codes that are out keep working."""

from django.db import migrations

SQL = """
UPDATE {table} SET {column} = encode(sha256(convert_to('{purpose}:' || {column}, 'UTF8')), 'hex') WHERE {column} <> ''
"""
KINDS = [("public_site_support", "token_digest", "public_site.support")]


class Migration(migrations.Migration):
    dependencies = [("public_site", "0001_initial")]

    operations = [
        migrations.RunSQL(SQL.format(table=table, column=column, purpose=purpose)) for table, column, purpose in KINDS
    ]
