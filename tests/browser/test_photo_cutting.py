"""The focal point set on the picture, a photo cut for one story, and what the public then sees of it."""

import json
import re
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from playwright.sync_api import expect

from newsroom import publishing
from newsroom.demonstration.pictures import paint
from newsroom.imaging.cropping import WHOLE, Box, focus_within, shaped, within
from newsroom.models import Article, EditionPhoto

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = [(4000, 3000), (3000, 4000), (6000, 2000), (1001, 999), (640, 480), (3001, 2000)]
RATIOS = [(3, 2), (1, 1), (40, 21), (16, 9), (4, 5)]
POINTS = [(5_000, 5_000), (0, 0), (10_000, 10_000), (3_333, 6_667), (1, 9_999)]
BOXES = [Box(0, 0, WHOLE, WHOLE), Box(1_000, 0, 5_000, WHOLE), Box(333, 777, 5_005, 4_445)]

MIRRORED = """async ({ sizes, ratios, points, boxes }) => {
    const { shaped, sizeOf, within, focusWithin } = await import("/static/desk/picture_boxes.js")
    const found = []
    for (const [left, top, width, height] of boxes)
        for (const size of sizes)
            for (const ratio of ratios)
                for (const point of points) {
                    const box = { left, top, width, height }
                    const part = sizeOf(box, size)
                    const shape = within(box, shaped(part, ratio, focusWithin(box, point)))
                    found.push([...part, shape.left, shape.top, shape.width, shape.height])
                }
    return found
}"""


@pytest.fixture
def pictured():
    """Gives a photo a picture of 2400 by 1600 pixels on which one sees something."""

    def give(photo):
        with Image.open(BytesIO(paint("talks-table"))) as painted:
            large = painted.convert("RGB").resize((2400, 1600))
        written = BytesIO()
        large.save(written, "JPEG", quality=90)
        # Another picture is measured anew.
        photo.width = None
        photo.original.save("talks.jpg", ContentFile(written.getvalue()))
        return photo

    return give


def test_the_browser_reckons_shapes_as_the_server_does(page, login, photo_editor, make_photo):
    login(page, photo_editor)
    page.goto("/admin/newsroom/photo/")
    given = {"sizes": SIZES, "ratios": RATIOS, "points": POINTS, "boxes": BOXES}
    reckoned = page.evaluate(MIRRORED, json.loads(json.dumps(given)))
    expected = []
    for box in BOXES:
        for size in SIZES:
            for ratio in RATIOS:
                for point in POINTS:
                    part = box.size(*size)
                    shape = within(box, shaped(part, ratio, focus_within(box, point)))
                    expected.append([*part, *shape])
    assert reckoned == expected


def test_the_focal_point_is_set_by_a_click_and_with_the_keys(page, login, photo_editor, make_photo, pictured):
    photo = pictured(make_photo())
    login(page, photo_editor)
    page.goto(f"/admin/newsroom/photo/{photo.pk}/change/")
    stage, mark = page.locator(".focal-stage"), page.get_by_role("button", name="Focal point")
    stage.locator("img").evaluate("picture => picture.decode()")
    card = page.locator('.focal-shapes [data-ratio="1:1"] img')
    before = card.get_attribute("style")
    box = stage.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.5)
    expect(page.get_by_text("Focal point: 25% across, 50% down")).to_be_visible()
    assert card.get_attribute("style") != before, "the shapes follow at once"
    expect(mark).to_be_focused()
    mark.press("ArrowRight")
    mark.press("Shift+ArrowUp")
    across, down = page.get_by_label("Focal point, across"), page.get_by_label("Focal point, down")
    assert float(across.input_value()) == pytest.approx(26, abs=0.5)
    assert float(down.input_value()) == pytest.approx(40, abs=0.5)

    # What is typed in the fields moves the point too.
    down.fill("80")
    expect(page.get_by_text("80% down")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_be_visible()
    photo.refresh_from_db()
    assert photo.focal_x == pytest.approx(2_600, abs=50)
    assert photo.focal_y == 8_000

    page.goto(f"/admin/newsroom/photo/{photo.pk}/change/")
    page.get_by_role("button", name="Back to the middle").click()
    assert (across.input_value(), down.input_value()) == ("50", "50")


def test_without_script_the_point_and_the_part_are_fields(
    new_page, login, editor, photo_editor, make_photo, make_story
):
    photo = make_photo()
    page = new_page(java_script_enabled=False)
    login(page, photo_editor)
    page.goto(f"/admin/newsroom/photo/{photo.pk}/change/")
    expect(page.locator(".focal-mark")).not_to_be_visible()
    page.get_by_label("Focal point, across").fill("10")
    page.get_by_role("button", name="Save", exact=True).click()
    photo.refresh_from_db()
    assert photo.focal_x == 1_000

    login(page, editor)
    page.goto(make_story(lead_photo=photo).get_absolute_url())
    page.locator("#id_lead_crop").fill("1000-0-5000-10000")
    page.get_by_role("button", name="Save", exact=True).click()
    assert Article.objects.get().lead_crop == "1000-0-5000-10000"


def test_a_photo_is_cut_for_one_story_and_the_public_sees_the_part(
    page, new_page, login, editor, publisher, make_photo, make_story, pictured
):
    photo, other = pictured(make_photo()), make_photo(title="Another handshake")
    story = make_story(lead_photo=photo)
    login(page, editor)
    page.goto(story.get_absolute_url())
    page.get_by_role("button", name="Preview", exact=True).click()
    field = page.locator(".field-lead_crop")
    expect(field.get_by_text("All of the picture is shown.")).to_be_visible()
    expect(page.locator("#id_lead_crop")).not_to_be_visible()
    field.get_by_role("button", name="Cut…").click()
    dialog = page.get_by_role("dialog", name="Cut the photo for this use")
    part = dialog.get_by_role("group", name="The part that is shown")
    expect(part).to_be_focused()
    expect(dialog.get_by_text("2400 × 1600 px of the original")).to_be_visible()

    # A shape, then with the mouse, then with the keys.
    dialog.get_by_label("1:1").check()
    expect(dialog.get_by_text("1600 × 1600 px of the original")).to_be_visible()
    corner = part.locator('[data-handle="se"]').bounding_box()
    middle = corner["x"] + corner["width"] / 2, corner["y"] + corner["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] - 150, middle[1] - 150, steps=4)
    page.mouse.up()
    said = dialog.locator("#crop-measure").text_content()
    across, down = map(int, re.match(r"(\d+) × (\d+)", said).groups())
    assert across < 1500
    assert abs(across - down) <= 2, "the shape was kept"
    for _ in range(3):
        part.press("ArrowLeft")
    part.press("Shift+ArrowLeft")
    dialog.get_by_label("Free").check()
    for _ in range(20):
        part.press("Shift+ArrowLeft")
    expect(dialog.get_by_text("This part is narrower than 1,280 pixels")).to_be_visible()
    dialog.get_by_role("button", name="Use this part").click()
    expect(field.get_by_text("Cut:")).to_be_visible()
    expect(field.get_by_role("button", name="Cut…")).to_be_focused()

    # The preview shows the part at once.
    crop = page.locator("#id_lead_crop").input_value()
    picture = page.frame_locator("#preview iframe").locator(".story figure img:not(.placeholder)").first
    expect(picture).to_have_attribute("src", re.compile(rf"/c{crop}-\d+\.jpg$"))
    picture.evaluate("picture => picture.decode()")
    page.get_by_role("button", name="Save and continue").click()
    story.refresh_from_db()
    assert story.lead_crop == crop

    # What was cut of one photo is nothing of another.
    page.locator(".field-lead_photo").get_by_role("button", name="Choose a photo").click()
    page.get_by_role("button", name=re.compile("Another handshake")).click()
    expect(field.get_by_text("You chose another photo")).to_be_visible()
    assert page.locator("#id_lead_crop").input_value() == ""

    # Published, the story and the card on the front page have files of that part, and of nothing else.
    Article.objects.filter(pk=story.pk).update(state="approved", approved_version=story.version)
    publishing.publish(Article.objects.get(pk=story.pk), publisher)
    box = Box(*map(int, crop.split("-")))
    shown = EditionPhoto.objects.get()
    assert (shown.crop, (shown.width, shown.height)) == (crop, box.size(2400, 1600))
    public = new_page()
    for address in ("/en/stories/two-ministers-meet/", "/en/"):
        public.goto(address)
        picture = public.locator("main img:not(.placeholder)").first
        picture.scroll_into_view_if_needed()
        picture.evaluate("picture => picture.decode()")
        source = picture.evaluate("picture => picture.currentSrc")
        left, top, width, height = map(int, re.search(r"/c(\d+)-(\d+)-(\d+)-(\d+)-", source).groups())
        assert left >= box.left
        assert top >= box.top
        assert left + width <= box.left + box.width
        assert top + height <= box.top + box.height
    assert other.pk
