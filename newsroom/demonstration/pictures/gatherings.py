"""Where people come together: a ring of seats, an aeroplane's steps, a street of lanterns."""

from math import cos, pi, sin

from newsroom.demonstration.pictures.canvas import HEIGHT, WIDTH, Canvas, mix, steps
from newsroom.demonstration.pictures.gallery import scene


@scene("round-table")
def round_table(canvas: Canvas) -> None:
    """A ring of seats for many countries, each with its screen; no flags, since it is nobody's in particular."""
    canvas.sky("#22344f", "#324a6c", "#46628a", to=900)
    for i in range(13):
        x = i * 200
        canvas.form([(x, 0), (x + 90, 0), (x + 60, 760), (x + 10, 760)], "#3a547a", "#2b4062")
    canvas.rect(0, 740, WIDTH, 770, "#d8b25c")
    canvas.gradient(0, 770, WIDTH, HEIGHT, ("#8a4a3f", "#4a2428"))
    for i in range(7):
        ring = 300 + i * 4
        canvas.ellipse(1200, 60, 820 - i * 90, ring * 0.36 - i * 14, mix("#46628a", "#fff0cc", i / 7))
    canvas.glow(1200, 120, 1100, "#ffeec4", 0.5)
    for angle in steps(pi * 1.02, pi * 1.98, 14):
        seat(canvas, 1200 + 1080 * cos(angle), 1130 + 330 * sin(angle), 0.8)
    canvas.ellipse(1200, 1160, 1040, 330, "#c58d52")
    canvas.ellipse(1200, 1172, 1040, 330, "#7a4a2a")
    canvas.ellipse(1200, 1150, 1040, 325, "#d19a5e")
    canvas.ellipse(1200, 1150, 760, 218, "#8f5a34")
    canvas.ellipse(1200, 1158, 750, 212, "#5f3f48")
    for _ in range(170):
        angle, reach = canvas.random.uniform(0, 2 * pi), canvas.random.random() ** 0.5
        tone = canvas.random.choice(("#f4e9d8", "#e8b04a", "#d9483f", "#5c8a55", "#3f6a45", "#f2d7a0"))
        canvas.circle(1200 + 420 * reach * cos(angle), 1160 + 100 * reach * sin(angle), 19, tone)
    for angle in steps(0, 2 * pi - 2 * pi / 26, 25):
        x, y = 1200 + 905 * cos(angle), 1150 + 272 * sin(angle)
        canvas.polygon([(x - 44, y), (x + 44, y), (x + 52, y + 22), (x - 52, y + 22)], "#fbf6ea")
        canvas.line([(x + 30, y), (x + 34, y - 48)], 4, "#20222c")
        canvas.ellipse(x + 34, y - 54, 6, 10, "#20222c")
    for angle in steps(pi * 0.12, pi * 0.88, 8):
        seat(canvas, 1200 + 1180 * cos(angle), 1270 + 330 * sin(angle), 1.5)


def seat(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A swivel chair seen from behind or from the front."""
    canvas.rounded(x - 62 * size, y - 150 * size, x + 62 * size, y + 20 * size, 30 * size, "#1f2c44")
    canvas.rounded(x - 50 * size, y - 138 * size, x + 50 * size, y + 8 * size, 24 * size, "#2f4468")
    canvas.rect(x - 7 * size, y + 20 * size, x + 7 * size, y + 70 * size, "#141c2c")


@scene("aeroplane")
def aeroplane(canvas: Canvas) -> None:
    canvas.sky("#35508c", "#8a86b5", "#efae94", "#fbd7a2", to=1180)
    canvas.glow(500, 1100, 1000, "#fff2cc", 0.8)
    for x, y, w, tone in (
        (1200, 180, 900, "#7f82b2"),
        (80, 360, 760, "#b596b0"),
        (1450, 520, 700, "#e6a697"),
    ):
        canvas.cloud(x, y, w, tone)
    canvas.ridge(1170, 130, "#7f7a9c", "#a98f9c", rough=0.5, floor=1190)
    canvas.gradient(0, 1180, WIDTH, HEIGHT, ("#8f8a98", "#4f4f62"))
    for i in range(9):
        canvas.rounded(-60 + i * 300, 1480, 120 + i * 300, 1496, 6, "#f3e6cc")
    white, shade = "#fdfbf6", "#b9bcca"
    canvas.form([(1650, 560), (1960, 150), (2080, 150), (1960, 640)], "#c9403a", "#8f2630")
    canvas.star(1930, 330, 74, "#ffd94c")
    body = [
        (160, 840),
        (230, 740),
        (380, 660),
        (600, 620),
        (1700, 600),
        (2140, 560),
        (2190, 590),
        (1900, 760),
        (1500, 910),
        (600, 950),
        (330, 930),
        (200, 890),
    ]
    canvas.form(body, white, shade)
    canvas.form(
        [
            (160, 840),
            (200, 890),
            (330, 930),
            (600, 950),
            (1500, 910),
            (1750, 820),
            (1500, 850),
            (600, 880),
            (330, 870),
        ],
        "#c9403a",
        "#8f2630",
    )
    canvas.form([(250, 760), (330, 700), (420, 690), (400, 760)], "#2f4a6a", "#1f3048")
    for i in range(26):
        canvas.rounded(560 + i * 44, 708 - i * 1.2, 584 + i * 44, 744 - i * 1.2, 9, "#2f4a6a")
    canvas.rounded(470, 690, 530, 860, 12, "#3a4660")
    canvas.form([(940, 860), (1240, 850), (1560, 1120), (1440, 1120)], "#dfe1ea", "#8f94a8")
    canvas.rounded(1060, 980, 1320, 1090, 50, "#c4c8d6")
    canvas.ellipse(1068, 1035, 24, 54, "#3a4660")
    canvas.form([(1740, 640), (2050, 590), (2210, 470), (2120, 470)], "#e9eaf2", "#a9adbe")
    for x in (420, 1290, 1370):
        canvas.rect(x - 8, 920, x + 8, 1190, "#7f8498")
        canvas.circle(x, 1200, 44, "#20222c")
        canvas.circle(x, 1200, 18, "#8f94a8")
    canvas.form([(470, 862), (540, 862), (980, 1260), (860, 1260)], "#d9d3c4", "#8f8a80")
    for i in range(12):
        x, y = 480 + i * 34, 872 + i * 32
        canvas.rect(x, y, x + 84, y + 9, "#a8323a")
    canvas.line([(530, 770), (970, 1170)], 9, "#f3efe4")
    canvas.line([(470, 790), (860, 1180)], 9, "#f3efe4")
    canvas.form([(860, 1260), (980, 1260), (1500, 1450), (1250, 1450)], "#b5333a", "#8a2028")
    canvas.shadow([(300, 1250), (1900, 1230), (2100, 1290), (420, 1330)], 0.18)


@scene("lantern-street")
def lantern_street(canvas: Canvas) -> None:
    """A street of old yellow houses with lanterns, as in Hoi An."""
    canvas.sky("#1f2a55", "#4a3f72", "#9c5f78", "#e8946a", to=1150)
    canvas.glow(1200, 1050, 900, "#ffce85", 0.75)
    canvas.stars(330, 40, "#e6d9f0")
    canvas.gradient(0, 1120, WIDTH, HEIGHT, ("#8a5f52", "#4a3038"))
    for side in (-1, 1):
        for i in range(4):
            near = 1200 + side * (1330 - i * 270)
            far = 1200 + side * (1330 - (i + 1) * 270)
            drop, rise = 1130 + (3 - i) * 130, 330 + i * 160
            drop2, rise2 = 1130 + (2 - i) * 130 if i < 3 else 1110, 330 + (i + 1) * 160
            tone = ("#e6a83f", "#d99a45", "#efbb58", "#d08c3f")[i]
            canvas.form(
                [(near, drop), (near, rise), (far, rise2), (far, drop2)], tone, mix(tone, "#5a2a2a", 0.5)
            )
            canvas.polygon(
                [(near, rise), (far, rise2), (far - side * 46, rise2 + 74), (near - side * 76, rise + 108)],
                "#7a4038",
            )
            mid = (near + far) / 2
            top, foot = (rise + rise2) / 2 + 190, (drop + drop2) / 2
            width = 74 - i * 12
            if i == 3:
                continue
            canvas.arch(mid - width, top + (foot - top) * 0.38, mid + width, foot, "#4a2c2a")
            canvas.glow(mid, foot - 130, 210 - i * 30, "#ffc46b", 0.55)
            canvas.rect(mid - width * 0.8, top, mid + width * 0.8, top + (foot - top) * 0.24, "#3f6a5c")
            canvas.rect(mid - 4, top, mid + 4, top + (foot - top) * 0.24, "#e6c98f")
    tones = ("#d9402f", "#f0b23c", "#3f8a6a", "#e2673f", "#7a4fa0", "#2f7f9a")
    for row in range(5):
        y0, span, size = 240 + row * 150, 1500 - row * 250, 78 - row * 12
        cord = [
            (1200 - span / 2 + span * t, y0 + 90 * sin(pi * t) * (1 - row * 0.12)) for t in steps(0, 1, 8)
        ]
        canvas.line(cord, 4, "#2a1f30")
        for k, (x, y) in enumerate(cord[1:-1]):
            lantern(canvas, x, y + size * 1.1, size, tones[(k + row * 2) % 6])
    for _ in range(70):
        y = canvas.random.uniform(1180, HEIGHT)
        x = 1200 + canvas.random.uniform(-1, 1) * (y - 1050) * 2.4
        canvas.rounded(x, y, x + (y - 1100) * 0.4, y + 5, 2, "#c98a66")


def lantern(canvas: Canvas, x: float, y: float, size: float, tone: str) -> None:
    canvas.glow(x, y, size * 2.4, tone, 0.55)
    canvas.rect(x - 2, y - size * 1.1, x + 2, y - size * 0.7, "#2a1f30")
    canvas.ellipse(x, y, size * 0.82, size * 0.72, tone)
    canvas.ellipse(x, y, size * 0.5, size * 0.72, mix(tone, "#fff0c0", 0.35))
    canvas.ellipse(x, y, size * 0.18, size * 0.72, mix(tone, "#fff0c0", 0.65))
    canvas.rect(x - size * 0.26, y - size * 0.8, x + size * 0.26, y - size * 0.64, "#5a3a1f")
    canvas.rect(x - size * 0.26, y + size * 0.64, x + size * 0.26, y + size * 0.8, "#5a3a1f")
    canvas.rect(x - 3, y + size * 0.8, x + 3, y + size * 1.4, "#e8b04a")
