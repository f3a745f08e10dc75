"""Forms about members and invitations."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sluss import clock
from sluss.accounts.models import Account
from sluss.accounts.passwords import rules_in_words
from tenants.organisation.models import Unit
from tenants.organisation.selectors import unit_choices
from tenants.people import rules, selectors
from tenants.people.models import Member, Role


class MemberField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no argument when it runs
    """A member by key: keys are the same in no two municipalities, row numbers are."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Member.objects.none(), to_field_name="key", **kwargs)

    def label_from_instance(self, obj: Member) -> str:
        return obj.display_name


class FilterForm(forms.Form):
    """What the list of members is narrowed by; everything may be empty."""

    STATES = (
        ("active", pgettext_lazy("members", "active")),
        ("closed", pgettext_lazy("members", "closed")),
        ("all", pgettext_lazy("members", "all")),
    )

    q = forms.CharField(label=_("Name, e-mail or title"), required=False, max_length=100)
    role = forms.ChoiceField(label=_("Role"), required=False)
    unit = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(label=_("Membership"), required=False, choices=STATES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("all roles")), *Role.choices]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", _("all units")), *unit_choices()]  # type: ignore[attr-defined]

    def chosen(self) -> selectors.MemberFilter:
        """What was asked for; a value that is none of the choices narrows nothing."""
        self.full_clean()
        asked = self.cleaned_data
        states = {"closed": False, "all": None}
        return selectors.MemberFilter(
            text=asked.get("q") or "",
            role=asked.get("role") or "",
            unit_id=asked.get("unit"),
            active=states.get(asked.get("state") or "", True),
        )


class UnitAndRoles(forms.Form):
    """What members and invitations have in common."""

    name = forms.CharField(label=_("Name"), max_length=120)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), required=False, empty_label=_("no unit"))
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Everyone may leave ideas. Choose what the person does besides that."),
    )

    def __init__(self, *args: Any, actor: Member, unit_now: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = unit_choices(keep=unit_now)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=[pk for pk, _label in choices])  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", _("no unit")), *choices]  # type: ignore[attr-defined]
        self.fields["roles"].choices = [  # type: ignore[attr-defined]
            (role.value, role.label) for role in rules.roles_to_give(actor)
        ]

    def clean_roles(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["roles"]
        return chosen or [Role.EMPLOYEE.value]


class MemberForm(UnitAndRoles):
    title = forms.CharField(label=pgettext_lazy("person", "Title"), max_length=120, required=False)
    show_role_only = forms.BooleanField(
        label=_("Show by role only (protected identity)"),
        required=False,
        help_text=_("Name and address are then seen by administrators alone."),
    )
    field_order = ("name", "title", "unit", "roles", "show_role_only")


class InvitationForm(UnitAndRoles):
    email = forms.EmailField(label=_("E-mail"), help_text=_("The link works for this address only."))
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)
    field_order = ("email", "name", "unit", "roles", "language")


class OwnSettingsForm(forms.Form):
    away_until = forms.DateField(
        label=_("Away until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The last day you are away. Empty when you are at work."),
    )
    stand_in = MemberField(
        label=_("Stand-in"),
        required=False,
        empty_label=_("nobody"),
        help_text=_("Sees what waits for you while you are away."),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("For the site and for letters to you.")
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stand_in"].queryset = selectors.possible_stand_ins(member=member)  # type: ignore[attr-defined]

    def clean_away_until(self) -> Any:
        day = self.cleaned_data["away_until"]
        if day and day < clock.today():
            raise ValidationError(_("That day has passed. Leave the field empty when you are at work."))
        return day


class SecondFactorForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label=_("Roles that need a second step"),
        required=False,
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Members with these roles set it up the next time they come; until then they get no further."),
    )


class NewAccountForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["password"].help_text = rules_in_words()

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if password := found.get("password"):
            try:
                validate_password(password, Account(email=self.email, name=found.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return found
