import datetime

from newsroom import publishing
from partnerships.models import PartnershipPillar, Pillar
from tests.register import LONG_AGO


def test_the_partners_stand_by_region_with_their_level(register, words):
    page = words("partners/")

    assert page.index("East Asia") < page.index("Japan") < page.index(">France<")
    assert "Comprehensive" in page


def test_the_partners_at_a_level_have_an_address(register, words):
    page = words("partners/?level=comprehensive").partition('id="all-partners"')[2]

    assert ">Japan<" in page
    assert ">France<" not in page
    assert "selected>Comprehensive" in page


def test_the_partners_of_a_region_have_an_address_in_each_language(register, words):
    page = words("partners/?region=europe")

    assert ">Japan<" not in page
    assert ">France<" in page
    assert 'href="/vi/partners/?region=europe"' in page


def test_a_choice_that_is_none_lists_nothing_and_says_so(register, words):
    page = words("partners/?level=friendship")

    assert 'role="alert"' in page
    assert ">Japan<" not in page


def test_a_partner_tells_its_level_and_how_it_came_to_it(register, words):
    page = words("partners/japan/")

    assert "Comprehensive</strong> since 10 February 2026" in page
    assert "/en/agreements/declaration/" in page.partition('class="dossier-figures"')[0]
    history = page.partition('id="timeline"')[2]
    assert history.index("Comprehensive") < history.index("Strategic")
    assert "20 April 2009" in history
    assert "The archive" in history
    assert "/en/agreements/declaration/" in history


def test_a_text_in_another_language_is_marked(register, words):
    assert '<span lang="en">Comprehensive</span>' in words("partners/japan/", "vi")
    assert "Chiến lược" in words("partners/japan/", "vi")


def test_the_pillars_stand_in_the_partnerships_own_order_and_wording(register, words):
    first = Pillar.objects.create(slug="trade", order=9, name={"en": "Trade"})
    PartnershipPillar.objects.create(partner=register.japan, pillar=first, public_from=LONG_AGO)
    register.own_pillar.order = 2
    register.own_pillar.save()

    page = words("partners/japan/")

    assert page.index("Trade") < page.index("Ageing well together")


def test_next_and_latest_events_agreements_and_people_in_post(register, words):
    page = words("partners/japan/")

    assert "Visit to Tokyo" in page.partition("Latest events")[2]
    assert "Signed on 10 February 2026" in page
    assert "Minister Aoki" in page.partition("In post, as last recorded")[2]


def test_somebody_whose_time_in_the_post_is_over_is_no_longer_in_it(register, words, clock):
    register.appointment.until = datetime.date(2026, 3, 2)
    register.appointment.save()

    people = words("partners/japan/").partition('id="people"')[2]
    assert "Aoki" not in people
    assert "no holder recorded since 2 March 2026" in people


def test_a_partner_without_a_level_has_a_page_too(register, words):
    page = words("partners/france/")

    assert 'id="timeline"' not in page
    assert "The register holds no level, event or agreement of France yet." in page


def test_the_stories_and_their_feed(register, words, make_story, publisher):
    publishing.publish(make_story(partners=[register.japan]), publisher)

    page = words("partners/japan/")

    assert "Two ministers meet" in page
    assert page.count('href="/en/feeds/partners/japan.rss"') == 2
    assert 'rel="alternate" type="application/rss+xml" title="Communiqué · Japan"' in page
