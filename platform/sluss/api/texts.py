"""What the API says when it says no. Titles by the stable code of the problem, in the reader's language."""

from django.utils.translation import gettext_lazy as _

NO_SCOPE = _("The key lacks the scope %(scope)s. The administrator can make a key that has it.")
NO_ROLE = _("The roles of the integration do not include this. The administrator can change them.")
NOT_JSON = _("The body could not be read as JSON in UTF-8.")
UNKNOWN_FIELD = _("There is no field of this name here.")
TWICE = _("This comes twice here. Send it once.")
NOT_TEXT = _("This must be text.")
NOT_AN_OBJECT = _("Send a JSON object, with the fields by name.")
STALE = _(
    "It has changed since you read it. What stands now is in “current”: read it, and send again if you still want."
)
NO_PRECONDITION = _(
    "Send the ETag that you read in the header If-Match, so that nobody's change is written over unseen."
)
KEY_REUSED = _("The Idempotency-Key has been used for another request. Choose a new one.")
BAD_IDEMPOTENCY_KEY = _("An Idempotency-Key has 1 to 100 letters, digits, full stops, hyphens or underscores.")
BAD_CURSOR = _("The cursor cannot be read. Use the address in “next” as it is.")
NO_SUCH_ADDRESS = _("There is nothing at this address. All addresses of the API end with a slash.")

TITLES = {
    "bad-request": _("The request could not be read"),
    "unauthenticated": _("A key that is valid here is needed"),
    "missing-scope": _("The key does not cover this"),
    "not-allowed": _("The integration may not do this"),
    "not-found": _("There is no such thing here"),
    "method-not-allowed": _("This cannot be done at this address"),
    "not-acceptable": _("Only JSON is sent from here"),
    "not-possible": _("This cannot be done now"),
    "idempotency-key-reused": _("The Idempotency-Key belongs to another request"),
    "changed-meanwhile": _("Somebody was first"),
    "too-large": _("The body is too large"),
    "unsupported-media-type": _("Only JSON is taken here"),
    "invalid": _("Something in what was sent is not right"),
    "precondition-required": _("The header If-Match is missing"),
    "too-many-requests": _("The key has asked too often"),
    "unavailable": _("The service is resting for a moment"),
    "internal": _("The fault is ours and has been noted"),
}
DETAILS = {
    "unauthenticated": _("Send a key of this municipality in the header Authorization: Bearer …"),
    "not-found": _("It does not exist, or the integration may not see it."),
    "too-large": _("Send less at a time. Nothing was saved."),
    "too-many-requests": _("Wait as many seconds as Retry-After says, and send again."),
    "unavailable": _("Wait as many seconds as Retry-After says, and send again. Nothing was saved halfway."),
    "internal": _("Nothing was saved halfway. Try again later."),
    "unsupported-media-type": _("Send Content-Type: application/json."),
    "not-acceptable": _("Send Accept: application/json, or leave the header out."),
}
