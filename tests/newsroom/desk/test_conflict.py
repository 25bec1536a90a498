"""A save over somebody else's: refused, with both versions side by side and nothing lost."""

import pytest

from newsroom.copies import keep
from newsroom.models import Article, PullQuote, RichText, WorkingCopy
from partnerships.models import Partner, Person
from tests.making import add_block
from tests.newsroom.desk.filled_form import add_block as type_block
from tests.newsroom.desk.filled_form import change_address, fill


@pytest.fixture
def desk(client, reporter):
    client.force_login(reporter)
    return client


def told(side):
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return " / ".join(
        "".join(marks[segment.change].format(segment.text) for segment in line.segments) for line in side
    )


@pytest.fixture
def refuse(desk, editor):
    """Refuses a save: opens the form, has the editor save `theirs`, sends `mine`; the conflict."""

    def send(story, theirs, mine):
        address = change_address(story)
        data = fill(desk, address)
        keep(story, editor)
        theirs()
        Article.objects.filter(pk=story.pk).update(version=2, edited_by=editor)
        mine(data)
        response = desk.post(address, data | {"_save": "Save"})
        assert response.status_code == 200
        send.response, send.data = response, data
        return response.context["conflict"]

    return send


def save(story, **said):
    return lambda: Article.objects.filter(pk=story.pk).update(**said)


def test_each_field_tells_who_changed_it_and_what_stood_there_before(refuse, make_story):
    story = make_story(kicker="Talks", standfirst="A meeting.", agency_code="WVR")
    conflict = refuse(
        story,
        save(story, kicker="Diplomacy", standfirst="A long meeting."),
        lambda data: data.update(headline="Three ministers meet", standfirst="A short meeting."),
    )
    rows = {clash.row.place: clash for clash in conflict.clashes}
    assert {place: clash.who for place, clash in rows.items()} == {
        "kicker": "they",
        "headline": "you",
        "standfirst": "both",
    }
    both = rows["standfirst"]
    assert (told(both.row.left), told(both.row.right)) == ("A[- long-] meeting.", "A{+ short+} meeting.")
    assert told(both.base) == "A meeting."
    assert told(rows["kicker"].row.left) == "[-Diplomacy-]"
    assert (conflict.who, conflict.version, conflict.seen) == ("editor", 2, 1)
    page = refuse.response.content.decode()
    for said in ("only they changed it", "only you changed it", "both changed it", "copy-2/", "A meeting."):
        assert said in page


def test_the_body_is_told_piece_by_piece(refuse, make_story):
    story = make_story(text="<p>One stands here.</p><p>Two stands here.</p><p>Three stands here.</p>")
    conflict = refuse(
        story,
        lambda: RichText.objects.update(
            text="<p>One stands there.</p><p>Two stands here.</p><p>Three stands high.</p><p>Theirs</p>"
        ),
        lambda data: data.update(
            {
                "newsroom_richtext_set-0-text": (
                    "<p>One stands here.</p><p>Two falls here.</p><p>Three stands low.</p><p>Mine alone</p>"
                )
            }
        ),
    )
    assert [clash.who for clash in conflict.clashes][:3] == ["they", "you", "both"]
    assert {"they", "you"} == {clash.who for clash in conflict.clashes[3:]}
    assert told(conflict.clashes[2].base) == "Three stands here."


def test_a_block_that_they_added_stays_and_one_that_i_typed_is_not_lost(refuse, make_story):
    story = make_story()
    conflict = refuse(
        story,
        lambda: add_block(story, PullQuote, quote="Theirs"),
        lambda data: type_block(data, "pullquote", 30, quote="Mine"),
    )
    assert [(told(clash.row.left), told(clash.row.right), clash.who) for clash in conflict.clashes] == [
        ("", "{+Mine+}", "you")
    ]
    assert PullQuote.objects.get().quote == "Theirs"
    assert "Mine" in refuse.response.content.decode()


def test_nothing_is_saved_by_looking_and_theirs_is_kept(refuse, make_story):
    story = make_story()
    refuse(story, save(story, headline="Theirs"), lambda data: data.update(headline="Mine"))
    assert (Article.objects.get().headline, Article.objects.get().version) == ("Theirs", 2)
    copies = WorkingCopy.objects.order_by("version")
    assert [copy.snapshot["fields"]["headline"] for copy in copies] == ["Two ministers meet", "Theirs"]


def test_mine_is_saved_in_the_place_of_theirs_when_i_say_so(desk, refuse, make_story):
    story = make_story()
    refuse(story, save(story, headline="Theirs"), lambda data: data.update(headline="Mine"))
    response = desk.post(change_address(story), refuse.data | {"save_over": "2", "_save": "Save"})
    assert response.status_code == 302
    assert (Article.objects.get().headline, Article.objects.get().version) == ("Mine", 3)
    assert WorkingCopy.objects.get(version=2).snapshot["fields"]["headline"] == "Theirs"


def test_what_fills_the_form_with_theirs_is_at_hand(refuse, make_story, make_photo):
    japan = Partner.objects.create(code="JP", region="east-asia")
    lan = Person.objects.create(slug="lan", name={"en": "Lan"})
    photo = make_photo()
    story = make_story(kind="interview")

    def theirs():
        story.partners.set([japan])
        RichText.objects.update(text="<p>They spoke.</p>")
        save(
            story, headline="Theirs", interviewee=lan, prominence="lead", lead_photo=photo,
            interviewed_on="2025-10-28", embargo_until="2027-01-01T00:00Z",
        )()  # fmt: skip

    controls = refuse(story, theirs, lambda data: data.update(kicker="Mine")).controls
    assert controls["headline"] == [{"id": "id_headline", "value": "Theirs"}]
    assert controls["partners"] == [{"id": "id_partners", "options": [[japan.pk, "Japan"]]}]
    assert controls["interviewee"] == [{"id": "id_interviewee", "options": [[lan.pk, "Lan"]]}]
    assert controls["prominence"][0]["options"][0][0] == "lead"
    assert controls["interviewed_on"] == [{"id": "id_interviewed_on", "value": "2025-10-28"}]
    assert controls["embargo_until"][0]["parts"] == ["2027-01-01", "07:00:00"]
    assert controls["lead_photo"][0]["photo"]["title"] == "A handshake"
    assert controls["newsroom_richtext_set-0"] == [
        {"id": "id_newsroom_richtext_set-0-text", "value": "<p>They spoke.</p>"}
    ]


def test_a_tick_that_they_set_or_took_away_is_at_hand(refuse, make_story, make_photo):
    story = make_story(lead_photo=make_photo())
    ticked = refuse(story, save(story, lead_decorative=True), lambda data: data.update(kicker="Mine"))
    tick = {"id": "id_lead_decorative", "checked": True}
    assert tick in ticked.controls["lead_photo"]
    row = next(clash.row for clash in ticked.clashes if clash.row.place == "lead_photo")
    assert "decorative" in told(row.left)


def test_what_cannot_be_saved_is_in_the_form_all_the_same(refuse, make_story):
    story = make_story()
    conflict = refuse(
        story, save(story, kicker="Theirs"), lambda data: data.update(headline="", standfirst="Mine")
    )
    assert {clash.row.place: clash.who for clash in conflict.clashes} == {
        "kicker": "they",
        "standfirst": "you",
    }
    assert "This field is required." in refuse.response.content.decode()


def test_a_story_whose_earlier_version_nobody_kept_shows_the_two_without_guessing(desk, make_story, editor):
    story = make_story()
    data = fill(desk, change_address(story))
    Article.objects.update(headline="Theirs", version=2, edited_by=editor)
    response = desk.post(change_address(story), data | {"headline": "Mine", "_save": "Save"})
    [clash] = response.context["conflict"].clashes
    assert (clash.who, clash.base) == ("", ())
