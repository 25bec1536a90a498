"""A house for the ministry, invented, in the manner of Hanoi."""

from newsroom.demonstration.pictures.canvas import HEIGHT, WIDTH, Canvas, mix
from newsroom.demonstration.pictures.flags import fly
from newsroom.demonstration.pictures.gallery import scene


@scene("ministry-house")
def ministry_house(canvas: Canvas) -> None:
    """A yellow house of the colonial years, its shutters green, a flag on its tower."""
    canvas.sky("#5f9ecb", "#a9cfe2", "#eaf0e2", to=1250)
    for x, y, w in ((80, 190, 720), (1500, 140, 760), (1250, 400, 640)):
        canvas.cloud(x, y, w, "#f8faf8")
    for i in range(16):
        canvas.tree(
            i * 165 + canvas.random.uniform(-40, 40),
            1250,
            canvas.random.uniform(420, 620),
            "#3d6b52",
            "#5f8f5c",
        )
    wall, shade, trim = "#eec56a", "#cf9a45", "#fff3d6"
    canvas.form([(330, 1250), (330, 700), (2070, 700), (2070, 1250)], wall, shade)
    canvas.form([(960, 1250), (960, 560), (1440, 560), (1440, 1250)], mix(wall, "#ffffff", 0.15), shade)
    for x0, x1, y in ((300, 2100, 690), (930, 1470, 548)):
        canvas.rect(x0, y, x1, y + 30, trim)
    canvas.rect(330, 955, 2070, 975, trim)
    canvas.form([(300, 690), (420, 570), (960, 570), (960, 690)], "#a4513a", "#8a3f30")
    canvas.form([(1440, 690), (1440, 570), (1980, 570), (2100, 690)], "#a4513a", "#8a3f30")
    canvas.form([(930, 548), (1080, 400), (1320, 400), (1470, 548)], "#b25a40", "#8a3f30")
    canvas.form([(1130, 400), (1130, 300), (1270, 300), (1270, 400)], wall, shade)
    canvas.polygon([(1110, 302), (1200, 230), (1290, 302)], "#8a3f30")
    canvas.arch(1170, 322, 1230, 400, "#5d4630")

    def shuttered(x: float, top: float, foot: float, wide: float) -> None:
        canvas.arch(x - wide / 2 - 12, top - 14, x + wide / 2 + 12, foot + 6, trim)
        canvas.arch(x - wide / 2, top, x + wide / 2, foot, "#3c4a52")
        for side in (-1, 1):
            edge = x + side * wide / 2
            canvas.rect(
                min(edge, edge + side * wide * 0.42),
                top + wide / 2,
                max(edge, edge + side * wide * 0.42),
                foot,
                "#3f7a62",
            )
            for y in range(int(top + wide / 2) + 8, int(foot) - 6, 16):
                canvas.rect(
                    min(edge, edge + side * wide * 0.42) + 5,
                    y,
                    max(edge, edge + side * wide * 0.42) - 5,
                    y + 5,
                    "#2e5f4d",
                )

    for x in (430, 620, 810, 1590, 1780, 1970):
        shuttered(x, 760, 930, 76)
        shuttered(x, 1010, 1200, 76)
    for x in (1060, 1200, 1340):
        shuttered(x, 630, 850, 84)
    canvas.rect(960, 900, 1440, 930, trim)
    for x in range(975, 1440, 30):
        canvas.rect(x, 860, x + 10, 905, trim)
    canvas.rect(950, 850, 1450, 864, trim)
    for x in (985, 1115, 1285, 1415):
        canvas.form([(x - 20, 1250), (x - 17, 930), (x + 17, 930), (x + 20, 1250)], trim, "#d8c49a")
    canvas.arch(1140, 980, 1260, 1250, "#54402f")
    garden(canvas)
    canvas.rect(1196, 60, 1204, 240, "#e9e2cf")
    fly(canvas, "VN", 1204, 66, 190, 0.4)


def garden(canvas: Canvas) -> None:
    """The lawn, the drive and two rows of flower beds."""
    canvas.gradient(0, 1240, WIDTH, HEIGHT, ("#86a85c", "#4d7444"))
    canvas.form([(1010, 1245), (1390, 1245), (1800, HEIGHT), (600, HEIGHT)], "#efe2c2", "#cdb98e")
    for side in (-1, 1):
        for i in range(5):
            x, y = 1200 + side * (330 + i * 110), 1300 + i * 62
            canvas.ellipse(x, y, 80 + i * 14, 34 + i * 8, "#3f6d41")
            for _ in range(14):
                canvas.circle(
                    x + canvas.random.uniform(-60, 60),
                    y + canvas.random.uniform(-26, 14),
                    8 + i,
                    canvas.random.choice(("#e2574c", "#f2b84b", "#f6e7c8")),
                )
