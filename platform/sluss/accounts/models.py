"""Identity, one per person on the whole platform. What a person may do lies in each municipality (people.Member)."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from sluss.registry.models import Federation


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "Account":
        account = self.model(email=self.normalize_email(email).lower(), **extra)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username or "")


class Account(AbstractBaseUser):
    """A person who signs in: an e-mail address and a password. Municipalities know the account by its key alone."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return self.email


class Session(AbstractBaseSession):
    """A browser's session. It knows its account, so that both are read by one statement on every page.

    Who is signed in is said by the sealed data alone: the key here only says which account to read beside it.
    """

    account_key = models.UUIDField(null=True)

    class Meta(AbstractBaseSession.Meta):
        abstract = False


class RegionalRole(models.Model):
    """What an account may do on the regional site."""

    class Role(models.TextChoices):
        ANALYST = "analyst", _("federation analyst")
        OPERATOR = "operator", _("platform operator")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="regional_roles")
    role = models.CharField(max_length=10, choices=Role)
    federation = models.ForeignKey(Federation, on_delete=models.CASCADE, null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "role", "federation"], nulls_distinct=False, name="one_regional_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.role}"
