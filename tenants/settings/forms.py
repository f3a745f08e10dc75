"""Forms: how the sluice looks, what it is called, what it promises, and what it is registered under."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sluss.web.logo.clean import MOST_BYTES, CleanLogo, clean_logo
from sluss.web.logo.refusal import Refused
from sluss.web.palettes import PALETTES
from tenants.ideas.forms import PlainLine, PlainText
from tenants.organisation.forms import AuthorityForm

LONGEST_WHY = 1500


class PaletteSelect(forms.RadioSelect):
    """Each choice with a small picture of what it colours: top edge, boat and primary button."""

    template_name = "settings/widgets/palettes.html"


class LookForm(forms.Form):
    palette = forms.ChoiceField(
        label=_("Colour"),
        choices=list(PALETTES.items()),
        widget=PaletteSelect,
        help_text=_("Colours the top edge, the boat and the main button. Every colour here has enough contrast."),
    )
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        widget=forms.FileInput(attrs={"data-max-bytes": MOST_BYTES, "accept": ".svg,.png"}),
        help_text=_("SVG, or PNG of at most 200 kB. Text in an SVG must be drawn as shapes."),
    )
    remove_logo = forms.BooleanField(label=_("Take the logo away"), required=False)

    def __init__(self, *args: Any, has_logo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_logo:
            del self.fields["remove_logo"]

    def clean_logo(self) -> CleanLogo | None:
        file = self.cleaned_data["logo"]
        if not file:
            return None
        try:
            # One byte more than may be kept tells a file that is too large, without reading all of it.
            return clean_logo(file.read(MOST_BYTES + 1))
        except Refused as refusal:
            raise forms.ValidationError(str(refusal.reason)) from refusal


class WordsForm(forms.Form):
    sluice_name = PlainLine(
        label=_("What is your sluice called?"),
        required=False,
        max_length=40,
        help_text=_("Stands at the top of every page. Empty: “Idéslussen”, in English “The idea sluice”."),
    )
    why_sv = PlainText(
        label=_("Why do you have it?"),
        required=False,
        max_length=LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 5, "data-limit": LONGEST_WHY, "lang": "sv"}),
        help_text=_("Stands on the start page, for everyone. Write in Swedish, as you would say it to a neighbour."),
    )
    why_en = PlainText(
        label=_("The same in English"),
        required=False,
        max_length=LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 5, "data-limit": LONGEST_WHY, "lang": "en"}),
        help_text=_("If you leave it empty, readers of English see the Swedish text."),
    )


class PromiseForm(forms.Form):
    days = forms.IntegerField(
        label=_("First answer within how many working days?"),
        min_value=1,
        max_value=30,
        help_text=_("Everyone who leaves an idea is told this day. It counts for what comes in from now on."),
    )


class RegisterForm(AuthorityForm):
    """The authority that receives what nobody else does: it stays that, and in use."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["is_default"], self.fields["active"]

    def clean(self) -> dict[str, Any]:
        return super(AuthorityForm, self).clean() or self.cleaned_data
