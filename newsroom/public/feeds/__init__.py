"""The feeds of stories: of the whole site, of sections, kinds, partners, pillars, events, people and
agreements, and of corrections; each in each language and three formats, with all that ever stood in it.
"""

from newsroom.public.feeds.answering import StoryFeed
from newsroom.public.feeds.channel import Channel

__all__ = ["Channel", "StoryFeed"]
