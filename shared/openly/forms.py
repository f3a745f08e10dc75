"""What a visitor asks for. Stands in the address, so that it can be kept and sent on."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from shared.openly.models import OpenText
from shared.openly.search import Wanted
from sluss.registry.models import Municipality
from sluss.text.plain import plain_line
from sluss.text.swedish import swedish_key

LONGEST = 300


class SearchForm(forms.Form):
    """`municipalities` are those that are in use, with their federations."""

    q = forms.CharField(label=_("What are you looking for?"), required=False, max_length=LONGEST)
    federation = forms.ChoiceField(label=_("Federation"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, *args: Any, municipalities: list[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._municipalities = municipalities
        federations = {one.federation.slug: one.federation.name for one in municipalities}
        own = {one.slug: one.name for one in municipalities}
        self.fields["q"].widget.attrs |= {"type": "search", "autocomplete": "off"}
        self._offer("federation", _("All federations"), federations)
        self._offer("municipality", _("All municipalities"), own)
        kinds = [(value, capfirst(label)) for value, label in OpenText.Kind.choices]
        self.fields["kind"].choices = [("", _("All kinds")), *kinds]  # type: ignore[attr-defined]

    def clean_q(self) -> str:
        return plain_line(self.cleaned_data["q"])

    def wanted(self) -> Wanted:
        """A municipality that does not belong to the federation that was chosen too has nothing to show."""
        federation, slug = self.cleaned_data["federation"], self.cleaned_data["municipality"]
        chosen = {
            one.pk for one in self._municipalities if federation in ("", one.federation.slug) and slug in ("", one.slug)
        }
        return Wanted(municipalities=chosen, kind=self.cleaned_data["kind"])

    def _offer(self, name: str, everything: Any, names: dict[str, str]) -> None:
        known = sorted(names.items(), key=lambda pair: swedish_key(pair[1]))
        self.fields[name].choices = [("", everything), *known]  # type: ignore[attr-defined]
