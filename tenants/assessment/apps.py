from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "tenants.assessment"
    label = "assessment"

    def ready(self) -> None:
        """The timeline gets the sentences of this app's events, the idea page its link. Models are there only now."""
        from tenants.assessment.links import assessment_link
        from tenants.assessment.transitions import SENTENCES
        from tenants.ideas.surroundings import shows_link
        from tenants.ideas.timeline import describes

        describes(SENTENCES)
        shows_link(assessment_link)
