"""Digests of secrets get their kind (sluss.secrets): links and codes that are out keep working."""

from django.db import migrations

SQL = """
UPDATE {table} SET {column} = encode(sha256(convert_to('{purpose}:' || {column}, 'UTF8')), 'hex') WHERE {column} <> ''
"""
KINDS = [
    ("intake_followlink", "token_digest", "intake.follow"),
    ("intake_followlink", "code_digest", "intake.code"),
    ("intake_draft", "holder_digest", "intake.draft"),
]


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]

    operations = [
        migrations.RunSQL(SQL.format(table=table, column=column, purpose=purpose)) for table, column, purpose in KINDS
    ]
