from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "tenants.guidance"
    label = "guidance"

    def ready(self) -> None:
        """The idea page and the gate get their guidance. Models are there only now."""
        from tenants.decisions.brief import adds_to_brief
        from tenants.guidance.around import guidance_lines, guidance_link, guidance_panel
        from tenants.ideas.surroundings import shows_link, shows_panel

        shows_panel(guidance_panel)
        shows_link(guidance_link)
        adds_to_brief(guidance_lines)
