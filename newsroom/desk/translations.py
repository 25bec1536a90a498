"""The desk's pages for translations: beginning one, saying that one is current, and the table of them all."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, Subquery
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from newsroom import translations
from newsroom.desk.page import page_of
from newsroom.desk.states import standings
from newsroom.models import Article
from newsroom.refusals import Refused

PAGE = 30


def pages(model_admin):
    view = model_admin.admin_site.admin_view
    said = {"model_admin": model_admin}
    return [
        path("translations/", view(table_page), said, name="newsroom_article_translations"),
        path("<int:pk>/translate/<str:language>/", view(begin_page), said, name="newsroom_article_translate"),
        path(
            "<int:pk>/current-with-original/",
            view(current_page),
            said,
            name="newsroom_article_current_with_original",
        ),
    ]


# Beginning one


def begin_page(request, pk, language, model_admin):
    """Ask whether to begin a translation, saying from what; begin it when the answer comes."""
    source = get_object_or_404(Article.objects.visible_to(request.user), pk=pk)
    names = dict(settings.LANGUAGES)
    if language not in names or language == source.language:
        raise Http404
    if not request.user.has_perm(translations.MAY_TRANSLATE):
        raise PermissionDenied
    refused = ""
    if request.method == "POST":
        try:
            article = translations.begin(source, language, request.user)
        except Refused as refusal:
            refused = str(refusal)
        else:
            model_admin.log_addition(request, article, [{"added": {}}])
            messages.success(
                request,
                _("The translation is begun. Write over what stands there; the photos and ties are set."),
            )
            return HttpResponseRedirect(article.get_absolute_url())
    context = {
        **page_of(request, model_admin, _("Begin the story in another language?"), source),
        "article": source,
        "language": language,
        "edition": translations.newest(source),
        "refused": refused,
    }
    return TemplateResponse(request, "admin/newsroom/article/translate.html", context)


# Keeping up


def panel(request, article):
    """Return what the form of a translation says of its original; None for what is no translation."""
    if article is None or article.translated_from_id is None:
        return None
    after = article.translated_from
    source = Article.objects.visible_to(request.user).filter(pk=after.article_id).first()
    if source is None:
        return None
    newer = translations.newer_than_translated(article)
    return {
        "source": source,
        "after": after,
        "newer": newer,
        "compare": _comparison(source, after, newer),
        "may_mark": newer and not newer.is_withdrawal and request.user.has_perm(translations.MAY_MARK),
    }


def _comparison(source, after, newer):
    """Where the edition that was translated stands beside the newest; "" where there is none."""
    if newer is None or newer.is_withdrawal:
        return ""
    page = reverse("admin:newsroom_article_history_compare", args=[source.pk])
    sides = {"left": f"edition-{after.number}", "right": f"edition-{newer.number}"}
    return f"{page}?{urlencode(sides)}"


@require_POST
def current_page(request, pk, model_admin):
    """Say that a translation says what its original says now."""
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=pk)
    seen = request.POST.get("seen_version", "")
    if seen.isdecimal() and len(seen) < 10:
        article.version = int(seen)
    try:
        edition = translations.mark_current(article, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("This translation is current with edition %(number)d. Its next edition tells readers so.")
            % {"number": edition.number},
        )
    return HttpResponseRedirect(article.get_absolute_url())


# The table


@dataclass(frozen=True)
class Cell:
    """A story in one language. `state` is missing, draft, behind, current or original."""

    language: str
    state: str
    word: str
    article: Article | None = None
    begin: str = ""


SHOWN = {
    "all": gettext_lazy("All stories"),
    "missing": gettext_lazy("With a translation missing"),
    "behind": gettext_lazy("With a translation fallen behind"),
}


def table_page(request, model_admin):
    """Show the stories by language, newest first: what there is in each, and how it stands."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    shown = request.GET.get("show", "all")
    if shown not in SHOWN:
        raise Http404
    seen = Article.objects.visible_to(request.user)
    firsts = _narrowed(_firsts(seen), seen, shown)
    before = request.GET.get("before", "")
    if before:
        if not before.isdecimal() or len(before) > 18:
            raise Http404
        firsts = firsts.filter(pk__lt=int(before))
    page = list(firsts.order_by("-pk").values_list("pk", "translation_group")[: PAGE + 1])
    groups = [group for _pk, group in page[:PAGE]]
    context = {
        **page_of(request, model_admin, _("Stories by language")),
        "languages": settings.LANGUAGES,
        "rows": _rows(request.user, seen, groups),
        "filters": [(name, title, name == shown) for name, title in SHOWN.items()],
        "older": "?" + urlencode({"show": shown, "before": page[PAGE - 1][0]}) if len(page) > PAGE else "",
        "first": not before,
    }
    return TemplateResponse(request, "admin/newsroom/article/translations.html", context)


def _firsts(seen):
    """Return the first story of each group, as far as the user may see: its row stands where that does.

    Looked for story by story, from the newest on, so that a page ends when it is full.
    """
    group = seen.filter(translation_group=OuterRef("translation_group")).order_by("pk")
    return seen.alias(first_of_group=Subquery(group.values("pk")[:1])).filter(first_of_group=F("pk"))


def _narrowed(firsts, seen, shown):
    group = seen.filter(translation_group=OuterRef("translation_group")).order_by()
    match shown:
        case "missing":
            # Where few are missing all stories are looked through: groups are compared whole.
            earlier = group.filter(pk__lt=OuterRef("pk"))
            lacking = [~Exists(group.filter(language=code)) for code, _name in settings.LANGUAGES]
            return seen.filter(reduce(or_, lacking)).exclude(Exists(earlier))
        case "behind":
            # From the few that are behind to their rows, not through the archive.
            groups = translations.behind(seen).order_by().values("translation_group")
            return firsts.filter(translation_group__in=groups)
    return firsts


def _rows(user, seen, groups):
    """Return a row for each group: its stories with how they stand, in two queries."""
    behind = translations.behind(Article.objects.filter(pk=OuterRef("pk"))).order_by()
    stories = list(
        seen.filter(translation_group__in=groups).annotate(is_behind=Exists(behind)).order_by("pk")
    )
    stand = standings(stories)
    rows = []
    for group in groups:
        own = {story.language: story for story in stories if story.translation_group == group}
        original = next((one for one in own.values() if one.translated_from_id is None), None)
        first = original or min(own.values(), key=lambda story: story.pk)
        cells = [_cell(user, code, own.get(code), first, stand) for code, _name in settings.LANGUAGES]
        rows.append((first, cells))
    return rows


def _cell(user, code, story, first, stand):
    if story is None:
        begin = ""
        if user.has_perm(translations.MAY_TRANSLATE):
            begin = reverse("admin:newsroom_article_translate", args=[first.pk, code])
        return Cell(code, "missing", _("missing"), begin=begin)
    if story.is_behind:
        return Cell(code, "behind", _("behind"), story)
    if stand[story.pk].is_draft:
        return Cell(code, "draft", _("draft"), story)
    if story.translated_from_id is None:
        return Cell(code, "original", _("original") if story == first else _("on its own"), story)
    return Cell(code, "current", _("current"), story)
