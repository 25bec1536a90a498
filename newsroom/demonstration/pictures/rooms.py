"""Rooms where diplomacy is done: empty, as before the guests come in."""

from math import cos, pi, sin

from newsroom.demonstration.pictures.canvas import HEIGHT, WIDTH, Canvas, mix, steps
from newsroom.demonstration.pictures.flags import stand
from newsroom.demonstration.pictures.gallery import scene


def chandelier(canvas: Canvas, x: float, y: float, wide: float) -> None:
    canvas.rect(x - 3, 0, x + 3, y, "#b98d42")
    canvas.glow(x, y + 40, wide * 2.1, "#ffe6ac", 0.6)
    canvas.line(
        [(x - wide, y), (x - wide * 0.6, y + 50), (x, y + 66), (x + wide * 0.6, y + 50), (x + wide, y)],
        8,
        "#c79a4a",
    )
    for i in range(7):
        cx = x - wide + i * wide / 3
        lift = 0 if i in (0, 6) else 10
        canvas.rect(cx - 5, y - 44 + lift, cx + 5, y + 8 + lift, "#fbf3df")
        canvas.ellipse(cx, y - 56 + lift, 8, 15, "#fff1b8")
        canvas.circle(cx, y + 62 + lift, 7, "#f2dfae")


def panelling(canvas: Canvas, top: float, foot: float, columns: int, light: str, dark: str) -> None:
    canvas.gradient(0, top, WIDTH, foot, (light, dark))
    across = WIDTH / columns
    for i in range(columns):
        x = i * across
        canvas.rect(x + 34, top + 40, x + across - 34, foot - 40, mix(dark, "#000000", 0.18))
        canvas.gradient(x + 42, top + 48, x + across - 34, foot - 40, (mix(light, "#ffffff", 0.08), dark))


def chair(canvas: Canvas, x: float, seat: float, size: float, cloth: str, wood: str) -> None:
    """A chair seen from behind."""
    canvas.rounded(x - 60 * size, seat - 170 * size, x + 60 * size, seat + 10 * size, 30 * size, wood)
    canvas.rounded(x - 48 * size, seat - 158 * size, x + 48 * size, seat, 24 * size, cloth)
    canvas.rounded(
        x - 70 * size, seat, x + 70 * size, seat + 34 * size, 12 * size, mix(cloth, "#000000", 0.25)
    )
    for side in (-1, 1):
        canvas.rect(
            x + side * 54 * size - 7 * size,
            seat + 30 * size,
            x + side * 54 * size + 7 * size,
            seat + 130 * size,
            wood,
        )


def flowers(canvas: Canvas, x: float, y: float, wide: float) -> None:
    canvas.ellipse(x, y, wide, wide * 0.22, "#3f6a45")
    for _ in range(46):
        angle, reach = canvas.random.uniform(0, 2 * pi), canvas.random.random() ** 0.5
        tone = canvas.random.choice(("#f4e9d8", "#e8b04a", "#d9483f", "#f2d7a0", "#5c8a55"))
        canvas.circle(
            x + cos(angle) * reach * wide * 0.92, y - 8 + sin(angle) * reach * wide * 0.2, wide * 0.07, tone
        )


@scene("talks-table")
def talks_table(canvas: Canvas) -> None:
    panelling(canvas, 0, 980, 6, "#8a5a3a", "#5a3726")
    canvas.gradient(0, 960, WIDTH, HEIGHT, ("#7c2f2f", "#4a1a22"))
    for x in (700, 1700):
        chandelier(canvas, x, 190, 190)
    canvas.rect(0, 960, WIDTH, 984, "#3c2219")
    for i in range(4):
        stand(canvas, "VN", 230 + i * 250, 330, 985, 150)
        stand(canvas, "GB", 1300 + i * 250, 330, 985, 150)
    for i in range(8):
        chair(canvas, 280 + i * 263, 1010, 0.9, "#b4472f", "#6a4426")
    canvas.form([(120, 1060), (2280, 1060), (2480, 1240), (-80, 1240)], "#c58d52", "#9a6334")
    canvas.form([(-80, 1240), (2480, 1240), (2480, 1400), (-80, 1400)], "#6e4023", "#432413")
    canvas.form([(400, 1090), (2000, 1090), (2060, 1140), (340, 1140)], "#e0b27a", "#c58d52")
    flowers(canvas, 1200, 1120, 420)
    for i in range(9):
        x = 190 + i * 250
        canvas.polygon([(x - 62, 1196), (x + 62, 1196), (x + 72, 1222), (x - 72, 1222)], "#fbf6ea")
        canvas.polygon([(x - 58, 1160), (x + 8, 1160), (x + 12, 1186), (x - 66, 1186)], "#f2e5cb")
        canvas.rect(x + 52, 1146, x + 74, 1190, "#d4e3e4")
        canvas.line([(x + 20, 1168), (x + 30, 1110), (x + 18, 1092)], 4, "#25222a")
        canvas.ellipse(x + 17, 1088, 7, 11, "#25222a")
    for i in range(8):
        chair(canvas, 150 + i * 300, 1500, 1.5, "#8f3226", "#4f301c")


@scene("signing-table")
def signing_table(canvas: Canvas) -> None:
    canvas.sky("#1f3358", "#2f4b78", "#4a6a94", to=1000)
    for i in range(18):
        x = i * 140
        canvas.gradient(
            x, 0, x + 70, 1000, (mix("#1f3358", "#ffffff", 0.06), mix("#4a6a94", "#ffffff", 0.06))
        )
    canvas.glow(1200, 500, 1000, "#fbe3b0", 0.4)
    for x, code in ((330, "VN"), (560, "GB"), (1720, "VN"), (1950, "GB")):
        stand(canvas, code, x, 250, 1010, 185)
    canvas.gradient(0, 1000, WIDTH, HEIGHT, ("#8a4a3a", "#552a2a"))
    for x in (800, 1600):
        chair(canvas, x, 905, 1.25, "#c9a15a", "#5a3a22")
    canvas.form([(360, 900), (2040, 900), (2200, 1090), (200, 1090)], "#3f7a5c", "#2c6048")
    canvas.form([(200, 1090), (2200, 1090), (2200, 1480), (200, 1480)], "#2c6048", "#173a2c")
    for i in range(26):
        x = 200 + i * 80
        canvas.form([(x, 1096), (x + 34, 1096), (x + 20, 1480), (x + 10, 1480)], "#2a5c45", "#143226")
    canvas.rect(200, 1086, 2200, 1102, "#d8b25c")
    for x, code in ((800, "#a8242c"), (1600, "#1d3f8a")):
        canvas.shadow([(x - 262, 1064), (x + 262, 1064), (x + 236, 930), (x - 236, 930)], 0.35)
        canvas.form(
            [(x - 240, 1052), (x - 206, 922), (x + 206, 922), (x + 240, 1052)],
            mix(code, "#ffffff", 0.12),
            code,
        )
        canvas.form([(x - 222, 1044), (x - 192, 930), (x - 4, 930), (x - 4, 1044)], "#fffaf0", "#eadfc9")
        canvas.form([(x + 4, 1044), (x + 4, 930), (x + 192, 930), (x + 222, 1044)], "#fffaf0", "#eadfc9")
        for row in range(6):
            y = 948 + row * 14
            canvas.line([(x - 174 - row * 4, y), (x - 30, y)], 3, "#a9a08f")
            canvas.line([(x + 30, y), (x + 174 + row * 4 - (60 if row == 5 else 0), y)], 3, "#a9a08f")
        canvas.circle(x + 150, 1020, 12, "#c9403a")
        canvas.line([(x + 270, 1058), (x + 330, 962)], 11, "#20222c")
        canvas.line([(x + 270, 1058), (x + 282, 1038)], 7, "#e2bd66")
        canvas.rounded(x + 296, 1036, x + 380, 1056, 8, "#20222c")
    flowers(canvas, 1200, 1020, 130)


@scene("press-room")
def press_room(canvas: Canvas) -> None:
    canvas.sky("#123a5c", "#1d5680", "#2b6f97", to=1150)
    for row in range(5):
        for column in range(9):
            x, y = 60 + column * 280 + (row % 2) * 140, 90 + row * 210
            canvas.ring(x, y, 46, 6, "#2a6a94")
            canvas.star(x, y, 24, "#2a6a94")
    canvas.glow(1200, 420, 1000, "#cfe9f5", 0.35)
    for x, code in ((300, "VN"), (2000, "VN")):
        stand(canvas, code, x, 260, 1140, 190)
    canvas.gradient(0, 1130, WIDTH, HEIGHT, ("#5a4436", "#2c211e"))
    canvas.form([(820, 1480), (860, 760), (1540, 760), (1580, 1480)], "#a8703f", "#6b4024")
    canvas.form([(800, 760), (840, 690), (1560, 690), (1600, 760)], "#d09a5c", "#a8703f")
    canvas.form([(930, 1380), (950, 850), (1450, 850), (1470, 1380)], "#94602f", "#5c3620")
    canvas.ring(1200, 1060, 120, 12, "#e2bd66")
    canvas.star(1200, 1060, 82, "#e2bd66")
    for x, lean, tall in (
        (930, -70, 230),
        (1010, -50, 300),
        (1090, -26, 250),
        (1170, -8, 330),
        (1250, 14, 290),
        (1330, 36, 330),
        (1410, 60, 250),
        (1490, 84, 290),
    ):
        tone = canvas.random.choice(("#20232c", "#2e3340", "#171a22"))
        tip = (x + lean, 740 - tall)
        canvas.line([(x, 740), (x + lean * 0.3, 740 - tall * 0.6), tip], 8, tone)
        band = canvas.random.choice(("#d9483f", "#e8b04a", "#3b8fc0", "#f4f0e6", "#4f9a6a"))
        canvas.rounded(tip[0] - 26, tip[1] - 26, tip[0] + 26, tip[1] + 34, 8, band)
        canvas.ellipse(tip[0], tip[1] - 52, 25, 38, tone)
        canvas.ellipse(tip[0] - 7, tip[1] - 62, 7, 15, mix(tone, "#ffffff", 0.25))
    for i in range(7):
        x = 100 + i * 380
        canvas.ellipse(x, 1660, 180, 190, "#0f141d")
        canvas.circle(x, 1450, 86, "#0f141d")
    for x, y, size in ((480, 1330, 1.2), (1960, 1300, 1.3)):
        canvas.rounded(x - 130 * size, y - 80 * size, x + 130 * size, y + 80 * size, 20, "#11151e")
        canvas.circle(x, y, 66 * size, "#232a36")
        canvas.circle(x, y, 46 * size, "#0b1626")
        canvas.circle(x - 14 * size, y - 16 * size, 14 * size, "#5fa6cf")
        canvas.circle(x + 100 * size, y - 56 * size, 9 * size, "#e2483f")


@scene("interview-chairs")
def interview_chairs(canvas: Canvas) -> None:
    canvas.sky("#e6d2b2", "#d9bf98", "#c7a77c", to=1080)
    for x in (120, 1780):
        canvas.rect(x - 24, 96, x + 524, 924, "#fbf4e4")
        canvas.gradient(x, 120, x + 500, 900, ("#9cc7dc", "#dcebe2", "#f6edcf"))
        for _ in range(16):
            canvas.circle(
                x + canvas.random.uniform(40, 460),
                900 - canvas.random.uniform(30, 240),
                canvas.random.uniform(40, 74),
                mix("#5f8f5c", "#9bb972", canvas.random.random()),
            )
        canvas.rect(x, 120, x + 500, 128, "#cdb48a")
        canvas.rect(x + 242, 96, x + 258, 924, "#fbf4e4")
        canvas.rect(x - 24, 500, x + 524, 516, "#fbf4e4")
        canvas.rect(x - 40, 900, x + 540, 1090, mix("#c7a77c", "#d9bf98", 0.5))
        canvas.rect(x - 44, 900, x + 544, 926, "#fbf4e4")
        for side in (0, 1):
            left = x - 110 if side == 0 else x + 440
            for fold in range(5):
                canvas.gradient(
                    left + fold * 34,
                    60,
                    left + fold * 34 + 34,
                    1080,
                    (
                        mix("#a3362f", "#000000", 0.12 * (fold % 2)),
                        mix("#7d2527", "#000000", 0.15 * (fold % 2)),
                    ),
                )
        canvas.rect(x - 130, 40, x + 630, 72, "#b98d42")
    canvas.rect(820, 180, 1580, 700, "#b98d42")
    canvas.gradient(850, 210, 1550, 670, ("#f2d9a4", "#cfd8b4", "#5f9a9a"))
    canvas.form(
        [(850, 520), (1010, 330), (1150, 470), (1290, 290), (1550, 540), (1550, 600), (850, 600)],
        "#6f9a90",
        "#3f7276",
    )
    canvas.rect(850, 590, 1550, 670, "#39707a")
    canvas.gradient(0, 1060, WIDTH, HEIGHT, ("#9a5a3a", "#5f3324"))
    canvas.ellipse(1200, 1400, 1080, 190, "#7a2b2e")
    canvas.ellipse(1200, 1400, 1010, 168, "#a8423b")
    canvas.ellipse(1200, 1400, 900, 140, "#8f3431")
    stand(canvas, "VN", 1010, 500, 1200, 140)
    stand(canvas, "GB", 1240, 500, 1200, 140)
    for x, side in ((640, 1), (1760, -1)):
        canvas.rounded(x - 230, 760, x + 230, 1260, 70, "#2f5a70")
        canvas.rounded(x - 180, 810, x + 180, 1120, 50, "#3f7690")
        canvas.rounded(x - 270, 990, x - 150, 1330, 50, "#28506a")
        canvas.rounded(x + 150, 990, x + 270, 1330, 50, "#28506a")
        canvas.rounded(x - 180, 1120, x + 180, 1240, 40, "#4b88a3")
        canvas.rect(x - 230, 1320, x - 200, 1400, "#3a2418")
        canvas.rect(x + 200, 1320, x + 230, 1400, "#3a2418")
        canvas.rounded(x - 90 * side - 70, 1010, x - 90 * side + 70, 1130, 26, "#e2bd66")
    canvas.form([(990, 1190), (1410, 1190), (1450, 1240), (950, 1240)], "#c58d52", "#a36c38")
    for x in (1000, 1390):
        canvas.rect(x - 10, 1240, x + 10, 1430, "#6a4023")
    for x in (1090, 1310):
        canvas.ellipse(x, 1208, 46, 12, "#fbf6ea")
        canvas.rounded(x - 26, 1166, x + 26, 1208, 12, "#fdfaf2")
    flowers(canvas, 1200, 1196, 62)
    for x, side in ((1110, -1), (1290, 1)):
        canvas.line([(x, 1214), (x + side * 20, 1150)], 6, "#20222c")
        canvas.ellipse(x + side * 23, 1140, 12, 19, "#20222c")


@scene("conference-hall")
def conference_hall(canvas: Canvas) -> None:
    canvas.sky("#101a34", "#1b2d55", "#24406f", to=1100)
    for i in range(9):
        x = 130 + i * 268
        canvas.form(
            [
                (x - 20, 0),
                (x + 20, 0),
                (1200 + (x - 1200) * 0.5 + 190, 900),
                (1200 + (x - 1200) * 0.5 - 190, 900),
            ],
            mix("#1b2d55", "#7fa6d6", 0.12),
            "#1b2d55",
        )
        canvas.glow(x, 10, 120, "#dfeaff", 0.8)
    canvas.rect(430, 170, 1970, 820, "#0b1226")
    canvas.gradient(450, 190, 1950, 800, ("#0f4c75", "#1b7a8c", "#e0b45c"))
    # On the screen: rising bars and a line that goes up with them.
    for i in range(11):
        h = 90 + i * 34 + 26 * sin(i * 1.7)
        canvas.gradient(560 + i * 120, 780 - h, 636 + i * 120, 780, ("#f4d58a", "#d98f3f"))
    trend = [(598 + i * 120, 650 - i * 38 - 20 * sin(i * 1.3)) for i in range(11)]
    canvas.line(trend, 9, "#fff7e2")
    for x, y in trend:
        canvas.circle(x, y, 13, "#fff7e2")
    canvas.form([(200, 900), (2200, 900), (2300, 1010), (100, 1010)], "#8a5a3a", "#5f3b28")
    canvas.rect(100, 1008, 2300, 1050, "#3a2419")
    for x, code in ((300, "VN"), (2060, "GB")):
        stand(canvas, code, x, 380, 930, 150)
    for i in range(5):
        chair(canvas, 900 + i * 150, 930, 0.6, "#d9c7a2", "#5f4a38")
    canvas.form([(600, 980), (620, 780), (760, 780), (780, 980)], "#c58d52", "#7d4f2c")
    canvas.rect(604, 764, 776, 784, "#e0b27a")
    for row in range(4):
        far = row / 3
        size, y = 46 + far * 62, 1110 + row * 140
        for i in range(-1, int(WIDTH / (size * 2.9)) + 2):
            x = i * size * 2.9 + (row % 2) * size * 1.4 + canvas.random.uniform(-6, 6)
            tone = mix("#1d2a4c", "#0a0f1f", far)
            canvas.ellipse(x, y + size * 2.2, size * 1.25, size * 1.6, tone)
            canvas.circle(x, y + size * 0.3, size * 0.62, tone)
    canvas.veil(1050, HEIGHT, "#070b18", 0, 0.4)


@scene("lecture-hall")
def lecture_hall(canvas: Canvas) -> None:
    """A panelled university hall with a lectern, tall windows and rows of benches."""
    canvas.gradient(0, 0, WIDTH, 1100, ("#d8c49c", "#bfa173"))
    for x in steps(140, 2260, 5):
        canvas.lancet(x - 112, 60, x + 112, 700, "#8d7450")
        canvas.lancet(x - 92, 92, x + 92, 690, "#cfe3ea")
        canvas.glow(x, 380, 240, "#fffbe8", 0.6)
        canvas.rect(x - 4, 70, x + 4, 700, "#8d7450")
        for y in (250, 400, 550):
            canvas.rect(x - 94, y, x + 94, y + 7, "#8d7450")
        for side in (-1, 1):
            canvas.polygon(
                [
                    (x + side * 12, 170),
                    (x + side * 50, 210),
                    (x + side * 12, 250),
                    (x + side * 80 - side * 106, 210),
                ],
                "#d9a24f",
            )
    for x in steps(-72, 2472, 6):
        canvas.form([(x - 40, 1000), (x - 30, 0), (x + 30, 0), (x + 40, 1000)], "#efe0bd", "#c2a679")
    panelling(canvas, 740, 1080, 10, "#7a4a2b", "#4f2d1c")
    canvas.rect(0, 726, WIDTH, 750, "#966239")
    canvas.gradient(0, 1080, WIDTH, HEIGHT, ("#6d3b2a", "#3a1e18"))
    for x, code in ((840, "VN"), (1500, "GB")):
        stand(canvas, code, x, 500, 1130, 150)
    canvas.form([(1040, 1230), (1070, 900), (1330, 900), (1360, 1230)], "#a8703f", "#633a20")
    canvas.form([(1020, 905), (1060, 850), (1340, 850), (1380, 905)], "#cf9a5c", "#a8703f")
    canvas.ring(1200, 1060, 62, 8, "#e2bd66")
    canvas.polygon(
        [(1166, 1040), (1200, 1052), (1234, 1040), (1234, 1086), (1200, 1098), (1166, 1086)], "#e2bd66"
    )
    for side in (-1, 1):
        canvas.line([(1200 + side * 40, 852), (1200 + side * 56, 780), (1200 + side * 36, 740)], 6, "#20222c")
        canvas.ellipse(1200 + side * 34, 732, 11, 17, "#20222c")
    for row in range(4):
        y, inset = 1210 + row * 112, 260 - row * 110
        for left, right in ((inset - 300, 960 - row * 60), (1440 + row * 60, WIDTH - inset + 300)):
            canvas.form([(left, y), (right, y), (right, y + 120), (left, y + 120)], "#8a5532", "#4a2a19")
            canvas.rect(left, y - 12, right, y + 10, "#b97d49")
    canvas.form([(1110, 1230), (1290, 1230), (1500, HEIGHT), (900, HEIGHT)], "#a8333a", "#7a1f2b")


@scene("library")
def library(canvas: Canvas) -> None:
    canvas.sky("#3a2a22", "#523a2a", "#6b4c34")
    tones = ("#8f3230", "#2f5a70", "#c08a3e", "#3f6a4a", "#6a3a52", "#d8c49a", "#40485f", "#a8643a")
    for x0 in (0, 640, 1300, 1940):
        canvas.rect(x0, 60, x0 + 460, 1320, "#7a4f30")
        for row in range(7):
            y = 96 + row * 174
            canvas.rect(x0 + 22, y, x0 + 438, y + 152, "#2d1d16")
            x = x0 + 26
            while x < x0 + 420:
                w, h = canvas.random.uniform(14, 34), canvas.random.uniform(104, 142)
                if canvas.random.random() < 0.94:
                    tone = canvas.random.choice(tones)
                    canvas.rect(x, y + 152 - h, min(x + w, x0 + 436), y + 152, tone)
                    canvas.rect(
                        x + 2,
                        y + 152 - h * 0.8,
                        min(x + w, x0 + 436) - 2,
                        y + 152 - h * 0.72,
                        mix(tone, "#f3dfa8", 0.6),
                    )
                x += w + 2
    for x in (550, 1850):
        canvas.lancet(x - 72, 120, x + 72, 1180, "#e8d7b0")
        canvas.lancet(x - 58, 140, x + 58, 1170, "#bcd9e2")
        canvas.glow(x, 560, 360, "#fff4d0", 0.75)
        canvas.rect(x - 3, 130, x + 3, 1180, "#e8d7b0")
    canvas.lancet(1108, 160, 1252, 1180, "#e8d7b0")
    canvas.lancet(1124, 184, 1236, 1170, "#bcd9e2")
    canvas.glow(1180, 600, 420, "#fff4d0", 0.8)
    canvas.gradient(0, 1310, WIDTH, HEIGHT, ("#5a3626", "#2f1b15"))
    canvas.form([(300, 1230), (2100, 1230), (2300, 1400), (100, 1400)], "#b97d49", "#8a5532")
    canvas.rect(100, 1400, 2300, 1440, "#5a331d")
    for x in (560, 1200, 1840):
        canvas.glow(x, 1190, 330, "#ffe7a8", 0.55)
        canvas.rect(x - 8, 1140, x + 8, 1270, "#b98d42")
        canvas.ellipse(x, 1276, 60, 14, "#b98d42")
        canvas.form([(x - 110, 1150), (x - 72, 1080), (x + 72, 1080), (x + 110, 1150)], "#3f8a63", "#25604a")
    for x in (860, 1480):
        canvas.form([(x - 150, 1340), (x - 130, 1290), (x, 1304), (x, 1356)], "#fffaf0", "#e3d5b8")
        canvas.form([(x, 1356), (x, 1304), (x + 130, 1290), (x + 150, 1340)], "#f3e8d0", "#d9c9a8")
