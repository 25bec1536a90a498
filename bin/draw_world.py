#!/usr/bin/env python3
"""Draws the world for the map of partnerships, out of the public domain geometry of Natural Earth.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    bin/draw_world.py package/countries-50m.json partnerships/map/world.json

The same file in makes the same file out. It holds one SVG path for each code of ISO 3166-1 that is large
enough to be seen, a marker for each that is not, and one path of the land that has no code. Lines are
thinned as arcs, before they are put together, so that neighbours keep the same border.
"""

import argparse
import heapq
import json
import math
from collections.abc import Iterator
from pathlib import Path

Point = tuple[float, float]

# Units: a wide screen shows the map at 1216 pixels, so that one is a third of a pixel.
WIDTH = 3648
# The map is cut in the Bering Strait, so that Russia and Fiji stay whole.
CENTRE = 11.0
NORTH, SOUTH = 83.75, -56.5
ANTARCTICA = "AQ"

# Square units that a bend of a line must span to be kept, an island to be drawn, a country to need no marker.
BEND, ISLAND, SEEN = 0.8, 3.0, 180.0
# How far the middles of two markers are apart, in units: more than twice their radius (13).
APART = 30.0

# Numbers of ISO 3166-1, which is what the source knows a country by, and the two letters that we do.
ISO_3166 = """
004AF 008AL 010AQ 012DZ 016AS 020AD 024AO 028AG 031AZ 032AR 036AU 040AT 044BS 048BH 050BD 051AM 052BB 056BE
060BM 064BT 068BO 070BA 072BW 074BV 076BR 084BZ 086IO 090SB 092VG 096BN 100BG 104MM 108BI 112BY 116KH 120CM
124CA 132CV 136KY 140CF 144LK 148TD 152CL 156CN 158TW 162CX 166CC 170CO 174KM 175YT 178CG 180CD 184CK 188CR
191HR 192CU 196CY 203CZ 204BJ 208DK 212DM 214DO 218EC 222SV 226GQ 231ET 232ER 233EE 234FO 238FK 239GS 242FJ
246FI 248AX 250FR 254GF 258PF 260TF 262DJ 266GA 268GE 270GM 275PS 276DE 288GH 292GI 296KI 300GR 304GL 308GD
312GP 316GU 320GT 324GN 328GY 332HT 334HM 336VA 340HN 344HK 348HU 352IS 356IN 360ID 364IR 368IQ 372IE 376IL
380IT 384CI 388JM 392JP 398KZ 400JO 404KE 408KP 410KR 414KW 417KG 418LA 422LB 426LS 428LV 430LR 434LY 438LI
440LT 442LU 446MO 450MG 454MW 458MY 462MV 466ML 470MT 474MQ 478MR 480MU 484MX 492MC 496MN 498MD 499ME 500MS
504MA 508MZ 512OM 516NA 520NR 524NP 528NL 531CW 533AW 534SX 535BQ 540NC 548VU 554NZ 558NI 562NE 566NG 570NU
574NF 578NO 580MP 581UM 583FM 584MH 585PW 586PK 591PA 598PG 600PY 604PE 608PH 612PN 616PL 620PT 624GW 626TL
630PR 634QA 638RE 642RO 643RU 646RW 652BL 654SH 659KN 660AI 662LC 663MF 666PM 670VC 674SM 678ST 682SA 686SN
688RS 690SC 694SL 702SG 703SK 704VN 705SI 706SO 710ZA 716ZW 724ES 728SS 729SD 732EH 740SR 744SJ 748SZ 752SE
756CH 760SY 762TJ 764TH 768TG 772TK 776TO 780TT 784AE 788TN 792TR 795TM 796TC 798TV 800UG 804UA 807MK 818EG
826GB 831GG 832JE 833IM 834TZ 840US 850VI 854BF 858UY 860UZ 862VE 876WF 882WS 887YE 894ZM
"""
CODES = {entry[:3]: entry[3:] for entry in ISO_3166.split()}

# Where ISO 3166 gives a part of a country of the source to another code: (west, south, east, north) of that
# part.
PARTS = {
    "FR": {
        "GF": (-55, 2, -51, 6),
        "GP": (-62, 15.8, -61, 16.6),
        "MQ": (-61.3, 14.3, -60.7, 15),
        "RE": (55, -21.5, 56, -20.8),
        "YT": (45, -13.1, 45.3, -12.6),
    },
    "NO": {"SJ": (-10, 70.75, 34, 81)},
    "NL": {"BQ": (-69, 12, -62, 18)},
    "NZ": {"TK": (-173, -10, -171, -8)},
    "RU": {"UA": (32, 44, 37, 46.5)},
    "Indian Ocean Ter.": {"CX": (105, -11, 106, -10), "CC": (96, -13, 97, -11)},
}
# The northernmost of Norway is not Svalbard's: Jan Mayen and Svalbard lie on both sides of it.
NOT_PARTS = {"SJ": (12, 69, 32, 72)}

# What the source has no land for, and where the marker is not to stand on the largest island: longitude,
# latitude.
PLACES = {
    "BQ": (-68.27, 12.18),
    "BV": (3.36, -54.42),
    "GI": (-5.35, 36.14),
    "KI": (172.98, 1.42),
    "TV": (179.2, -8.52),
    "UM": (166.65, 19.28),
}


def equal_earth(longitude: float, latitude: float) -> Point:
    """Return where a place (degrees from the middle of the map, degrees north) lies, x to the east and y to
    the north.

    The Equal Earth projection shows every country in its true proportion to the others: B. Šavrič, T.
    Patterson, B. Jenny, "The Equal Earth map projection", International Journal of Geographical Information
    Science 33 (2019), equations 8 and 9, https://doi.org/10.1080/13658816.2018.1504949. The unit is the
    radius of the globe.
    """
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    root = math.sqrt(3)
    t = math.asin(root / 2 * math.sin(math.radians(latitude)))
    stretch = 9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1
    x = 2 * root * math.radians(longitude) * math.cos(t) / (3 * stretch)
    return x, a4 * t**9 + a3 * t**7 + a2 * t**3 + a1 * t


_EDGE = equal_earth(180, 0)[0]
SCALE = WIDTH / (2 * _EDGE)
_TOP, _BOTTOM = equal_earth(0, NORTH)[1], equal_earth(0, SOUTH)[1]
HEIGHT = round((_TOP - _BOTTOM) * SCALE)


def on_paper(place: Point) -> Point:
    """Return the units from the left and from the top of the drawing of a longitude and latitude
    (degrees)."""
    x, y = equal_earth(place[0] - CENTRE, place[1])
    return (x + _EDGE) * SCALE, (_TOP - y) * SCALE


def decoded(topology: dict) -> list[list[Point]]:
    """Return the arcs of a TopoJSON topology as longitudes and latitudes, each going on where it came from.

    https://github.com/topojson/topojson-specification, 2.1.4. One that crosses the 180th meridian runs on
    beyond it.
    """
    (scale_x, scale_y), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc: list[Point] = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            longitude = x * scale_x + west
            if arc:
                longitude += 360 * round((arc[-1][0] - longitude) / 360)
            arc.append((longitude, y * scale_y + south))
        arcs.append(arc)
    return arcs


def area(ring: list[Point]) -> float:
    """Return the area within a ring, in square units of its points; positive where it runs clockwise on
    paper."""
    following = [*ring[1:], ring[0]]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, following, strict=True)) / 2


def thinned(line: list[Point], bend: float) -> list[int]:
    """Return the numbers of the points of `line` to keep: both ends, and each that spans `bend` or more.

    M. Visvalingam, J. D. Whyatt, "Line generalisation by repeated elimination of points", The Cartographic
    Journal 30 (1993): the point that makes the smallest triangle with those beside it goes first. A closed
    line keeps four.
    """
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    least = 4 if line[0] == line[-1] else 2
    spans: dict[int, float] = {}

    def span(here: int) -> float:
        return abs(area([line[before[here]], line[here], line[after[here]]]))

    waiting = []
    for here in range(1, len(line) - 1):
        spans[here] = span(here)
        waiting.append((spans[here], here))
    heapq.heapify(waiting)
    kept = set(range(len(line)))
    while waiting and len(kept) > least:
        size, here = heapq.heappop(waiting)
        if here not in kept or size != spans[here]:
            continue
        if size >= bend:
            break
        kept.discard(here)
        after[before[here]], before[after[here]] = after[here], before[here]
        for beside in (before[here], after[here]):
            if 0 < beside < len(line) - 1:
                # Never smaller than what has gone already: a curve must not be eaten up from one end.
                spans[beside] = max(span(beside), size)
                heapq.heappush(waiting, (spans[beside], beside))
    return sorted(kept)


def ring_of(arcs: list[list[Point]], numbers: list[int]) -> list[Point]:
    """Return the ring that TopoJSON's arc numbers make; the last point is not the first again."""
    ring: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        turns = 360 * round((ring[-1][0] - arc[0][0]) / 360) if ring else 0
        ring += [(longitude + turns, latitude) for longitude, latitude in (arc[1:] if ring else arc)]
    return ring[:-1]


def middle(ring: list[Point]) -> Point:
    """Return the middle of the box around a ring."""
    xs, ys = [point[0] for point in ring], [point[1] for point in ring]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _within(point: Point, box: tuple) -> bool:
    west, south, east, north = box
    return west <= point[0] <= east and south <= point[1] <= north


def owner(country: str, ring: list[Point]) -> str:
    """Return the code that ISO 3166 puts a piece of `country` (a code, or the source's name) under; "" for
    none."""
    longitude, latitude = middle(ring)
    place = ((longitude + 180) % 360 - 180, latitude)
    for code, box in PARTS.get(country, {}).items():
        if _within(place, box) and not _within(place, NOT_PARTS.get(code, (0, 0, 0, 0))):
            return code
    return country if len(country) == 2 else ""


def pieces(topology: dict) -> Iterator[tuple[str, list[list[Point]]]]:
    """Yield the code and the rings (the outer one first, in units of the drawing) of every piece of land."""
    whole = decoded(topology)
    arcs = [[arc[number] for number in thinned([on_paper(place) for place in arc], BEND)] for arc in whole]
    for country in topology["objects"]["countries"]["geometries"]:
        name = CODES.get(country.get("id"), country["properties"]["name"])
        if name == ANTARCTICA:
            continue
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for polygon in polygons:
            rings = [ring_of(arcs, numbers) for numbers in polygon]
            # A piece is drawn whole on the side of the cut on which most of it lies.
            turns = 360 * math.floor((middle(rings[0])[0] - CENTRE + 180) / 360)
            moved = [[(longitude - turns, latitude) for longitude, latitude in ring] for ring in rings]
            yield owner(name, moved[0]), [[on_paper(place) for place in ring] for ring in moved]


def path_of(rings: list[list[Point]]) -> str:
    """Return rings as the data of an SVG path, in whole units, each point told from the one before it."""
    words: list[str] = []
    at = (0, 0)
    for ring in rings:
        points: list[tuple[int, int]] = []
        for point in ring:
            rounded = (round(point[0]), round(point[1]))
            if not points or rounded != points[-1]:
                points.append(rounded)
        if len(points) < 3:
            continue
        steps = []
        begin, here = points[0], points[0]
        for point in points[1:]:
            steps.append(f"{point[0] - here[0]} {point[1] - here[1]}")
            here = point
        # What follows an m is a line from point to point.
        first = f"m{begin[0] - at[0]} {begin[1] - at[1]} " if words else f"M{begin[0]} {begin[1]}l"
        # A minus parts two numbers as well as a space does.
        words.append(f"{first}{' '.join(steps)}z".replace(" -", "-"))
        at = begin
    return "".join(words)


def moved_apart(markers: dict[str, Point]) -> dict[str, Point]:
    """Return the markers with none nearer than `APART` to another, each as near its place as that allows."""
    found = dict(markers)
    codes = sorted(markers)
    for _turn in range(600):
        quiet = True
        for number, one in enumerate(codes):
            for other in codes[number + 1 :]:
                (x1, y1), (x2, y2) = found[one], found[other]
                distance = math.hypot(x2 - x1, y2 - y1)
                if distance >= APART - 0.05:
                    continue
                quiet = False
                push = (APART - distance) / 2
                away = ((x2 - x1) / distance, (y2 - y1) / distance) if distance else (1.0, 0.0)
                found[one] = (x1 - away[0] * push, y1 - away[1] * push)
                found[other] = (x2 + away[0] * push, y2 + away[1] * push)
        if quiet:
            break
    return found


def world(topology: dict) -> dict:
    """Return the whole drawing, as the page reads it."""
    land: dict[str, list[list[list[Point]]]] = {}
    for code, rings in pieces(topology):
        land.setdefault(code, []).append(rings)
    paths, places = {}, {code: on_paper(place) for code, place in PLACES.items()}
    for code, found in land.items():
        largest = max(found, key=lambda rings: abs(area(rings[0])))
        seen = [rings for rings in found if abs(area(rings[0])) >= ISLAND]
        if code and abs(area(largest[0])) < SEEN:
            places.setdefault(code, middle(largest[0]))
        if path := path_of([ring for rings in seen for ring in rings]):
            paths[code] = path
    apart = moved_apart(places)
    return {
        "source": "Natural Earth 4.1 (world-atlas 2.0.2)",
        "width": WIDTH,
        "height": HEIGHT,
        "land": paths.pop("", ""),
        "paths": dict(sorted(paths.items())),
        "markers": {
            code: [round(part) for part in (x, y, apart[code][0] - x, apart[code][1] - y)]
            for code, (x, y) in sorted(places.items())
        },
    }


def main() -> None:
    asked = argparse.ArgumentParser(description="Draw the world for the map of partnerships.")
    asked.add_argument("source", type=Path, help="countries-50m.json of world-atlas")
    asked.add_argument("drawing", type=Path, help="where to put the drawing")
    given = asked.parse_args()
    drawn = world(json.loads(given.source.read_text(encoding="utf-8")))
    given.drawing.write_text(json.dumps(drawn, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
