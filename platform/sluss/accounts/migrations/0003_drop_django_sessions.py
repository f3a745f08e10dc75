"""Sessions lie in a table of their own since 0002; Django's, which is left out of INSTALLED_APPS, stayed empty."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_session")]

    operations = [migrations.RunSQL("DROP TABLE IF EXISTS django_session", migrations.RunSQL.noop)]
