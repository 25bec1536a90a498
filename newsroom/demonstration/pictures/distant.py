"""Places farther from Hanoi: the Nile, the Gulf, the steppe and the bay of Rio."""

from math import sin

from newsroom.demonstration.pictures.canvas import HEIGHT, WIDTH, Canvas, mirrored, mix, steps
from newsroom.demonstration.pictures.gallery import scene
from newsroom.demonstration.pictures.southeast import palm


@scene("pyramids")
def pyramids(canvas: Canvas) -> None:
    canvas.sky("#d9805c", "#f0b277", "#fbdca4", "#fdeccb", to=1200)
    canvas.glow(620, 760, 800, "#fff6da", 0.9)
    canvas.circle(620, 720, 96, "#fff5d6")
    canvas.ridge(1060, 90, "#e0aa78", "#e8bd8c", rough=0.5, floor=1200)
    for x, half, top, light, dark in (
        (1950, 330, 720, "#e6b878", "#b5804f"),
        (1380, 560, 430, "#f0c684", "#b07a48"),
        (760, 360, 690, "#e9bd7c", "#a9754a"),
    ):
        canvas.form([(x - half, 1130), (x, top), (x + half, 1130)], light, mix(light, "#c98f5a", 0.4))
        canvas.form([(x + half * 0.16, 1130), (x, top), (x + half, 1130)], dark, mix(dark, "#6a4a3a", 0.3))
        for i in range(1, 15):
            y = top + (1130 - top) * i / 15
            reach = half * i / 15
            canvas.line([(x - reach, y), (x + reach, y)], 2, mix(light, dark, 0.55))
    canvas.form(
        [(0, 1130), (500, 1100), (1300, 1140), (WIDTH, 1095), (WIDTH, 1360), (0, 1360)], "#eec48a", "#c98f5a"
    )
    for x, foot, tall in (
        (150, 1330, 520),
        (300, 1350, 640),
        (2230, 1340, 600),
        (2340, 1330, 470),
        (2080, 1345, 420),
    ):
        palm(canvas, x, foot, tall)
    canvas.water(1330, "#b5b08f", "#5f9a9c", "#2f6474", clear=0.5)
    canvas.ripples(1336, "#fdeccb", 90)
    for x, y, size in ((980, 1420, 1.0), (1640, 1390, 0.75)):
        canvas.polygon(
            [
                (x - 120 * size, y),
                (x + 130 * size, y - 6),
                (x + 90 * size, y + 34 * size),
                (x - 90 * size, y + 34 * size),
            ],
            "#fbf3e2",
        )
        canvas.rect(x - 3, y - 210 * size, x + 3, y, "#7a5638")
        canvas.polygon(
            [(x + 6, y - 310 * size), (x + 170 * size, y - 40 * size), (x - 30 * size, y - 20 * size)],
            "#fffaf0",
        )


@scene("gulf-towers")
def gulf_towers(canvas: Canvas) -> None:
    canvas.sky("#2a3f78", "#7f6f9c", "#e8a58a", "#fbd6a2", to=1120)
    canvas.glow(1750, 1020, 900, "#fff0c8", 0.8)
    canvas.circle(1750, 980, 84, "#fff2cf")
    for x, y, w, tone in ((120, 240, 800, "#5f6496"), (1400, 380, 800, "#b58aa0")):
        canvas.cloud(x, y, w, tone)
    for _ in range(50):
        x, h = canvas.random.uniform(-40, WIDTH), canvas.random.uniform(80, 380)
        tone = mix("#a97f94", "#c99a94", canvas.random.random())
        canvas.rect(x, 1090 - h, x + canvas.random.uniform(40, 100), 1100, tone)
    canvas.veil(800, 1100, "#f6c39c", 0, 0.5)
    for x, half, top in (
        (620, 62, 520),
        (840, 80, 640),
        (1500, 70, 560),
        (1960, 84, 480),
        (2180, 66, 640),
        (300, 74, 600),
    ):
        tone = mix("#4a4a7c", "#5f5f90", canvas.random.random())
        canvas.form(
            [(x - half, 1100), (x - half, top + 60), (x + half, top), (x + half, 1100)], tone, "#2f2f5a"
        )
        canvas.windows(x - half + 8, top + 80, x + half - 8, 1090, 6, 20, "#ffd998", 0.4)
    needle = [(1110, 1100), (1120, 800), (1140, 560), (1162, 360), (1178, 200)]
    canvas.form(mirrored(needle, 1190), "#8f9ac4", "#3a4078")
    canvas.rect(1187, 60, 1193, 210, "#c9d3ee")
    for i in range(24):
        y = 300 + i * 32
        canvas.rect(1150 - i * 1.6, y, 1230 + i * 1.6, y + 5, "#ffe2a8")
    # Three water towers: a ball on a spike, two balls on a spike, a spike alone.
    for x, tall, balls in ((1620, 640, (0.42, 0.7)), (1740, 560, (0.5,)), (1830, 480, ())):
        canvas.form(
            [(x - 26, 1100), (x - 4, 1100 - tall), (x + 4, 1100 - tall), (x + 26, 1100)], "#d9e3ee", "#8f9ab8"
        )
        for k, share in enumerate(balls):
            y, radius = 1100 - tall * share, 74 - k * 22
            canvas.circle(x, y, radius, "#3f8fa8")
            canvas.circle(x - radius * 0.2, y - radius * 0.2, radius * 0.62, "#6fb9c9")
    canvas.rect(0, 1084, WIDTH, 1110, "#e6c49c")
    for x in range(30, WIDTH, 130):
        palm(canvas, x + canvas.random.uniform(-20, 20), 1100, canvas.random.uniform(90, 150))
    canvas.water(1108, "#e8b08f", "#7f7aa8", "#2a3a72", clear=0.6)
    canvas.ripples(1114, "#ffe3b0", 130)
    canvas.form([(420, 1330), (900, 1310), (840, 1390), (480, 1390)], "#7a4a2c", "#4a2a20")
    canvas.rect(600, 1010, 608, 1330, "#5a3a26")
    canvas.polygon([(610, 1010), (900, 1300), (560, 1290)], "#f6ead2")


@scene("steppe")
def steppe(canvas: Canvas) -> None:
    canvas.sky("#3f86c4", "#8fc0de", "#e6efe0", to=1100)
    for x, y, w in ((100, 200, 900), (1300, 140, 960), (700, 430, 700), (1700, 560, 600)):
        canvas.cloud(x, y, w, "#fbfdfb")
    canvas.ridge(960, 380, "#6f8fb5", "#b5c9d6", rough=0.55, floor=1100)
    canvas.veil(760, 1020, "#f0f4ea", 0, 0.5)
    canvas.ridge(1060, 190, "#7f9f86", "#a9bd86", rough=0.45, floor=1150)
    canvas.form(
        [(0, 1090), (700, 1060), (1500, 1100), (WIDTH, 1050), (WIDTH, HEIGHT), (0, HEIGHT)],
        "#b5c777",
        "#5f8a48",
    )
    canvas.form(
        [(0, 1290), (900, 1240), (1800, 1300), (WIDTH, 1250), (WIDTH, HEIGHT), (0, HEIGHT)],
        "#94b35f",
        "#4f7a40",
    )
    for _ in range(9):
        x, y = canvas.random.uniform(1050, 2300), canvas.random.uniform(1150, 1250)
        tone = canvas.random.choice(("#7a4a30", "#4a3028", "#d9cbb0", "#a06a40"))
        canvas.ellipse(x, y, 34, 16, tone)
        canvas.polygon([(x + 22, y - 4), (x + 46, y - 40), (x + 62, y - 34), (x + 40, y + 6)], tone)
        for dx in (-24, -12, 14, 24):
            canvas.rect(x + dx - 3, y + 6, x + dx + 3, y + 40, tone)
    for x, foot, size in ((620, 1270, 1.0), (980, 1220, 0.7), (1660, 1330, 1.35)):
        canvas.shadow(
            [
                (x - 180 * size, foot),
                (x + 190 * size, foot),
                (x + 330 * size, foot + 46 * size),
                (x - 60 * size, foot + 46 * size),
            ],
            0.16,
        )
        canvas.form(
            [
                (x - 180 * size, foot),
                (x - 176 * size, foot - 120 * size),
                (x + 176 * size, foot - 120 * size),
                (x + 180 * size, foot),
            ],
            "#fdf8ec",
            "#d3cbb8",
        )
        canvas.form(
            [
                (x - 196 * size, foot - 112 * size),
                (x - 60 * size, foot - 206 * size),
                (x + 60 * size, foot - 206 * size),
                (x + 196 * size, foot - 112 * size),
            ],
            "#ffffff",
            "#e0d8c6",
        )
        canvas.rect(x - 182 * size, foot - 96 * size, x + 182 * size, foot - 82 * size, "#c8472f")
        canvas.rect(x - 180 * size, foot - 30 * size, x + 180 * size, foot - 22 * size, "#3f7fa8")
        canvas.rect(x - 36 * size, foot - 104 * size, x + 36 * size, foot, "#c8662f")
        canvas.rect(x - 24 * size, foot - 92 * size, x + 24 * size, foot - 6 * size, "#e89a4a")
        canvas.rect(x - 30 * size, foot - 216 * size, x + 30 * size, foot - 202 * size, "#8a5a3a")
    for _ in range(500):
        far = canvas.random.random()
        x, y = canvas.random.uniform(0, WIDTH), 1330 + 260 * far
        canvas.rect(
            x, y - 8 - far * 20, x + 2 + far * 2, y, mix("#7f9f4c", "#d3d884", canvas.random.random())
        )


@scene("sugarloaf-bay")
def sugarloaf_bay(canvas: Canvas) -> None:
    canvas.sky("#f08f6a", "#f8b683", "#fcdca6", "#fdeecb", to=1080)
    canvas.glow(1500, 900, 900, "#fff6da", 0.85)
    canvas.circle(1500, 860, 92, "#fff4d3")
    for x, y, w in ((120, 220, 820), (1400, 300, 800)):
        canvas.cloud(x, y, w, "#fbcf9f")
    canvas.ridge(1060, 330, "#c99aa0", "#dfb3a4", rough=0.5, floor=1085)
    loaf = [
        (820, 1085),
        (850, 900),
        (900, 700),
        (960, 560),
        (1040, 490),
        (1110, 500),
        (1180, 580),
        (1240, 740),
        (1290, 920),
        (1340, 1085),
    ]
    canvas.form(loaf, "#6a6f86", "#8f7f86")
    canvas.form([loaf[5], *loaf[6:], (1120, 1085), (1090, 760)], "#555a76", "#7a6f7c")
    hill = [(500, 1085), (540, 960), (640, 900), (760, 920), (860, 1000), (920, 1085)]
    canvas.form(hill, "#5f7f6a", "#7f8f74")
    canvas.line([(640, 900), (1060, 490)], 3, "#4a4a5c")
    for t in (0.35, 0.7):
        x, y = 640 + 420 * t, 900 - 410 * t
        canvas.rounded(x - 22, y + 6, x + 22, y + 40, 8, "#c9403a")
    for i in range(40):
        x = 1360 + i * 27
        h = canvas.random.uniform(40, 150)
        tone = mix("#e6c3a4", "#f3dcc0", canvas.random.random())
        canvas.rect(x, 1085 - h, x + 23, 1090, tone)
        canvas.windows(x + 2, 1090 - h, x + 21, 1082, 3, max(2, int(h / 18)), "#9c7f7a", 0.7)
    canvas.water(1083, "#f3bf94", "#9a8fa4", "#3f6a8a", clear=0.55)
    canvas.ripples(1090, "#fdf0d2", 130)
    beach = [(x, 1480 - 110 * sin(x / 1500) + 20 * sin(x / 260)) for x in steps(0, WIDTH, 60)]
    canvas.form([(0, HEIGHT), *beach, (WIDTH, HEIGHT)], "#f8e3b5", "#d9b582")
    canvas.line([(x, y - 6) for x, y in beach], 12, "#fffaf0")
    for x, foot, tall in ((160, 1560, 820), (340, 1580, 620), (2250, 1570, 760)):
        palm(canvas, x, foot, tall)
