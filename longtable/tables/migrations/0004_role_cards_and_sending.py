"""Role cards, and what one table sends to another."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('initiative', '0002_reaching_people'),
        ('tables', '0003_composition'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='item',
            name='from_table',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sent_items', to='tables.table'),
        ),
        migrations.AddField(
            model_name='tension',
            name='from_table',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sent_tensions', to='tables.table'),
        ),
        migrations.AlterField(
            model_name='tension',
            name='door',
            field=models.TextField(choices=[('room', 'In the room'), ('facilitator', 'Through the facilitator'), ('table', 'From another table')], default='room'),
        ),
        migrations.CreateModel(
            name='RoleCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.TextField(blank=True, choices=[('facilitator', 'Facilitator'), ('data_lead', 'Data lead')])),
                ('expectation', models.TextField(blank=True, verbose_name='What is expected')),
                ('decides', models.TextField(blank=True, verbose_name='What this role decides')),
                ('access', models.TextField(blank=True, verbose_name='What this role may see and use')),
                ('term', models.CharField(blank=True, max_length=300, verbose_name='For how long')),
                ('accountable_to', models.TextField(blank=True, verbose_name='Accountable to whom')),
                ('success', models.TextField(blank=True, verbose_name='How success is judged')),
                ('hand_over_on', models.DateField(blank=True, null=True, verbose_name='Hand-over date')),
                ('successor', models.CharField(blank=True, max_length=300, verbose_name='Who follows')),
                ('version', models.PositiveIntegerField(default=1)),
                ('deputy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deputized_roles', to=settings.AUTH_USER_MODEL, verbose_name='Deputy')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_cards', to='initiative.initiative')),
                ('seat', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='card', to='tables.seat')),
                ('table', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='card', to='tables.table')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('role', ''), ('seat__isnull', False), ('table__isnull', True)), models.Q(('role', ''), ('seat__isnull', True), ('table__isnull', False)), models.Q(('seat__isnull', True), ('table__isnull', True), models.Q(('role', ''), _negated=True)), _connector='OR'), name='a_card_is_of_one_role'), models.UniqueConstraint(models.F('initiative'), models.F('role'), condition=models.Q(('role', ''), _negated=True), name='one_card_for_a_backbone_role')],
            },
        ),
    ]
