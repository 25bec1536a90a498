"""The feed of a search, at the search's own parameters: `/en/search/stories.rss?q=rice&partner=japan`."""

from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom.public.feeds import Channel, StoryFeed
from newsroom.search.facets import Address
from newsroom.search.following import stories_of


class SearchFeed(StoryFeed):
    """The newest stories that a search finds."""

    def channel(self, at):
        name, stories = stories_of(self.request.GET, self.request.LANGUAGE_CODE, at)
        name = _("Search: %(search)s") % {"search": name}
        page = reverse("newsroom:search") + str(Address(self.request.GET))
        return Channel(name, _("The newest stories that this search finds."), page, stories)
