"""What residents fill in themselves: as little as can be."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.ideas.forms import PlainLine
from tenants.influence.forms import NoNumbers, long_text
from tenants.influence.join import Joiner

LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]


class JoinForm(NoNumbers):
    name = PlainLine(label=_("What may we call you?"), max_length=60)
    email = forms.EmailField(label=_("Your e-mail"), help_text=_("You get a letter with a link to confirm."))
    language = forms.ChoiceField(label=_("Language of the letters"), choices=LANGUAGES, widget=forms.RadioSelect)
    wishes = long_text(
        _("How do you want to take part?"),
        rows=3,
        most=500,
        required=False,
        help_text=_(
            "Daytime or evening, at home or with others, what you need to be able to come. Leave out your health."
        ),
    )
    consent = forms.BooleanField(label=_("I agree to this"))

    def joiner(self) -> Joiner:
        return Joiner(**{name: self.cleaned_data[name] for name in ("name", "email", "language", "wishes")})


class SignUpForm(NoNumbers):
    name = PlainLine(label=_("What may we call you?"), max_length=60)
    email = forms.EmailField(
        label=_("Your e-mail"), help_text=_("You get a letter with a link: your seat is yours when you say yes there.")
    )


class WayOutForm(forms.Form):
    email = forms.EmailField(label=_("Your e-mail"))
