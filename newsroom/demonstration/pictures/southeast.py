"""Cities of Southeast Asia, each known by one outline."""

from math import pi, sin

from newsroom.demonstration.pictures.asia import quarter
from newsroom.demonstration.pictures.canvas import HEIGHT, WIDTH, Canvas, mirrored, mix, steps
from newsroom.demonstration.pictures.gallery import scene


@scene("kuala-lumpur")
def kuala_lumpur(canvas: Canvas) -> None:
    canvas.sky("#1b2f66", "#4a5a9a", "#b77fa0", "#f6b28a", to=1260)
    canvas.glow(1200, 1050, 1000, "#ffdca0", 0.6)
    for x, y, w, tone in (
        (80, 260, 700, "#5f6aa6"),
        (1500, 200, 760, "#6a6fa8"),
        (1350, 620, 800, "#d99a9c"),
        (60, 700, 700, "#c98f9f"),
    ):
        canvas.cloud(x, y, w, tone)
    canvas.ridge(1180, 200, "#6a5f94", "#8f7098", rough=0.5, floor=1260)
    quarter(canvas, 1260, 90, 380, ("#3d4479", "#57548a"), "#ffd994", (900, 1500))
    for x in (1030, 1370):
        steel, shade = "#c9d3e6", "#4c5a8c"
        for half, top, foot in (
            (92, 700, 1260),
            (80, 560, 720),
            (66, 450, 570),
            (50, 370, 455),
            (34, 310, 375),
        ):
            canvas.form([(x - half, foot), (x - half, top), (x + half, top), (x + half, foot)], steel, shade)
            canvas.rect(x + half * 0.35, top, x + half, foot, mix(shade, steel, 0.3))
            for y in range(int(top) + 12, int(foot) - 8, 22):
                canvas.rect(
                    x - half + 6,
                    y,
                    x + half - 6,
                    y + 7,
                    "#fff0bf" if canvas.random.random() < 0.7 else "#7a86b0",
                )
            canvas.rect(x - half - 5, top - 6, x + half + 5, top + 4, "#e6ecf5")
        canvas.polygon([(x - 30, 312), (x, 230), (x + 30, 312)], "#c9d3e6")
        canvas.rect(x - 3, 120, x + 3, 240, "#e6ecf5")
        canvas.circle(x, 205, 12, "#e6ecf5")
        canvas.glow(x, 300, 170, "#fff4cf", 0.6)
    canvas.rect(1110, 760, 1290, 792, "#8f9ac0")
    canvas.rect(1110, 768, 1290, 778, "#fff0bf")
    canvas.line([(1118, 980), (1200, 792), (1282, 980)], 9, "#8f9ac0")
    canvas.rect(1690, 700, 1706, 1260, "#6a6aa0")
    canvas.ellipse(1698, 660, 54, 40, "#8f8ab8")
    canvas.rect(1695, 470, 1701, 640, "#8f8ab8")
    for x in range(-20, WIDTH + 60, 74):
        canvas.tree(x, 1300, canvas.random.uniform(110, 210), "#23404c", "#3f6a5a")
    canvas.gradient(0, 1290, WIDTH, HEIGHT, ("#2f4f58", "#1c3040"))
    canvas.ellipse(1200, 1420, 900, 90, "#5f6f9c")
    canvas.ellipse(1200, 1424, 880, 82, "#8a86b0")
    for i in range(9):
        x, tall = 700 + i * 125, 150 + 110 * sin(pi * (i + 0.5) / 9)
        jet = [(x - 8, 1410), (x - 3, 1410 - tall), (x + 3, 1410 - tall), (x + 8, 1410)]
        canvas.form(jet, "#ffffff", "#c9d3f0")
    canvas.ripples(1360, "#ffdcae", 30, 1480)


@scene("singapore")
def singapore(canvas: Canvas) -> None:
    canvas.sky("#0f1f4a", "#24407f", "#5f6fae", "#e6a08c", to=1080)
    canvas.stars(360, 60, "#c9d8f6")
    canvas.glow(700, 1050, 900, "#ffc99a", 0.5)
    quarter(canvas, 1080, 150, 560, ("#22305f", "#3a4880"), "#ffdf9c", (1180, 2400))
    for x in (1350, 1590, 1830):
        canvas.form([(x - 84, 1080), (x - 40, 640), (x + 52, 640), (x + 34, 1080)], "#8fa0cc", "#3d4a80")
        canvas.form([(x + 34, 1080), (x + 52, 640), (x + 82, 640), (x + 104, 1080)], "#5f6fa6", "#2c3768")
        for i in range(15):
            canvas.rect(x - 44 - i * 2.6, 664 + i * 27, x + 46 - i * 1.2, 670 + i * 27, "#ffe6ad")
    deck = [(1230, 640), (1200, 606), (1500, 588), (1900, 588), (2060, 596), (2010, 640)]
    canvas.form(deck, "#d9e0f2", "#7f8cb8")
    for x in range(1280, 1960, 44):
        canvas.tree(x, 600, 54, "#3f6a5a", "#6f9a6a")
    # The low shell by the water, and the wheel.
    for i, half in enumerate((30, 60, 84, 84, 60, 30)):
        x = 2020 + i * 56
        canvas.form(
            [(x - 26, 1080), (x - 30, 1000 - half * 1.6), (x + 14, 960 - half * 1.8), (x + 36, 1080)],
            "#f3e9dc",
            "#b79aa8",
        )
    canvas.ring(880, 800, 200, 12, "#c9d3ee")
    for i in range(28):
        canvas.circle(*around(880, 800, 200, i / 28), 11, "#fff0c4")
        if i % 2:
            canvas.line([(880, 800), around(880, 800, 196, i / 28)], 2, "#8f9ac8")
    canvas.line([(790, 1080), (880, 800), (970, 1080)], 14, "#8f9ac8")
    canvas.rect(0, 1062, WIDTH, 1090, "#1c2750")
    for x in range(20, WIDTH, 90):
        canvas.glow(x, 1054, 40, "#ffe0a0", 0.8)
    canvas.water(1090, "#4a568f", "#26356c", "#0f1b42", clear=0.7)
    canvas.ripples(1096, "#ffd79a", 140)
    canvas.ripples(1160, "#0f1a40", 90)


def around(x: float, y: float, radius: float, part: float) -> tuple[float, float]:
    """Return a place on a circle, `part` of the way round it clockwise from the right."""
    return (x + radius * sin(2 * pi * part + pi / 2), y + radius * sin(2 * pi * part))


@scene("vientiane")
def vientiane(canvas: Canvas) -> None:
    canvas.sky("#4f9ac2", "#9acbd6", "#f3e6bf", to=1250)
    for x, y, w in ((100, 200, 760), (1500, 160, 800), (300, 480, 560)):
        canvas.cloud(x, y, w, "#f6f4e6")
    for i in range(20):
        canvas.tree(
            i * 128 + canvas.random.uniform(-30, 30),
            1230,
            canvas.random.uniform(150, 290),
            "#4a7a52",
            "#7fa85f",
        )
    gold, shade, pale = "#f0bd48", "#b3762a", "#ffe39a"
    canvas.form([(300, 1280), (300, 1080), (2100, 1080), (2100, 1280)], pale, gold)
    for x in range(320, 2100, 60):
        canvas.lancet(x, 1040, x + 42, 1100, gold)
        canvas.rect(x + 8, 1130, x + 34, 1230, shade)
    canvas.form([(560, 1090), (600, 920), (1800, 920), (1840, 1090)], gold, shade)
    for x in range(640, 1800, 74):
        canvas.form(
            [
                (x - 24, 930),
                (x - 18, 850),
                (x - 4, 800),
                (x, 720),
                (x + 4, 800),
                (x + 18, 850),
                (x + 24, 930),
            ],
            pale,
            gold,
        )
    curve = [
        (1200 - half, y)
        for half, y in (
            (420, 930),
            (400, 880),
            (300, 800),
            (220, 740),
            (170, 700),
            (176, 660),
            (150, 620),
            (110, 560),
            (86, 470),
            (60, 420),
            (44, 330),
            (20, 200),
            (6, 90),
        )
    ]
    canvas.form(mirrored(curve, 1200), pale, gold, shade)
    canvas.form([(1200, 930), (1200, 90), *[(2400 - x, y) for x, y in reversed(curve)]], gold, shade)
    for x, y in curve[3:9]:
        canvas.rect(x - 8, y - 7, 2400 - x + 8, y + 7, pale)
    canvas.glow(1120, 420, 420, "#fffbe0", 0.55)
    canvas.gradient(0, 1270, WIDTH, HEIGHT, ("#d9c694", "#a98f5f"))
    canvas.form([(1080, 1270), (1320, 1270), (1560, HEIGHT), (840, HEIGHT)], "#f3e6c4", "#d9c290")
    for side in (-1, 1):
        for i in range(4):
            x, y, size = 1200 + side * (340 + i * 150), 1330 + i * 64, 1 + i * 0.3
            for dx in (-30, 0, 30):
                canvas.ellipse(x + dx * size, y, 34 * size, 22 * size, "#4f7f46")
                canvas.circle(x + dx * size, y - 22 * size, 11 * size, "#e2675c")


@scene("river-temple")
def river_temple(canvas: Canvas) -> None:
    """The temple of dawn over Bangkok's river."""
    canvas.sky("#5a3f7a", "#b5668c", "#f29a72", "#fcd08c", to=1130)
    canvas.glow(1480, 1000, 900, "#fff0bf", 0.85)
    canvas.circle(1480, 960, 104, "#fff3cc")
    for x, y, w, tone in (
        (100, 260, 800, "#8f5a90"),
        (1400, 340, 800, "#cf7a86"),
        (500, 600, 700, "#f0a082"),
    ):
        canvas.cloud(x, y, w, tone)
    quarter(canvas, 1130, 40, 190, ("#a8607a", "#c47a7c"), "", (400, 1300))

    def prang(x: float, tall: float) -> None:
        w = tall * 0.19
        curve = [
            (x - w * a, 1130 - tall * b)
            for a, b in (
                (1.5, 0),
                (1.45, 0.1),
                (1.1, 0.12),
                (1.05, 0.22),
                (0.8, 0.24),
                (0.74, 0.36),
                (0.5, 0.4),
                (0.44, 0.56),
                (0.42, 0.68),
                (0.3, 0.82),
                (0.12, 0.9),
                (0.04, 0.93),
                (0.02, 1),
            )
        ]
        canvas.form(mirrored(curve, x), "#6f4468", "#43284f")
        for a, b in ((1.45, 0.1), (1.05, 0.22), (0.74, 0.36), (0.5, 0.42), (0.44, 0.56), (0.43, 0.66)):
            canvas.rect(x - w * a, 1130 - tall * b - 5, x + w * a, 1130 - tall * b + 4, "#e8a56a")
        for k in range(-3, 4):
            canvas.lancet(
                x + k * w * 0.24 - 9, 1130 - tall * 0.33, x + k * w * 0.24 + 9, 1130 - tall * 0.26, "#2b1a3a"
            )

    for x, tall in ((560, 420), (1110, 420), (690, 300), (990, 300)):
        prang(x, tall)
    prang(835, 880)
    canvas.rect(0, 1112, WIDTH, 1140, "#3a2448")
    for x in range(1300, WIDTH, 80):
        canvas.tree(x, 1130, canvas.random.uniform(80, 160), "#4a2f52", "#6a4460")
    canvas.water(1138, "#f0a478", "#a8607f", "#3a2a5c", clear=0.55)
    canvas.ripples(1145, "#fde0a8", 130)
    canvas.form([(1600, 1330), (2180, 1316), (2080, 1384), (1680, 1390)], "#4a2c34", "#2a1826")
    canvas.form([(1740, 1322), (1770, 1250), (2010, 1246), (2030, 1318)], "#c8803f", "#7a4530")
    canvas.line([(2170, 1318), (2240, 1250)], 10, "#4a2c34")


@scene("monument-and-palms")
def monument_and_palms(canvas: Canvas) -> None:
    """A white obelisk with a gilded flame, as in Jakarta's great square."""
    canvas.sky("#e8865c", "#f5ad74", "#fcd79c", "#fdebc6", to=1300)
    canvas.glow(1200, 640, 800, "#fff6da", 0.7)
    for x, y, w in ((120, 260, 760), (1560, 220, 720), (1400, 560, 640)):
        canvas.cloud(x, y, w, "#fbc691")
    quarter(canvas, 1200, 90, 420, ("#d98f72", "#e6a884"), "#fde3b8", (900, 1500))
    canvas.veil(850, 1210, "#fde3b4", 0, 0.6)
    canvas.form([(1150, 1150), (1178, 330), (1222, 330), (1250, 1150)], "#fffaf0", "#d9c6ae")
    canvas.form([(1200, 1150), (1200, 330), (1222, 330), (1250, 1150)], "#ead9c2", "#bfa68c")
    canvas.rect(1140, 312, 1260, 340, "#efe0c8")
    canvas.form(
        [(1166, 312), (1160, 262), (1190, 200), (1204, 150), (1222, 220), (1240, 262), (1232, 312)],
        "#ffe08a",
        "#e08a24",
    )
    canvas.form([(880, 1130), (980, 1040), (1420, 1040), (1520, 1130)], "#fff6e6", "#d9c6ae")
    canvas.form([(1040, 1200), (1080, 1130), (1320, 1130), (1360, 1200)], "#d9c6ae", "#a98f78")
    canvas.gradient(0, 1195, WIDTH, HEIGHT, ("#a3b566", "#55803f"))
    canvas.form([(1090, 1200), (1310, 1200), (1640, HEIGHT), (760, HEIGHT)], "#f6e6c6", "#d9bd92")
    for x, foot, tall in (
        (240, 1420, 900),
        (520, 1330, 640),
        (2190, 1440, 940),
        (1900, 1330, 620),
        (40, 1330, 560),
        (2380, 1330, 600),
    ):
        palm(canvas, x, foot, tall)


def palm(canvas: Canvas, x: float, foot: float, tall: float) -> None:
    lean = canvas.random.uniform(-0.1, 0.1) * tall
    trunk = [(x + lean * t * t, foot - tall * t) for t in steps(0, 1, 12)]
    canvas.line(trunk, tall * 0.032, "#7a5638")
    top_x, top_y = trunk[-1]
    for i in range(11):
        side = (i - 5) / 5
        reach, droop = tall * 0.34 * side, tall * (0.02 + 0.26 * side * side)
        rib = [
            (top_x + reach * t, top_y - tall * 0.12 * sin(pi * t * 0.8) * (1.2 - abs(side)) + droop * t * t)
            for t in steps(0, 1, 10)
        ]
        under = [(px, py + tall * 0.055 * sin(pi * k / 10)) for k, (px, py) in enumerate(rib)]
        canvas.polygon([*rib, *reversed(under)], mix("#2f5f3f", "#6f9a4c", canvas.random.random()))
