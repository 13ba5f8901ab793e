"""How people describe themselves, named populations, and rules of who has to be at a table."""


import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('initiative', '0001_initial'),
        ('measures', '0004_categories_are_retired'),
        ('tables', '0002_what_happens_there'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LeadershipDescription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='Who leads us, in our own words')),
                ('given', models.DateField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('organization', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='leadership', to='initiative.organization')),
            ],
        ),
        migrations.CreateModel(
            name='CompositionCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('told', models.JSONField(default=dict)),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='composition_counts', to='initiative.initiative')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('initiative'), models.F('day'), name='one_composition_count_a_day')],
            },
        ),
        migrations.CreateModel(
            name='CompositionRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('constituency', models.TextField(blank=True, choices=[('resident', 'Residents'), ('grassroots', 'Grass-roots groups'), ('provider', 'Providers'), ('public', 'Public bodies'), ('funder', 'Funders'), ('business', 'Business'), ('backbone', 'Backbone')], verbose_name='For whom')),
                ('least_percent', models.PositiveIntegerField(default=0, verbose_name='At least, in percent of the seats')),
                ('least_seats', models.PositiveIntegerField(default=0, verbose_name='At least this many seats')),
                ('ended', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='composition_rules', to='measures.category')),
                ('table', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='composition_rules', to='tables.table')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('table'), models.F('constituency'), condition=models.Q(('ended', None), models.Q(('constituency', ''), _negated=True)), name='one_rule_a_constituency'), models.UniqueConstraint(models.F('table'), models.F('category'), condition=models.Q(('category__isnull', False), ('ended', None)), name='one_rule_a_category'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('constituency', ''), _negated=True), ('category', None)), models.Q(('constituency', ''), ('category__isnull', False)), _connector='OR'), name='a_rule_is_for_one_group'), models.CheckConstraint(condition=models.Q(models.Q(('least_percent__gt', 0), ('least_seats__gt', 0), _connector='OR'), ('least_percent__lte', 100)), name='a_rule_asks_for_something')],
            },
        ),
        migrations.CreateModel(
            name='Nearness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('works_on_it', models.BooleanField(null=True, verbose_name='I work on it directly')),
                ('lives_with_it', models.BooleanField(null=True, verbose_name='I live with it')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='nearness', to='initiative.initiative')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='nearness', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'nearness',
                'constraints': [models.UniqueConstraint(models.F('initiative'), models.F('person'), name='one_nearness_a_person')],
            },
        ),
        migrations.CreateModel(
            name='ReferencePopulation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='Who they are')),
                ('source', models.CharField(max_length=500, verbose_name='Source')),
                ('year', models.PositiveIntegerField(verbose_name='Year')),
                ('shares', models.JSONField(default=dict)),
                ('retired', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('breakdown', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='references', to='measures.breakdown')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reference_populations', to='initiative.initiative')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('breakdown'), condition=models.Q(('retired', None)), name='one_population_a_breakdown_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='SelfDescription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('breakdown', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='self_descriptions', to='measures.breakdown')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='self_descriptions', to='measures.category')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='self_descriptions', to='initiative.initiative')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='self_descriptions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('initiative'), models.F('person'), models.F('breakdown'), name='one_self_description_a_breakdown')],
            },
        ),
    ]
