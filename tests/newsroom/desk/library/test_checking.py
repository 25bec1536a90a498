"""New photos are checked by many at a time, fast, and nothing that was typed is lost."""

import pytest
from django.test import Client

from newsroom.models import Likeness, Photo
from partnerships.models import Person
from tests.newsroom.desk.filled_form import FilledForm

PAGE = "/admin/newsroom/photo/check/"
SAID = {
    "title": {"text": "Talks in the hall", "from": "IPTC"},
    "photographer": {"text": "Trần Văn Ảnh", "from": "XMP"},
    "caption": {"text": "In the hall.", "from": "IPTC", "languages": {"vi": "Trong sảnh."}},
    "taken_on": {"text": "2026-03-04", "from": "EXIF"},
}


@pytest.fixture
def desk(client, reporter):
    client.force_login(reporter)
    return client


@pytest.fixture
def bring_in(make_photo, reporter):
    """Makes a photo that came in and is to be checked."""

    def bring(title="New", **said):
        usual = {"uploaded_by": reporter, "to_be_checked": True, "file_says": SAID}
        return make_photo(title=title, **usual | said)

    return bring


def opened(client, address=PAGE):
    return FilledForm(client.get(address).content.decode(), "check-form").data


def test_what_is_saved_is_checked(desk, bring_in):
    photo = bring_in()
    data = opened(desk) | {f"p{photo.pk}-title": "Talks", f"p{photo.pk}-caption_vi": "Hội đàm"}
    assert desk.post(PAGE, data | {"save": "complete"}).status_code == 302
    photo.refresh_from_db()
    assert (photo.title, photo.caption["vi"], photo.to_be_checked) == ("Talks", "Hội đàm", False)
    assert "None of your photos waits" in desk.get(PAGE).content.decode()


def test_what_lacks_something_is_saved_and_stays_to_be_checked(desk, bring_in):
    whole = bring_in("Whole")
    lacking = bring_in("Lacking", alt_text={"en": "A hall"}, credit_line="", photographer="")
    data = opened(desk) | {f"p{lacking.pk}-place": "Huế"}
    page = desk.post(PAGE, data | {"save": "complete"}).content.decode()
    whole.refresh_from_db()
    lacking.refresh_from_db()
    assert (whole.to_be_checked, lacking.to_be_checked, lacking.place) == (False, True, "Huế")
    assert "alternative text (VI), credit" in page
    assert f'name="photo" value="{whole.pk}"' not in page

    data = FilledForm(page, "check-form").data
    assert desk.post(PAGE, data | {"save": str(lacking.pk)}).status_code == 302
    lacking.refresh_from_db()
    assert not lacking.to_be_checked


def test_saving_one_keeps_what_is_typed_of_the_others(desk, bring_in):
    first, second = bring_in("First"), bring_in("Second")
    data = opened(desk) | {
        f"p{second.pk}-title": "Typed meanwhile",
        f"p{second.pk}-licence_url": "no address",
    }
    page = desk.post(PAGE, data | {"save": str(first.pk)}).content.decode()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.to_be_checked, second.title) == (False, "Second")
    assert "Typed meanwhile" in page
    assert "no address" in page
    assert "errorlist" not in page


def test_an_error_is_told_at_its_photo_and_the_others_are_saved(desk, bring_in):
    wrong, right = bring_in("Wrong"), bring_in("Right")
    data = opened(desk) | {f"p{wrong.pk}-title": "", f"p{wrong.pk}-place": "Typed place"}
    page = desk.post(PAGE, data | {"save": "complete"}).content.decode()
    wrong.refresh_from_db()
    right.refresh_from_db()
    assert (wrong.title, wrong.to_be_checked, right.to_be_checked) == ("Wrong", True, False)
    assert "Typed place" in page
    assert "This photo is not saved yet" in page


def test_what_somebody_else_saved_meanwhile_is_told_and_not_written_over(desk, bring_in, editor):
    photo = bring_in()
    editor.first_name = "Minh"
    editor.save()
    data = opened(desk) | {f"p{photo.pk}-place": "Mine", f"p{photo.pk}-title": "My title"}
    other = Client()
    other.force_login(editor)
    theirs = opened(other, f"{PAGE}?whose=all") | {f"p{photo.pk}-place": "Theirs"}
    other.post(PAGE, theirs | {"save": str(photo.pk)})

    page = desk.post(PAGE, data | {"save": "complete"}).content.decode()
    photo.refresh_from_db()
    assert photo.place == "Theirs"
    assert "Changed meanwhile by Minh" in page
    assert "Now stands in the library: Theirs" in page
    again = FilledForm(page, "check-form").data
    assert again[f"p{photo.pk}-place"] == ["Mine"]
    assert desk.post(PAGE, again | {"save": "complete"}).status_code == 302
    photo.refresh_from_db()
    assert (photo.place, photo.title) == ("Mine", "My title")


def test_a_photo_that_is_gone_meanwhile_holds_up_nobody(desk, bring_in):
    gone, here = bring_in("Gone"), bring_in("Here")
    data = opened(desk)
    gone.delete()
    assert desk.post(PAGE, data | {"save": "complete"}).status_code == 302
    here.refresh_from_db()
    assert not here.to_be_checked


def test_what_is_the_same_for_all_is_written_where_nothing_is_or_over_all(desk, bring_in):
    first, second = bring_in(agency="WVR"), bring_in()
    data = opened(desk) | {"all-agency": "MOFA", "all-taken_on": "2026-11-28"}
    filled = FilledForm(desk.post(PAGE, data | {"fill": "empty"}).content.decode(), "check-form").data
    assert filled[f"p{first.pk}-agency"] == ["WVR"]
    assert filled[f"p{second.pk}-agency"] == ["MOFA"]
    assert filled[f"p{second.pk}-taken_on"] == ["2026-11-28"]
    over = FilledForm(desk.post(PAGE, data | {"fill": "over"}).content.decode(), "check-form").data
    assert over[f"p{first.pk}-agency"] == ["MOFA"]
    second.refresh_from_db()
    assert second.agency == ""


def test_a_field_says_that_it_comes_from_the_file_and_what_else_the_file_says(desk, bring_in):
    bring_in(photographer="Trần Văn Ảnh", title="Another title")
    page = desk.get(PAGE).content.decode()
    assert "From the file: XMP" in page
    assert "The file says (IPTC): Talks in the hall" in page
    assert 'data-text="2026-03-04"' in page
    assert 'data-text="Trong sảnh."' in page


def test_mine_come_first_and_all_can_be_asked_for(desk, bring_in, editor):
    bring_in("Mine")
    bring_in("Hers", uploaded_by=editor)
    assert "Hers" not in desk.get(PAGE).content.decode()
    assert "Hers" in desk.get(f"{PAGE}?whose=all").content.decode()
    Photo.objects.filter(title="Mine").update(to_be_checked=False)
    assert "Others have brought in photos that wait." in desk.get(PAGE).content.decode()


def test_the_same_file_and_what_looks_the_same_are_shown(desk, bring_in, make_photo):
    new = bring_in(sha256="a" * 64)
    make_photo(title="The same bytes", sha256="a" * 64)
    near, far = make_photo(title="Brightened"), make_photo(title="Something else")
    Likeness.objects.create(photo=new, quarter_1=1, quarter_2=2, quarter_3=3, quarter_4=4)
    Likeness.objects.create(photo=near, quarter_1=1, quarter_2=2, quarter_3=3, quarter_4=5)
    Likeness.objects.create(photo=far, quarter_1=999, quarter_2=22222, quarter_3=3333, quarter_4=41234)
    page = desk.get(PAGE).content.decode()
    assert "Use “The same bytes”, and delete this one" in page
    assert "Use “Brightened”, and delete this one" in page
    assert "Something else" not in page


def test_the_one_there_is_can_be_used_in_place_of_the_new_one(
    desk, bring_in, make_photo, django_capture_on_commit_callbacks
):
    new, old = bring_in(sha256="a" * 64), make_photo(title="Old", sha256="a" * 64)
    data = opened(desk) | {f"p{new.pk}-keep": str(old.pk)}
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post(PAGE, data | {"save": "complete"}).status_code == 302
    assert Photo.objects.get() == old
    assert not new.original.storage.exists(new.original.name)
    assert old.original.storage.exists(old.original.name)


def test_a_new_photo_that_a_story_shows_already_is_kept(desk, bring_in, make_photo, make_story):
    new, old = bring_in(sha256="a" * 64), make_photo(title="Old", sha256="a" * 64)
    make_story(lead_photo=new)
    data = opened(desk) | {f"p{new.pk}-keep": str(old.pk), f"p{new.pk}-place": "Typed"}
    page = desk.post(PAGE, data | {"save": "complete"}).content.decode()
    assert "A story shows this photo already." in page
    assert "Typed" in page
    assert Photo.objects.count() == 2


def test_two_that_are_each_others_double_do_not_both_go(desk, bring_in):
    one, two = bring_in("One", sha256="a" * 64), bring_in("Two", sha256="a" * 64)
    data = opened(desk) | {f"p{one.pk}-keep": str(two.pk), f"p{two.pk}-keep": str(one.pk)}
    page = desk.post(PAGE, data | {"save": "complete"}).content.decode()
    assert Photo.objects.get() == two
    assert "is not there any more" in page


def test_who_may_not_delete_does_not_delete_what_another_brought_in(desk, bring_in, make_photo, editor):
    new, old = bring_in(sha256="a" * 64, uploaded_by=editor), make_photo(title="Old", sha256="a" * 64)
    data = opened(desk, f"{PAGE}?whose=all") | {f"p{new.pk}-keep": str(old.pk)}
    assert "your role deletes none" in desk.post(PAGE, data | {"save": "complete"}).content.decode()
    assert Photo.objects.count() == 2


def test_people_are_chosen_and_kept(desk, bring_in):
    person = Person.objects.create(slug="lan", name={"en": "Lan"})
    photo = bring_in()
    data = opened(desk) | {f"p{photo.pk}-people": [str(person.pk)]}
    desk.post(PAGE, data | {"save": "complete"})
    assert list(photo.people.all()) == [person]


def test_the_page_asks_a_bounded_number_of_queries(desk, bring_in, django_assert_max_num_queries):
    for number in range(30):
        photo = bring_in(f"Photo {number}", sha256=f"{number % 2:064}")
        Likeness.objects.create(photo=photo, quarter_1=number, quarter_2=1, quarter_3=1, quarter_4=1)
    desk.get(PAGE)
    # One for each photo's look into the likenesses.
    with django_assert_max_num_queries(25 + 12):
        page = desk.get(PAGE).content.decode()
    assert page.count('class="check-row"') == 25
    assert "5 more wait." in page
