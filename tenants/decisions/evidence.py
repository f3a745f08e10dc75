"""The conditions as they were answered when a decision was made: codes, numbers and digests, which tell of a change
later without holding a word that may have to be erased."""

import hashlib
import json
from typing import Any

from tenants.decisions.conditions import Condition, conditions_of
from tenants.decisions.models import Decision
from tenants.ideas.models import Idea
from tenants.pipeline.models import Gate

Evidence = list[dict[str, Any]]


def freeze(idea: Idea, gate: Gate) -> Evidence:
    return [_frozen(condition) for condition in conditions_of(idea, gate)]


def digest(*, idea: Idea, revision: int, gate: Gate, evidence: Evidence) -> str:
    """SHA-256 over idea, revision, gate and evidence as JSON with sorted keys and no spaces, UTF-8."""
    content = {"idea": str(idea.key), "revision": revision, "gate": gate.pk, "evidence": evidence}
    return _sha256(json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False))


def matches(decision: Decision) -> bool:
    """Whether the evidence of a decision is what its digest was made of."""
    made_of = digest(
        idea=decision.idea, revision=decision.idea_revision, gate=decision.gate, evidence=decision.evidence
    )
    return made_of == decision.evidence_digest


def _frozen(condition: Condition) -> dict[str, Any]:
    answer = condition.answer
    return {
        "code": condition.criterion.code,
        "met": condition.met,
        "number": answer.number if answer else None,
        "member": str(answer.member.key) if answer and answer.member else None,
        "text": _sha256(answer.evidence) if answer and answer.evidence else None,
    }


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
