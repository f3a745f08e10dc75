from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "tenants.imports"
    label = "imports"

    def ready(self) -> None:
        # Late: the timeline reads models, which are not there when this module is imported.
        from tenants.ideas import timeline
        from tenants.imports.placing import EVENT

        timeline.describes({EVENT: _("Placed where the imported file said it had come")})
