from content_editor.admin import ContentEditor
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.db import models, transaction
from django.db.models import Q
from django.forms.widgets import Script
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from newsroom import copies, limits, workflow
from newsroom.chain import hold
from newsroom.desk import (
    history,
    limiting,
    presence,
    preview,
    preview_links,
    related,
    suggestions,
    translations,
    unsaved,
    unsaved_pages,
    workflow_moves,
    writing_aids,
)
from newsroom.desk.blocks import BLOCK_INLINES
from newsroom.desk.body_text import body_text
from newsroom.desk.conflict import conflict_of
from newsroom.desk.head import head_of
from newsroom.desk.known_choices import KnownChoicesInline
from newsroom.desk.library.cutting import crop_formfield
from newsroom.desk.library.photo_choice import photo_formfield
from newsroom.desk.locked import is_closed, lock_of
from newsroom.desk.moments import SplitMoment
from newsroom.desk.moves import MOVES, move_page, moves_for
from newsroom.desk.pasting import paste_page
from newsroom.desk.saving import after_save
from newsroom.desk.states import (
    StageFilter,
    StateFilter,
    WhoseFilter,
    badges,
    short_time,
    standing_of,
    standings,
)
from newsroom.desk.steady import SteadyFormSet
from newsroom.desk.steps import record_of
from newsroom.desk.story_form import BylineForm, RelatedLinkForm, StoryForm
from newsroom.desk.worklists import WorklistFilter
from newsroom.freezing import TIES
from newsroom.models import Article, Byline, Interview, PhotoStory, RelatedLink
from newsroom.models.crops import CropField
from newsroom.models.limits import seen_by
from newsroom.staff import name_of
from partnerships.admin.finding import FoundByWords


class BylineInline(KnownChoicesInline, admin.TabularInline):
    model = Byline
    form = BylineForm
    formset = SteadyFormSet
    extra = 0
    autocomplete_fields = ["author"]
    fields = ["author", "order"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("author")


class RelatedLinkInline(KnownChoicesInline, admin.StackedInline):
    model = RelatedLink
    form = RelatedLinkForm
    formset = SteadyFormSet
    fk_name = "article"
    extra = 0
    autocomplete_fields = ["story"]
    fieldsets = [(None, {"fields": [("story", "order"), "title", ("url", "source")]})]

    def get_queryset(self, request):
        # A link to a story that the writer may not see stays where it is, unseen.
        links = super().get_queryset(request).select_related("story")
        return links.filter(Q(story=None) | seen_by(request.user, "story"))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "story":
            kwargs["queryset"] = Article.objects.visible_to(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class StoryChangeList(ChangeList):
    """A page of stories, each with where it stands: one query for all."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        found = standings(self.result_list)
        for article in self.result_list:
            article.standing = found[article.pk]
        open_with = presence.open_with(self.result_list, request.user)
        for article in self.result_list:
            article.open_with = ", ".join(open_with.get(article.pk, []))

    def url_for_result(self, result):
        return reverse("admin:newsroom_article_change", args=[result.pk])


@admin.register(Article)
class ArticleAdmin(FoundByWords, ContentEditor):
    form = StoryForm
    change_form_template = "admin/newsroom/article/change_form.html"
    change_list_template = "admin/newsroom/article/change_list.html"
    list_display = ["headline", "standing", "kind_and_section", "saved"]
    list_filter = [WorklistFilter, StageFilter, WhoseFilter, StateFilter, "kind", "language", "section"]
    list_select_related = ["section", "created_by", "edited_by", "assigned_to"]
    show_facets = admin.ShowFacets.NEVER
    # A story's own address is this form; what the public reads is linked from its state.
    view_on_site = False
    autocomplete_fields = ["interviewee", *TIES]
    inlines = [BylineInline, *BLOCK_INLINES, RelatedLinkInline]
    actions = None
    fieldsets = [
        (None, {"fields": [("kind", "language", "section"), "kicker", "headline", "standfirst"]}),
        (
            _("Interview"),
            {
                "classes": ["interview-only"],
                "fields": [
                    "interviewee",
                    ("interviewer", "interviewed_on"),
                    "occasion",
                    "interview_form",
                ],
            },
        ),
        (_("Dateline"), {"fields": [("dateline_place", "agency_code")]}),
        (
            _("Lead photo"),
            {
                "fields": [
                    "lead_photo",
                    "lead_crop",
                    "lead_caption",
                    "lead_alt",
                    "lead_decorative",
                    "lead_credit",
                ]
            },
        ),
        (_("Key points"), {"fields": ["key_points"]}),
        (
            _("What the story is about"),
            {
                "classes": ["after-body"],
                "fields": list(TIES),
                "description": _("The story is listed on the page of each, and in its feed."),
            },
        ),
        (
            _("Place and time"),
            {
                "classes": ["after-body"],
                "fields": ["prominence", "embargo_until", "expires_at", "review_on", "slug"],
            },
        ),
        (
            _("Search engines"),
            {"classes": ["after-body", "collapse"], "fields": ["seo_title", "seo_description"]},
        ),
    ]

    class Media:
        js = [
            Script("desk/story.js", type="module"),
            Script("desk/field_names.js", type="module"),
            Script("desk/blocks.js", type="module"),
            Script("desk/conflict.js", type="module"),
            Script("desk/editor_words.js", type="module"),
            Script("desk/preview.js", type="module"),
            Script("desk/unsaved.js", type="module"),
            Script("desk/presence.js", type="module"),
            Script("desk/shortcuts.js", type="module"),
            Script("desk/counting.js", type="module"),
            Script("desk/hints.js", type="module"),
            Script("desk/related.js", type="module"),
        ]

    def get_changelist(self, request, **kwargs):
        return StoryChangeList

    @admin.display(description=_("state"))
    def standing(self, article):
        holder = name_of(article.assigned_to)
        having = (
            format_html('<span class="quiet">{}</span>', _("with %(who)s") % {"who": holder})
            if holder
            else ""
        )
        return format_html("{} {}", badges(article.standing), having)

    @admin.display(description=_("kind"), ordering="kind")
    def kind_and_section(self, article):
        return format_html(
            '{} <br><span class="quiet nowrap">{} · {}</span>',
            article.get_kind_display(),
            article.section,
            article.language.upper(),
        )

    @admin.display(description=_("last saved"), ordering="updated_at")
    def saved(self, article):
        return format_html(
            '<span class="nowrap">{}</span> <br><span class="quiet">{}</span>{}',
            short_time(article.updated_at),
            name_of(workflow.last_editor(article)),
            presence.mark(article.open_with),
        )

    # The form

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "lead_photo":
            return photo_formfield(db_field)
        if isinstance(db_field, CropField):
            return crop_formfield(db_field)
        if isinstance(db_field, models.DateTimeField):
            kwargs["form_class"] = SplitMoment
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "section" and field:
            # A section is made once, by an administrator: no story's form needs its buttons.
            field.widget.can_add_related = field.widget.can_change_related = False
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        return may and (obj is None or not is_closed(request, obj))

    def get_inline_instances(self, request, obj=None):
        inlines = super().get_inline_instances(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return inlines
        # Whoever may only look reads the body as one text; its editor is for those who write.
        return [inline for inline in inlines if type(inline) not in BLOCK_INLINES]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or obj.kind == Article.Kind.INTERVIEW or self.has_change_permission(request, obj):
            return fieldsets
        return [(name, said) for name, said in fieldsets if "interview-only" not in said.get("classes", ())]

    def get_queryset(self, request):
        articles = super().get_queryset(request).visible_to(request.user)
        if request.method == "POST" and transaction.get_connection().in_atomic_block:
            # Whoever saves holds the story's row to the end: nobody saves or publishes in between.
            return articles.select_for_update(of=("self",))
        return articles

    def get_object(self, request, object_id, from_field=None):
        if (
            request.method == "POST"
            and transaction.get_connection().in_atomic_block
            and object_id.isdecimal()
        ):
            # With its translations, in the gate's order: an embargo laid here holds for all of them.
            hold(*Article.objects.filter(pk=object_id))
        return super().get_object(request, object_id, from_field)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.writer = request.user
        return unsaved.bound_form(request, form)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        return super().get_formset_kwargs(request, obj, inline, prefix) | unsaved.formset_data(request)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        view = super().changeform_view
        return unsaved.carefully(
            self, request, object_id, lambda: view(request, object_id, form_url, extra_context)
        )

    def get_changeform_initial_data(self, request):
        return {
            "language": get_language(),
            "agency_code": settings.NEWSROOM_AGENCY,
            **super().get_changeform_initial_data(request),
        }

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        request.story_formsets = formsets
        unsaved.hush(request, formsets)
        return formsets, inlines

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        elif self._anything_typed(request, form):
            copies.keep_before(obj)
            obj.version += 1
        else:
            # Nothing was typed: the story stays as it was saved, approved and published.
            request.story_typed = False
            return
        request.story_typed = True
        super().save_model(request, obj, form, change)

    def _anything_typed(self, request, form):
        changed = any(formset.has_changed() for formset in request.story_formsets)
        accepted = suggestions.answered(request) or related.answered(request)
        return changed or form.has_changed() or accepted

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        suggestions.take_answers(form.instance, request)
        related.take_answers(form.instance, request)
        after_save(request, form.instance, request.story_typed)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["moves"] = []
        context["limit"] = limiting.panel(request, obj)
        context["original_story"] = translations.panel(request, obj)
        if obj is not None:
            standing = standing_of(obj)
            context |= {
                "head": head_of(obj, standing, request.user),
                "steps": record_of(obj),
                "standing": standing,
                "badges": badges(standing),
                "lock": lock_of(request, obj),
                "moves": [] if lock_of(request, obj) else moves_for(request.user, standing, obj),
                "editions": obj.editions.select_related("published_by", "cancelled_by").defer(
                    "content", "body_html", "body_text"
                ),
                "edition_now": timezone.now(),
                "translations": limits.languages_of(obj, request.user),
                "preview_links": preview_links.open_links(obj, request.user),
                "suggestions": suggestions.suggested(obj, request),
            }
            if not self.has_change_permission(request, obj):
                context["body_text"] = body_text(obj)
        if self.has_change_permission(request, obj) if obj else self.has_add_permission(request):
            context["unsaved"] = unsaved.FormState(request, obj)
            context["presence"] = presence.for_form(request, obj) if obj else None
            context |= writing_aids.beside(request, context, obj)
        context["conflict"] = conflict_of(self, request, context["adminform"].form)
        context["may_publish"] = request.user.has_perm("newsroom.publish_article")
        return super().render_change_form(
            request, context, add=add, change=change, form_url=form_url, obj=obj
        )

    # Moves

    def get_urls(self):
        pages = [
            path(
                f"<int:pk>/{move.slug}/",
                self.admin_site.admin_view(move_page),
                {"move": move, "model_admin": self},
                name=f"newsroom_article_{move.name}",
            )
            for move in MOVES.values()
        ]
        paste = path(
            "paste/",
            self.admin_site.admin_view(paste_page),
            {"model_admin": self},
            name="newsroom_article_paste",
        )
        concerns = (
            limiting,
            translations,
            preview,
            preview_links,
            history,
            unsaved_pages,
            presence,
            workflow_moves,
        )
        own = [page for concern in concerns for page in concern.pages(self)]
        return [paste, *writing_aids.pages(self), *own, *pages, *super().get_urls()]

    def response_add(self, request, obj, post_url_continue=None):
        return self._to_move(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._to_move(request, obj) or super().response_change(request, obj)

    def _to_move(self, request, obj):
        name = request.POST.get("_move")
        move = MOVES.get(name) or workflow.MOVES.get(name)
        if not move or not request.user.has_perm(move.permission):
            return None
        return HttpResponseRedirect(workflow_moves.address(move.name, obj.pk))

    # Deleting: only what was never published

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or obj.last_edition == 0)

    def delete_view(self, request, object_id, extra_context=None):
        story = self.get_object(request, unquote(object_id))
        if story and story.last_edition:
            self.message_user(
                request,
                _("This story was published, so it is on record and cannot be deleted. Withdraw it instead."),
                messages.ERROR,
            )
            return HttpResponseRedirect(reverse("admin:newsroom_article_change", args=[object_id]))
        return super().delete_view(request, object_id, extra_context)


class KindAdmin(ArticleAdmin):
    """A list of the stories of one kind; they are written in the story's own form."""

    kind: str
    list_filter = [StageFilter, WhoseFilter, StateFilter, "language", "section"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(kind=self.kind)

    def get_urls(self):
        # Past ArticleAdmin, whose pages for moves there are once.
        return super(ArticleAdmin, self).get_urls()

    def add_view(self, request, form_url="", extra_context=None):
        return HttpResponseRedirect(f"{reverse('admin:newsroom_article_add')}?kind={self.kind}")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return HttpResponseRedirect(reverse("admin:newsroom_article_change", args=[object_id]))

    def delete_view(self, request, object_id, extra_context=None):
        return HttpResponseRedirect(reverse("admin:newsroom_article_delete", args=[object_id]))

    def history_view(self, request, object_id, extra_context=None):
        return HttpResponseRedirect(reverse("admin:newsroom_article_history", args=[object_id]))

    def has_add_permission(self, request):
        return request.user.has_perm("newsroom.add_article")

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("newsroom.change_article")

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("newsroom.view_article")

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Interview)
class InterviewAdmin(KindAdmin):
    kind = Article.Kind.INTERVIEW
    list_display = ["headline", "standing", "interviewee", "kind_and_section", "saved"]
    list_select_related = [*ArticleAdmin.list_select_related, "interviewee"]


@admin.register(PhotoStory)
class PhotoStoryAdmin(KindAdmin):
    kind = Article.Kind.PHOTO_STORY
