"""Random screenplays: valid ones, in several scripts, as values that can be changed and written down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from hypothesis import strategies as st


@dataclass(frozen=True, slots=True)
class Person:
    """A character; ``{NAME}`` in a text is written as the display name of that character."""

    name: str
    title: str
    looks: str
    voice: str

    @property
    def display(self) -> str:
        """How prose calls the person."""
        return self.title or (self.name.replace("_", " ").title() if self.name.isupper() else self.name)


@dataclass(frozen=True, slots=True)
class Shot:
    """A shot; ``lines`` are (speaker, manner, words), ``join`` is the transition after it."""

    head: str
    title: str
    subjects: tuple[str, ...]
    action: str
    lines: tuple[tuple[str, str, str], ...]
    rest: tuple[str, ...]  # camera, light …
    sound: str
    style: str
    continues: bool
    join: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene and its shots."""

    title: str
    head: str
    mood: str
    music: str
    style: str
    shots: tuple[Shot, ...]


@dataclass(frozen=True, slots=True)
class Play:
    """A whole screenplay. ``styles`` are (name, base, words); the first one is the film's."""

    title: str
    cast: tuple[Person, ...]
    styles: tuple[tuple[str, str, str], ...]
    places: tuple[tuple[str, str], ...]
    scenes: tuple[Scene, ...]

    @property
    def shots(self) -> tuple[Shot, ...]:
        """All shots in order."""
        return tuple(shot for scene in self.scenes for shot in scene.shots)

    def with_shots(self, number: int, shots: tuple[Shot, ...]) -> Play:
        """The play with other shots in one scene."""
        scenes = list(self.scenes)
        scenes[number] = replace(scenes[number], shots=shots)
        return replace(self, scenes=tuple(scenes))

    def styles_of(self, scene: Scene, shot: Shot) -> set[str]:
        """The style that a shot resolves to, and those that it is built from."""
        bases = {name: base for name, base, _ in self.styles}
        found, name = set(), shot.style or scene.style or self.styles[0][0]
        while name and name not in found:
            found.add(name)
            name = bases[name]
        return found

    @property
    def text(self) -> str:
        """The screenplay as it is written."""
        names = {person.name: person.display for person in self.cast}
        blocks = [f'film "{self.title}"\n  size     320x180\n  style    {self.styles[0][0]}\n']
        blocks += [f"style {name}{f' from {base}' if base else ''}\n  {words}\n" for name, base, words in self.styles]
        blocks += [_person(person, names) for person in self.cast]
        blocks += [f"place {name}\n  {_named(looks, names)}\n" for name, looks in self.places]
        blocks += [_scene(scene, names) for scene in self.scenes]
        return "\n".join(blocks)


def _named(text: str, names: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: names[match[1]], text)


def _person(person: Person, names: Mapping[str, str]) -> str:
    title = f' "{person.title}"' if person.title else ""
    voice = f"  voice {person.voice}\n" if person.voice else ""
    return f"character {person.name}{title}\n  {_named(person.looks, names)}\n{voice}"


def _scene(scene: Scene, names: Mapping[str, str]) -> str:
    rows = [f'scene "{scene.title}" {scene.head}']
    rows += [f"  {_named(scene.mood, names)}"] if scene.mood else []
    rows += [f"  {scene.music}"] if scene.music else []
    rows += [f"  style {scene.style}"] if scene.style else []
    for number, shot in enumerate(scene.shots):
        last = number == len(scene.shots) - 1
        rows += ["", *_shot(shot, names), *(["", f"  {shot.join}"] if shot.join and not last else [])]
    return "\n".join(rows) + "\n"


def _shot(shot: Shot, names: Mapping[str, str]) -> list[str]:
    size, *rest = shot.head.split(", ")
    title = f' "{shot.title}"' if shot.title else ""
    on = f" on {' and '.join(shot.subjects)}" if shot.subjects else ""
    rows = ["  " + ", ".join([f"shot{title} {size}{on}", *rest])]
    rows += ["    continues"] if shot.continues else []
    rows += [f"    style {shot.style}"] if shot.style else []
    rows += [f"    {one}" for one in shot.rest]
    rows += [f"    {_named(shot.action, names)}"] if shot.action else []
    for speaker, manner, words in shot.lines:
        rows.append(f"    {speaker}{f' ({manner})' if manner else ''} “{words}”")
    return rows + ([f"    {shot.sound}"] if shot.sound else [])


# ---------------------------------------------------------------------------------------------- strategies

CAST = (
    ("MIRA", ""), ("KEEPER", "The Keeper"), ("OLD_TOM", ""), ("祖父", ""), ("美咲", "みさき"), ("李明", ""),
    ("ИВАН", ""), ("ZOË", "Zoë of the Hill"),
)
NEW_NAMES = (
    ("NELL", ""), ("WARDEN", "The Warden"), ("HAL_X", ""), ("祖母", ""), ("さくら", "桜子"), ("王芳", ""),
    ("ОЛЬГА", ""), ("QQ", "Somebody"),
)
"""What the cast may be called instead."""

LOOKS = ("A girl of twelve, red raincoat.", "白い髪の老人。眼鏡。", "一个高个子女人，蓝色大衣。",
         "An old man with a white beard.", "A fat grey cat.", "Высокая женщина.")
ACTIONS = ("{%s} walks to the window.", "{%s}は丘を歩く。", "{%s}坐下。", "Rain falls; {%s}'s lamp is out.",
           "Nothing moves.", "雨が降る。", "The {%s} of old is gone, and the sea with it.")
WORDS = ("Is it deep?", "ああ。", "你好。", "I can't see the sea from here, can you?", "Нет.", "He said 「no」.")
MANNERS = ("", "", "whispering", "やさしく", "to himself")
PLACES = (("HILL", "A round hill."), ("縁側", "古い縁側、庭の松。"), ("SHIP", "A black ship."))
STYLES = ("Watercolour on rough paper.", "水彩。にじむ絵の具。", "Black ink, few colours.")
HEADS = ("wide", "close", "medium", "two-shot", "extreme wide", "insert")
MORE = ("", ", 3s", ", 4.5s, low angle", ", 48f, 85mm", ", 5s, rain, warm light")
REST = ("camera dolly in, slow", "light golden", "weather fog", "lens 35mm", "camera pan left")
SOUNDS = ("", 'sound "thunder" at 1s', "sound 「虫の声」 at 0s, -6 dB")
MUSIC = ("", 'music "flute, calm" at -20 dB, fade in 1s', "music 「琴」")
JOINS = ("", "", "dissolve 0.5s", "wipe 12f", "fade 1s", "cut")
HEADERS = ("night", "夜", "dawn, after the rain", "")


@st.composite
def shots(draw: st.DrawFn, cast: tuple[Person, ...], styles: tuple[str, ...], first: bool) -> Shot:
    """A shot with people of the cast."""
    names = [person.name for person in cast]
    subjects = tuple(draw(st.lists(st.sampled_from(names), max_size=2, unique=True)))
    speakers = st.sampled_from([*subjects, "narrator"])
    said = draw(st.lists(st.tuples(speakers, st.sampled_from(MANNERS), st.sampled_from(WORDS)), max_size=2))
    action = draw(st.sampled_from(ACTIONS))
    rest = draw(st.lists(st.sampled_from(REST), max_size=2, unique_by=lambda one: one.split()[0]))
    more = draw(st.sampled_from(MORE))
    return Shot(
        head=draw(st.sampled_from(HEADS)) + (more if not said else ""),
        title="",
        subjects=subjects,
        action=action % draw(st.sampled_from(names)) if "%s" in action else action,
        lines=tuple(said),
        rest=tuple(rest),
        sound=draw(st.sampled_from(SOUNDS)),
        style=draw(st.sampled_from(("", "", *styles))),
        continues=not first and draw(st.integers(0, 4)) == 0,
        join=draw(st.sampled_from(JOINS)),
    )


@st.composite
def plays(draw: st.DrawFn) -> Play:
    """A screenplay of up to three scenes of up to four shots."""
    people = draw(st.lists(st.sampled_from(CAST), min_size=1, max_size=3, unique=True))
    voices = st.sampled_from(("", "girl", "old-man, hoarse", "like gravel"))
    cast = tuple(Person(name, title, draw(st.sampled_from(LOOKS)), draw(voices)) for name, title in people)
    words = draw(st.lists(st.sampled_from(STYLES), min_size=1, max_size=3, unique=True))
    styles = tuple((f"style{n}", "style0" if n and draw(st.booleans()) else "", word) for n, word in enumerate(words))
    names = tuple(name for name, _, _ in styles)
    scenes = []
    for number in range(draw(st.integers(1, 3))):
        count = draw(st.integers(1, 4))
        place = draw(st.sampled_from(PLACES))[0]
        heading = draw(st.sampled_from(HEADERS))
        mood = draw(st.sampled_from(("", "A quiet day.", f"The night that {{{cast[0].name}}} came.", "静かな夜。")))
        scenes.append(Scene(
            f"Scene {number}", f"at {place}" + (f", {heading}" if heading else ""), mood, draw(st.sampled_from(MUSIC)),
            draw(st.sampled_from(("", *names))),
            tuple(draw(shots(cast, names, number == 0 and at == 0)) for at in range(count)),
        ))
    return Play("A film", cast, styles, PLACES, tuple(scenes))


@st.composite
def rough(draw: st.DrawFn, text: str) -> str:
    """The same screenplay from a careless hand: other indentation, spaces, blank lines, comments and notes."""
    step = draw(st.integers(1, 5))
    rows: list[str] = []
    for number, line in enumerate(text.split("\n")):
        body = line.lstrip()
        if not body:
            rows += [""] * draw(st.integers(0, 3))
            continue
        how = draw(st.integers(0, 9))
        if how == 0:
            rows.append(" " * draw(st.integers(0, 9)) + f"# comment {number}")
        if how in (1, 2) and not re.search("[“「\"]", body):
            body = body.replace(" ", "   ")
        if how == 3:
            body += f"  # comment {number}"
        if how == 4:
            body += f" [[ note {number} ]]"
        if how == 5:
            body += "   "
        rows.append(" " * (step * ((len(line) - len(line.lstrip())) // 2)) + body)
    return "\n".join(rows) + draw(st.sampled_from(("", "\n", "\n\n\n")))
