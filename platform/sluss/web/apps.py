from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "sluss.web"
    label = "web"
