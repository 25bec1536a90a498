from newsroom.demonstration.register_archive.making import DAY, create, texts
from partnerships.models import Appointment, Person, Post


def make_people(made, count):
    first, first_post = Person.objects.count(), Post.objects.count()
    people = create(
        Person,
        (
            Person(
                slug=f"sample-person-{n}", name=texts(f"Sample Person {n}", f"Người Mẫu {n}"), **made.known()
            )
            for n in range(first, first + count)
        ),
    )
    posts = create(
        Post,
        (
            Post(
                slug=f"sample-post-{n}",
                title=texts(f"Sample Minister {n}", f"Bộ trưởng mẫu {n}"),
                partner=made.partners[n % len(made.partners)] if n % 10 else None,
            )
            for n in range(first_post, first_post + count)
        ),
    )

    def held(person):
        since = made.day()
        for post in made.some(posts, 3):
            until = since + made.chance.randrange(300, 3_000) * DAY
            yield Appointment(
                person=person,
                post=post,
                since=since,
                until=until if made.chance.randrange(3) else None,
                **made.known(),
            )
            since = until

    create(Appointment, (row for person in people for row in held(person)))
    made.people += [person.pk for person in people]
