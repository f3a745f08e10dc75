from django.apps import AppConfig


class ContactCentreConfig(AppConfig):
    name = "tenants.contact_centre"
    label = "contact_centre"
