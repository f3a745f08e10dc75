"""The form and its view, with Django's own form rendering."""

import uuid

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from deploy.bench.plain.models import Idea, Unit


class IdeaForm(forms.Form):
    submission_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    title = forms.CharField(max_length=200, help_text="One sentence is enough.")
    text = forms.CharField(required=False, widget=forms.Textarea, help_text="What happens today?")
    for_whom = forms.CharField(required=False, max_length=2000, widget=forms.Textarea)
    why_now = forms.CharField(required=False, max_length=2000, widget=forms.Textarea)
    unit = forms.ModelChoiceField(queryset=Unit.objects.all(), required=False)
    attachments = forms.FileField(required=False)


@login_required
def leave(request: HttpRequest) -> HttpResponse:
    form = IdeaForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        fields = {name: value for name, value in form.cleaned_data.items() if name != "attachments"}
        idea = Idea.objects.create(**fields, author=request.user)
        return redirect(f"/{idea.pk}/")
    return render(request, "form.html", {"form": form}, status=422 if form.errors else 200)


urlpatterns = [path("leave/", leave)]
