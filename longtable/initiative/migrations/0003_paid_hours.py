"""How many paid hours an organization has: against them stands what is asked of it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('initiative', '0002_reaching_people'),
    ]

    operations = [
        migrations.AddField(
            model_name='organization',
            name='paid_hours',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='Paid hours a week, of all its people together'),
        ),
    ]
