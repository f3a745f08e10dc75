from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sluss.accounts"
    label = "accounts"

    def ready(self) -> None:
        from sluss.accounts import checks  # noqa: F401  # registers the checks
