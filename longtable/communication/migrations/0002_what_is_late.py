from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communication', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='digest',
            name='kind',
            field=models.TextField(choices=[('week', 'The week'), ('tomorrow', 'What is due tomorrow'), ('late', 'What is late')], default='week'),
        ),
    ]
