from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sluss.accounts"
    label = "accounts"
