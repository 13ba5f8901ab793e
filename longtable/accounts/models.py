import secrets
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

_FORGOTTEN = "forgotten.invalid"  # a domain that there can't be (RFC 2606)


class People(BaseUserManager["Person"]):
    """Makes people. Addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Make a person who signs in by a mailed code, or by password when one is given."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save()
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Find somebody by e-mail address, however it is written."""
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Somebody who signs in. What they may do is said by their roles, in each initiative."""

    email = models.EmailField(_("E-mail address"), unique=True)
    name = models.CharField(_("Name"), max_length=300, blank=True)
    language = models.CharField(_("Language"), max_length=10, default="en")
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(
        default=False, help_text="Runs the installation. Sees no private data by it."
    )
    illustrative = models.BooleanField(default=False, help_text="Made up for a demonstration.")
    joined = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = People()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []  # type: ignore[misc]

    class Meta:
        verbose_name_plural = "people"
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_address")]

    def __str__(self) -> str:
        if self.is_forgotten:
            return gettext("Somebody who left")
        return self.name or self.email

    @property
    def forgotten_email(self) -> str:
        """Return what stands in place of the address once somebody is forgotten."""
        return f"{self.pk}@{_FORGOTTEN}"

    @property
    def is_forgotten(self) -> bool:
        """Whether this was somebody who had themselves forgotten."""
        return self.email.endswith(f"@{_FORGOTTEN}")

    def get_full_name(self) -> str:
        """Return what to call somebody."""
        return str(self)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Nobody has Django's own permissions: each package asks its `permissions`."""
        return False


class FirstAdministrator(models.Model):
    """The one-time offer to become the first administrator. Only a hash of its code is kept."""

    code_hash = models.TextField(unique=True)
    offered = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"offered {self.offered:%Y-%m-%d}"


def new_code() -> str:
    """Return a code that nobody can guess, for a link (128 bits)."""
    return secrets.token_urlsafe(16)
