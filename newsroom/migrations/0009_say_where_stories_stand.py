from django.db import migrations
from django.db.models import Exists, F, OuterRef, Subquery

TOLD = ("update", "correction")


def say_where_stories_stand(apps, schema_editor):
    """A story of which the newest edition holds all that was saved is published; the others are drafts."""
    Article = apps.get_model("newsroom", "Article")
    Edition = apps.get_model("newsroom", "Edition")
    database = schema_editor.connection.alias
    whole = Edition.objects.filter(
        article=OuterRef("pk"), cancelled_at=None, recorded_at__gte=OuterRef("updated_at")
    ).exclude(change="withdrawal")
    published = Article.objects.using(database).filter(last_edition__gt=0).filter(Exists(whole))
    published.update(state="published", approved_version=F("version"))


def date_the_major_changes(apps, schema_editor):
    """An edition's last change that readers were told of is the latest one with a note, up to itself."""
    Edition = apps.get_model("newsroom", "Edition")
    database = schema_editor.connection.alias
    told = Edition.objects.filter(
        article=OuterRef("article"), number__lte=OuterRef("number"), cancelled_at=None, change__in=TOLD
    ).exclude(change_note="")
    changed = Edition.objects.using(database).filter(number__gt=1)
    changed.update(major_change_at=Subquery(told.order_by("-number").values("public_from")[:1]))


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0008_the_editorial_desk")]

    operations = [
        migrations.RunPython(say_where_stories_stand, migrations.RunPython.noop),
        migrations.RunPython(date_the_major_changes, migrations.RunPython.noop),
    ]
