#!/usr/bin/env python3
"""Cut the site's fonts out of the whole ones: `cut_fonts.py <Newsreader's folder> <Be Vietnam Pro's folder>`.

The folders are the unpacked packages that static/site/fonts/README.md names. It needs fontTools and brotli,
which the site itself does not. Three things keep the files small:

- Newsreader's upright weights are one variable file, made of its regular and semibold, whose outlines match;
- kerning below a hundredth of an em is left out, and letters that kern alike share a class: the designers'
  table tells pairs apart that no reader could, and weighs as much as the outlines;
- Vietnamese capitals that hardly begin a word lie in files of their own, fetched by a page that shows one.
"""

import sys
import tempfile
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib import build as build_variable

FONTS = Path(__file__).resolve().parent.parent / "static" / "site" / "fonts"

PUNCTUATION = "\u00a0£§©«°·»×\u2011–—‘’“”…\u202f€←→"
CORE = {*map(chr, range(0x20, 0x7F)), *PUNCTUATION, "É", "é"}
_VOWELS = "aăâeêioôơuưy"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
FREQUENT_CAPITALS = set("ĐÁÂẤẢĂẨÉÊÍÔÓÒỐỔỒÕỞƠỦƯỨÚỬÝỶ")
# Of an em: what no reader sees at the size of a headline.
LEAST_KERN, STEP = 0.01, 0.005
EM = 1000


def composed(base, mark=""):
    return unicodedata.normalize("NFC", base + mark)


SMALL = {"đ", *(composed(vowel, tone) for vowel in _VOWELS for tone in ("", *_TONES))} - CORE
CAPITALS = {letter.upper() for letter in SMALL} - CORE
VI = CORE | SMALL | (CAPITALS & FREQUENT_CAPITALS) | {"₫"}
RARE = CAPITALS - FREQUENT_CAPITALS
# Names: what an English page needs for a Vietnamese name, beside core.
PARTS = {"core": CORE, "vi": VI, "vi-names": VI - CORE, "vi-rare": RARE}
KERNED = ("core", "vi")


def cut(source, letters):
    """Return the font `source` with `letters` alone, without hinting, kerning or other features."""
    font = TTFont(source)
    options = subset.Options(hinting=False, layout_features=[], name_IDs=[1, 2, 4, 6])
    options.drop_tables += ["STAT", "gasp", "meta", "prep", "fpgm", "cvt "]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(letter) for letter in letters])
    cutter.subset(font)
    # A finer grid than a thousandth of an em shows on no screen, and every point pays for it.
    scale_upem(font, EM)
    return font


def kerning(source, letters):
    """Return how far each pair of glyphs moves, in units of the font, by its table of pairs."""
    font = TTFont(source)
    options = subset.Options(hinting=False, layout_features=["kern"])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(letter) for letter in letters])
    cutter.subset(font)
    found = {}
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if getattr(table, "LookupType", 2) != 2:
                continue
            # The first subtable that covers the left glyph decides, unless it is of single pairs.
            for pair, value in pairs_of(table, font.getGlyphOrder()):
                found.setdefault(pair, value)
    scale = EM / font["head"].unitsPerEm
    return {pair: value * scale for pair, value in found.items() if value}


def pairs_of(table, glyphs):
    if table.Format == 1:
        for left, pairs in zip(table.Coverage.glyphs, table.PairSet, strict=True):
            for record in pairs.PairValueRecord:
                yield (left, record.SecondGlyph), advance(record.Value1)
        return
    for left in table.Coverage.glyphs:
        row = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)]
        for right in glyphs:
            of = table.ClassDef2.classDefs.get(right, 0)
            yield (left, right), advance(row.Class2Record[of].Value1)


def advance(value):
    return getattr(value, "XAdvance", 0) or 0 if value else 0


def kern(font, pairs):
    """Give `font` the kerning `pairs`, by classes of glyphs that kern alike."""
    em, glyphs = font["head"].unitsPerEm, font.getGlyphOrder()
    step = em * STEP
    seen = {
        pair: round(round(value / step) * step)
        for pair, value in pairs.items()
        if abs(value) >= em * LEAST_KERN
    }
    lefts, rights = {}, {}
    for glyph in glyphs:
        row = tuple(seen.get((glyph, other), 0) for other in glyphs)
        column = tuple(seen.get((other, glyph), 0) for other in glyphs)
        if any(row):
            lefts.setdefault(row, []).append(glyph)
        if any(column):
            rights.setdefault(column, []).append(glyph)
    rules = [
        f"pos [{' '.join(left)}] [{' '.join(right)}] {seen[left[0], right[0]]};"
        for left in lefts.values()
        for right in rights.values()
        if seen.get((left[0], right[0]))
    ]
    addOpenTypeFeaturesFromString(font, "feature kern {\n" + "\n".join(rules) + "\n} kern;")


def write(font, name):
    font.flavor = "woff2"
    path = FONTS / f"{name}.woff2"
    font.save(path)
    print(f"{path.stat().st_size:6} {path.name}")


def variable(lightest, heaviest, letters):
    """Return one font of both weights and all between them."""
    with tempfile.TemporaryDirectory() as folder:
        space = DesignSpaceDocument()
        axis = AxisDescriptor(name="Weight", tag="wght", minimum=400, default=400, maximum=600)
        space.addAxis(axis)
        for weight, whole in ((400, lightest), (600, heaviest)):
            path = Path(folder) / f"{weight}.ttf"
            cut(whole, letters).save(path)
            space.addSource(
                SourceDescriptor(path=str(path), location={"Weight": weight}, styleName=str(weight))
            )
        font, _model, _masters = build_variable(space, exclude=["MVAR", "STAT"])
        # What was cut is still in the folder until it is written.
        for table in list(font.keys()):
            font.get(table)
        return font


def main(newsreader, be_vietnam):
    upright = newsreader / "400Regular" / "Newsreader_400Regular.ttf"
    italic = newsreader / "400Regular_Italic" / "Newsreader_400Regular_Italic.ttf"
    heavy = newsreader / "600SemiBold" / "Newsreader_600SemiBold.ttf"
    for part, letters in PARTS.items():
        font = variable(upright, heavy, letters)
        if part in KERNED:
            kern(font, kerning(upright, letters))
        write(font, f"newsreader-{part}")
    font = cut(italic, CORE)
    kern(font, kerning(italic, CORE))
    write(font, "newsreader-400-italic-core")
    for weight, folder in {400: "400Regular", 600: "600SemiBold"}.items():
        source = be_vietnam / folder / f"BeVietnamPro_{folder}.ttf"
        for part, letters in PARTS.items():
            font = cut(source, letters)
            if part in KERNED:
                kern(font, kerning(source, letters))
            write(font, f"be-vietnam-pro-{weight}-{part}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
