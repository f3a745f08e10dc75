"""When two texts are the same idea."""

from sluss.text.digests import text_digest


def test_digest_is_blind_to_typing_and_sees_words() -> None:
    digest = text_digest(title="Fler bänkar!", text="Vid ån,\ni skuggan.")
    assert digest == text_digest(title=" FLER  BA\u0308NKAR", text="vid ÅN i skuggan")
    assert len(digest) == 64
    assert digest != text_digest(title="Fler bänkar Vid ån", text="i skuggan")
    assert text_digest(title="👍", text="") != text_digest(title="👎", text="")
