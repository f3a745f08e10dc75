from django.apps import AppConfig


class PublicSiteConfig(AppConfig):
    name = "tenants.public_site"
    label = "public_site"
