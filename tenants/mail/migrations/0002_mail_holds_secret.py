from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mail", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="mail",
            name="holds_secret",
            field=models.BooleanField(default=False, help_text="A link or code that is its receiver's alone."),
        ),
    ]
