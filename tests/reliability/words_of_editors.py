"""What two editors write in a form whose field takes only some words."""

from longtable.communication.actions import choose_mail


def choose(row, version, said):
    """Save which mail somebody wants."""
    what = ("asked", "nothing")[said % 2]
    return choose_mail(row.initiative, {"what": what}, version=version, by=row.person)


WORDS = {
    "MailForm": ("asked", "nothing"),
    "ChangeRoleForm": ("data_lead", "partner_member"),
    "ServerForm": ("mine.example.org", "yours.example.org"),
    "ChangeRuleForm": ("41", "53"),
    "RuleForm": ("61", "73"),
}
