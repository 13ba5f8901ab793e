"""The rule of the first version, and who signed on paper."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agenda", "0001_initial")]
    operations = [
        migrations.AddField("terms", "adoption", models.JSONField(blank=True, default=dict)),
        migrations.AddField("ratification", "on_paper", models.BooleanField(default=False)),
    ]
