from datetime import date

from newsroom.importers.days import days_in
from newsroom.importers.matching import Name
from newsroom.importers.recognising import recognise
from newsroom.importers.ties import Register, Wording, suggest_interviewee, suggest_ties
from newsroom.importers.wording import features, nearest, told_by
from tests.newsroom.importers.samples import sample

ARDENIA, COSTA_VERDE = 1, 2


def with_partner(partner, text, kind, key, *days):
    names = {ARDENIA: "Ardenia Ađênia", COSTA_VERDE: "Costa Verde"}
    return Wording(text, kind, key, "en", *(days or (None, None)), frozenset({partner}), names[partner])


VISIT = "Working visit of the trade delegation to {}"
REGISTER = Register(
    names=[
        Name("Ardenia", "partner", 1),
        Name("Ađênia", "partner", 1),
        Name("Costa Verde", "partner", 2),
        Name("Pham Khanh Linh", "person", 1),
        Name("Tran Minh", "person", 2),
        Name("Tran Minh", "person", 3),
        Name("Tran Minh Ha", "person", 3),
        Name("AHC", "agreement", 1),
    ],
    wordings=[
        Wording("Politics and defence", "pillar", 1, "en"),
        Wording("Nursing, health and healthcare", "pillar", 2, "en"),
        Wording("Enhancing cooperation in shipping and customs", "pillar", 3, "en"),
        Wording("Vận tải biển, hải quan", "pillar", 3, "vi"),
        Wording(
            "Working visit of the trade delegation to Ardenia",
            "event",
            1,
            "en",
            date(2031, 3, 3),
            date(2031, 3, 5),
        ),
        Wording("Working visit of the farm delegation to Costa Verde", "event", 2, "en", date(2031, 6, 1)),
        with_partner(ARDENIA, VISIT.format("Ardenia"), "event", 1, date(2031, 3, 3), date(2031, 3, 5)),
        with_partner(COSTA_VERDE, VISIT.format("Costa Verde"), "event", 2, date(2031, 3, 3), None),
        with_partner(ARDENIA, VISIT.format("Ardenia"), "event", 3, date(2029, 6, 1), None),
        with_partner(ARDENIA, "Joint statement on a harbour partnership with Ardenia", "agreement", 2),
        with_partner(ARDENIA, "Joint statement on a full harbour partnership with Ardenia", "agreement", 3),
        with_partner(
            COSTA_VERDE, "Joint statement on a harbour partnership with Costa Verde", "agreement", 4
        ),
    ],
    labels={
        ("event", 3): "The trade delegation in Ardenia again",
        ("agreement", 2): "Joint statement on a harbour partnership",
        ("agreement", 3): "Joint statement on a full harbour partnership",
        ("partner", 1): "Ardenia",
        ("partner", 2): "Costa Verde",
        ("person", 1): "Phạm Khánh Linh",
        ("person", 2): "Trần Minh (painter)",
        ("person", 3): "Trần Minh Hà",
        ("agreement", 1): "Ardenia Harbour Compact",
        ("pillar", 1): "Politics",
        ("pillar", 2): "Health",
        ("pillar", 3): "Shipping",
        ("event", 1): "The trade delegation in Ardenia",
        ("event", 2): "The farm delegation in Costa Verde",
    },
)


def ties(text, language="en"):
    return suggest_ties(recognise(text).pieces, language, REGISTER)


def test_a_story_is_tied_to_what_it_names():
    found = ties(sample("interview-between-photos"))
    assert [(tie.kind, tie.label) for tie in found] == [
        ("partner", "Ardenia"),
        ("person", "Phạm Khánh Linh"),
        ("event", "The trade delegation in Ardenia"),
    ]
    assert found[0].evidence == "“Ardenia” ×4"
    assert found[0].lines == (1, 3, 7, 34)


def visits(text):
    """Three visits that are worded nearly alike, to Ardenia in two years and to Costa Verde."""
    worded = [
        ("Official visit of the Chancellor to Ardenia", 11, date(2031, 3, 3), {1}),
        ("Official visit of the Chancellor to Ardenia and its islands", 12, date(2027, 8, 1), {1}),
        ("Official visit of the Chancellor to Costa Verde", 13, date(2031, 3, 3), {2}),
    ]
    register = Register(
        names=REGISTER.names,
        wordings=[
            Wording(said, "event", key, "en", day, partners=frozenset(partners))
            for said, key, day, partners in worded
        ],
        labels={**REGISTER.labels, **{("event", key): said for said, key, _day, _partners in worded}},
    )
    return [tie.key for tie in suggest_ties(recognise(text).pieces, "en", register) if tie.kind == "event"]


def test_an_event_with_partners_whom_the_story_does_not_name_is_not_suggested():
    assert visits("The Chancellor of the islands came on an official visit to Ardenia.\n") == [12]


def test_a_day_settles_which_of_two_visits_worded_alike_is_meant():
    text = "The Chancellor of the islands began an official visit to Ardenia on 3 March 2031.\n"
    assert visits(text) == [11]


def test_a_visit_to_another_country_or_on_another_day_is_not_meant():
    assert [tie.key for tie in ties(sample("interview-between-photos")) if tie.kind == "event"] == [1]


def test_of_two_like_titles_the_longer_is_meant():
    text = "Ardenia and the coast signed a joint statement on a full partnership of their harbours.\n"
    assert [tie.key for tie in ties(text) if tie.kind == "agreement"] == [3]
    text = "Ardenia and the coast signed a joint statement on the partnership of their harbours.\n"
    assert [tie.key for tie in ties(text) if tie.kind == "agreement"] == [2]


def test_related_titles_tie_nothing():
    assert "Costa Verde" in sample("interview-between-photos")
    assert all(tie.label != "Costa Verde" for tie in ties(sample("interview-between-photos")))


def test_a_pillar_is_known_by_its_telling_words():
    found = {tie.label: tie for tie in ties(sample("news-without-headline"))}
    assert found["Shipping"].lines == (3,)
    assert found["Shipping"].evidence == "shipping and customs"
    assert "Politics" not in found
    assert found["Ardenia Harbour Compact"].evidence == "“AHC” ×1"


def test_words_that_mean_two_things_are_reported_as_such():
    (one, other) = ties("Tran Minh opened the school by the harbour.\n")
    assert {one.label, other.label} == {"Trần Minh (painter)", "Trần Minh Hà"}
    assert one.rivals == (other.label,)


def test_one_plain_place_settles_who_is_meant():
    (tie,) = ties("Tran Minh Ha opened the school.\nTran Minh left early, and nobody saw her go home.\n")
    assert (tie.label, tie.rivals) == ("Trần Minh Hà", ())


def test_an_interviewee_is_whom_the_headline_names():
    assert suggest_interviewee(recognise(sample("interview-between-photos")).pieces, "en", REGISTER) == 1
    assert suggest_interviewee(recognise(sample("speech")).pieces, "en", REGISTER) is None


def test_an_ambiguous_interviewee_is_nobody():
    pieces = recognise(
        "Tran Minh on the harbour\n\nWVR - Pham Khanh Linh asked him.\n\nHe answered.\n"
    ).pieces
    assert suggest_interviewee(pieces, "en", REGISTER) is None


def share(wording, text, language="en"):
    return nearest(features(wording, language), told_by(text, language))[0]


def test_wordings_are_compared_by_their_stems():
    wording = "Enhancing political, diplomatic, defense and security cooperation"
    assert share(wording, "politics, diplomacy, defence, and security") == 1
    assert share(wording, "economics, trade and investment") == 0
    assert share("Regional and world affairs", "coordination on regional and international issues") == 1
    assert share("chính trị, ngoại giao", "về Chính trị và ngoại giao", "vi") == 1


def test_words_far_from_each_other_are_no_wording():
    far = "green things were said, " + "and much else besides that nobody wrote down, " * 4 + "about finance"
    assert share("green finance", far) == 0.5


def test_days_are_read_in_both_languages():
    assert days_in("from October 28-30, 2025") == {date(2025, 10, 28), date(2025, 10, 30)}
    assert days_in("on 5 May 2031 and 31 June 2031") == {date(2031, 5, 5)}
    assert days_in("ngày 28/10/2025, từ 28 đến 30 tháng 10 năm 2025") == {
        date(2025, 10, 28),
        date(2025, 10, 30),
    }
