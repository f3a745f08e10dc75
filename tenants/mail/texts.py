"""Reasons told to people."""

from django.utils.translation import gettext_lazy as _

NO_ADDRESS = _("The address is not a complete e-mail address.")
NO_SERVER = _("There is no mail server to hand it to.")
SECRET_GONE = _("This letter held a link or a code for its receiver alone. It was taken away here when it was sent.")
NOT_STOPPED = _("It is already sent or on its way.")
