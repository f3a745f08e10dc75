from django.apps import AppConfig


class BenefitsConfig(AppConfig):
    name = "tenants.benefits"
    label = "benefits"

    def ready(self) -> None:
        """The idea page gets its link, the gate its lines, the timeline its sentences. Models are there only now."""
        from tenants.benefits.around import SENTENCES, benefit_lines, benefit_link
        from tenants.decisions.brief import adds_to_brief
        from tenants.ideas.surroundings import shows_link
        from tenants.ideas.timeline import describes

        describes(SENTENCES)
        shows_link(benefit_link)
        adds_to_brief(benefit_lines)
