"""Work is done again when what it is made from has changed, and only then."""

from pathlib import Path

from deploy.setup import stamps


def test_stamp_is_current_until_a_source_changes(tmp_path: Path) -> None:
    source, stamp = tmp_path / "lock", tmp_path / "stamp"
    source.write_text("one")
    assert not stamps.is_current(stamp, stamps.digest(source))
    stamps.write(stamp, stamps.digest(source))
    assert stamps.is_current(stamp, stamps.digest(source))
    source.write_text("two")
    assert not stamps.is_current(stamp, stamps.digest(source))


def test_digest_tells_files_apart_by_order_and_border(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("xy")
    second.write_text("z")
    marks = {stamps.digest(first, second), stamps.digest(second, first), stamps.digest(first)}
    first.write_text("x")
    second.write_text("yz")
    assert len(marks | {stamps.digest(first, second)}) == 4
