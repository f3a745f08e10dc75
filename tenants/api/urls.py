"""The keys' pages, the guide, and the API itself."""

from django.urls import include, path, re_path

from tenants.api.resources import assessments, benefits, challenges, decisions, ideas, learnings, needs
from tenants.api.views import guide, keys

pages = [
    path("api-nycklar/", keys.integration_list, name="integrations"),
    path("api-nycklar/export.csv", keys.integration_csv, name="integrations_csv"),
    path("api-nycklar/ny/", keys.integration_new, name="integration_new"),
    path("api-nycklar/<int:pk>/", keys.integration_page, name="integration"),
    path("api-nycklar/<int:pk>/andra/", keys.integration_change, name="integration_change"),
    path("api-nycklar/<int:pk>/nyckel/", keys.key_new, name="key_new"),
    path("api-nycklar/nyckel/<int:pk>/aterkalla/", keys.key_revoke, name="key_revoke"),
    path("api/", guide.guide, name="guide"),
]
operations = [
    path("ideas/", ideas.Ideas.as_view()),
    path("ideas/<uuid:key>/", ideas.OneIdea.as_view()),
    path("ideas/<uuid:key>/triage/", ideas.IdeaTriage.as_view()),
    path("ideas/<uuid:key>/reopen/", ideas.IdeaReopening.as_view()),
    path("ideas/<uuid:key>/coach/", ideas.IdeaCoach.as_view()),
    path("ideas/<uuid:key>/secrecy/", ideas.IdeaSecrecy.as_view()),
    path("ideas/<uuid:key>/assessments/", assessments.IdeaAssessments.as_view()),
    path("ideas/<uuid:key>/gate/", decisions.IdeaGate.as_view()),
    path("ideas/<uuid:key>/gate/conditions/", decisions.IdeaConditions.as_view()),
    path("ideas/<uuid:key>/gate/proposal/", decisions.IdeaProposal.as_view()),
    path("needs/", needs.Needs.as_view()),
    path("needs/<uuid:key>/", needs.OneNeed.as_view()),
    path("needs/<uuid:key>/ideas/", needs.NeedIdeas.as_view()),
    path("needs/<uuid:key>/ideas/<uuid:idea>/", needs.OneLink.as_view()),
    path("needs/<uuid:key>/end/", needs.NeedEnd.as_view()),
    path("needs/<uuid:key>/reopen/", needs.NeedReopening.as_view()),
    path("challenges/", challenges.Challenges.as_view()),
    path("challenges/<uuid:key>/", challenges.OneChallenge.as_view()),
    path("challenges/<uuid:key>/step/", challenges.ChallengeStep.as_view()),
    path("challenges/<uuid:key>/answers/", challenges.ChallengeAnswers.as_view()),
    path("challenges/<uuid:key>/answers/<uuid:idea>/", challenges.OneAnswer.as_view()),
    path("challenges/<uuid:key>/report/", challenges.ChallengeReport.as_view()),
    path("assessments/", assessments.Assessments.as_view()),
    path("decisions/", decisions.Decisions.as_view()),
    path("decisions/<uuid:key>/", decisions.OneDecision.as_view()),
    path("learnings/", learnings.Learnings.as_view()),
    path("learnings/<uuid:key>/", learnings.OneLearning.as_view()),
    path("learnings/drafts/", learnings.LearningDrafts.as_view()),
    path("learnings/drafts/<int:pk>/", learnings.OneDraft.as_view()),
    path("learnings/drafts/<int:pk>/sign/", learnings.DraftSigning.as_view()),
    path("benefits/", benefits.Benefits.as_view()),
    path("benefits/<uuid:key>/", benefits.OneBenefit.as_view()),
    path("benefits/<uuid:key>/measurements/", benefits.BenefitMeasurements.as_view()),
    path("schema/", guide.schema, name="schema"),
    re_path("^", guide.Nothing.as_view()),
]

urlpatterns = [path("api/v1/", include((operations, "api_v1"))), path("", include((pages, "api")))]
