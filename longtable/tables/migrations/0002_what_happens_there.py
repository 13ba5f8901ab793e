"""What happens at tables: raised, tapped, sent, written and approved."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tables', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(verbose_name='Why')),
                ('state', models.TextField(choices=[('open', 'Open'), ('integrated', 'Taken into the proposal'), ('withdrawn', 'Withdrawn by who raised it'), ('stands', 'Stands as dissent')], default='open')),
                ('answer', models.TextField(blank=True, verbose_name='What was done with it')),
                ('at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='tables.decision')),
                ('elector', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='tables.elector')),
                ('from_table', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='tables.table')),
            ],
        ),
        migrations.AddField(
            model_name='decision',
            name='table',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='tables.table'),
        ),
        migrations.CreateModel(
            name='Tap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField()),
                ('what', models.CharField(max_length=20)),
                ('content', models.JSONField(default=dict)),
                ('at', models.DateTimeField(help_text="When it was tapped, by the phone's clock.")),
                ('came', models.DateTimeField(auto_now_add=True)),
                ('undone', models.BooleanField(default=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='taps', to='tables.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='Tension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='What it is about')),
                ('door', models.TextField(choices=[('room', 'In the room'), ('facilitator', 'Through the facilitator')], default='room')),
                ('state', models.TextField(choices=[('open', 'Open'), ('settled', 'Settled'), ('learned', 'Not settled; we learned from it')], default='open')),
                ('outcome', models.TextField(blank=True, verbose_name='What came of it')),
                ('opened', models.DateTimeField()),
                ('settled', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='confirmed_tensions', to='tables.seat')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tensions', to='tables.meeting')),
                ('raised_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tensions', to='tables.seat')),
                ('table', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tensions', to='tables.table')),
            ],
        ),
        migrations.CreateModel(
            name='TurnSummary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('counts', models.JSONField(default=list)),
                ('by_constituency', models.JSONField(default=dict)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='tables.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='CalendarLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('renewals', models.PositiveIntegerField(default=0)),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calendar_links', to='initiative.initiative')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_links', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('initiative'), models.F('person'), name='one_calendar_link_a_person')],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=10)),
                ('text', models.TextField(verbose_name='Text')),
                ('made', models.DateTimeField()),
                ('sent', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='tables.meeting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('meeting'), models.F('language'), name='one_note_a_language')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField()),
                ('kind', models.TextField(choices=[('here', 'I am here'), ('hand', 'I would like to speak'), ('word', 'I have something to say, in writing'), ('call', 'Please call me afterwards')], verbose_name='What')),
                ('name', models.CharField(blank=True, max_length=100, verbose_name='Your name, if you wish')),
                ('text', models.TextField(blank=True, verbose_name='Your words')),
                ('came', models.DateTimeField()),
                ('answered', models.DateTimeField(null=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='tables.meeting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('meeting'), models.F('key'), name='a_message_counts_once')],
            },
        ),
        migrations.CreateModel(
            name='MinutesApproval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('approves', models.BooleanField()),
                ('correction', models.TextField(blank=True, verbose_name='What should be corrected')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='tables.minutes')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='tables.seat')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('minutes'), models.F('seat'), name='a_seat_approves_minutes_once')],
            },
        ),
        migrations.CreateModel(
            name='Holding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.TextField(choices=[('principal', 'Holder'), ('alternate', 'Alternate')], default='principal')),
                ('name', models.CharField(max_length=300, verbose_name='Name')),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('handed_over', models.TextField(blank=True, verbose_name='What the next holder has to know')),
                ('version', models.PositiveIntegerField(default=1)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to=settings.AUTH_USER_MODEL)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='tables.seat')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('seat'), models.F('part'), condition=models.Q(('until', None)), name='a_seat_has_one_holder_at_a_time')],
            },
        ),
        migrations.AddConstraint(
            model_name='elector',
            constraint=models.UniqueConstraint(models.F('decision'), models.F('seat'), name='a_seat_decides_once'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(models.F('meeting'), models.F('seat'), name='a_seat_attends_a_meeting_once'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(models.F('series'), models.F('day'), condition=models.Q(('state', 'called_off'), _negated=True), name='a_series_meets_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='table',
            constraint=models.UniqueConstraint(models.F('initiative'), models.F('slug'), name='a_table_stands_once'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(models.F('table'), models.F('number'), name='a_seat_has_its_number'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('elector__isnull', False), ('from_table__isnull', False), _connector='OR'), name='somebody_objects'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(models.F('table'), models.F('number'), name='a_decision_has_its_number'),
        ),
        migrations.AddConstraint(
            model_name='tap',
            constraint=models.UniqueConstraint(models.F('meeting'), models.F('key'), name='a_tap_counts_once'),
        ),
    ]
