from newsroom.models.articles import Article, Byline, RelatedLink
from newsroom.models.blocks import BLOCKS, NumberedPoints, PhotoBlock, PullQuote, Question, RichText
from newsroom.models.editions import (
    Edition,
    EditionAgreement,
    EditionEvent,
    EditionPartner,
    EditionPerson,
    EditionPhoto,
    EditionPillar,
)
from newsroom.models.photos import Photo
from newsroom.models.sections import Author, Section
from newsroom.models.story_lists import Interview, PhotoStory
from newsroom.models.suggestions import SuggestedTie

__all__ = [
    "BLOCKS",
    "Article",
    "Author",
    "Byline",
    "Edition",
    "EditionAgreement",
    "EditionEvent",
    "EditionPartner",
    "EditionPerson",
    "EditionPhoto",
    "EditionPillar",
    "Interview",
    "NumberedPoints",
    "Photo",
    "PhotoBlock",
    "PhotoStory",
    "PullQuote",
    "Question",
    "RelatedLink",
    "RichText",
    "Section",
    "SuggestedTie",
]
