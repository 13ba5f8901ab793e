"""How people are reached, and whether they are done with the page for newcomers."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('initiative', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='reach',
            field=models.CharField(blank=True, db_default='', max_length=300, verbose_name='How the others of this initiative reach you'),
        ),
        migrations.AddField(
            model_name='membership',
            name='welcomed',
            field=models.DateTimeField(help_text='When they were done with the page for newcomers.', null=True),
        ),
    ]
