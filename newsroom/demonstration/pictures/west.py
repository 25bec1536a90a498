"""Cities of Europe and America, and the houses where many nations meet."""

from math import pi, sin

from newsroom.demonstration.pictures.asia import quarter
from newsroom.demonstration.pictures.canvas import HEIGHT, WIDTH, Canvas, mirrored, mix, steps
from newsroom.demonstration.pictures.gallery import scene


@scene("paris")
def paris(canvas: Canvas) -> None:
    canvas.sky("#8fa3c9", "#c9bccf", "#f6cdb6", "#fce3c0", to=1250)
    canvas.glow(700, 980, 900, "#fff3d6", 0.7)
    for x, y, w in ((60, 240, 700), (1500, 200, 800), (1450, 520, 560)):
        canvas.cloud(x, y, w, "#e9d3d3")
    x = -20.0
    while x < WIDTH:
        w, h = canvas.random.uniform(90, 170), canvas.random.uniform(120, 200)
        tone = mix("#d9bfae", "#c9a99c", canvas.random.random())
        canvas.rect(x, 1150 - h, x + w, 1160, tone)
        canvas.form(
            [(x, 1152 - h), (x + 12, 1110 - h), (x + w - 12, 1110 - h), (x + w, 1152 - h)],
            "#8f8fa6",
            "#7a7f98",
        )
        canvas.windows(x + 6, 1160 - h, x + w - 6, 1150, 5, 4, "#8a7478", 0.9)
        x += w
    iron, dark = "#6a5560", "#4a3a4c"
    leg = [(840, 1240), (900, 1120), (960, 960), (1030, 960), (980, 1130), (960, 1240)]
    canvas.form(leg, iron, dark)
    canvas.form([(2400 - px, py) for px, py in leg], iron, dark)
    canvas.form([(1000, 965), (1075, 690), (1135, 690), (1100, 965)], iron, dark)
    canvas.form([(1400, 965), (1325, 690), (1265, 690), (1300, 965)], iron, dark)
    curve = [(1085, 700), (1130, 520), (1165, 330), (1182, 190)]
    canvas.form(mirrored(curve, 1200), iron, dark)
    canvas.form(mirrored([(1150, 700), (1180, 470)], 1200), "#f3cdb8", "#f6d6b8")
    for left, right, y, thick in ((930, 1470, 950, 34), (1060, 1340, 690, 26), (1160, 1240, 196, 22)):
        canvas.rect(left, y, right, y + thick, dark)
    canvas.rect(1196, 70, 1204, 200, dark)
    span = [(965 + t * 470, 1190 - 200 * sin(pi * t)) for t in steps(0, 1, 30)]
    canvas.line(span, 20, iron)
    for i in range(7):
        y = 720 + i * 36
        canvas.line([(1085 - i * 10, y), (1118 - i * 3, y + 34)], 5, mix(iron, "#f3cdb8", 0.4))
        canvas.line([(1315 + i * 10, y), (1282 + i * 3, y + 34)], 5, mix(iron, "#f3cdb8", 0.4))
    for tx in range(-20, WIDTH + 40, 90):
        if not 900 < tx < 1500:
            canvas.tree(tx, 1270, canvas.random.uniform(150, 240), "#8a7a4a", "#c79a4f")
    canvas.gradient(0, 1240, WIDTH, HEIGHT, ("#b3b27a", "#6f8a58"))
    canvas.form([(1020, 1240), (1380, 1240), (1850, HEIGHT), (550, HEIGHT)], "#f0dfc0", "#d6bf98")
    canvas.form([(1120, 1240), (1280, 1240), (1420, HEIGHT), (980, HEIGHT)], "#a8b26f", "#7d9a5c")


@scene("capitol-dome")
def capitol_dome(canvas: Canvas) -> None:
    canvas.sky("#2f5f9a", "#7fa9d0", "#f3d6c4", "#f8e2c8", to=1200)
    canvas.glow(1200, 900, 1100, "#fff3e0", 0.6)
    for x, y, w in ((60, 300, 760), (1600, 240, 700)):
        canvas.cloud(x, y, w, "#e6e6ee")
    stone, shade = "#fdf8ec", "#b9b3b6"
    canvas.form([(200, 1180), (200, 930), (2200, 930), (2200, 1180)], stone, shade)
    canvas.form([(860, 1180), (860, 870), (1540, 870), (1540, 1180)], stone, shade)
    for first, last, top in ((220, 850, 960), (1550, 2190, 960)):
        for x in range(first, last, 58):
            canvas.rect(x, top, x + 24, 1060, "#8f93a6")
            canvas.rect(x, 1085, x + 24, 1150, "#8f93a6")
    canvas.polygon([(840, 872), (1200, 770), (1560, 872)], stone)
    canvas.polygon([(930, 858), (1200, 790), (1470, 858)], "#d9d3cf")
    for x in range(880, 1540, 60):
        canvas.form([(x, 1160), (x + 3, 890), (x + 25, 890), (x + 28, 1160)], "#ffffff", "#cfc9c6")
        canvas.rect(x + 30, 900, x + 56, 1160, "#7f8498")
    canvas.form([(985, 800), (985, 730), (1415, 730), (1415, 800)], stone, shade)
    canvas.form([(1020, 735), (1020, 560), (1380, 560), (1380, 735)], stone, shade)
    for i in range(13):
        x = 1030 + i * 27
        canvas.rect(x, 580, x + 10, 715, "#ffffff")
        canvas.rect(x + 11, 590, x + 24, 715, "#8f93a6")
    canvas.rect(1005, 548, 1395, 570, "#ffffff")
    dome = [(1200 - 175 * (1 - t * t) ** 0.5, 552 - 230 * t) for t in steps(0, 0.97, 20)]
    canvas.form(mirrored(dome, 1200), "#ffffff", "#c9c6cc")
    canvas.form([(1200, 552), *[(2400 - x, y) for x, y in dome], (1200, 330)], "#dcd9de", "#a9a8b5")
    canvas.rect(1165, 260, 1235, 335, stone)
    for i in range(4):
        canvas.rect(1172 + i * 17, 270, 1180 + i * 17, 330, "#8f93a6")
    canvas.polygon([(1160, 262), (1200, 220), (1240, 262)], shade)
    canvas.form([(1188, 222), (1194, 150), (1206, 150), (1212, 222)], "#8a9a8f", "#5f6f68")
    canvas.form([(200, 1180), (2200, 1180), (2300, 1240), (100, 1240)], "#e9e2d6", "#c9c0b3")
    canvas.gradient(0, 1235, WIDTH, HEIGHT, ("#9ab56a", "#4f7a46"))
    canvas.form([(1040, 1235), (1360, 1235), (1560, HEIGHT), (840, HEIGHT)], "#e9dcc2", "#c9b594")
    for side in (-1, 1):
        for i in range(5):
            canvas.tree(1200 + side * (480 + i * 190), 1290 + i * 44, 300 + i * 60, "#3f6b46", "#6f9a55")


@scene("onion-domes")
def onion_domes(canvas: Canvas) -> None:
    canvas.sky("#4a6fa0", "#9ab5d0", "#e6dfe2", to=1200)
    for x, y, w in ((100, 220, 760), (1500, 180, 760), (1300, 420, 520)):
        canvas.cloud(x, y, w, "#eef1f4")
    canvas.form([(0, 1200), (0, 960), (WIDTH, 960), (WIDTH, 1200)], "#a84838", "#7a2f2c")
    for x in range(0, WIDTH, 52):
        canvas.polygon([(x, 962), (x, 915), (x + 14, 930), (x + 28, 915), (x + 28, 962)], "#a84838")
    for x in (220, 2120):
        canvas.form([(x - 90, 1200), (x - 90, 640), (x + 90, 640), (x + 90, 1200)], "#b5523f", "#7a2f2c")
        canvas.form([(x - 62, 645), (x - 58, 520), (x + 58, 520), (x + 62, 645)], "#b5523f", "#8f3a32")
        canvas.form([(x - 76, 522), (x, 270), (x + 76, 522)], "#4f8a70", "#2f5f4f")
        canvas.star(x, 250, 30, "#e0a83c")
        for y in (700, 830, 1000):
            canvas.arch(x - 24, y, x + 24, y + 76, "#4f2326")

    def onion(x: float, foot: float, wide: float, tall: float, tone: str, stripe: str) -> None:
        body = mix("#c9583f", "#e8d9c2", canvas.random.random() * 0.4)
        canvas.form(
            [(x - wide * 0.6, 1220), (x - wide * 0.6, foot), (x + wide * 0.6, foot), (x + wide * 0.6, 1220)],
            body,
            mix(body, "#4a2026", 0.5),
        )
        for y in range(int(foot) + 24, 1180, 130):
            for k in (-1, 0, 1):
                canvas.arch(
                    x + k * wide * 0.36 - wide * 0.1, y, x + k * wide * 0.36 + wide * 0.1, y + 74, "#f3e6cf"
                )
        canvas.rect(x - wide * 0.66, foot - 14, x + wide * 0.66, foot + 8, "#f6ecd9")
        profile = [
            (0.5, 0),
            (0.86, 0.14),
            (1, 0.3),
            (0.92, 0.46),
            (0.66, 0.62),
            (0.34, 0.76),
            (0.12, 0.88),
            (0.03, 1),
        ]
        outline = [(x - wide * a, foot - 10 - tall * b) for a, b in profile]
        canvas.form(mirrored(outline, x), tone, mix(tone, "#1a2030", 0.35))
        for k in range(-3, 4):
            canvas.line(
                [
                    (x + k * wide * 0.28 * a + wide * 0.07 * sin(b * 5), foot - 10 - tall * b)
                    for a, b in profile
                ],
                wide * 0.07,
                stripe,
            )
        canvas.line([(x, foot - tall), (x, foot - tall - 80)], 6, "#e0a83c")
        canvas.circle(x, foot - tall - 30, 11, "#f3c65a")

    onion(760, 820, 110, 250, "#3f8a6a", "#e8d9a2")
    onion(1640, 820, 110, 250, "#3f6fb0", "#f3f0e2")
    onion(960, 700, 104, 240, "#c8472f", "#f3e2b8")
    onion(1440, 700, 104, 240, "#2f8a8f", "#f0c65a")
    canvas.form([(1090, 1220), (1090, 620), (1310, 620), (1310, 1220)], "#cf6a4a", "#7a2f2c")
    canvas.form([(1100, 624), (1180, 290), (1220, 290), (1300, 624)], "#d98a5c", "#9a4a38")
    onion(1200, 292, 42, 110, "#e8b544", "#f8dd8c")
    for x, y in ((1150, 700), (1200, 700), (1250, 700), (1150, 860), (1200, 860), (1250, 860)):
        canvas.arch(x - 17, y, x + 17, y + 96, "#f3e6cf")
    canvas.gradient(0, 1200, WIDTH, HEIGHT, ("#b9b3ae", "#77726f"))
    for row in range(12):
        y = 1215 + row * row * 2.8
        canvas.line([(0, y), (WIDTH, y)], 2, "#a39d98")
    for _ in range(240):
        x, y = canvas.random.uniform(0, WIDTH), canvas.random.uniform(0, HEIGHT)
        canvas.circle(x, y, canvas.random.uniform(2, 6), "#ffffff")


@scene("gate-of-columns")
def gate_of_columns(canvas: Canvas) -> None:
    """A gate of columns with a team of horses, as in Berlin, kept to its outline."""
    canvas.sky("#2f4a80", "#7a7fae", "#e6a99a", "#f9d2a4", to=1240)
    canvas.glow(1200, 1060, 1000, "#ffe9bd", 0.75)
    for x, y, w, tone in (
        (120, 250, 800, "#6f78a8"),
        (1480, 330, 720, "#a98fac"),
        (300, 560, 600, "#dba79f"),
    ):
        canvas.cloud(x, y, w, tone)
    stone, shade = "#d9b98a", "#8f6a5a"
    for x in (230, 1810):
        canvas.form([(x, 1240), (x, 930), (x + 360, 930), (x + 360, 1240)], stone, shade)
        canvas.polygon([(x - 20, 932), (x + 180, 850), (x + 380, 932)], stone)
        for i in range(5):
            canvas.rect(x + 26 + i * 70, 950, x + 56 + i * 70, 1240, mix(shade, "#4a3340", 0.4))
    for i in range(6):
        x = 640 + i * 206
        canvas.form([(x, 1240), (x + 8, 720), (x + 82, 720), (x + 90, 1240)], "#efd3a2", shade)
        canvas.form([(x + 52, 1240), (x + 52, 720), (x + 82, 720), (x + 90, 1240)], "#c79f78", "#75534f")
        for k in range(4):
            canvas.rect(x + 16 + k * 18, 735, x + 19 + k * 18, 1225, "#b58c6a")
        canvas.rect(x - 12, 700, x + 102, 726, "#f3dcb0")
    canvas.form([(600, 705), (600, 600), (1800, 600), (1800, 705)], "#f0d6a8", "#b98f70")
    for x in range(620, 1800, 62):
        canvas.rect(x, 640, x + 34, 690, "#a47c66")
    canvas.rect(575, 580, 1825, 612, "#f6e2ba")
    canvas.form([(760, 584), (760, 470), (1640, 470), (1640, 584)], "#e9cc9c", "#b98f70")
    canvas.rect(740, 452, 1660, 476, "#f6e2ba")
    bronze = "#4f7a72"
    for i in range(4):
        x = 1010 + i * 92
        canvas.form(
            [
                (x - 34, 452),
                (x - 30, 360),
                (x - 10, 300),
                (x + 26, 268),
                (x + 44, 300),
                (x + 24, 330),
                (x + 34, 400),
                (x + 30, 452),
            ],
            mix(bronze, "#ffffff", 0.15),
            bronze,
        )
    canvas.form(
        [(1110, 320), (1170, 250), (1200, 170), (1230, 250), (1290, 320)], mix(bronze, "#ffffff", 0.2), bronze
    )
    canvas.rect(1197, 110, 1203, 200, bronze)
    canvas.ring(1200, 118, 24, 7, bronze)
    canvas.gradient(0, 1236, WIDTH, HEIGHT, ("#c49a84", "#7a5c63"))
    for i in range(13):
        x = 1200 + (i - 6) * 90
        canvas.line([(x, 1240), (1200 + (x - 1200) * 3.4, HEIGHT)], 4, "#a9826f")
    for i in range(6):
        x = 640 + i * 206
        canvas.shadow(
            [
                (x, 1240),
                (x + 90, 1240),
                (x + 90 + (x - 1150) * 0.9, HEIGHT),
                (x - 60 + (x - 1150) * 0.9, HEIGHT),
            ],
            0.22,
        )


@scene("old-square")
def old_square(canvas: Canvas) -> None:
    """A square of southern Europe: arcades, tiled roofs, a fountain, pines."""
    canvas.sky("#3f8fc9", "#9acbe2", "#fbe8c6", to=1150)
    for x, y, w in ((200, 200, 700), (1500, 280, 700)):
        canvas.cloud(x, y, w, "#fbfaf3")
    canvas.ridge(1050, 170, "#8fae9c", "#b9c49c", rough=0.5, floor=1150)
    dome = [(620 - 190 * (1 - t * t) ** 0.5, 640 - 230 * t) for t in steps(0, 0.98, 20)]
    canvas.form([(430, 1250), (430, 640), (810, 640), (810, 1250)], "#ead2a6", "#c49f6f")
    canvas.form(mirrored(dome, 620), "#c97a4f", "#9a5238")
    for k in range(-3, 4):
        canvas.line([(620 + k * 0.3 * (x - 620), y) for x, y in dome], 5, "#f3e2c4")
    canvas.rect(594, 340, 646, 425, "#f3e2c4")
    canvas.polygon([(584, 342), (620, 280), (656, 342)], "#9a5238")
    canvas.form([(1790, 1250), (1790, 420), (1930, 420), (1930, 1250)], "#dcb98a", "#a97f58")
    canvas.form([(1775, 424), (1860, 270), (1945, 424)], "#b8623f", "#8f4a35")
    for y in (470, 620, 780):
        canvas.arch(1830, y, 1890, y + 96, "#5f4538")
    for first, last, top, tone in (
        (0, 420, 760, "#e8b98a"),
        (820, 1330, 800, "#f0cf96"),
        (1330, 1780, 740, "#e2a87a"),
        (1940, WIDTH, 780, "#edc79a"),
    ):
        canvas.form(
            [(first, 1250), (first, top), (last, top), (last, 1250)], tone, mix(tone, "#8a5a44", 0.35)
        )
        canvas.form(
            [(first - 14, top + 6), (first + 20, top - 54), (last - 20, top - 54), (last + 14, top + 6)],
            "#c26a45",
            "#a35239",
        )
        for x in range(first + 30, last - 70, 100):
            canvas.arch(x, 1060, x + 76, 1250, "#5a3f3a")
            for y in (top + 50, top + 170):
                canvas.rect(x + 16, y, x + 60, y + 80, "#f6ecd6")
                canvas.rect(x + 20, y + 4, x + 56, y + 78, "#4f6f74")
                canvas.rect(x + 2, y, x + 16, y + 80, "#4f8a76")
                canvas.rect(x + 60, y, x + 74, y + 80, "#4f8a76")
    canvas.gradient(0, 1245, WIDTH, HEIGHT, ("#ecd6ae", "#b99a72"))
    for i in range(1, 9):
        canvas.ellipse(
            1200, 1430, i * 210, i * 42, "#d9bf94" if i % 2 else "#e3cba1"
        ) if i < 2 else canvas.line([(0, 1245 + i * i * 5), (WIDTH, 1245 + i * i * 5)], 3, "#cdb188")
    canvas.ellipse(1200, 1430, 300, 66, "#bda17a")
    canvas.ellipse(1200, 1416, 290, 60, "#f0e6d2")
    canvas.ellipse(1200, 1414, 264, 50, "#7fb9cb")
    canvas.form([(1170, 1410), (1184, 1200), (1216, 1200), (1230, 1410)], "#fbf3e2", "#cdbb9a")
    canvas.ellipse(1200, 1200, 130, 26, "#f0e6d2")
    canvas.ellipse(1200, 1196, 116, 20, "#7fb9cb")
    for side in (-1, 1):
        for reach in (60, 110, 160):
            jet = [
                (1200 + side * reach * t, 1170 - 220 * t * (1 - t) * 1.4 + 240 * t * t)
                for t in steps(0, 1, 14)
            ]
            canvas.line(jet, 4, "#f4fbfd")


@scene("assembly-of-nations")
def assembly_of_nations(canvas: Canvas) -> None:
    """A slab by a river, a low curved hall, and a row of staffs with plain pennants."""
    canvas.sky("#3f7fb8", "#8fbcd9", "#e6eee6", "#fbe9cf", to=1130)
    for x, y, w in ((100, 260, 760), (1400, 180, 860), (1700, 480, 560)):
        canvas.cloud(x, y, w, "#f8fbfb")
    quarter(canvas, 1130, 120, 420, ("#a9bdca", "#c9d3d6"), "#e9f0f0", (760, 1560))
    canvas.veil(800, 1130, "#fbeed9", 0, 0.5)
    canvas.form([(980, 1140), (980, 230), (1400, 230), (1400, 1140)], "#7fb3c4", "#3f7488")
    canvas.rect(950, 220, 980, 1140, "#e9e4d6")
    canvas.rect(1400, 220, 1430, 1140, "#cfc9ba")
    for row in range(34):
        for column in range(16):
            if canvas.random.random() < 0.55:
                x, y = 984 + column * 26, 244 + row * 26
                canvas.rect(x, y, x + 20, y + 17, mix("#a6d0d8", "#dff0ec", canvas.random.random()))
    hall = [(320, 1140), (320, 960), (480, 930), (640, 960), (800, 985), (980, 990), (980, 1140)]
    canvas.form(hall, "#f6f1e2", "#bdb5a4")
    canvas.form(mirrored([(580, 940), (600, 900), (640, 880)], 650), "#9ab5a8", "#6f8f86")
    for x in range(360, 960, 40):
        canvas.rect(x, 1020, x + 12, 1130, "#8fa6b0")
    canvas.rect(0, 1130, WIDTH, 1176, "#a8b58a")
    tones = ("#d9483f", "#3b7fc0", "#e8b04a", "#4f9a6a", "#f4f0e6", "#5f5aa0")
    for i in range(26):
        x = 60 + i * 92
        canvas.rect(x, 860, x + 5, 1176, "#f4f4ee")
        tone, other = tones[i % 6], tones[(i * 5 + 2) % 6]
        for k, colour in enumerate((tone, other)):
            canvas.polygon(
                [
                    (x + 5, 868 + k * 22),
                    (x + 34, 862 + k * 22),
                    (x + 66, 872 + k * 22),
                    (x + 66, 894 + k * 22),
                    (x + 34, 884 + k * 22),
                    (x + 5, 890 + k * 22),
                ],
                colour,
            )
    canvas.rect(0, 1172, WIDTH, 1200, "#7f8577")
    canvas.water(1198, "#9cc3d0", "#5f97b0", "#2f6488", clear=0.5)
    canvas.ripples(1204, "#f6fbf6", 140)
