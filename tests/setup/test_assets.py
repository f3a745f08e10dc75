"""Copying the front-end files."""

from pathlib import Path

import pytest

from deploy.setup import assets, say


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"code();\n//# sourceMappingURL=index.js.map", b"code();\n"),
        (b"a{}\n/*# sourceMappingURL=a.css.map */\n", b"a{}\n"),
        (b"//# sourceMappingURL=early.map\ncode();\n", b"//# sourceMappingURL=early.map\ncode();\n"),
        (b"\x00wOF2\n\x01", b"\x00wOF2\n\x01"),
    ],
)
def test_copy_leaves_out_the_source_map_line_only(tmp_path: Path, content: bytes, expected: bytes) -> None:
    source, target = tmp_path / "source", tmp_path / "deep" / "target"
    source.write_bytes(content)
    assets.copy(source, target)
    assert target.read_bytes() == expected
    assert [path.name for path in target.parent.iterdir()] == ["target"]


def test_copy_of_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(say.StepError, match="Remove the folder node_modules"):
        assets.copy(tmp_path / "missing", tmp_path / "target")
    assert not (tmp_path / "target").exists()
