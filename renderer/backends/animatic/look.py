"""A character's description comes in, a `Person` goes out: everything that a figure is drawn from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from renderer.backends.animatic import hues, wardrobe
from renderer.backends.animatic.ink import Colour, blend, tint
from renderer.recipe import digest
from renderer.words import Hit


@dataclass(frozen=True, slots=True)
class Garment:
    """One piece of clothing: what it is, its paint, and a second paint where two colours were named."""

    kind: str
    colour: Colour
    accent: Colour | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A character as it is drawn. ``seed`` varies what no word names: the same words, the same face."""

    species: str = "human"
    age: str = "adult"  # baby, child, teen, adult, old
    gender: str = "f"  # how the figure presents
    build: tuple[str, ...] = ()  # stout, thin, muscular, tall, short, giant
    skin: Colour = hues.SKINS[1]
    hair: str = "short"
    hair_colour: Colour = hues.HAIRS[2]
    beard: str = ""
    beard_colour: Colour = hues.HAIRS[2]
    hat: Garment | None = None
    features: tuple[str, ...] = ()  # glasses, sunglasses, patch, freckles, scar
    eyes: Colour = hues.EYES[0]
    garments: tuple[Garment, ...] = ()
    props: tuple[Garment, ...] = ()
    seed: int = 0

    def wears(self, *kinds: str) -> Garment | None:
        """The first garment of one of these kinds."""
        return next((garment for garment in self.garments if garment.kind in kinds), None)

    def vary(self, what: str, count: int) -> int:
        """A stable choice below ``count``, independent for each ``what``."""
        return int(digest(f"{self.seed}:{what}")[:8], 16) % count


_CLAUSE = re.compile(r"[,.;:，。；、：\n]| with | and a | and an ")
_YEARS = re.compile(
    r"(\d{1,3})[ -]?(?:years?|yrs?|歳|才|岁|-year)|(?:aged?|of) (\d{1,3})\b|([一二三四五六七八九十百]{1,4})[歳才岁]"
    r"|\b(?:of|aged?) ([a-z]+)\b|\b([a-z]+)[ -]years?[ -]old|\bin (?:his|her|their) ([a-z]+)\b",
    re.IGNORECASE,
)
_NUMBERS = {
    word: number
    for number, words in {
        3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten", 11: "eleven",
        12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen", 18: "eighteen",
        20: "twenty|twenties", 30: "thirty|thirties", 40: "forty|forties", 50: "fifty|fifties", 60: "sixty|sixties",
        70: "seventy|seventies", 80: "eighty|eighties", 90: "ninety",
    }.items()
    for word in words.split("|")
}
_KANJI = {digit: number for number, digit in enumerate("一二三四五六七八九", 1)}
_LENGTH = re.compile(
    r"(long|short|flowing)(?:,? [\w-]+){0,3} hair|(?:(短|長|长))(?:い|く|的)?[^。，、]{0,4}[髪发髮]", re.IGNORECASE
)
_METALS = {
    "armour": "silver", "helmet": "silver", "crown": "gold", "lantern": "brass", "telescope": "brass",
    "sword": "silver",
    "shield": "crimson", "spear": "brown", "staff": "brown", "oar": "brown", "bow": "brown", "straw": "amber",
    "kasa": "amber", "sandals": "brown", "boots": "brown", "shoes": "charcoal", "letter": "cream", "rope": "beige",
    "lute": "copper", "basket": "amber", "rod": "brown", "sailorcap": "white", "toga": "cream", "chiton": "cream",
    "lab": "white", "apron": "cream", "fish": "sky", "sailor": "navy", "hammer": "grey", "cup": "cream", "fruit": "red",
    "wreath": "green",
    "stripes": "white", "belt": "brown", "phone": "charcoal", "box": "beige", "flute": "amber", "cheff": "white",
    "flower": "rose", "necklace": "gold", "hairpin": "gold", "cape": "crimson", "backpack": "rust",
}
_FURS = {
    "fox": "d2742f c9682a", "wolf": "7f858f 6a6f7a", "bear": "6b4a35 7d5a40", "lion": "d9a755", "tiger": "e09040",
    "horse": "7a4a30 9a6a42 4a3630",
    "sheep": "e8d8c4", "pig": "eeb0ac", "owl": "9a7450 8a8078", "mouse": "9a9690 b8a890",
    "robot": "9fb0bf c8b48a b86a52", "dragon": "4d8a58 a8443c 4a6a9a",
    "dog": "b98650 8a5a3a e0c090", "rabbit": "efe6da b99a7c", "bird": "5a8fc0 d9823f 7fa060", "ghost": "dfe8f4",
    "cat": "d9944a 8a8a8f 4a4548 efe6da",
}
_MATCHING = frozenset(("hood", "wizard", "cap", "hat", "beret"))
_MALE_STYLES = ("short", "short", "wavy", "bowl", "curly", "spiky", "short")
_FEMALE_STYLES = ("long", "bob", "wavy", "ponytail", "bun", "braid", "curly", "short", "braids")


@dataclass(frozen=True, slots=True)
class _Named:
    """The nouns of a description, each with the colours bound to it."""

    colours: dict[str, tuple[Colour, ...]]  # "garment:coat", "@hair", "beard:full" → colours

    def kinds(self, group: str) -> list[str]:
        return [noun.split(":")[1] for noun in self.colours if noun.startswith(group + ":")]

    def colour(self, noun: str) -> Colour | None:
        found = self.colours.get(noun)
        return found[0] if found else None


def read(description: str, wardrobe_words: str = "") -> Person:
    """The person that a description in English, Japanese or Chinese names. What it leaves open is chosen by a digest
    of its words, so that the same words always give the same figure, and other words another one."""
    text = unicodedata.normalize("NFC", description).strip()
    seed = int(digest(" ".join(text.split()).lower())[:12], 16)
    named, dressed = _named(text), _named(unicodedata.normalize("NFC", wardrobe_words))
    age, species = _age(text), _species(text)
    person = Person(species=species, age=age, seed=seed, build=wardrobe.BUILD_WORDS.all(text))
    gender = wardrobe.GENDER_WORDS.first(text) or ("f", "m")[person.vary("gender", 2)]
    person = replace(person, gender=gender, features=tuple(named.kinds("feature")))
    implied = _implied(text)
    person = _coloured(person, named, text)
    person = _haired(person, named, implied, text)
    return _clothed(person, named, dressed, implied)


def _named(text: str) -> _Named:
    """Nouns with their colours: a colour belongs to the next noun of its clause, else to the one before it."""
    nouns = wardrobe.LEXICON.find(text)
    bound: dict[str, tuple[Colour, ...]] = {hit.concept: () for hit in nouns}
    for colour in hues.COLOURS.find(text):
        noun = _owner(colour, nouns, text)
        if noun:
            bound[noun] = (*bound[noun], hues.paint_of(colour.concept))
    return _Named(bound)


def _owner(colour: Hit, nouns: Sequence[Hit], text: str) -> str:
    after = next((hit for hit in nouns if hit.end > colour.start and hit.end > colour.end - 1), None)
    if after and not _CLAUSE.search(text[colour.end : max(after.start, colour.end)]):
        return after.concept
    before = [hit for hit in nouns if hit.end <= colour.start]
    if before and not re.search(r"[.;。；\n]", text[before[-1].end : colour.start]):
        return before[-1].concept
    return ""


def _years(text: str) -> int | None:
    for match in _YEARS.finditer(text):
        word = next(group for group in match.groups() if group)
        if word.isdigit():
            return int(word)
        if word.lower() in _NUMBERS:
            return _NUMBERS[word.lower()]
        if word[0] in "一二三四五六七八九十百":
            tens, _, ones = word.rpartition("十")
            ten = 10 * _KANJI.get(tens[-1:], 1) if "十" in word else 0
            return ten + _KANJI.get(ones, 0)
    return None


def _age(text: str) -> str:
    years = _years(text)
    if years is not None:
        bands = ((3, "baby"), (12, "child"), (17, "teen"), (59, "adult"), (999, "old"))
        return next(band for top, band in bands if years <= top)
    named = wardrobe.AGE_WORDS.all(text)
    return next((age for age in ("baby", "old", "teen", "child") if age in named), "adult")


def _species(text: str) -> str:
    """What is described: in English the first being named; where nouns come last, any person named goes first."""
    first = re.split(r"[.。;；\n]", text)[0]
    beings = [hit for hit in wardrobe.SPECIES_WORDS.find(first) if hit.concept]
    people = wardrobe.PEOPLE_WORDS.find(first)
    if not beings:
        return "human"
    being = beings[0]
    if being.concept == "cyclops":
        return being.concept
    free = [hit for hit in people if hit.start >= being.end or hit.end <= being.start]
    if free and (any(ord(c) > 0x3000 for c in first) or free[0].start < being.start):
        return "human"
    return being.concept


def _implied(text: str) -> dict[str, str]:
    """What a role brings along: kind → "" or a style, from the roles that the text names."""
    first = wardrobe.ROLE_WORDS.first(text)
    items = wardrobe.ROLES[first][1].split() if first else []
    return {item.split(":")[0]: item.partition(":")[2] for item in items}


def _coloured(person: Person, named: _Named, text: str) -> Person:
    """Skin, eyes and, for animals, fur."""
    named_skin = wardrobe.SKIN_WORDS.first(text)
    skin = hues.SKINS[int(named_skin) if named_skin else person.vary("skin", 5)]
    eyes = named.colour("@eyes") or hues.EYES[person.vary("eyes", len(hues.EYES))]
    if person.species not in ("human", "cyclops", "mermaid"):
        first = hues.COLOURS.find(text)
        loose = hues.paint_of(first[0].concept) if first else None
        usual = _FURS.get(person.species, "").split()
        natural = hues.bgr(usual[person.vary("fur", len(usual))]) if usual else hues.FURS[person.vary("fur",
        len(hues.FURS))]
        skin = named.colour("@fur") or named.colour("@skin") or loose or natural
    elif "@skin" in named.colours and not named_skin:
        tone = named.colour("@skin")
        skin = blend(skin, tone, 0.6) if tone else skin
    return replace(person, skin=skin, eyes=eyes)


def _haired(person: Person, named: _Named, implied: dict[str, str], text: str) -> Person:
    old = person.age == "old"
    styles = named.kinds("hair")
    usual: tuple[str, ...] = _FEMALE_STYLES if person.gender == "f" else _MALE_STYLES
    length = _LENGTH.search(text)
    if length and not styles:
        styles = ["short" if (length[1] or length[2]).lower() in ("short", "短") else "long"]
    style = next((kind for kind in styles if kind not in ("short", "long")), styles[0] if styles else "")
    if person.age == "baby":
        usual = ("bald", "short", "curly")
    chosen = style or implied.get("hair") or usual[person.vary("hair", len(usual))]
    if old and not style and person.gender == "f":
        chosen = ("bun", "short", "bob", "curly")[person.vary("old", 4)]
    if old and not style and person.gender == "m" and not implied.get("hair"):
        chosen = ("receding", "short", "receding", "wild")[person.vary("old", 4)]
    bound = [colour for noun in named.colours if noun.startswith(("hair:", "@hair")) for colour in named.colours[noun]]
    natural = hues.HAIRS[person.vary("haircolour", len(hues.HAIRS))]
    grey = hues.paint_of(("white", "silver", "grey")[person.vary("grey", 3)])
    colour = bound[0] if bound else (grey if old else natural)
    beards = named.kinds("beard") or ([implied["beard"]] if "beard" in implied and person.gender == "m" else [])
    worn = [named.colour(f"beard:{kind}") for kind in beards]
    beard_colour = worn[0] if worn and worn[0] else (colour if chosen != "bald" or bound or old else tint(natural, 0.9))
    if worn and worn[0] and not bound:
        colour = worn[0]
    beard = "" if not beards or beards[0] == "none" else beards[0]
    if not beards and person.gender == "m" and person.age in ("adult", "old") and person.vary("beard", 4) == 0:
        beard = ("stubble", "moustache", "full", "goatee")[person.vary("beardkind", 4)]
    return replace(person, hair=chosen, hair_colour=colour, beard=beard, beard_colour=beard_colour)


def _clothed(person: Person, named: _Named, dressed: _Named, implied: dict[str, str]) -> Person:
    """Garments by layer: the wardrobe's own, else the description's, else the role's, else a plausible choice."""
    layers: dict[str, Garment] = {}
    explicit = dressed.kinds("garment") or named.kinds("garment")
    for source in (named, dressed):
        for kind in source.kinds("garment"):
            layers[wardrobe.LAYER[kind]] = _garment(person, source, kind, f"garment:{kind}")
    for kind in implied:
        layer = wardrobe.LAYER.get(kind, "")
        taken = layer in layers or (layer in ("full", "top", "bottom", "over") and explicit)
        if layer and not taken:
            layers[layer] = _garment(person, named, kind, "")
    if person.species in ("human", "cyclops"):
        _complete(person, layers)
    hats = [(source, kind) for source in (dressed, named) for kind in source.kinds("hat")]
    hat = _garment(person, hats[0][0], hats[0][1], f"hat:{hats[0][1]}") if hats else None
    worn = next((kind for kind in implied if kind in wardrobe.HATS and kind != "bow"), "")
    if not hat and worn:
        hat = _garment(person, named, worn, "")
    if hat and hat.kind in _MATCHING and not any(source.colour(f"hat:{hat.kind}") for source in (dressed, named)):
        main = next((layers[layer] for layer in ("cloak", "over", "full", "top") if layer in layers), hat)
        hat = replace(hat, colour=main.colour)
    props = [
        _garment(person, source, kind, f"prop:{kind}") for source in (dressed, named) for kind in source.kinds("prop")
    ]
    props += [_garment(person, named, kind, "") for kind in implied if kind in wardrobe.PROPS and not props]
    return replace(person, hat=hat, garments=tuple(layers.values()), props=tuple(props))


def _complete(person: Person, layers: dict[str, Garment]) -> None:
    """Adds what decency asks for and nobody mentioned."""
    covered = "full" in layers
    if not covered and "top" not in layers:
        tops = ("shirt", "sweater", "shirt", "tunic", "stripes") if "over" not in layers else ("shirt", "sweater")
        bare = not layers and person.gender == "f" and person.age != "old"
        kind = "dress" if bare and person.vary("dress", 2) else tops[person.vary("top", len(tops))]
        layers[wardrobe.LAYER[kind]] = _garment(person, _Named({}), kind, "")
        covered = kind == "dress"
    if not covered and "bottom" not in layers:
        skirted = person.gender == "f" and person.vary("bottom", 3) == 0
        kind = "skirt" if skirted else (
            "shorts" if person.age in ("baby", "child") and person.vary("b", 2) else "trousers"
        )
        layers["bottom"] = _garment(person, _Named({}), kind, "")
    if "feet" not in layers:
        full = layers.get("full")
        antique = full is not None and full.kind in ("toga", "chiton", "kimono", "yukata", "robe", "hanfu")
        kind = "sandals" if antique else ("boots" if person.vary("feet", 3) == 0 else "shoes")
        layers["feet"] = _garment(person, _Named({}), kind, "")


def _garment(person: Person, source: _Named, kind: str, noun: str) -> Garment:
    colours = source.colours.get(noun, ())
    if colours:
        return Garment(kind, colours[0], colours[1] if len(colours) > 1 else None)
    if kind in _METALS:
        return Garment(kind, hues.paint_of(_METALS[kind]))
    darker = kind in ("trousers", "shorts", "hakama", "suit", "tie", "skirt")
    choices = hues.DARKS if darker else hues.CLOTHES
    return Garment(kind, choices[person.vary("colour:" + kind, len(choices))])
