"""The way of a picture: from the camera into the library, checked, into a story, large before a reader."""

import re

import pytest
from playwright.sync_api import expect

from newsroom.models import Article, EditionPhoto, Photo
from tests.approving import approve
from tests.browser.desk_pages import add, choose_photo, open_story, write
from tests.browser.test_photo_upload import SCENES, file, from_a_camera, picture

pytestmark = pytest.mark.django_db(transaction=True)


def bring_in_ten(desk):
    """Bring in ten files of which one is broken, and check the first two of those that arrive."""
    files = [file(f"{key}.jpg", from_a_camera(key)) for key in SCENES]
    files.insert(4, file("broken.jpg", picture(77)[:9_000]))
    desk.goto("/admin/newsroom/photo/upload/")
    desk.get_by_label(re.compile("or choose them")).set_input_files(files)
    expect(desk.get_by_role("status")).to_have_text(
        "9 of 10 are in the library, 1 was not taken", timeout=120_000
    )
    desk.get_by_role("link", name="Check the new photos").click()
    expect(desk.locator(".check-row")).to_have_count(9)
    for title, seen in (("Talks in the great hall", "A long table"), ("The signing", "Two pens on a table")):
        row = desk.locator(".check-row").first
        row.get_by_label("Title").fill(title)
        row.locator("[name$=alt_text_en]").fill(seen)
        row.locator("[name$=credit_line]").fill("Photo: Lan Trần/WVR")
        row.locator("[name$=credit_line]").press("Control+Enter")
        expect(desk.locator(".check-row", has_text=title)).to_have_count(0)
    expect(desk.locator(".check-row")).to_have_count(7)


def set_the_focal_point(desk, photo):
    desk.goto(f"/admin/newsroom/photo/{photo.pk}/change/")
    stage = desk.locator(".focal-stage")
    stage.locator("img").evaluate("picture => picture.decode()")
    box = stage.bounding_box()
    desk.mouse.click(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.5)
    expect(desk.get_by_text(re.compile("Focal point: (19|20|21)% across"))).to_be_visible()
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist .success")).to_be_visible()


def test_ten_pictures_come_in_and_two_of_them_stand_large_before_a_reader(
    new_page, login, photo_editor, editor, publisher, section, complaints
):
    desk = new_page()
    login(desk, photo_editor)
    bring_in_ten(desk)
    talks = Photo.objects.get(title="Talks in the great hall")
    assert (talks.photographer, talks.copyright) == ("Lan Trần", "© 2026 WVR")
    set_the_focal_point(desk, talks)

    # An editor places them. One that nobody has checked yet is not to be had.
    form = new_page()
    login(form, editor)
    open_story(form)
    form.locator("#id_section").select_option(label="Politics")
    form.get_by_label("Headline").fill("Two pens, one table")
    choose_photo(form.locator(".field-lead_photo"), "Talks in the great hall")
    write(add(form, "Text"), "They signed before noon.")
    choose_photo(add(form, "Photo"), "The signing")
    form.get_by_role("button", name="Save and continue editing").last.click()
    expect(form.locator(".messagelist .success")).to_be_visible()
    approve(Article.objects.get())

    press = new_page()
    login(press, publisher)
    press.goto(Article.objects.get().get_absolute_url())
    press.get_by_role("button", name="Publish…").click()
    expect(press.locator(".refusal")).to_have_count(0)
    press.get_by_role("button", name="Publish now").click()
    expect(press.locator(".messagelist .success")).to_contain_text("Edition 1 is public since")
    assert {use.focal_x for use in EditionPhoto.objects.filter(is_lead=True)} <= set(range(1_900, 2_101))

    # A reader comes by keyboard alone: each photo is a stop on the way, and opens large.
    reader = new_page()
    reader.goto("/en/stories/two-pens-one-table/")
    pictures = reader.locator(".story a.photo-link")
    expect(pictures).to_have_count(2)
    shown = pictures.first.locator("img:not(.placeholder)")
    assert shown.evaluate("image => image.decode().then(() => image.currentSrc)").endswith(".avif")
    for _stop in range(60):
        reader.keyboard.press("Tab")
        if pictures.first.evaluate("link => link === document.activeElement"):
            break
    expect(pictures.first).to_be_focused()
    reader.keyboard.press("Enter")
    large = reader.get_by_role("dialog", name="Photos of this story")
    expect(large.get_by_role("status")).to_have_text("1 of 2")
    expect(large).to_contain_text("(Photo: Lan Trần/WVR)")
    reader.keyboard.press("ArrowRight")
    expect(large.get_by_role("img", name="Two pens on a table")).to_be_visible()
    for _stop in range(8):
        reader.keyboard.press("Tab")
        within = (
            "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
        )
        assert reader.evaluate(within), "the page behind is out of reach while a photo is open"
    reader.keyboard.press("Escape")
    expect(large).to_be_hidden()
    expect(pictures.first).to_be_focused()
    assert not complaints.remaining()
