from django.apps import AppConfig


class BenefitsConfig(AppConfig):
    name = "tenants.benefits"
    label = "benefits"
