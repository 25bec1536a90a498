from newsroom.models.articles import Article, Byline, RelatedLink
from newsroom.models.blocks import BLOCKS, NumberedPoints, PhotoBlock, PullQuote, Question, RichText
from newsroom.models.copies import OpenForm, UnsavedWork, WorkingCopy
from newsroom.models.editions import (
    Edition,
    EditionAgreement,
    EditionEvent,
    EditionPartner,
    EditionPerson,
    EditionPhoto,
    EditionPillar,
)
from newsroom.models.front_pages import FrontPage, FrontPageCopy
from newsroom.models.limits import LimitOverride
from newsroom.models.photo_library import (
    CollectedPhoto,
    LicenceWarning,
    Likeness,
    PhotoCollection,
    PhotoDownload,
    PhotoUpload,
)
from newsroom.models.photos import Photo
from newsroom.models.previews import PreviewLink, PreviewOpening
from newsroom.models.releases import Release, ReleaseFact, ReleaseStory
from newsroom.models.search import SearchEntry, SpellingKey
from newsroom.models.sections import Author, Section
from newsroom.models.story_lists import Interview, PhotoStory
from newsroom.models.suggestions import SuggestedTie
from newsroom.models.websub import HubTelling
from newsroom.models.workflow import Notice, RetrospectiveApproval, Step

__all__ = [
    "BLOCKS",
    "Article",
    "Author",
    "Byline",
    "CollectedPhoto",
    "Edition",
    "EditionAgreement",
    "EditionEvent",
    "EditionPartner",
    "EditionPerson",
    "EditionPhoto",
    "EditionPillar",
    "FrontPage",
    "FrontPageCopy",
    "HubTelling",
    "Interview",
    "LicenceWarning",
    "Likeness",
    "LimitOverride",
    "Notice",
    "NumberedPoints",
    "OpenForm",
    "Photo",
    "PhotoBlock",
    "PhotoCollection",
    "PhotoDownload",
    "PhotoStory",
    "PhotoUpload",
    "PreviewLink",
    "PreviewOpening",
    "PullQuote",
    "Question",
    "RelatedLink",
    "Release",
    "ReleaseFact",
    "ReleaseStory",
    "RetrospectiveApproval",
    "RichText",
    "SearchEntry",
    "Section",
    "SpellingKey",
    "Step",
    "SuggestedTie",
    "UnsavedWork",
    "WorkingCopy",
]
