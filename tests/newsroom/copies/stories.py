"""Stories that chance writes: any text in any field, blocks of all kinds, ties, byline and links."""

from types import SimpleNamespace

from django.db.models import BooleanField
from hypothesis import strategies as st

from newsroom.freezing import BLOCK_KINDS, TIES
from newsroom.models import BLOCKS, Article, Author
from newsroom.models.crops import CropField
from newsroom.snapshots import FIELDS, STAYS, block_fields
from partnerships.models import Person
from tests.register import small_register

WORDS = [
    "Đà Nẵng",
    "hội đàm",
    "the talks",
    "“an end”",
    "Nguyễn Thị Lan",
    "1 < 2 & 3",
    "visit",
    "ngày mai",
    "—",
]
TEXT = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
SOME_TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
LINES = st.lists(SOME_TEXT, max_size=3).map("\n".join)
PARTS = st.sampled_from(["", "0-0-10000-5000", "1250-300-6000-9000"])
PROSE = st.lists(
    st.sampled_from(["<p>One <em>word</em>.</p>", "<h2>Đầu đề</h2>", "<ul><li>a</li></ul>"]), min_size=1
)


def a_pool(make_story, make_photo, section) -> SimpleNamespace:
    """What stories refer to."""
    register = small_register()
    return SimpleNamespace(
        section=[section],
        lead_photo=[None, make_photo(), make_photo(title="Another")],
        interviewee=[None, register.minister, Person.objects.create(slug="lan", name={"vi": "Lan"})],
        authors=[Author.objects.create(slug=name.lower(), name=name) for name in ("Hòa", "Minh", "Anne")],
        stories=[make_story(f"Other story {number}") for number in range(2)],
        partners=[register.japan, register.france],
        pillars=[register.health],
        events=[register.visit],
        people=[register.minister],
        agreements=[register.declaration],
    )


def _field(name, pool):
    field = Article._meta.get_field(name)
    if hasattr(pool, name):
        return st.sampled_from(getattr(pool, name))
    if name in {"language", "slug"}:
        return st.just({"language": "en", "slug": "the-story"}[name])
    if field.choices:
        return st.sampled_from([value for value, _name in field.choices])
    if isinstance(field, BooleanField):
        return st.booleans()
    if isinstance(field, CropField):
        return PARTS
    if field.get_internal_type() == "DateField":
        return st.none() | st.dates()
    lines = LINES if field.get_internal_type() == "TextField" else TEXT
    return _fitting(SOME_TEXT if not field.blank else lines, field)


def _fitting(texts, field):
    return texts.map(lambda text: text[: field.max_length])


def _block(model, pool):
    said = {}
    for field in block_fields(model):
        if field.is_relation:
            things = pool.lead_photo if field.name == "photo" else pool.interviewee
            said[field.name] = st.sampled_from(things)
        elif field.choices:
            said[field.name] = st.sampled_from([value for value, _name in field.choices])
        elif field.name == "text":
            said[field.name] = PROSE.map("".join)
        elif isinstance(field, BooleanField):
            said[field.name] = st.booleans()
        elif isinstance(field, CropField):
            said[field.name] = PARTS
        elif field.name == "anchor":
            said[field.name] = st.sampled_from(["what", "why", "when"])
        else:
            said[field.name] = _fitting(SOME_TEXT, field)
    return st.tuples(st.just(model), st.fixed_dictionaries(said))


def a_story(pool):
    """A strategy: everything that a story may say."""
    own = [pool.stories[0], pool.stories[1]]
    outside = st.fixed_dictionaries(
        {"title": SOME_TEXT, "url": st.just("https://example.org/"), "source": TEXT}
    )
    return st.fixed_dictionaries(
        {
            "fields": st.fixed_dictionaries(
                {name: _field(name, pool) for name in FIELDS if name not in STAYS}
            ),
            "byline": st.lists(st.sampled_from(pool.authors), unique=True),
            "blocks": st.lists(st.one_of([_block(model, pool) for model in BLOCKS]), max_size=6),
            "related": st.lists(st.sampled_from([{"story": one} for one in own]) | outside, max_size=3),
            "ties": st.fixed_dictionaries(
                {name: st.lists(st.sampled_from(getattr(pool, name)), unique=True) for name in TIES}
            ),
        }
    )


def write(article, said):
    """Write the story as the desk's form does: row by row."""
    for name, value in said["fields"].items():
        setattr(article, name, value)
    article.save()
    for model in BLOCK_KINDS:
        model.objects.filter(parent=article).delete()
    for place, (model, values) in enumerate(said["blocks"], start=1):
        model.objects.create(parent=article, region="body", ordering=place * 3, **values)
    article.bylines.all().delete()
    for order, author in enumerate(said["byline"]):
        article.bylines.create(author=author, order=order * 2)
    article.related_links.all().delete()
    for order, link in enumerate(said["related"]):
        article.related_links.create(order=order * 5, **link)
    for name, things in said["ties"].items():
        getattr(article, name).set(things)
