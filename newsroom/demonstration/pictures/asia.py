"""Cities of East Asia and the Pacific, each known by one outline."""

from newsroom.demonstration.pictures.canvas import HEIGHT, WIDTH, Canvas, mix, steps
from newsroom.demonstration.pictures.gallery import scene
from newsroom.demonstration.pictures.vietnam import eave


def quarter(
    canvas: Canvas,
    foot: float,
    low: float,
    high: float,
    tones: tuple[str, str],
    lit: str,
    gap: tuple[float, float] = (0, 0),
) -> None:
    """A row of plain buildings with some lights, left out between the two sides of the gap."""
    x = -30.0
    while x < WIDTH:
        w, h = canvas.random.uniform(70, 150), canvas.random.uniform(low, high)
        if not gap[0] < x + w / 2 < gap[1]:
            tone = mix(*tones, canvas.random.random())
            canvas.form(
                [(x, foot), (x, foot - h), (x + w, foot - h), (x + w, foot)], tone, mix(tone, "#0a1024", 0.25)
            )
            if lit:
                canvas.windows(
                    x + 6,
                    foot - h + 10,
                    x + w - 6,
                    foot - 8,
                    max(3, int(w / 20)),
                    max(2, int(h / 26)),
                    lit,
                    0.42,
                )
        x += w + canvas.random.uniform(2, 16)


@scene("beijing")
def beijing(canvas: Canvas) -> None:
    canvas.sky("#e0926a", "#f3bd84", "#fbe2b4", to=1200)
    canvas.glow(1700, 520, 720, "#fff3cf", 0.85)
    canvas.circle(1700, 520, 100, "#fff0c8")
    for x, y, w in ((100, 240, 800), (1200, 200, 700), (500, 440, 620)):
        canvas.cloud(x, y, w, "#f9d3a0")
    canvas.ridge(1060, 260, "#c98a76", "#dba488", rough=0.5, floor=1150)
    canvas.veil(850, 1120, "#fbe2b4", 0, 0.6)
    red, deep = "#b8392f", "#7d2226"
    canvas.form([(180, 1240), (220, 900), (2180, 900), (2220, 1240)], "#c74a3a", deep)
    for x in (640, 920, 1480, 1760):
        canvas.arch(x - 62, 1060, x + 62, 1240, "#3b1a20")
    canvas.arch(1110, 1010, 1290, 1240, "#3b1a20")
    canvas.rect(200, 880, 2200, 912, "#f3e2bf")
    for x in range(220, 2190, 46):
        canvas.rect(x, 850, x + 12, 890, "#f3e2bf")
    canvas.rect(210, 846, 2190, 858, "#fbf0d6")
    canvas.form([(560, 850), (560, 700), (1840, 700), (1840, 850)], "#cf5a40", red)
    for x in range(580, 1840, 96):
        canvas.rect(x, 700, x + 24, 850, deep)
        canvas.rect(x + 38, 726, x + 82, 836, "#e0b25a")
    eave(canvas, 1200, 704, 780, 130, "#e0a83c", "#8a5a22")
    canvas.form([(720, 590), (720, 500), (1680, 500), (1680, 590)], "#3f7a82", "#2c5560")
    for x in range(740, 1680, 72):
        canvas.rect(x, 506, x + 20, 590, red)
    eave(canvas, 1200, 505, 620, 170, "#efbb4a", "#8a5a22")
    canvas.rect(820, 330, 1580, 352, "#c98f30")
    for x in (820, 1560):
        canvas.polygon([(x - 10, 352), (x, 296), (x + 20, 290), (x + 30, 352)], "#c98f30")
    canvas.gradient(0, 1230, WIDTH, HEIGHT, ("#d9b58a", "#9a7256"))
    for side in (-1, 1):
        for i in range(3):
            x = 1200 + side * (420 + i * 300)
            canvas.rect(x - 12, 1230, x + 12, 1420, "#f6ead0")
            canvas.circle(x, 1218, 24, "#fbf3e0")
    canvas.form([(1060, 1240), (1340, 1240), (1700, HEIGHT), (700, HEIGHT)], "#efdcb6", "#cfae82")


@scene("mount-and-pagoda")
def mount_and_pagoda(canvas: Canvas) -> None:
    canvas.sky("#7aa9d0", "#c2d3e6", "#f6d7d2", "#fbe5d4", to=1200)
    canvas.glow(1300, 700, 1000, "#fff6ee", 0.6)
    slope = [(260, 1180), (640, 930), (900, 680), (1070, 470), (1130, 430)]
    outline = [*slope, (1200, 444), (1270, 428), (1330, 470), (1510, 690), (1800, 940), (2240, 1180)]
    canvas.form(outline, "#5f7fae", "#a9b9d6")
    canvas.form(
        [
            (900, 680),
            (1070, 470),
            (1130, 430),
            (1200, 444),
            (1270, 428),
            (1330, 470),
            (1510, 690),
            (1430, 650),
            (1380, 730),
            (1300, 640),
            (1230, 740),
            (1150, 640),
            (1080, 720),
            (1010, 640),
        ],
        "#ffffff",
        "#e9eef8",
    )
    canvas.ridge(1190, 170, "#7f9aa8", "#a9bfb9", rough=0.5, floor=1300)
    canvas.veil(980, 1240, "#fdeee4", 0, 0.75)
    canvas.ridge(1320, 130, "#4f7a72", "#7fa389", rough=0.5)
    x, foot = 560, 1330
    for i in range(5):
        half = 150 - i * 17
        y = foot - i * 150
        canvas.form(
            [(x - half, y), (x - half, y - 100), (x + half, y - 100), (x + half, y)], "#c8472f", "#8f2d26"
        )
        for k in range(-2, 3):
            canvas.rect(x + k * half * 0.36 - 10, y - 92, x + k * half * 0.36 + 10, y - 14, "#f6e2c2")
        eave(canvas, x, y - 92, half + 110, 66, "#45505f", "#2b323d")
    canvas.rect(x - 5, foot - 940, x + 5, foot - 745, "#d8ab55")
    for i in range(7):
        canvas.ellipse(x, foot - 900 + i * 20, 18, 5, "#d8ab55")
    for bx, by in ((1500, 1620), (2300, 1560), (100, 1640)):
        trunk = [(bx, by), (bx - 40, by - 300), (bx + 60, by - 540)]
        canvas.line(trunk, 40, "#5a3f3f")
        for _ in range(110):
            dx, dy = canvas.random.gauss(0, 170), canvas.random.gauss(0, 90)
            canvas.circle(
                bx + dx + 10,
                by - 540 + dy,
                canvas.random.uniform(14, 42),
                mix("#f2a9ba", "#fde3e6", canvas.random.random()),
            )
    for _ in range(60):
        canvas.ellipse(canvas.random.uniform(0, WIDTH), canvas.random.uniform(500, HEIGHT), 8, 5, "#fbd5da")


@scene("seoul")
def seoul(canvas: Canvas) -> None:
    canvas.sky("#3f6fa6", "#8fb3cf", "#f3d9bd", to=1200)
    for x, y, w in ((200, 200, 700), (1600, 260, 640)):
        canvas.cloud(x, y, w, "#e9eef0")
    canvas.ridge(1020, 420, "#6f8fa6", "#9ab0b3", rough=0.5, floor=1200)
    canvas.veil(800, 1150, "#f6e3cc", 0, 0.5)
    canvas.form([(700, 1150), (1000, 930), (1230, 820), (1480, 930), (1800, 1150)], "#55805f", "#87a273")
    canvas.rect(1222, 420, 1250, 830, "#e9e4da")
    canvas.form([(1180, 560), (1190, 480), (1282, 480), (1292, 560)], "#d9e2e8", "#7f93a6")
    canvas.rect(1168, 548, 1304, 566, "#f6f1e6")
    canvas.rect(1233, 240, 1239, 490, "#d9483f")
    quarter(canvas, 1230, 80, 300, ("#8fa3b5", "#c4cbd0"), "#f6f0dc", (560, 1840))
    for i in range(24):
        canvas.tree(520 + i * 58, 1240, canvas.random.uniform(80, 150), "#44704f", "#7f9f5c")
    wall = "#d9cdb8"
    canvas.form([(560, 1420), (600, 1220), (1800, 1220), (1840, 1420)], wall, "#a99b86")
    canvas.arch(1110, 1270, 1290, 1420, "#3b2f2f")
    canvas.form([(720, 1220), (720, 1130), (1680, 1130), (1680, 1220)], "#b8503f", "#84352f")
    for x in range(740, 1680, 70):
        canvas.rect(x, 1130, x + 16, 1220, "#4f8a76")
    eave(canvas, 1200, 1134, 620, 110, "#4b5a63", "#2f3a42")
    canvas.form([(860, 1030), (860, 970), (1540, 970), (1540, 1030)], "#b8503f", "#84352f")
    eave(canvas, 1200, 975, 460, 110, "#55656e", "#2f3a42")
    canvas.gradient(0, 1410, WIDTH, HEIGHT, ("#cfc2aa", "#9c907c"))


@scene("harbour-of-sails")
def harbour_of_sails(canvas: Canvas) -> None:
    """White shells beside a great steel arch."""
    canvas.sky("#4a9ad0", "#9acbe6", "#eaf3ec", to=1080)
    canvas.glow(420, 300, 620, "#fffbe6", 0.7)
    for x, y, w in ((900, 180, 800), (1700, 330, 600), (40, 420, 560)):
        canvas.cloud(x, y, w, "#fbfdfb")
    canvas.ridge(1080, 120, "#8fb5a6", "#b9cdb4", rough=0.5, floor=1090)
    steel = "#5f7484"
    arch = [(120 + t * 1260, 1040 - 470 * (1 - (2 * t - 1) ** 2)) for t in steps(0, 1, 50)]
    low = [(120 + t * 1260, 1060 - 390 * (1 - (2 * t - 1) ** 2)) for t in steps(0, 1, 50)]
    canvas.line(arch, 15, steel)
    canvas.line(low, 12, steel)
    for (x, y), (lx, ly) in zip(arch[2:-2:2], low[3:-1:2], strict=False):
        canvas.line([(x, y), (lx, ly)], 5, steel)
        canvas.line([(x, y), (x, ly)], 5, steel)
        if ly < 930:
            canvas.line([(x, ly), (x, 930)], 3, steel)
    canvas.rect(0, 920, 1540, 946, mix(steel, "#20303c", 0.3))
    for x in (110, 1370):
        canvas.form([(x - 44, 1090), (x - 36, 790), (x + 36, 790), (x + 44, 1090)], "#dccfb4", "#a5977c")
    canvas.form([(1300, 1090), (1300, 1020), (2330, 1020), (2400, 1090)], "#c99f78", "#9c7454")
    for x, tall, lean in ((1440, 230, 1), (1580, 330, 1), (1760, 430, 1), (1990, 340, 1), (2180, 220, -1)):
        w = tall * 0.62
        tip = x + lean * w * 0.75
        shell = [
            (x - lean * w * 0.4, 1025),
            (x - lean * w * 0.16, 1025 - tall * 0.5),
            (x + lean * w * 0.2, 1025 - tall * 0.85),
            (tip, 1025 - tall),
            (x + lean * w * 0.6, 1025 - tall * 0.5),
            (x + lean * w * 0.62, 1025),
        ]
        canvas.form(shell, "#ffffff", "#d3dbe0")
        canvas.form(
            [
                (tip, 1025 - tall),
                (x + lean * w * 0.6, 1025 - tall * 0.5),
                (x + lean * w * 0.62, 1025),
                (x + lean * w * 0.3, 1025),
                (x + lean * w * 0.4, 1025 - tall * 0.5),
            ],
            "#b9c8d2",
            "#8fa3b3",
        )
    canvas.water(1085, "#8fc3d6", "#3f8fb5", "#195a86", clear=0.45)
    canvas.ripples(1090, "#f4fbfb", 160)
    for x, y, size in ((560, 1270, 1.0), (980, 1190, 0.6), (1800, 1330, 1.3)):
        canvas.polygon(
            [
                (x - 90 * size, y),
                (x + 90 * size, y),
                (x + 60 * size, y + 34 * size),
                (x - 66 * size, y + 34 * size),
            ],
            "#fdfdf8",
        )
        canvas.polygon([(x, y - 8), (x, y - 250 * size), (x + 84 * size, y - 8)], "#f4f8f8")
        canvas.polygon([(x - 8, y - 8), (x - 8, y - 210 * size), (x - 70 * size, y - 8)], "#e8604f")
    canvas.veil(1000, 1090, "#f6fbf6", 0, 0.25)
