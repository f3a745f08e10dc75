from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "sluss.outbox"
    label = "outbox"
