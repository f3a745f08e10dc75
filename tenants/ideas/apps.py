from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "tenants.ideas"
    label = "ideas"

    def ready(self) -> None:
        from tenants.ideas.access import marked
        from tenants.mail.kinds import tells_marked

        tells_marked(marked)
