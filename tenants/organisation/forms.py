"""Forms about the organisation."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tenants.organisation import selectors
from tenants.organisation.models import Authority, RetentionRule, Unit

# `is_default` is no field of the models' forms: their check would refuse a second default, which takes over instead.


class AuthorityForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument when it runs
    class Meta:
        model = Authority
        fields = ("name", "abbreviation", "contact", "data_protection_contact", "active")

    is_default = forms.BooleanField(label=_("Receives what nobody else does"), required=False)
    field_order = ("name", "abbreviation", "contact", "data_protection_contact", "is_default", "active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["is_default"] = self.instance.is_default
        if self.instance.pk and selectors.has_given_out_numbers(self.instance):
            field = self.fields["abbreviation"]
            # A disabled field keeps its value whatever is sent.
            field.disabled = True
            field.help_text = _("It stands in numbers that are given out, so it cannot be changed.")

    def clean(self) -> dict[str, Any]:
        super().clean()
        return _default_stays(self)


class RetentionRuleForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument when it runs
    class Meta:
        model = RetentionRule
        fields = ("name", "keep_for_ever", "years", "basis", "active")
        help_texts: ClassVar = {"years": _("Counted from when the matter was closed. Empty when it is kept for ever.")}

    is_default = forms.BooleanField(label=_("Used where nothing else is chosen"), required=False)
    field_order = ("name", "keep_for_ever", "years", "basis", "is_default", "active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["is_default"] = self.instance.is_default

    def clean(self) -> dict[str, Any]:
        super().clean()
        found = _default_stays(self)
        if found.get("keep_for_ever") and found.get("years"):
            self.add_error("years", _("Leave the years empty, or untick “keep for ever”."))
        if not found.get("keep_for_ever") and not found.get("years"):
            self.add_error("years", _("Write how many years, or keep for ever."))
        return found


class UnitForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument when it runs
    class Meta:
        model = Unit
        fields = ("name", "authority", "parent", "employees", "active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parents = [
            (pk, label) for pk, label in selectors.unit_choices(keep=self.instance.parent) if pk != self.instance.pk
        ]
        self.fields["parent"].choices = [("", _("nothing: it is at the top")), *parents]  # type: ignore[attr-defined]
        authorities = [(one.pk, one.name) for one in selectors.authorities() if one.active]
        self.fields["authority"].choices = [("", _("Choose in the list")), *authorities]  # type: ignore[attr-defined]

    def clean_parent(self) -> Unit | None:
        parent: Unit | None = self.cleaned_data["parent"]
        above = parent
        while above is not None:
            if self.instance.pk and above.pk == self.instance.pk:
                raise ValidationError(_("A unit cannot be part of itself or of something below it."))
            above = above.parent
        return parent


def _default_stays(form: "AuthorityForm | RetentionRuleForm") -> dict[str, Any]:
    """There must always be a default in use: it is moved to another, never taken away."""
    found: dict[str, Any] = form.cleaned_data
    if form.initial.get("is_default") and not (found.get("is_default") and found.get("active")):
        form.add_error("is_default", _("Make another one the default first; then this one can go."))
    elif found.get("is_default") and not found.get("active"):
        form.add_error("active", _("What is used by default must be active."))
    return found
