"""London and Oxford, from the river, the street and the meadow."""

from math import sin

from newsroom.demonstration.pictures.canvas import HEIGHT, WIDTH, Canvas, mirrored, mix, steps
from newsroom.demonstration.pictures.gallery import scene


def pinnacle(canvas: Canvas, x: float, foot: float, width: float, height: float, colour: str) -> None:
    canvas.rect(x - width / 2, foot - height * 0.5, x + width / 2, foot, colour)
    canvas.polygon(
        [
            (x - width * 0.6, foot - height * 0.48),
            (x, foot - height),
            (x + width * 0.6, foot - height * 0.48),
        ],
        colour,
    )


def clock_tower(
    canvas: Canvas, x: float, foot: float, height: float, stone: tuple[str, str], gold: str
) -> None:
    """A tall shaft, a clock on each side, a steep roof with a lantern."""
    w = height * 0.062
    top = foot - height
    shaft = top + height * 0.36
    canvas.form([(x - w, foot), (x - w, shaft), (x + w, shaft), (x + w, foot)], *stone)
    for i in (-0.62, -0.2, 0.2, 0.62):
        canvas.rect(
            x + i * w - w * 0.07,
            shaft + height * 0.03,
            x + i * w + w * 0.07,
            foot,
            mix(stone[1], "#000000", 0.25),
        )
    canvas.rect(x - w * 1.18, top + height * 0.235, x + w * 1.18, shaft + height * 0.012, stone[0])
    canvas.circle(x, top + height * 0.3, w * 0.86, mix(stone[1], "#000000", 0.3))
    canvas.glow(x, top + height * 0.3, w * 3.4, gold, 0.55)
    canvas.circle(x, top + height * 0.3, w * 0.76, "#fdf1cf")
    canvas.line([(x, top + height * 0.3), (x, top + height * 0.3 - w * 0.58)], 4, "#2b2a3a")
    canvas.line([(x, top + height * 0.3), (x + w * 0.36, top + height * 0.3 + w * 0.14)], 5, "#2b2a3a")
    canvas.rect(
        x - w * 1.3, top + height * 0.225, x + w * 1.3, top + height * 0.245, mix(stone[0], gold, 0.4)
    )
    roof = mix(stone[1], "#1b2440", 0.5)
    canvas.polygon(
        [
            (x - w * 1.15, top + height * 0.226),
            (x - w * 0.5, top + height * 0.135),
            (x + w * 0.5, top + height * 0.135),
            (x + w * 1.15, top + height * 0.226),
        ],
        roof,
    )
    canvas.rect(
        x - w * 0.46, top + height * 0.1, x + w * 0.46, top + height * 0.137, mix(gold, stone[0], 0.3)
    )
    canvas.polygon(
        [(x - w * 0.56, top + height * 0.102), (x, top), (x + w * 0.56, top + height * 0.102)], roof
    )
    canvas.rect(x - 2, top - height * 0.03, x + 2, top + height * 0.02, gold)
    for side in (-1, 1):
        pinnacle(canvas, x + side * w * 1.18, top + height * 0.25, w * 0.22, height * 0.075, stone[0])


@scene("thames-dusk")
def thames_dusk(canvas: Canvas) -> None:
    canvas.sky("#1d2650", "#3d3a72", "#8d557f", "#e38a72", "#f9c68c", to=1120)
    canvas.glow(1560, 1010, 900, "#ffdf9e", 0.75)
    canvas.circle(1560, 1000, 66, "#fff0c4")
    for x, y, w, tone in (
        (120, 330, 760, "#6a4b80"),
        (1250, 250, 900, "#7a5283"),
        (700, 560, 820, "#c77a7c"),
        (1700, 660, 640, "#eda580"),
        (-120, 720, 620, "#d98a7a"),
    ):
        canvas.cloud(x, y, w, tone)
    far = "#8a5a78"
    for x, w, h in (
        (40, 90, 120),
        (160, 60, 190),
        (250, 120, 100),
        (1900, 90, 150),
        (2010, 70, 220),
        (2110, 130, 110),
        (2270, 70, 180),
    ):
        canvas.rect(x, 1090 - h, x + w, 1100, far)
    canvas.veil(880, 1100, "#f3b183", 0, 0.45)
    palace, deep = "#3a2f5c", "#2a2450"
    foot = 1090
    canvas.form([(300, foot), (300, 870), (1320, 870), (1320, foot)], palace, deep)
    for x in range(310, 1320, 34):
        pinnacle(canvas, x, 875, 9, 46, palace)
    for x in range(324, 1310, 34):
        canvas.lancet(x, 900, x + 11, 960, "#f0b56e" if canvas.random.random() < 0.42 else "#241f47")
        canvas.lancet(x, 985, x + 11, 1050, "#f0b56e" if canvas.random.random() < 0.3 else "#241f47")
    for x, w, h in ((420, 62, 330), (810, 84, 430), (1090, 50, 290)):
        canvas.form(
            [(x - w / 2, foot), (x - w / 2, foot - h), (x + w / 2, foot - h), (x + w / 2, foot)], palace, deep
        )
        for side in (-1, 1):
            pinnacle(canvas, x + side * w * 0.42, foot - h + 4, w * 0.2, 62, palace)
    canvas.polygon([(770, 662), (810, 520), (850, 662)], palace)
    # The square tower at the far end, with its flag staff.
    canvas.form([(180, foot), (180, 560), (330, 560), (330, foot)], palace, deep)
    for x in (190, 235, 276, 320):
        pinnacle(canvas, x, 566, 26, 92, palace)
    for x in (206, 246, 286):
        canvas.lancet(x, 640, x + 24, 780, "#241f47")
        canvas.lancet(x, 830, x + 24, 950, "#241f47")
    canvas.rect(253, 380, 258, 500, palace)
    clock_tower(canvas, 1420, foot, 800, ("#4a3a66", "#2c2652"), "#f6c877")
    # A low bridge of seven arches on the right.
    canvas.rect(1490, 1010, WIDTH, 1046, "#332b58")
    for x in range(1530, WIDTH + 200, 180):
        canvas.arch(x, 1052, x + 140, 1180, "#b5727c")
    for x in range(1500, WIDTH + 200, 180):
        canvas.rect(x - 3, 960, x + 5, 1012, "#332b58")
        canvas.glow(x + 1, 955, 60, "#ffdf9e", 0.8)
        canvas.circle(x + 1, 955, 8, "#fff3cf")
    piers = [(x, x + 40) for x in range(1490, WIDTH + 200, 180)]
    canvas.rect(1490, 1040, WIDTH, 1062, "#332b58")
    for left, right in piers:
        canvas.form([(left, 1105), (left, 1040), (right, 1040), (right, 1105)], "#332b58", "#241f47")
    canvas.rect(0, 1086, 1500, 1104, "#1f1b40")
    canvas.water(1104, "#7d5079", "#4a3a6a", "#1e1d45", clear=0.6)
    canvas.ripples(1104, "#f3b586", 90)
    canvas.ripples(1150, "#2a2552", 70)


@scene("black-door")
def black_door(canvas: Canvas) -> None:
    """A terrace house in dark brick with a black door, a fanlight and railings; nobody's in particular."""
    canvas.sky("#35313a", "#2a272f")
    for row in range(46):
        y, shift = row * 36, (row % 2) * 42
        for column in range(-1, 30):
            tone = mix("#3b353d", "#4b4148", canvas.random.random())
            x = column * 84 + shift
            canvas.rect(x + 2, y + 2, x + 81, y + 33, tone)
    canvas.glow(1200, 420, 900, "#f4c98a", 0.3)
    for left in (150, 1780):
        canvas.rect(left - 30, 180, left + 500, 1010, "#d9cfc0")
        canvas.rect(left, 210, left + 470, 980, "#20232c")
        for row in range(4):
            for column in range(3):
                x, y = left + 12 + column * 153, 222 + row * 190
                canvas.gradient(
                    x, y, x + 140, y + 176, ("#f6d9a0", "#e3a866") if row > 1 else ("#5a6378", "#8b8a8e")
                )
        canvas.polygon([(left, 210), (left + 150, 210), (left + 60, 980), (left, 980)], "#b6493e")
        canvas.polygon(
            [(left + 470, 210), (left + 320, 210), (left + 410, 980), (left + 470, 980)], "#a23f37"
        )
        canvas.rect(left - 50, 980, left + 520, 1020, "#efe6d6")
        canvas.rect(left - 20, 1000, left + 490, 1006, "#b9ae9d")
    # The white surround, with its brackets and hood.
    canvas.rect(800, 210, 1600, 1420, "#efe7d8")
    canvas.rect(830, 240, 860, 1420, "#d5c9b5")
    canvas.rect(1540, 240, 1570, 1420, "#d5c9b5")
    canvas.rect(760, 170, 1640, 230, "#f7f0e3")
    canvas.rect(780, 228, 1620, 244, "#c8bba6")
    for x in (800, 1520):
        canvas.form([(x, 240), (x + 80, 240), (x + 66, 350), (x + 14, 350)], "#f7f0e3", "#cfc2ac")
    canvas.arch(930, 330, 1470, 1420, "#14161c")
    canvas.circle(1200, 600, 246, "#f7dca2")
    canvas.glow(1200, 590, 300, "#fff3cd", 0.8)
    for step in steps(3.1416, 6.2832, 8):
        from_x, from_y = 1200 + 70 * sin(step + 1.5708), 600 + 70 * -abs(sin(step))
        canvas.line(
            [(from_x, from_y), (1200 + 246 * sin(step + 1.5708), 600 - 246 * abs(sin(step)))], 9, "#14161c"
        )
    canvas.circle(1200, 600, 74, "#14161c")
    canvas.circle(1200, 600, 60, "#fbe7b6")
    canvas.rect(930, 596, 1470, 640, "#efe7d8")
    canvas.gradient(960, 640, 1440, 1420, ("#23262f", "#101218"))
    for x0, x1 in ((1000, 1180), (1220, 1400)):
        for y0, y1 in ((690, 960), (1010, 1210), (1250, 1390)):
            canvas.rect(x0, y0, x1, y1, "#3a3e4a")
            canvas.gradient(x0 + 8, y0 + 8, x1, y1, ("#171920", "#20232c"))
    canvas.ring(1200, 820, 34, 9, "#d8ab55")
    canvas.circle(1200, 786, 15, "#e7c377")
    canvas.rounded(1110, 1105, 1290, 1131, 8, "#c99a45")
    canvas.rect(1124, 1113, 1276, 1123, "#2b2417")
    canvas.circle(1408, 1060, 20, "#e7c377")
    # The lamp over the door, then steps and railings.
    canvas.rect(1194, 60, 1206, 240, "#1a1b20")
    canvas.glow(1200, 290, 330, "#ffe2a0", 0.75)
    canvas.polygon([(1140, 240), (1260, 240), (1236, 350), (1164, 350)], "#fff0c6")
    canvas.line([(1140, 240), (1260, 240), (1236, 350), (1164, 350), (1140, 240)], 8, "#1a1b20")
    canvas.polygon([(1130, 242), (1200, 190), (1270, 242)], "#1a1b20")
    canvas.gradient(0, 1420, WIDTH, HEIGHT, ("#6f6a68", "#4d4a4d"))
    canvas.rect(820, 1396, 1580, 1436, "#d8cfc1")
    canvas.rect(780, 1436, 1620, 1490, "#c2b8aa")
    canvas.rect(740, 1490, 1660, 1550, "#aaa095")
    railings(canvas)


def railings(canvas: Canvas) -> None:
    """Iron railings and two pots beside the steps."""
    for first, last in ((0, 780), (1620, WIDTH)):
        canvas.rect(first, 1160, last, 1176, "#0f1015")
        for x in range(first + 20, last, 62):
            canvas.rect(x, 1120, x + 10, 1500, "#0f1015")
            canvas.polygon([(x - 7, 1124), (x + 5, 1084), (x + 17, 1124)], "#0f1015")
        canvas.rect(first, 1480, last, 1500, "#0f1015")
    for x in (700, 1700):
        canvas.form([(x - 62, 1400), (x + 62, 1400), (x + 46, 1510), (x - 46, 1510)], "#b97c52", "#85543a")
        for _ in range(26):
            canvas.circle(
                x + canvas.random.uniform(-80, 80),
                canvas.random.uniform(1210, 1400),
                canvas.random.uniform(24, 44),
                mix("#2f4a37", "#5d7f4e", canvas.random.random()),
            )


@scene("oxford-spires")
def oxford_spires(canvas: Canvas) -> None:
    canvas.sky("#5a8fb5", "#a5c4c8", "#f3dfb6", "#fbd79a", to=1250)
    canvas.glow(480, 900, 1100, "#fff1c0", 0.8)
    for x, y, w in ((900, 220, 900), (1600, 420, 800), (100, 320, 640), (1100, 610, 900)):
        canvas.cloud(x, y, w, "#f8e7c8")
    far, near = "#c9b08a", "#8f7048"

    def spire(x: float, foot: float, w: float, h: float, tone: str) -> None:
        dark = mix(tone, "#3a2f33", 0.35)
        canvas.form(
            [(x - w / 2, foot), (x - w / 2, foot - h * 0.5), (x + w / 2, foot - h * 0.5), (x + w / 2, foot)],
            tone,
            dark,
        )
        canvas.rect(x, foot - h * 0.5, x + w / 2, foot, mix(tone, "#3a2f33", 0.22))
        canvas.form(
            [(x - w * 0.46, foot - h * 0.5), (x, foot - h), (x + w * 0.46, foot - h * 0.5)],
            mix(tone, "#ffffff", 0.1),
            tone,
        )
        canvas.polygon(
            [(x, foot - h * 0.5), (x, foot - h), (x + w * 0.46, foot - h * 0.5)], mix(tone, "#3a2f33", 0.22)
        )
        for side in (-1, 1):
            pinnacle(canvas, x + side * w * 0.46, foot - h * 0.48, w * 0.16, h * 0.17, dark)
        canvas.lancet(x - w * 0.18, foot - h * 0.42, x + w * 0.18, foot - h * 0.26, mix(tone, "#2a2530", 0.6))

    canvas.veil(900, 1200, "#fbe3b4", 0, 0.7)
    for x, w, h in ((180, 60, 330), (380, 44, 250), (1000, 56, 350), (2230, 60, 320), (2060, 46, 240)):
        spire(x, 1130, w, h, far)
    canvas.rect(0, 1050, WIDTH, 1140, far)
    # The great dome on its drum and columns.
    x, foot = 1420, 1180
    stone, shade = "#d3b27a", "#8c6c4a"
    canvas.form([(x - 250, foot), (x - 250, 900), (x + 250, 900), (x + 250, foot)], stone, shade)
    for i in range(-4, 5):
        canvas.rect(
            x + i * 56 - 9,
            905,
            x + i * 56 + 9,
            1120,
            mix(stone, "#fff3d4", 0.4) if i < 1 else mix(stone, shade, 0.5),
        )
        canvas.arch(x + i * 56 + 16, 950, x + i * 56 + 40, 1090, "#5c4739")
    canvas.rect(x - 268, 880, x + 268, 912, "#e6cb98")
    canvas.form([(x - 185, 884), (x - 185, 760), (x + 185, 760), (x + 185, 884)], stone, shade)
    for i in range(-3, 4):
        canvas.arch(x + i * 52 - 12, 790, x + i * 52 + 12, 872, "#5c4739")
    canvas.rect(x - 198, 744, x + 198, 766, "#e6cb98")
    dome = [(x - 178 * (1 - t * t) ** 0.5, 746 - 215 * t) for t in steps(0, 0.985, 20)]
    canvas.form(mirrored(dome, x), "#8fa7a0", "#56706f")
    canvas.form([*[(px, py) for px, py in mirrored(dome, x) if px >= x], (x, 746)], "#6f8a86", "#455c60")
    canvas.rect(x - 34, 470, x + 34, 545, stone)
    canvas.polygon([(x - 40, 472), (x, 400), (x + 40, 472)], "#56706f")
    canvas.rect(x - 3, 350, x + 3, 410, "#e7c377")
    spire(700, 1200, 150, 860, "#c8a670")
    spire(1890, 1200, 120, 560, "#bd9a66")
    canvas.rect(0, 1240, WIDTH, 1400, "#4d5034")
    # College roofs with battlements.
    canvas.form([(0, 1300), (0, 1080), (620, 1080), (620, 1300)], "#b08c5a", near)
    canvas.form([(780, 1300), (780, 1120), (1190, 1120), (1190, 1300)], "#bb9661", near)
    canvas.form([(1680, 1300), (1680, 1090), (WIDTH, 1090), (WIDTH, 1300)], "#a98452", near)
    for first, last, y in ((0, 620, 1080), (780, 1190, 1120), (1680, WIDTH, 1090)):
        for bx in range(first, last, 40):
            canvas.rect(bx, y - 20, bx + 22, y + 2, "#b9935f")
        for bx in range(first + 26, last - 20, 70):
            canvas.lancet(bx, y + 45, bx + 26, y + 120, "#4e3d3a")
    for tx in range(-20, WIDTH + 60, 120):
        canvas.tree(
            tx + canvas.random.uniform(-30, 30), 1350, canvas.random.uniform(170, 300), "#5b5a35", "#a08a3e"
        )
    canvas.form(
        [(0, 1330), (600, 1310), (1400, 1330), (WIDTH, 1305), (WIDTH, HEIGHT), (0, HEIGHT)],
        "#9aa354",
        "#4c6138",
    )
    canvas.form([(900, 1330), (1010, 1330), (1500, HEIGHT), (700, HEIGHT)], "#e9d9ae", "#c9b27f")
    meadow(canvas)


def meadow(canvas: Canvas) -> None:
    """Blades of grass on both sides of the path."""
    for _ in range(420):
        px, far_y = canvas.random.uniform(0, WIDTH), canvas.random.random()
        py = 1360 + 240 * far_y
        if not 700 + (1600 - py) * 0.75 < px < 1500 - (1600 - py) * 1.75:
            canvas.rect(
                px,
                py - 6 - far_y * 18,
                px + 2 + far_y * 2,
                py,
                mix("#6f8143", "#c5bf6a", canvas.random.random()),
            )


@scene("city-of-london")
def city_of_london(canvas: Canvas) -> None:
    canvas.sky("#7fb2d6", "#b9d7e6", "#eef3ee", "#fbead0", to=1200)
    canvas.glow(1900, 260, 800, "#fff7df", 0.7)
    for x, y, w in ((150, 180, 700), (1050, 320, 760), (1650, 140, 640)):
        canvas.cloud(x, y, w, "#f6f9fa")
    for _ in range(46):
        x, h = canvas.random.uniform(-40, WIDTH), canvas.random.uniform(60, 260)
        canvas.rect(
            x,
            1150 - h,
            x + canvas.random.uniform(50, 130),
            1150,
            mix("#b9cbd6", "#d3dce0", canvas.random.random()),
        )
    canvas.veil(820, 1150, "#fdf3e2", 0, 0.6)

    def glass(points: list, light: str, dark: str) -> None:
        canvas.form(points, light, dark)

    # A blade, a wedge, a shell and a slab: towers of a financial quarter.
    glass([(1560, 1160), (1690, 250), (1712, 250), (1850, 1160)], "#cfe6ee", "#5f8ba6")
    canvas.form([(1700, 1160), (1702, 250), (1712, 250), (1850, 1160)], "#9fc2d2", "#3f6c8a")
    for i in range(26):
        y = 330 + i * 32
        canvas.line([(1690 - (y - 250) * 0.143, y), (1712 + (y - 250) * 0.152, y)], 2, "#88aec2")
    shell = [
        (
            820 - 150 * (1 - abs(t * 1.55 - 0.55) ** 2.2) ** 0.5 if abs(t * 1.55 - 0.55) < 1 else 820,
            1160 - 700 * t,
        )
        for t in steps(0, 0.999, 30)
    ]
    canvas.form(mirrored(shell, 820), "#3f6f86", "#28485f")
    for i in range(-3, 4):
        twist = [(820 + (px - 820) * sin(i * 0.5 + (1160 - py) / 230), py) for px, py in shell]
        canvas.line(twist, 13, "#8fc3cf" if i % 2 else "#c5e2e2")
    glass([(1060, 1160), (1060, 470), (1280, 340), (1280, 1160)], "#b6d2de", "#5b8199")
    for i in range(22):
        canvas.rect(1060, 520 + i * 30, 1280, 524 + i * 30, "#8db1c4")
    glass([(340, 1160), (340, 560), (560, 560), (560, 1160)], "#8aa9ba", "#3c5a70")
    canvas.windows(350, 580, 552, 1140, 7, 22, "#d6e6ea", 0.6)
    glass([(590, 1160), (600, 700), (690, 700), (690, 1160)], "#d8c9b0", "#9a8669")
    canvas.windows(604, 720, 686, 1140, 4, 18, "#6a5c4d", 0.8)
    glass([(1960, 1160), (1940, 620), (2130, 560), (2180, 1160)], "#a8c6d6", "#47697f")
    canvas.windows(1962, 660, 2128, 1140, 8, 20, "#e3eff2", 0.5)
    glass([(2200, 1160), (2200, 800), (2360, 800), (2360, 1160)], "#c9b79c", "#8b775e")
    canvas.windows(2210, 820, 2352, 1140, 6, 12, "#5e5145", 0.8)
    # An old dome keeps its place among them.
    canvas.form([(90, 1160), (90, 960), (300, 960), (300, 1160)], "#dccfb8", "#9c8d76")
    canvas.form(
        mirrored([(195 - 86 * (1 - t * t) ** 0.5, 962 - 150 * t) for t in steps(0, 0.98, 16)], 195),
        "#7f93a0",
        "#566976",
    )
    canvas.rect(184, 770, 206, 822, "#dccfb8")
    canvas.rect(193, 720, 197, 775, "#d8ab55")
    for i in range(7):
        canvas.rect(100 + i * 29, 975, 110 + i * 29, 1100, "#efe6d4")
    canvas.rect(0, 1130, WIDTH, 1176, "#8d8578")
    for x in range(-20, WIDTH + 40, 96):
        canvas.tree(
            x + canvas.random.uniform(-20, 20), 1170, canvas.random.uniform(80, 140), "#47624c", "#7d9a5e"
        )
    canvas.rect(0, 1166, WIDTH, 1200, "#6d6960")
    canvas.water(1200, "#a9c3c8", "#6c93a3", "#3c647c", clear=0.5)
    canvas.ripples(1200, "#f4f7f2", 120)
    canvas.form([(620, 1400), (1120, 1400), (1070, 1450), (690, 1450)], "#f4efe6", "#b94a3c")
    canvas.rect(720, 1350, 1010, 1402, "#fbf8f1")
    canvas.windows(728, 1358, 1004, 1396, 9, 1, "#40596a", 1)
    canvas.rect(760, 1318, 900, 1352, "#e6e0d4")
