import tomllib
from pathlib import Path

from django.db import migrations

CONTENT = Path(__file__).parents[1] / "first_content.toml"


def write(apps, schema_editor):
    """What every municipality begins with, in the municipality's own schema."""
    content = tomllib.loads(CONTENT.read_text(encoding="utf-8"))
    using = schema_editor.connection.alias
    Skill = apps.get_model("coaching", "Skill")
    Skill.objects.using(using).bulk_create(Skill(**row) for row in content["skill"])
    MethodCard = apps.get_model("coaching", "MethodCard")
    MethodCard.objects.using(using).bulk_create(MethodCard(**row) for row in content["card"])


class Migration(migrations.Migration):
    dependencies = [("coaching", "0001_initial")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
