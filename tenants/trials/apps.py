from django.apps import AppConfig


class TrialsConfig(AppConfig):
    name = "tenants.trials"
    label = "trials"

    def ready(self) -> None:
        """The timeline gets the sentences of this app's events, the idea page its links and the gate its line. Models
        are there only now."""
        from tenants.decisions.brief import adds_to_brief
        from tenants.ideas.surroundings import shows_link
        from tenants.ideas.timeline import describes
        from tenants.trials.surroundings import costs_link, trial_lines, trials_link
        from tenants.trials.transitions import SENTENCES

        describes(SENTENCES)
        shows_link(trials_link)
        shows_link(costs_link)
        adds_to_brief(trial_lines)
