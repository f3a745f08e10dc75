"""The part of CSS that drawing programs write into logos: classes with colours and lines. The rest is not read."""

import re

# Presentation attributes of SVG that only change how a shape is painted.
PROPERTIES = frozenset(
    [
        "fill",
        "fill-opacity",
        "fill-rule",
        "stroke",
        "stroke-width",
        "stroke-opacity",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-dasharray",
        "stroke-dashoffset",
        "opacity",
        "color",
        "display",
        "visibility",
        "clip-path",
        "clip-rule",
        "mask",
        "stop-color",
        "stop-opacity",
    ]
)
# A comment that is never closed goes to the end: looking for its end once for each of many would take minutes.
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
BEFORE_SELECTORS = re.compile(r"[{@;]")
CLASS = re.compile(r"\.([\w-]+)\Z", re.ASCII)


def declarations(text: str) -> dict[str, str]:
    """Of `fill:#1d5567; behavior:url(x)` what paints a shape. The caller looks at the values."""
    pairs = (part.partition(":") for part in COMMENT.sub("", text).split(";"))
    found = {name.strip(): value.replace("!important", "").strip() for name, colon, value in pairs if colon}
    return {name: value for name, value in found.items() if name in PROPERTIES and value}


def class_rules(sheet: str) -> dict[str, dict[str, str]]:
    """Each class's declarations. Selectors that are anything but a class alone are passed over."""
    rules: dict[str, dict[str, str]] = {}
    for block in COMMENT.sub("", sheet).split("}")[:-1]:
        head, _brace, body = block.rpartition("{")
        selectors = BEFORE_SELECTORS.split(head)[-1]
        for selector in selectors.split(","):
            if one := CLASS.match(selector.strip()):
                rules[one[1]] = rules.get(one[1], {}) | declarations(body)
    return rules
