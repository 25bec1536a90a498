"""Viet Nam: lake and street in Hanoi, the bridge in Da Nang, the river in Ho Chi Minh City, fields and coast."""

from math import cos, pi, sin

from newsroom.demonstration.pictures.canvas import HEIGHT, WIDTH, Canvas, mix, steps
from newsroom.demonstration.pictures.flags import fly
from newsroom.demonstration.pictures.gallery import scene


def eave(canvas: Canvas, x: float, y: float, half: float, rise: float, colour: str, edge: str) -> None:
    """A roof whose corners turn up."""
    left = [(x - half, y - rise * 0.28), (x - half * 0.82, y), (x, y)]
    slope = [(x, y - rise), (x - half * 0.5, y - rise * 0.62), (x - half * 0.86, y - rise * 0.2)]
    canvas.polygon(
        [
            *left,
            *[(2 * x - a, b) for a, b in reversed(left)],
            *[(2 * x - a, b) for a, b in reversed(slope)],
            *slope,
        ],
        colour,
    )
    canvas.line(
        [
            (x - half, y - rise * 0.28),
            (x - half * 0.82, y),
            (x + half * 0.82, y),
            (x + half, y - rise * 0.28),
        ],
        6,
        edge,
    )


@scene("hanoi-lake")
def hanoi_lake(canvas: Canvas) -> None:
    canvas.sky("#f2b79a", "#f8d3ae", "#fbe8c8", "#f4ecd4", to=1000)
    canvas.glow(760, 520, 760, "#fff6dd", 0.85)
    canvas.circle(760, 520, 84, "#fff4d8")
    for x, w, h, tone in (
        (60, 150, 230, "#e0b9a0"),
        (260, 110, 330, "#dcb29b"),
        (1650, 160, 300, "#e0b9a0"),
        (1880, 110, 420, "#dbb09a"),
        (2080, 190, 250, "#e0b9a0"),
    ):
        canvas.rect(x, 930 - h, x + w, 950, tone)
        canvas.windows(x + 8, 940 - h, x + w - 8, 900, 5, 9, "#f6dcc0", 0.6)
    for i in range(44):
        canvas.tree(
            i * 58 + canvas.random.uniform(-20, 20),
            968,
            canvas.random.uniform(110, 210),
            "#b3b08a",
            "#c9c096",
            "#9a8b78",
        )
    canvas.veil(760, 980, "#fbead0", 0.1, 0.75)
    # The islet with its small tower.
    canvas.ellipse(1270, 985, 300, 42, "#7e8a5b")
    canvas.rect(0, 985, WIDTH, HEIGHT, "#b7c8b4")
    for _ in range(34):
        canvas.circle(
            1270 + canvas.random.uniform(-270, 270),
            965 + canvas.random.uniform(-14, 10),
            canvas.random.uniform(18, 36),
            mix("#4f6b45", "#7f9a58", canvas.random.random()),
        )
    stone, shade = "#d9c7a2", "#8f8064"
    for half, top, foot in ((135, 800, 960), (105, 690, 800), (72, 600, 690)):
        canvas.form(
            [(1270 - half, foot), (1270 - half, top), (1270 + half, top), (1270 + half, foot)], stone, shade
        )
        canvas.rect(1270 + half * 0.45, top, 1270 + half, foot, mix(shade, stone, 0.45))
        canvas.rect(1270 - half - 12, top - 10, 1270 + half + 12, top + 8, mix(stone, "#ffffff", 0.3))
        count = 3 if half > 80 else 1
        for i in range(count):
            cx = 1270 + (i - (count - 1) / 2) * half * 0.62
            canvas.lancet(cx - 20, top + 32, cx + 20, foot - 16, "#5e5345")
    eave(canvas, 1270, 598, 98, 70, "#8c5a48", "#6c4238")
    canvas.star(1270, 512, 20, "#d8a74f")
    # The red bridge from the left bank.
    canvas.water(985, "#e9d9bd", "#a9c0b0", "#5f8a80", clear=0.6)
    red, deep = "#c8372d", "#8f2522"
    deck = [(x, 1110 - 120 * sin(pi * (x + 120) / 1000)) for x in steps(-120, 880, 40)]
    for x, y in deck[::4]:
        canvas.rect(x - 9, y, x + 9, 1190, deep)
        canvas.rect(x - 26, 1150, x + 26, 1160, deep)
    canvas.line(deck, 26, red)
    canvas.line([(x, y - 74) for x, y in deck], 13, red)
    canvas.line([(x, y - 40) for x, y in deck], 7, red)
    for x, y in deck[::2]:
        canvas.rect(x - 6, y - 92, x + 6, y, red)
    canvas.line([(x, y + 13) for x, y in deck], 6, deep)
    canvas.ripples(1010, "#fdf3dc", 90)
    # Willow branches over the near bank.
    for _ in range(70):
        x = 2400 - canvas.random.random() ** 1.6 * 900
        length = canvas.random.uniform(120, 560) * (0.4 + x / 4000)
        tone = mix("#3f6650", "#86a35f", canvas.random.random())
        canvas.line([(x, -10), (x - 14, length * 0.5), (x - 4, length)], 5, tone)
        for k in range(int(length / 34)):
            canvas.ellipse(x - 10 + canvas.random.uniform(-14, 14), k * 34 + 14, 5, 19, tone)


@scene("ho-chi-minh-city")
def ho_chi_minh_city(canvas: Canvas) -> None:
    canvas.sky("#2b3f7a", "#7a5f97", "#e0877f", "#fbc58c", "#fde2b0", to=1090)
    canvas.glow(620, 1000, 900, "#fff0c4", 0.8)
    canvas.circle(620, 985, 92, "#fff2c9")
    for x, y, w, tone in (
        (1200, 240, 900, "#8a6a9c"),
        (200, 430, 700, "#c07f92"),
        (1500, 560, 700, "#ee9f86"),
        (-60, 690, 560, "#f5b288"),
    ):
        canvas.cloud(x, y, w, tone)
    for _ in range(60):
        x, h = canvas.random.uniform(-40, WIDTH), canvas.random.uniform(70, 330)
        canvas.rect(
            x,
            1080 - h,
            x + canvas.random.uniform(40, 110),
            1090,
            mix("#d98f86", "#b5768c", canvas.random.random()),
        )
    canvas.veil(820, 1090, "#fbc58c", 0, 0.5)
    dark, mid = "#3a3566", "#5a4a7c"
    for x, w, h in (
        (40, 120, 260),
        (190, 90, 360),
        (300, 140, 220),
        (860, 110, 330),
        (990, 150, 240),
        (1210, 100, 400),
        (1760, 120, 430),
        (1900, 150, 300),
        (2080, 110, 380),
        (2220, 160, 260),
    ):
        canvas.form([(x, 1090), (x, 1090 - h), (x + w, 1090 - h), (x + w, 1090)], mid, dark)
        canvas.windows(x + 8, 1100 - h, x + w - 8, 1080, 5, int(h / 26), "#ffd58c", 0.4)
    # A tower with a round deck high on its side, and a bundle of shafts of rising height.
    lotus = [(1330, 1090), (1318, 800), (1345, 520), (1395, 330)]
    canvas.form([*lotus, (1440, 300), (1455, 520), (1470, 1090)], "#7a6a9a", "#37325f")
    canvas.rect(1402, 230, 1408, 340, "#7a6a9a")
    canvas.ellipse(1470, 560, 86, 18, "#4a4174")
    canvas.ellipse(1470, 552, 86, 14, "#f0b98a")
    for i in range(18):
        canvas.line(
            [(1328 + i * 0.6, 600 + i * 26), (1462, 600 + i * 26)], 3, "#f3c48d" if i % 3 else "#4a4174"
        )
    for dx, w, h in ((-92, 44, 520), (-56, 42, 640), (-20, 44, 820), (20, 40, 730), (56, 40, 590)):
        x = 1650 + dx
        canvas.form([(x, 1090), (x, 1090 - h), (x + w, 1090 - h - 16), (x + w, 1090)], "#6f6296", dark)
        canvas.windows(x + 5, 1110 - h, x + w - 5, 1080, 3, int(h / 22), "#ffe0a0", 0.5)
    canvas.rect(1650, 170, 1655, 275, "#6f6296")
    canvas.rect(0, 1070, WIDTH, 1104, "#2e2a55")
    for x in range(-20, WIDTH, 66):
        canvas.tree(
            x + canvas.random.uniform(-16, 16), 1096, canvas.random.uniform(60, 120), "#2f3c4c", "#4a5a58"
        )
    canvas.water(1104, "#d98f86", "#7d5f8c", "#2b2c5e", clear=0.62)
    canvas.ripples(1108, "#ffe0a8", 130)
    canvas.ripples(1180, "#2b2a58", 70)
    canvas.form([(380, 1380), (980, 1380), (900, 1440), (450, 1440)], "#f3e4cc", "#8f4a4a")
    canvas.rect(470, 1330, 860, 1382, "#fbf2df")
    canvas.windows(480, 1338, 850, 1374, 12, 1, "#53507c", 1)
    fly(canvas, "VN", 905, 1262, 96, 0.8)
    canvas.rect(899, 1256, 905, 1382, "#e8dcc6")


@scene("rice-terraces")
def rice_terraces(canvas: Canvas) -> None:
    canvas.sky("#7fb6c9", "#c4dcc9", "#f9e6b4", to=800)
    canvas.glow(1800, 420, 800, "#fff6cf", 0.9)
    for base, height, top, foot in (
        (640, 330, "#9bb9b6", "#c9d6bd"),
        (720, 300, "#7ca396", "#b9cba2"),
        (800, 230, "#5d8d72", "#9cb983"),
    ):
        canvas.ridge(base, height, top, foot, rough=0.48, floor=1000)
        canvas.veil(base - 120, base + 60, "#f9edc8", 0, 0.5)
    for level in range(17):
        far = level / 16
        y = 700 + 900 * far**1.25
        swing = 40 + 120 * far
        edge = [
            (
                x,
                y
                + swing * sin(x / (270 + 60 * far) + level * 0.7) * 0.6
                + swing * 0.5 * cos(x / 610 + level),
            )
            for x in steps(0, WIDTH, 80)
        ]
        light = mix("#b9cf6a", "#e4d36f", canvas.random.random() * 0.9)
        canvas.form([(0, HEIGHT), *edge, (WIDTH, HEIGHT)], light, mix(light, "#3f7a46", 0.65))
        canvas.line(edge, 4 + far * 12, mix("#f3eab0", "#8fb257", 0.3))
        canvas.line([(x, yy + 6 + far * 14) for x, yy in edge], 3 + far * 9, "#55813f")
    for x, y, size in ((480, 900, 1.0), (1870, 1060, 1.4)):
        canvas.rect(x - 60 * size, y - 60 * size, x + 60 * size, y, "#8a623f")
        canvas.polygon(
            [
                (x - 92 * size, y - 52 * size),
                (x - 40 * size, y - 130 * size),
                (x + 40 * size, y - 130 * size),
                (x + 92 * size, y - 52 * size),
            ],
            "#c49a58",
        )
        canvas.rect(x - 14 * size, y - 44 * size, x + 14 * size, y, "#4b3225")
        canvas.tree(x + 120 * size, y + 6, 170 * size, "#3d6a41", "#6f9a4c")


@scene("bay-of-karsts")
def bay_of_karsts(canvas: Canvas) -> None:
    canvas.sky("#2f6f8f", "#79b0b8", "#d8dcc4", "#f8dfae", to=1000)
    canvas.glow(1500, 860, 900, "#fff3cd", 0.8)
    for depth, (tone, count, tall) in enumerate(
        (("#a9c1bb", 9, 260), ("#7fa5a4", 7, 400), ("#4f7f83", 5, 560))
    ):
        for i in range(count):
            x = (i + canvas.random.uniform(0.1, 0.9)) * WIDTH / count
            h, w = tall * canvas.random.uniform(0.5, 1), tall * canvas.random.uniform(0.25, 0.48)
            if depth == 2 and 900 < x < 1750:
                continue
            outline = [
                (x - w, 1000),
                (x - w * 0.92, 1000 - h * 0.45),
                (x - w * 0.62, 1000 - h * 0.86),
                (x - w * 0.1, 1000 - h),
                (x + w * 0.4, 1000 - h * 0.9),
                (x + w * 0.8, 1000 - h * 0.55),
                (x + w, 1000),
            ]
            canvas.form(outline, mix(tone, "#5f8a50", 0.35), mix(tone, "#e6dfc4", 0.25))
            canvas.form(
                [outline[3], outline[4], outline[5], outline[6], (x + w * 0.1, 1000)],
                mix(tone, "#2c4f55", 0.25),
                tone,
            )
        canvas.veil(820, 1000, "#f6e7c6", 0, 0.35)
    canvas.water(1000, "#c9d6c0", "#6ba7a4", "#1d6070", clear=0.5)
    canvas.ripples(1010, "#f8f1d6", 130)
    canvas.form([(1010, 1150), (1480, 1130), (1420, 1215), (1080, 1215)], "#7a4a2c", "#4c2c20")
    for x, top, wide in ((1130, 760, 150), (1300, 690, 190)):
        canvas.rect(x - 4, top - 20, x + 4, 1140, "#4c2c20")
        sail = [
            (x - 10, top),
            (x + wide, top + 130),
            (x + wide * 0.96, 1060),
            (x - 20, 1110),
            (x - wide * 0.42, 960),
        ]
        canvas.form(sail, "#e08a4a", "#b5522f")
        for i in range(1, 6):
            y = top + (1090 - top) * i / 6
            canvas.line(
                [(x - wide * 0.36 + (6 - i) * 5, y - 24 + i * 6), (x + wide * 0.96, y + 28 - i * 4)],
                4,
                "#8a3d26",
            )
    canvas.rect(1390, 1080, 1460, 1136, "#e6c98f")
