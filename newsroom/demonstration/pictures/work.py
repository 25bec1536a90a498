"""What cooperation is about: ports, power, chips, money, learning, health; and flags and the map."""

from functools import partial
from math import cos, pi, sin

from newsroom.demonstration.pictures.canvas import HEIGHT, WIDTH, Canvas, mix, steps
from newsroom.demonstration.pictures.flags import fly
from newsroom.demonstration.pictures.gallery import SCENES, scene
from newsroom.demonstration.pictures.land import STEP, land_places


@scene("container-port")
def container_port(canvas: Canvas) -> None:
    canvas.sky("#2f5a8a", "#7f9fc0", "#f3bd94", "#fbdca8", to=1120)
    canvas.glow(520, 1000, 800, "#fff3cf", 0.85)
    canvas.circle(520, 960, 84, "#fff3cf")
    for x, y, w, tone in ((900, 220, 900, "#7f98ba"), (1500, 460, 700, "#d9ad9c"), (60, 520, 600, "#edb897")):
        canvas.cloud(x, y, w, tone)
    canvas.ridge(1110, 140, "#a98f94", "#c4a299", rough=0.5, floor=1125)
    steel = "#33405f"
    for x, size in ((1350, 1.0), (1720, 1.06), (2110, 1.12)):
        tall = 700 * size
        for dx in (-90, 90):
            canvas.polygon(
                [
                    (x + dx - 10, 1120),
                    (x + dx * 0.8 - 8, 1120 - tall),
                    (x + dx * 0.8 + 8, 1120 - tall),
                    (x + dx + 10, 1120),
                ],
                steel,
            )
        canvas.rect(x - 560 * size, 1110 - tall * 0.72, x + 210 * size, 1136 - tall * 0.72, steel)
        canvas.rect(x - 84, 1120 - tall, x + 84, 1142 - tall, steel)
        canvas.line([(x - 70, 1128 - tall), (x - 540 * size, 1120 - tall * 0.72)], 6, steel)
        canvas.line([(x + 70, 1128 - tall), (x + 205 * size, 1120 - tall * 0.72)], 6, steel)
        canvas.line([(x - 95, 1120), (x + 80, 1136 - tall * 0.72)], 6, steel)
        reach = x - 330 * size
        canvas.rect(reach - 26, 1136 - tall * 0.72, reach + 26, 1156 - tall * 0.72, "#e2574c")
        canvas.line([(reach, 1156 - tall * 0.72), (reach, 850)], 3, steel)
        canvas.rect(reach - 62, 850, reach + 62, 900, canvas.random.choice(("#d9483f", "#e8a03c", "#3b8fa0")))
    canvas.rect(1180, 1096, WIDTH, 1150, "#4a4f63")
    tones = ("#c8472f", "#2f6f9a", "#e0a03c", "#3f8a70", "#d9d3c4", "#7a4a6a")
    for column in range(10):
        for row in range(canvas.random.randint(2, 5)):
            x, y = 1240 + column * 118, 1096 - (row + 1) * 46
            tone = canvas.random.choice(tones)
            canvas.rect(x, y, x + 112, y + 43, tone)
            for k in range(8):
                canvas.rect(x + 8 + k * 13, y + 5, x + 11 + k * 13, y + 38, mix(tone, "#101828", 0.22))
    for column in range(8):
        for row in range(2 + (column % 3)):
            x, y = 250 + column * 104, 1020 - (row + 1) * 40
            tone = canvas.random.choice(tones)
            canvas.rect(x, y, x + 99, y + 37, tone)
            for k in range(7):
                canvas.rect(x + 7 + k * 13, y + 4, x + 10 + k * 13, y + 33, mix(tone, "#101828", 0.22))
    canvas.form([(120, 1010), (1230, 1010), (1180, 1150), (230, 1150)], "#2b3a5c", "#8f2f2f")
    canvas.rect(150, 1006, 1226, 1018, "#f3e6cf")
    canvas.form([(1070, 1010), (1070, 800), (1190, 800), (1190, 1010)], "#fbf3e2", "#d3c6b0")
    canvas.windows(1078, 820, 1184, 1000, 5, 5, "#43536f", 0.9)
    canvas.rect(1110, 730, 1150, 800, "#d9483f")
    canvas.water(1140, "#e6b294", "#7a86a6", "#2a4168", clear=0.5)
    canvas.ripples(1146, "#fde3b4", 140)


def turbine(canvas: Canvas, x: float, foot: float, tall: float, turn: float, tone: str = "#fbfaf4") -> None:
    shade = mix(tone, "#5f7a92", 0.4)
    canvas.form(
        [
            (x - tall * 0.016, foot),
            (x - tall * 0.008, foot - tall),
            (x + tall * 0.008, foot - tall),
            (x + tall * 0.016, foot),
        ],
        tone,
        shade,
    )
    for i in range(3):
        angle, reach = turn + i * 2 * pi / 3, tall * 0.6
        ax, ay = cos(angle), sin(angle)
        wide = tall * 0.022
        hub = foot - tall
        canvas.polygon(
            [
                (x, hub),
                (x + ax * reach * 0.2 - ay * wide, hub + ay * reach * 0.2 + ax * wide),
                (x + ax * reach, hub + ay * reach),
                (x + ax * reach * 0.15 + ay * wide * 0.3, hub + ay * reach * 0.15 - ax * wide * 0.3),
            ],
            tone if i else shade,
        )
    canvas.circle(x, foot - tall, tall * 0.024, shade)


@scene("wind-at-sea")
def wind_at_sea(canvas: Canvas) -> None:
    canvas.sky("#3f7fa8", "#8fbfca", "#f6dcb0", "#fbc98f", to=1010)
    canvas.glow(1640, 930, 800, "#fff6d6", 0.85)
    canvas.circle(1640, 900, 92, "#fff5d3")
    for x, y, w in ((100, 220, 900), (1300, 300, 800), (500, 560, 700)):
        canvas.cloud(x, y, w, "#f6e9d0")
    for i in range(9):
        turbine(
            canvas,
            120 + i * 270 + canvas.random.uniform(-40, 40),
            1008,
            canvas.random.uniform(150, 230),
            canvas.random.uniform(0, 2),
            "#dfe6e2",
        )
    canvas.water(1005, "#e9c79c", "#6fa3a8", "#1f5a70", clear=0.45)
    canvas.ripples(1015, "#fdeccb", 150)
    for x, foot, tall, turn in ((430, 1250, 860, 0.4), (1180, 1150, 620, 1.1), (1990, 1330, 1020, 0.1)):
        canvas.rect(x - tall * 0.03, foot - 10, x + tall * 0.03, foot + tall * 0.06, "#e8b04a")
        turbine(canvas, x, foot, tall, turn)
        for k in range(5):
            canvas.rounded(
                x - 90 + k * 12,
                foot + tall * 0.06 + k * 16,
                x + 70 - k * 8,
                foot + tall * 0.06 + 5 + k * 16,
                2,
                "#f3efdf",
            )


@scene("solar-fields")
def solar_fields(canvas: Canvas) -> None:
    canvas.sky("#4f9fd0", "#a3d0e0", "#fbf0cc", to=900)
    canvas.glow(520, 330, 560, "#fffbe0", 0.9)
    canvas.circle(520, 330, 84, "#fffbe4")
    canvas.cloud(1300, 220, 800, "#fbfdfb")
    canvas.ridge(860, 260, "#7fa69a", "#b3c49c", rough=0.5, floor=920)
    for i in range(6):
        turbine(
            canvas,
            1150 + i * 210,
            850 + canvas.random.uniform(-40, 20),
            canvas.random.uniform(260, 380),
            canvas.random.uniform(0, 2),
        )
    canvas.gradient(0, 880, WIDTH, HEIGHT, ("#c9cf8a", "#7f9a52"))
    for row in range(7):
        far = row / 6
        y, tall = 930 + 560 * far**1.3, 42 + 120 * far
        across = 190 + 330 * far
        for column in range(-1, int(WIDTH / across) + 2):
            x = column * across + (row % 2) * across / 2
            lean = tall * 0.5
            canvas.form(
                [(x, y + tall), (x + lean, y), (x + lean + across * 0.86, y), (x + across * 0.86, y + tall)],
                "#3f78b0",
                "#1c3a6e",
            )
            for k in range(1, 4):
                canvas.line(
                    [(x + across * 0.215 * k, y + tall), (x + lean + across * 0.215 * k, y)], 2, "#8fb9de"
                )
            canvas.line(
                [(x + lean / 2, y + tall / 2), (x + lean / 2 + across * 0.86, y + tall / 2)], 2, "#8fb9de"
            )
            canvas.line([(x + lean, y), (x + lean + across * 0.86, y)], 4, "#e6f0f6")


@scene("circuit")
def circuit(canvas: Canvas) -> None:
    canvas.sky("#06262e", "#0a3d44", "#0b4f52")
    teal, gold = "#1f8f86", "#e8b858"
    for i in range(90):
        x, y = canvas.random.randrange(0, 50) * 50, canvas.random.randrange(0, 33) * 50
        path = [(x, y)]
        for _ in range(3):
            dx, dy = canvas.random.choice(((150, 0), (-150, 0), (0, 150), (0, -150), (100, 100), (-100, 100)))
            x, y = x + dx, y + dy
            path.append((x, y))
        tone = gold if i % 7 == 0 else teal
        canvas.line(path, 7, tone)
        for px, py in (path[0], path[-1]):
            canvas.circle(px, py, 15, tone)
            canvas.circle(px, py, 7, "#06262e")
    canvas.glow(1200, 800, 1000, "#3fd6c0", 0.35)
    for i in range(14):
        offset = 520 + i * 100
        for x, y, w, h in ((offset - 12, 300, 24, 130), (offset - 12, 1170, 24, 130)):
            canvas.rect(x + 50, y, x + w + 50, y + h, gold)
    for i in range(8):
        y = 420 + i * 98
        canvas.rect(420, y, 560, y + 24, gold)
        canvas.rect(1840, y, 1980, y + 24, gold)
    canvas.rounded(530, 400, 1870, 1200, 40, "#0a161c")
    canvas.form([(560, 430), (1840, 430), (1840, 1170), (560, 1170)], "#24343c", "#121d23")
    canvas.rounded(860, 560, 1540, 1040, 24, "#0e4f58")
    for row in range(8):
        for column in range(12):
            x, y = 884 + column * 53.5, 584 + row * 55
            tone = mix("#17737a", "#5fe0c8", canvas.random.random() ** 2)
            canvas.rounded(x, y, x + 46, y + 46, 7, tone)
    canvas.glow(1200, 800, 520, "#a8fff0", 0.45)
    canvas.circle(620, 490, 17, "#e8b858")


@scene("finance-towers")
def finance_towers(canvas: Canvas) -> None:
    canvas.sky("#0f2a4f", "#1f5a86", "#4f9fae", "#cfe0c4", to=HEIGHT)
    for column in range(30):
        x = column * 82
        canvas.line([(x, 0), (x, HEIGHT)], 1, "#235f8c")
    for row in range(20):
        canvas.line([(0, row * 82), (WIDTH, row * 82)], 1, "#235f8c")
    tall = [300, 380, 340, 480, 430, 590, 540, 720, 690, 860, 980]
    for i, h in enumerate(tall):
        x = 150 + i * 196
        canvas.form(
            [(x, 1440), (x, 1440 - h), (x + 140, 1440 - h - 40), (x + 140, 1440)],
            mix("#f6d58c", "#e89a4c", i / 11),
            "#1f4a70",
        )
        canvas.form(
            [(x + 140, 1440), (x + 140, 1400 - h), (x + 172, 1424 - h), (x + 172, 1440)], "#a86a4a", "#173a5a"
        )
        canvas.windows(x + 12, 1450 - h, x + 130, 1430, 5, max(4, h // 40), "#fff3c9", 0.45)
    trend = [(220 + i * 196, 1330 - h) for i, h in enumerate(tall)]
    canvas.line(trend, 10, "#fffbe6")
    for x, y in trend:
        canvas.circle(x, y, 17, "#fffbe6")
        canvas.circle(x, y, 8, "#d9573f")
    canvas.rect(0, 1436, WIDTH, HEIGHT, "#10294a")
    for i in range(40):
        canvas.rounded(i * 66 - 20, 1480 + (i % 3) * 34, i * 66 + 30, 1487 + (i % 3) * 34, 3, "#2f6f9a")


@scene("laboratory")
def laboratory(canvas: Canvas) -> None:
    canvas.sky("#dcecee", "#bcd9de", "#a3c6cf", to=1100)
    for x in (120, 900, 1680):
        canvas.rect(x, 120, x + 600, 560, "#f6fbfb")
        canvas.gradient(x + 14, 134, x + 586, 546, ("#8fc3dc", "#d6ecea"))
        canvas.rect(x + 294, 120, x + 306, 560, "#f6fbfb")
    for x in range(80, WIDTH, 130):
        tone = canvas.random.choice(("#d9573f", "#e8b04a", "#3b8fa0", "#4f9a6a", "#7a6ab0"))
        canvas.rounded(x, 690, x + 60, 830, 14, "#f6fbfb")
        canvas.rounded(x + 6, 760, x + 54, 824, 10, tone)
        canvas.rect(x + 14, 660, x + 46, 694, "#5f7a86")
    canvas.rect(0, 828, WIDTH, 852, "#6f8f9a")
    canvas.gradient(0, 1160, WIDTH, HEIGHT, ("#fbfdfd", "#c4d6da"))
    canvas.rect(0, 1150, WIDTH, 1184, "#e9f1f2")
    steel, dark = "#f3f6f6", "#33505f"
    canvas.rounded(620, 1110, 1080, 1172, 26, dark)
    canvas.form([(880, 1120), (960, 1120), (1010, 760), (930, 700)], dark, "#25404e")
    canvas.line([(880, 560), (700, 930)], 92, steel)
    canvas.line([(905, 510), (880, 560)], 64, dark)
    canvas.line([(700, 930), (668, 1000)], 44, dark)
    canvas.rect(560, 1020, 880, 1044, dark)
    canvas.circle(965, 900, 44, "#e8b04a")
    for x, tone, wide in ((1320, "#3bb0a0", 120), (1600, "#e2673f", 150), (1900, "#6a5fc0", 110)):
        canvas.polygon(
            [(x - 26, 800), (x + 26, 800), (x + 26, 930), (x + wide, 1140), (x - wide, 1140), (x - 26, 930)],
            "#eef6f7",
        )
        canvas.form(
            [
                (x - wide * 0.6, 1040),
                (x + wide * 0.6, 1040),
                (x + wide * 0.92, 1132),
                (x - wide * 0.92, 1132),
            ],
            mix(tone, "#ffffff", 0.3),
            tone,
        )
        canvas.rect(x - 36, 790, x + 36, 806, "#cfe0e4")
        for _ in range(7):
            canvas.circle(
                x + canvas.random.uniform(-0.5, 0.5) * wide,
                canvas.random.uniform(960, 1110),
                canvas.random.uniform(5, 11),
                mix(tone, "#ffffff", 0.6),
            )
    for i in range(32):
        t = i / 31
        x, y = 2100 + 90 * sin(t * 3 * pi), 300 + t * 760
        other = 2100 - 90 * sin(t * 3 * pi)
        canvas.line([(x, y), (other, y)], 4, "#9ab5bd")
        canvas.circle(x, y, 14, "#d9573f")
        canvas.circle(other, y, 14, "#2f7f9a")


@scene("six-pillars")
def six_pillars(canvas: Canvas) -> None:
    canvas.sky("#f6e6c8", "#f3d3a8", "#e6b48a", to=1180)
    canvas.glow(1200, 760, 1100, "#fffaf0", 0.8)
    tones = ("#a8323a", "#c9822f", "#2f7f86", "#4f8a4f", "#7a4f8a", "#2f5590")
    canvas.form([(180, 330), (1200, 120), (2220, 330)], "#fbf3e2", "#e6d3b0")
    canvas.polygon([(460, 314), (1200, 168), (1940, 314)], "#efdfbf")
    canvas.star(1200, 256, 50, "#c9822f")
    canvas.rect(160, 326, 2240, 390, "#fffaf0")
    canvas.rect(160, 386, 2240, 402, "#cdb48a")
    for i, tone in enumerate(tones):
        x = 355 + i * 338
        canvas.rect(x - 112, 402, x + 112, 440, "#fbf3e2")
        canvas.form(
            [(x - 84, 1180), (x - 76, 440), (x + 76, 440), (x + 84, 1180)], mix(tone, "#ffffff", 0.18), tone
        )
        canvas.form(
            [(x + 30, 1180), (x + 28, 440), (x + 76, 440), (x + 84, 1180)], tone, mix(tone, "#1a1020", 0.35)
        )
        for k in (-50, -20, 10):
            canvas.line([(x + k, 470), (x + k * 1.06, 1150)], 6, mix(tone, "#ffffff", 0.36))
        canvas.rect(x - 120, 1160, x + 120, 1200, "#fbf3e2")
        canvas.shadow(
            [(x - 84, 1200), (x + 120, 1200), (x + 420, HEIGHT), (x + 130, HEIGHT)], 0.12, "#5a2f1a"
        )
    for i, tone in enumerate(("#f0dcb6", "#e3c79a", "#d6b283")):
        canvas.rect(120 - i * 60, 1200 + i * 62, 2280 + i * 60, 1264 + i * 62, tone)
    canvas.gradient(0, 1386, WIDTH, HEIGHT, ("#cfa878", "#9a7352"))
    for i in range(6):
        x = 355 + i * 338
        canvas.shadow([(x - 60, 1200), (x + 130, 1200), (x + 330, 1390), (x + 100, 1390)], 0.14, "#5a2f1a")


@scene("world-map")
def world_map(canvas: Canvas) -> None:
    """Land as a grid of dots, with arcs from Hanoi to capitals."""
    canvas.sky("#0c2340", "#123a5c", "#0f2f50")
    canvas.glow(1860, 780, 900, "#2f7fa8", 0.5)
    across, top = WIDTH / 360, 130.0

    def place(longitude: float, latitude: float) -> tuple[float, float]:
        return ((longitude + 180) * across, top + (82 - latitude) * across * 1.42)

    for longitude, latitude in land_places():
        tone = mix("#3f7fa0", "#7fc3cf", canvas.random.random() * 0.7)
        canvas.circle(*place(longitude, latitude), STEP * across * 0.36, tone)
    home = place(105.8, 21.0)
    for longitude, latitude in (
        (-0.1, 51.5),
        (2.3, 48.9),
        (-77, 38.9),
        (37.6, 55.8),
        (77.2, 28.6),
        (149.1, -35.3),
        (174.8, -41.3),
        (127, 37.6),
        (139.7, 35.7),
        (106.8, -6.2),
        (101.7, 3.1),
        (-43, -15),
        (28, -26),
    ):
        far = place(longitude, latitude)
        lift = abs(far[0] - home[0]) * 0.32 + 40
        arc = [
            (home[0] + (far[0] - home[0]) * t, home[1] + (far[1] - home[1]) * t - lift * sin(pi * t))
            for t in steps(0, 1, 40)
        ]
        canvas.line(arc, 4, "#f0b34c")
        canvas.glow(*far, 44, "#ffe2a0", 0.7)
        canvas.circle(*far, 9, "#fff3cf")
    canvas.glow(*home, 120, "#ff8f6a", 0.8)
    canvas.star(home[0], home[1], 30, "#ffd94c")


def pair(canvas: Canvas, code: str, sky: tuple[str, ...]) -> None:
    """Two flags of the same size on two staffs, side by side."""
    canvas.sky(*sky)
    canvas.glow(1200, 1200, 1300, "#fff6dd", 0.5)
    for x, y, w in ((60, 200, 800), (1450, 160, 800), (900, 1150, 900), (-80, 1300, 760)):
        canvas.cloud(x, y, w, mix(sky[-1], "#ffffff", 0.45))
    for x, top, name, phase in ((250, 330, "VN", 0.3), (1290, 330, code, 1.2)):
        canvas.rect(x - 12, top - 60, x + 12, HEIGHT, "#b9bec6")
        canvas.rect(x - 12, top - 60, x - 3, HEIGHT, "#f3f5f6")
        canvas.circle(x, top - 74, 22, "#e2bd66")
        fly(canvas, name, x + 12, top - 40, 890, phase, 0.05)


DAY = ("#3f86c0", "#8fbfdf", "#e3eee8")
DUSK = ("#3a4a86", "#a8789c", "#f3b98f")
DAWN = ("#6fa3c4", "#cfd6cf", "#f8dcb4")

PAIRS = {"GB": DAY, "IN": DAWN, "IT": DAWN, "LA": DAY, "EU": DUSK, "FI": DAY, "CZ": DUSK, "BG": DAWN}

for _code, _sky in PAIRS.items():
    SCENES[f"flags-vn-{_code.lower()}"] = partial(pair, code=_code, sky=_sky)
