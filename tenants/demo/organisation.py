"""The committees and units of a demo municipality: the same everywhere, so that stories find their place."""

from tenants.organisation.models import Authority, Unit

AUTHORITIES = {
    "VON": "Vård- och omsorgsnämnden",
    "BUN": "Barn- och utbildningsnämnden",
    "SN": "Socialnämnden",
    "TN": "Tekniska nämnden",
    "KFN": "Kultur- och fritidsnämnden",
}
# Unit: the committee (KS is there from the beginning) and how many work there.
UNITS = {
    "Kommunledningskontoret": ("KS", 48),
    "Kundcenter": ("KS", 14),
    "IT": ("KS", 22),
    "HR": ("KS", 17),
    "Måltid": ("KS", 96),
    "Hemtjänsten": ("VON", 310),
    "Äldreboenden": ("VON", 420),
    "LSS": ("VON", 180),
    "Förskolan": ("BUN", 360),
    "Grundskolan": ("BUN", 540),
    "Gymnasiet": ("BUN", 150),
    "Socialtjänsten": ("SN", 120),
    "Integration och arbete": ("SN", 64),
    "Gata och park": ("TN", 72),
    "Fastighet": ("TN", 58),
    "Miljö och bygg": ("TN", 41),
    "Kultur och fritid": ("KFN", 88),
    "Hamn och kanal": ("KFN", 9),
}


def make_units() -> dict[str, Unit]:
    """Units by name; those that are there already stay as they are."""
    Authority.objects.bulk_create(
        [Authority(name=name, abbreviation=short) for short, name in AUTHORITIES.items()],
        ignore_conflicts=True,
    )
    authorities = {authority.abbreviation: authority for authority in Authority.objects.all()}
    Unit.objects.bulk_create(
        [Unit(name=name, authority=authorities[short], employees=count) for name, (short, count) in UNITS.items()],
        ignore_conflicts=True,
    )
    return {unit.name: unit for unit in Unit.objects.filter(name__in=UNITS).select_related("authority")}
