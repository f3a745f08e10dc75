"""Jobs of the outbox."""

from sluss.jobs.tasks import municipal_task
from sluss.registry.models import Municipality
from tenants.mail.sending import send


@municipal_task(name="mail.send")
def send_mail(municipality: Municipality, mail: int) -> None:
    send(municipality, mail_id=mail)
