"""Django's rules for passwords, in words that help."""

from django.contrib.auth import password_validation as rules
from django.utils.translation import gettext as _


class LongEnough(rules.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("That is too short. Use at least %(count)d characters.") % {"count": self.min_length}

    def get_help_text(self) -> str:
        return _("At least %(count)d characters. A sentence you remember is best.") % {"count": self.min_length}


class UnlikeTheOwner(rules.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("That is too like your name or your e-mail address.")

    def get_help_text(self) -> str:
        return _("Nothing that is like your name or your e-mail address.")


class Uncommon(rules.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("Many people use that password, so it is among the first that others try.")

    def get_help_text(self) -> str:
        return _("Nothing that many people use.")


def rules_in_words() -> str:
    """The rules in force, as one text for a field."""
    return " ".join(map(str, rules.password_validators_help_texts()))
