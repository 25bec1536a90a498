"""Two bridges: the dragon in Da Nang and the twin towers over the Thames."""

from math import pi, sin

from newsroom.demonstration.pictures.canvas import WIDTH, Canvas, mix, steps
from newsroom.demonstration.pictures.gallery import scene


@scene("da-nang-bridge")
def da_nang_bridge(canvas: Canvas) -> None:
    canvas.sky("#0d1a3f", "#1d2f66", "#3d4f8c", "#8a6f9e", to=1040)
    canvas.stars(520, 120, "#c9d4f2")
    canvas.ridge(1030, 220, "#27386b", "#2d3f74", rough=0.55, floor=1045)
    for x in range(0, WIDTH, 74):
        h = canvas.random.uniform(60, 270) * (1.2 if 1500 < x < 2300 else 0.8)
        tone = mix("#1a2450", "#2a3768", canvas.random.random())
        canvas.rect(x, 1040 - h, x + 62, 1045, tone)
        canvas.windows(
            x + 4,
            1046 - h,
            x + 58,
            1036,
            4,
            max(2, int(h / 24)),
            canvas.random.choice(("#ffd88a", "#9fd3e8", "#ffb46b")),
            0.35,
        )
    canvas.glow(1200, 900, 1200, "#ff9d5c", 0.25)
    canvas.water(1045, "#35427c", "#1c2a5c", "#0d1738", clear=0.7)
    # The deck, and the dragon's back rising and falling over it.
    canvas.rect(0, 1000, WIDTH, 1030, "#20294f")
    canvas.rect(0, 992, WIDTH, 1002, "#f3c46a")
    for x in (330, 900, 1500, 2080):
        canvas.form([(x - 46, 1030), (x + 46, 1030), (x + 34, 1170), (x - 34, 1170)], "#2a3460", "#161f44")

    def back(x: float) -> float:
        return 990 - 250 * abs(sin(pi * (x + 40) / 640)) ** 0.8 * (0.8 + 0.35 * sin(x / 900))

    body = [(x, back(x)) for x in steps(60, 2010, 220)]
    for thick, tone in ((64, "#a2571c"), (50, "#e08a24"), (28, "#ffc247"), (10, "#fff0ad")):
        canvas.line(body, thick, tone)
    for x, y in body[::5]:
        canvas.line([(x, y + 20), (x, 994)], 3, "#b8763a")
        canvas.polygon([(x - 16, y - 26), (x, y - 66), (x + 18, y - 24)], "#f0a02f")
    hx, hy = 2010, back(2010)
    head = [
        (hx - 30, hy + 34),
        (hx - 20, hy - 60),
        (hx + 80, hy - 150),
        (hx + 120, hy - 90),
        (hx + 260, hy - 84),
        (hx + 296, hy - 40),
        (hx + 190, hy - 20),
        (hx + 280, hy + 10),
        (hx + 170, hy + 26),
        (hx + 60, hy + 60),
    ]
    canvas.form(head, "#ffcf5c", "#d47a1f")
    canvas.polygon([(hx + 30, hy - 130), (hx - 60, hy - 210), (hx + 90, hy - 140)], "#f0a02f")
    canvas.polygon([(hx - 4, hy - 90), (hx - 110, hy - 130), (hx + 30, hy - 60)], "#f0a02f")
    canvas.circle(hx + 126, hy - 58, 17, "#fff7d6")
    canvas.circle(hx + 130, hy - 58, 8, "#5c2c12")
    canvas.glow(hx + 250, hy - 20, 300, "#ffb347", 0.55)
    for x in range(30, WIDTH, 150):
        canvas.glow(x, 972, 46, "#fff0bf", 0.9)
        canvas.rect(
            x - 1, 1048, x + 3, 1048 + canvas.random.uniform(150, 360), mix("#35427c", "#f3c46a", 0.55)
        )
    canvas.ripples(1050, "#e6a552", 130)
    canvas.ripples(1120, "#0b1533", 110)


@scene("tower-bridge")
def tower_bridge(canvas: Canvas) -> None:
    canvas.sky("#6f9fc4", "#b5cdd6", "#f6dcc0", "#fbc9a0", to=1120)
    canvas.glow(420, 940, 900, "#fff4da", 0.8)
    canvas.circle(420, 900, 80, "#fff3d6")
    for x, y, w in ((80, 240, 820), (1300, 180, 860), (1500, 470, 640)):
        canvas.cloud(x, y, w, "#f8ead8")
    for _ in range(54):
        x, h = canvas.random.uniform(-40, WIDTH), canvas.random.uniform(50, 210)
        tone = mix("#c9b5b0", "#dccbbf", canvas.random.random())
        canvas.rect(x, 1080 - h, x + canvas.random.uniform(50, 120), 1090, tone)
    canvas.veil(850, 1090, "#fbe0c4", 0, 0.65)
    steel, pale = "#3f7fa8", "#9cc3d6"
    for side in (-1, 1):
        chain = [
            (1200 + side * (430 + 770 * t), 560 + 400 * t**0.55 + 60 * sin(pi * t)) for t in steps(0, 1, 24)
        ]
        canvas.line(chain, 22, steel)
        canvas.line([(x, y + 26) for x, y in chain], 8, pale)
        for x, y in chain[2::2]:
            if y < 990:
                canvas.rect(x - 3, y, x + 3, 1000, pale)
    for y in (560, 640):
        canvas.rect(880, y, 1520, y + 20, steel)
    for i in range(16):
        x = 890 + i * 40
        canvas.line([(x, 640), (x + 20, 575), (x + 40, 640)], 5, pale)
    canvas.rect(0, 985, WIDTH, 1020, steel)
    canvas.rect(0, 980, WIDTH, 990, "#f6efe2")
    for x in (820, 1580):
        gothic_tower(canvas, x)
    canvas.rect(0, 1066, 560, 1100, "#8d7f78")
    canvas.rect(1860, 1066, WIDTH, 1100, "#8d7f78")
    canvas.water(1096, "#f0c8a6", "#8fa8b5", "#3f6a86", clear=0.6)
    canvas.ripples(1102, "#fdeed6", 140)
    canvas.ripples(1180, "#3a6480", 60)


def gothic_tower(canvas: Canvas, x: float) -> None:
    """One of the two towers: a stone shaft with four turrets and a steep roof."""
    stone, shade, roof = "#e3cfae", "#9a8068", "#5f7484"
    canvas.form([(x - 190, 1120), (x - 170, 1010), (x + 170, 1010), (x + 190, 1120)], "#b59d84", "#75645a")
    canvas.form([(x - 120, 1015), (x - 120, 400), (x + 120, 400), (x + 120, 1015)], stone, shade)
    canvas.rect(x + 40, 400, x + 120, 1015, mix(stone, shade, 0.45))
    canvas.lancet(x - 62, 760, x + 62, 1000, "#5a4a48")
    for y in (440, 590):
        for k in (-1, 0, 1):
            canvas.lancet(x + k * 58 - 19, y, x + k * 58 + 19, y + 105, "#5f6f7c")
    for y in (400, 560, 715):
        canvas.rect(x - 132, y - 10, x + 132, y + 6, "#f3e4c8")
    canvas.form([(x - 110, 400), (x - 34, 200), (x + 34, 200), (x + 110, 400)], "#7f93a0", roof)
    canvas.rect(x - 3, 120, x + 3, 205, "#d8ab55")
    for side in (-1, 1):
        cx = x + side * 122
        canvas.form([(cx - 30, 1015), (cx - 30, 360), (cx + 30, 360), (cx + 30, 1015)], stone, shade)
        canvas.polygon([(cx - 38, 362), (cx, 235), (cx + 38, 362)], roof)
        canvas.circle(cx, 232, 8, "#d8ab55")
