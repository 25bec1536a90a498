"""What an import found a story to be about, for the editor to accept in the story's form."""

from newsroom.models import SuggestedTie
from newsroom.models.suggestions import TIES

ACCEPT = "accept_tie"
DISCARD = "discard_ties"


def answered(request) -> bool:
    """Whether the posted form says anything of the suggestions."""
    return bool(request.POST.getlist(ACCEPT)) or DISCARD in request.POST


def suggested(article, request):
    """Return the story's suggestions as `(suggestion, name of its kind, whether ticked)`, in one query."""
    ticked = request.POST.getlist(ACCEPT)
    found = SuggestedTie.objects.filter(article=article).select_related(*TIES)
    return [
        (suggestion, suggestion.thing._meta.verbose_name, str(suggestion.pk) in ticked)
        for suggestion in found
    ]


def take_answers(article, request):
    """Tie the story to what was ticked, and forget the rest where the editor says so."""
    for suggestion, _name, accepted in suggested(article, request):
        if accepted:
            getattr(article, TIES[suggestion.kind]).add(suggestion.thing)
        if accepted or DISCARD in request.POST:
            suggestion.delete()
