import tomllib
from pathlib import Path

from django.db import migrations

CONTENT = Path(__file__).parents[1] / "first_content.toml"


def write(apps, schema_editor):
    """What every municipality begins with, in the municipality's own schema."""
    content = tomllib.loads(CONTENT.read_text(encoding="utf-8"))
    for name, key in (("Skill", "skill"), ("MethodCard", "card")):
        model = apps.get_model("coaching", name)
        model.objects.using(schema_editor.connection.alias).bulk_create(model(**row) for row in content[key])


class Migration(migrations.Migration):
    dependencies = [("coaching", "0001_initial")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
