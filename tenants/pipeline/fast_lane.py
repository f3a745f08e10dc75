"""What *Gör direkt* asks and who says yes to it, until a municipality decides otherwise in its model."""

NO_RISK_SV = "Är det riskfritt? Ingen kan skadas, inga personuppgifter behövs och ingen annan enhet påverkas."
NO_RISK_EN = "Is it free of risk? Nobody can be hurt, no personal data is needed and no other unit is affected."


def spot_roles() -> list[str]:
    """Managers, and innovation managers who record a manager's yes."""
    return ["manager", "innovation_manager"]
