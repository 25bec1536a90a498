"""Photos are brought in by many at once: a broken one says why, one that broke off goes on where it was."""

import io
import random
import re

import pytest
from PIL import ExifTags, Image
from playwright.sync_api import expect

from newsroom.demonstration.pictures import paint
from newsroom.desk.library import uploads
from newsroom.models import Photo, PhotoUpload

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/admin/newsroom/photo/upload/"
SCENES = (
    "talks-table",
    "signing-table",
    "press-room",
    "conference-hall",
    "interview-chairs",
    "round-table",
    "aeroplane",
    "lecture-hall",
    "ministry-house",
)
PARTS = "**/admin/newsroom/photo/upload/files/*/"


def picture(number, size=(900, 600)):
    """A file as a camera makes it: no two look alike, and it does not shrink to nothing."""
    noise = random.Random(number)
    small = Image.new("RGB", (30, 20))
    small.putdata(
        [(noise.randrange(256), noise.randrange(256), noise.randrange(256)) for _each in range(600)]
    )
    written = io.BytesIO()
    small.resize(size).save(written, "JPEG", quality=95)
    return written.getvalue()


def from_a_camera(key):
    """A drawn scene as a photographer's file, which says whose it is and when it was taken."""
    said = Image.Exif()
    # Pillow itself writes a question mark for whatever is not ASCII.
    said[ExifTags.Base.Artist] = "Lan Trần".encode()
    said[ExifTags.Base.Copyright] = "© 2026 WVR".encode()
    said.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:20 09:12:00"
    written = io.BytesIO()
    Image.open(io.BytesIO(paint(key))).resize((1200, 800)).save(written, "JPEG", quality=88, exif=said)
    return written.getvalue()


def file(name, content):
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def row(page, name):
    return page.locator(".upload-progress .upload", has_text=name)


@pytest.fixture
def desk(page, login, photo_editor):
    login(page, photo_editor)
    page.goto(PAGE)
    return page


def test_of_ten_nine_arrive_and_the_broken_one_tells_why(desk, guide_picture):
    files = [file(f"{key}.jpg", from_a_camera(key)) for key in SCENES]
    files.insert(2, file("broken.jpg", picture(77)[:9_000]))
    desk.get_by_label(re.compile("or choose them")).set_input_files(files)
    expect(desk.get_by_role("status")).to_have_text(
        "9 of 10 are in the library, 1 was not taken", timeout=120_000
    )
    expect(row(desk, "broken.jpg")).to_contain_text("Not taken. This is not a whole JPEG picture")
    expect(row(desk, "press-room.jpg")).to_contain_text("In the library")
    assert Photo.objects.filter(to_be_checked=True).count() == 9
    guide_picture(desk, "photo-upload")

    desk.get_by_role("link", name="Check the new photos").click()
    expect(desk.get_by_role("heading", name="Check new photos")).to_be_visible()
    expect(desk.locator(".check-row")).to_have_count(9)
    desk.get_by_label("Credit line").first.fill("Photo: Lan/WVR")
    desk.get_by_role("button", name="Write where nothing is written").click()
    expect(desk.locator(".check-said")).to_have_text("9 fields are filled.")
    first = desk.locator(".check-row").first
    expect(first).to_contain_text("From the file: EXIF")
    first.get_by_label("Title").fill("The table of the talks")
    guide_picture(desk, "photo-check")
    first.get_by_label("Title").press("Control+Enter")
    expect(desk.locator(".check-row")).to_have_count(8)
    expect(desk.locator(".check-row").last.locator("[name$=credit_line]")).to_have_value("Photo: Lan/WVR")
    done = Photo.objects.get(to_be_checked=False)
    assert (done.title, done.credit_line) == ("The table of the talks", "Photo: Lan/WVR")


def test_a_connection_that_is_cut_goes_on_where_it_was(page, login, photo_editor, complaints, monkeypatch):
    monkeypatch.setattr(uploads, "SENT", 30_000)
    login(page, photo_editor)
    page.goto(PAGE)
    asked = []

    def cut_after_two(route):
        if route.request.method == "PATCH":
            asked.append(int(route.request.headers["upload-offset"]))
            if len(asked) > 2:
                route.abort("connectionreset")
                return
        route.continue_()

    page.route(PARTS, cut_after_two)
    content = picture(5, (1500, 1000))
    assert len(content) > 120_000
    page.get_by_label(re.compile("or choose them")).set_input_files([file("talks.jpg", content)])
    expect(row(page, "talks.jpg")).to_contain_text("The connection broke off.", timeout=60_000)
    again = row(page, "talks.jpg").get_by_role("button", name="Try again: talks.jpg")
    expect(again).to_be_visible(timeout=60_000)
    assert PhotoUpload.objects.get().received == 60_000
    page.unroute(PARTS)

    offsets = []
    page.on(
        "request",
        lambda request: request.method == "PATCH" and offsets.append(int(request.headers["upload-offset"])),
    )
    again.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 of 1 is in the library", timeout=60_000)
    assert offsets[0] == 60_000
    assert Photo.objects.get().original.open().read() == content
    complaints.heard[:] = [said for said in complaints.heard if "ERR_CONNECTION_RESET" not in said]


def test_the_same_file_goes_on_after_the_page_was_closed(page, login, photo_editor, complaints, monkeypatch):
    monkeypatch.setattr(uploads, "SENT", 30_000)
    login(page, photo_editor)
    page.goto(PAGE)
    content = picture(6, (1500, 1000))

    def cut(route):
        if route.request.method == "PATCH" and route.request.headers["upload-offset"] != "0":
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route(PARTS, cut)
    # The same file also says when it was changed last: a file of the disk, not of memory.
    page.evaluate("() => { window.onbeforeunload = null }")
    chooser = page.get_by_label(re.compile("or choose them"))
    chooser.evaluate(
        """(input, bytes) => {
            const given = new DataTransfer()
            given.items.add(new File([new Uint8Array(bytes)], "talks.jpg", { lastModified: 1700000000000 }))
            input.files = given.files
            input.dispatchEvent(new Event("change", { bubbles: true }))
        }""",
        list(content),
    )
    expect(row(page, "talks.jpg").get_by_role("button", name="Try again: talks.jpg")).to_be_visible(
        timeout=60_000
    )
    page.unroute(PARTS)
    page.goto(PAGE)
    page.get_by_label(re.compile("or choose them")).evaluate(
        """(input, bytes) => {
            const given = new DataTransfer()
            given.items.add(new File([new Uint8Array(bytes)], "talks.jpg", { lastModified: 1700000000000 }))
            input.files = given.files
            input.dispatchEvent(new Event("change", { bubbles: true }))
        }""",
        list(content),
    )
    expect(page.get_by_role("status")).to_have_text("1 of 1 is in the library", timeout=60_000)
    assert PhotoUpload.objects.count() == 1
    assert Photo.objects.count() == 1
    complaints.heard[:] = [said for said in complaints.heard if "ERR_CONNECTION_RESET" not in said]


def test_files_are_dropped_anywhere_on_the_page(desk):
    desk.evaluate(
        """(bytes) => {
            const given = new DataTransfer()
            given.items.add(new File([new Uint8Array(bytes)], "dropped.jpg"))
            const send = (kind) => document.querySelector("#header").dispatchEvent(
                new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: given }))
            send("dragenter")
            window.veiled = !document.querySelector(".upload-veil").hidden
            send("drop")
        }""",
        list(picture(8)),
    )
    assert desk.evaluate("window.veiled")
    expect(desk.locator(".upload-veil")).to_be_hidden()
    expect(row(desk, "dropped.jpg")).to_contain_text("In the library", timeout=60_000)


def test_without_script_all_files_go_at_once(new_page, login, photo_editor):
    page = new_page(java_script_enabled=False)
    login(page, photo_editor)
    page.goto(PAGE)
    page.get_by_label("Choose photos").set_input_files(
        [file("one.jpg", picture(1)), file("broken.jpg", picture(2)[:9_000]), file("two.jpg", picture(3))]
    )
    page.get_by_role("button", name="Add to the library").click()
    expect(page.get_by_role("heading", name="2 of 3 are in the library")).to_be_visible(timeout=60_000)
    expect(page.locator(".upload", has_text="broken.jpg")).to_contain_text("Not taken.")
    page.get_by_role("link", name="Check the new photos").click()
    expect(page.locator(".check-row")).to_have_count(2)


def test_both_pages_fit_a_phone(phone, login, photo_editor, make_photo):
    make_photo(title="New", to_be_checked=True, uploaded_by=photo_editor)
    login(phone, photo_editor)
    for address in (PAGE, "/admin/newsroom/photo/check/"):
        phone.goto(address)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360, address
