"""The script that draws the world, and the drawing that it made."""

import importlib.util
import math
import re
from pathlib import Path

import pytest

from partnerships.country_names import is_country
from partnerships.map.geometry import DRAWING, PART_OF, world

SCRIPT = Path(__file__).parents[3] / "bin" / "draw_world.py"
# Antarctica is left out: nobody has a partnership with it, and it would take a third of the paper.
NOT_DRAWN = {"AQ"}


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("draw_world", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def points(path):
    """The points of a path that moves to, and draws lines from point to point."""
    found, begin = [], (0, 0)
    for ring in path.split("z")[:-1]:
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        x, y = pairs[0] if ring[0] == "M" else (begin[0] + pairs[0][0], begin[1] + pairs[0][1])
        begin = x, y
        found.append((x, y))
        for right, down in pairs[1:]:
            x, y = x + right, y + down
            found.append((x, y))
    return found


def test_every_code_of_iso_3166_has_a_shape_or_a_marker(script):
    codes = set(script.CODES.values())

    assert len(codes) == 249
    assert all(is_country(code) for code in codes)
    assert world().codes == codes - NOT_DRAWN


@pytest.mark.parametrize(
    "code", ["SG", "MT", "BH", "MV", "VA", "MC", "LI", "SM", "AD", "NR", "TV", "KI", "BB", "KN", "GI", "TK"]
)
def test_the_smallest_have_a_marker(code):
    assert code in world().markers


def test_what_is_too_small_to_see_always_has_a_marker():
    for code, path in world().paths.items():
        xs, ys = zip(*points(path), strict=True)
        if code not in world().markers:
            # Four pixels of a wide screen, at least one way.
            assert max(max(xs) - min(xs), max(ys) - min(ys)) > 12, code


def test_markers_do_not_cover_each_other():
    places = [(marker.x + marker.right, marker.y + marker.down) for marker in world().markers.values()]
    nearest = min(
        math.dist(one, other) for number, one in enumerate(places) for other in places[number + 1 :]
    )

    assert nearest > 2 * 13


def test_everything_lies_on_the_paper():
    drawing = world()
    for path in [drawing.land, *drawing.paths.values()]:
        for x, y in points(path):
            # Two islands of the Bering Strait reach over the cut.
            assert -40 <= x <= drawing.width + 40
            assert -2 <= y <= drawing.height + 40


def test_russia_and_fiji_are_whole():
    """Beyond the 180th meridian they go on, instead of beginning anew at the other end of the world."""
    for code in ("RU", "FJ"):
        assert min(x for x, _y in points(world().paths[code])) > world().width / 2


def test_places_lie_where_they_are(script):
    """Singapore south of Viet Nam, Malta south of Italy, London in the United Kingdom's box."""
    london = script.on_paper((-0.1, 51.5))
    xs, ys = zip(*points(world().paths["GB"]), strict=True)
    assert min(xs) < london[0] < max(xs)
    assert min(ys) < london[1] < max(ys)
    assert world().markers["SG"].y > max(y for _x, y in points(world().paths["VN"]))


def test_neighbours_share_their_border():
    france, spain = set(points(world().paths["FR"])), set(points(world().paths["ES"]))

    assert len(france & spain) > 5


def test_only_parts_that_are_drawn_are_drawn_with_a_state():
    assert {*PART_OF, *PART_OF.values()} <= world().codes
    assert not set(PART_OF) & set(PART_OF.values())


def test_the_licence_lies_beside_the_drawing():
    licence = DRAWING.with_name("LICENSE-world-atlas.txt").read_text(encoding="utf-8")

    assert "world-atlas 2.0.2" in licence
    assert "Permission to use, copy, modify" in licence
    assert "public domain" in licence


@pytest.mark.parametrize(
    ("longitude", "latitude", "x", "y"),
    [
        # What geoEqualEarthRaw of d3-geo 3.1 gives.
        (0, 0, 0, 0),
        (180, 0, 2.7066299837, 0),
        (0, 90, 0, 1.3173627592),
        (0, -90, 0, -1.3173627592),
        (180, 90, 1.6035886483, 1.3173627592),
        (106.7, 10.8, 1.5908367586, 0.2181088273),
        (-0.1, 51.5, -0.0012250485, 0.9649911063),
    ],
)
def test_the_projection_is_equal_earth(script, longitude, latitude, x, y):
    assert script.equal_earth(longitude, latitude) == pytest.approx((x, y), abs=1e-9)


def test_the_projection_keeps_areas(script):
    """A field of a degree has the area that it has on the globe, wherever it lies."""
    for south in (-55, 0, 20, 60, 80):
        corners = [(30, south), (31, south), (31, south + 1), (30, south + 1)]
        drawn = abs(script.area([script.equal_earth(*corner) for corner in corners]))
        on_the_globe = math.radians(1) * (math.sin(math.radians(south + 1)) - math.sin(math.radians(south)))
        assert drawn == pytest.approx(on_the_globe, rel=1e-3)


def test_a_line_keeps_its_ends_and_its_bends(script):
    line = [(0, 0), (1, 0.01), (2, 0), (3, 5), (4, 0), (5, 0), (6, 0)]

    assert script.thinned(line, 1) == [0, 2, 3, 4, 6]
    assert script.thinned(line, 100) == [0, 6]


def test_an_island_stays_an_island(script):
    island = [(0, 0), (1, 0), (1, 1), (0.5, 1.1), (0, 1), (0, 0)]

    assert len(script.thinned(island, 100)) == 4


def test_the_whole_way_from_a_topology_to_a_drawing(script):
    """Two neighbours with one border, one of them across the 180th meridian, and Antarctica."""
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [
            [[178, -10], [0, 10]],  # the border, northwards
            [[178, 0], [-10, 0], [0, -10], [10, 0]],  # around the west
            [[178, -10], [-356, 0], [0, 10], [356, 0]],  # around the east, to 178 degrees west
            [[0, -60], [10, 0], [0, -5], [-10, 5]],
        ],
        "objects": {
            "countries": {
                "geometries": [
                    {"id": "242", "type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "Fiji"}},
                    {"id": "798", "type": "MultiPolygon", "arcs": [[[-1, 2]]], "properties": {"name": "T"}},
                    {"id": "010", "type": "Polygon", "arcs": [[3]], "properties": {"name": "Antarctica"}},
                ]
            }
        },
    }
    drawn = script.world(topology)

    assert set(drawn["paths"]) == {"FJ", "TV"}
    west, east = points(drawn["paths"]["FJ"]), points(drawn["paths"]["TV"])
    assert len(set(west) & set(east)) == 2
    assert max(x for x, _y in west) <= max(x for x, _y in east)
    assert drawn == script.world(topology)
