"""How often a key may ask. Counted in each web process by itself, so that a request costs no statement: with n
processes a key gets at most n times as much."""

from typing import Any

from django.conf import settings
from django.core.cache import caches
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from sluss import clock

MINUTE = 60


class KeyThrottle(BaseThrottle):
    def allow_request(self, request: Request, view: Any) -> bool:
        if request.auth is None:
            return True
        now = int(clock.now().timestamp())
        self.seconds = MINUTE - now % MINUTE
        name, cache = f"api-{request.auth.pk}-{now // MINUTE}", caches["local"]
        if cache.add(name, 1, timeout=MINUTE):
            return True
        return int(cache.incr(name)) <= settings.API_REQUESTS_A_MINUTE

    def wait(self) -> float:
        return float(self.seconds)
