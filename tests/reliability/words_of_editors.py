"""What two editors write in a form whose field takes only some words."""

WORDS = {
    "MailForm": ("asked", "nothing"),
    "ChangeRoleForm": ("data_lead", "partner_member"),
    "ServerForm": ("mine.example.org", "yours.example.org"),
    "RuleForm": ("61", "73"),
}
