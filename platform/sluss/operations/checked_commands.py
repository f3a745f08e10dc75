"""What commands share that hold one thing against another in one municipality or in all."""

from django.core.management import CommandError, CommandParser

from sluss.registry.models import Municipality
from sluss.tenancy import in_region


def offer_check(parser: CommandParser) -> None:
    """The options `--check` and `--municipality`."""
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where something differs")
    parser.add_argument("--municipality", metavar="SLUG", help="this one, instead of all")


def chosen_municipalities(slug: str | None) -> list[Municipality]:
    """The one with this slug, or all that are in use. Raises CommandError where there is none."""
    with in_region():
        known = list(Municipality.objects.ready())
    chosen = [municipality for municipality in known if slug in (None, municipality.slug)]
    if slug and not chosen:
        raise CommandError(f"There is no municipality {slug!r} in use.")
    return chosen
