"""What a partner needs to know before the first contact."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sluss.tenancy.hosts import addresses
from sluss.text.swedish import swedish_key


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What partners can do here, and the municipalities they can turn to, each at its own address."""
    known = sorted(addresses(), key=lambda pair: (swedish_key(pair[0].federation.name), swedish_key(pair[0].name)))
    groups = [
        (federation, [(municipality.name, address) for municipality, address in pairs])
        for federation, pairs in groupby(known, key=lambda pair: pair[0].federation)
    ]
    return render(request, "partners/start.html", {"groups": groups})


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    return render(request, "partners/how.html")
