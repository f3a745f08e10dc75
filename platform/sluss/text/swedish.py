"""Swedish order (å, ä, ö after z) where the database has no Swedish collation."""

from django.db import models
from django.db.models import Expression, F, Value
from django.db.models.functions import Lower

# The characters that follow z in ASCII stand for å, ä and ö. Capitals too: lower() leaves them under the C collation.
LETTERS = "ÅÄÖåäöÆæØøÉÈéèÜü"
STAND_INS = "{|}{|}||}}eeeeyy"
TABLE = str.maketrans(LETTERS, STAND_INS)


def swedish_key(text: str) -> str:
    """Sorts text as a Swedish reader expects, in Python."""
    return text.translate(TABLE).lower()


class SwedishKey(models.Func):
    """The same in the database, for a generated column: sort it with the C collation."""

    function = "TRANSLATE"

    def __init__(self, column: str | F | Expression, **extra: object) -> None:
        super().__init__(Lower(column), Value(LETTERS), Value(STAND_INS), output_field=models.CharField(), **extra)
