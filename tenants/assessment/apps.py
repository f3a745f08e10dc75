from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "tenants.assessment"
    label = "assessment"

    def ready(self) -> None:
        """The timeline gets sentences for this app's events, the idea page its link and the gate a line of its brief.
        Models are there only now."""
        from tenants.assessment.brief_line import assessment_lines
        from tenants.assessment.links import assessment_link
        from tenants.assessment.transitions import SENTENCES
        from tenants.decisions.brief import adds_to_brief
        from tenants.ideas.surroundings import shows_link
        from tenants.ideas.timeline import describes

        describes(SENTENCES)
        shows_link(assessment_link)
        adds_to_brief(assessment_lines)
