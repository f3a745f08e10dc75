from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "tenants.files"
    label = "files"

    def ready(self) -> None:
        """The timeline gets the sentences of this app's events, the idea page its files. Models are there only now."""
        from tenants.files.panel import READS, files_panel
        from tenants.ideas.surroundings import shows_panel
        from tenants.ideas.timeline import describes

        describes({"file_added": _("A file was added"), "file_removed": _("A file was removed")})
        shows_panel(files_panel, reads=READS, guests=True)
