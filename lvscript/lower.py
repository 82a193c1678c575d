"""A resolved project comes in, the Film goes out: every default filled in, every name replaced by its thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from lvscript import ast, ir
from lvscript.diagnostics import Related, Report, did_you_mean
from lvscript.expand import NARRATOR, Expander, display_name
from lvscript.naming import Anonymizer, slug
from lvscript.resolve import Project
from lvscript.shot import PREVIOUS, ShotReader, Surroundings
from lvscript.values import Reader, frame_rate, language_code, raster, words_of

ANIMATIC = "animatic"
"""The engine of the library's profile."""

_USUAL_SECONDS = 4
"""How long a shot lasts where neither it, nor its dialogue, nor the film says it."""


@dataclass(slots=True)
class _Head:
    """What the ``film`` block says, and its defaults."""

    title: str = ""
    size: tuple[int, int] = (1920, 1080)
    fps: Fraction = Fraction(24)
    language: str = "en"
    style: ir.Style = ir.Style()
    profile: str = "draft"
    duration: ast.Property | None = None
    music: list[ast.Property] = field(default_factory=list)


def lower(project: Project, report: Report) -> ir.Film:
    """The film that a project describes."""
    return _Lowering(project, report).film()


class _Lowering:
    def __init__(self, project: Project, report: Report) -> None:
        self.project, self.report = project, report
        self.head = self._read_head(project.films[0] if project.films else None)
        definitions = project.definitions("character")
        self.anonymize = Anonymizer({item.name.text: display_name(item) for item in definitions})
        self.expander = Expander(project, report, self.head.fps, self.anonymize)
        self._late_head()
        for item in definitions:
            if item.name.text == NARRATOR:
                report.error("LVS202", item.name.span, "the narrator exists already", "give this one another name")
        self.characters = {item.name.text: self.expander.character(item) for item in definitions}
        for keyword in ("style", "place", "voice", "size", "camera", "transition"):
            self._touch(keyword)
        self._profiles()
        self.slugs: set[str] = set()

    def film(self) -> ir.Film:
        default = int(_USUAL_SECONDS * self.head.fps + Fraction(1, 2))
        if self.head.duration is not None:
            statement = self.head.duration
            reader = Reader.of(statement.phrases, statement.span, self.report, self.head.fps)
            default = reader.take_frames() or default
            reader.end()
        surroundings = Surroundings(
            self.expander, self.report, self.characters, self.anonymize, self.head.fps, self.head.language, default
        )
        scenes = self._scenes(surroundings)
        shots = ShotReader(surroundings)
        return ir.Film(
            title=self.head.title,
            width=self.head.size[0],
            height=self.head.size[1],
            fps=self.head.fps,
            language=self.head.language,
            profile=self.head.profile,
            music=tuple(sound for item in self.head.music if (sound := shots.sound(item)) is not None),
            characters=tuple(self.characters.values()),
            scenes=_continued(scenes, self.report),
        )

    # -- the head -----------------------------------------------------------------------------------------

    def _read_head(self, film: ast.FilmHead | None) -> _Head:
        head = _Head()
        if film is None:
            return head
        head.title = film.title.text if film.title else ""
        seen: dict[str, ast.Property] = {}
        for item in film.body:
            if not isinstance(item, ast.Property):
                continue
            if item.keyword in seen and item.keyword != "music":
                related = [Related("said first here", seen[item.keyword].span)]
                self.report.error("LVS304", item.span, f"`{item.keyword}` is said twice", "keep one of them", related)
            seen[item.keyword] = item
            self._head_property(head, item)
        return head

    def _head_property(self, head: _Head, item: ast.Property) -> None:
        reader = Reader.of(item.phrases, item.span, self.report)
        match item.keyword:
            case "size":
                value = reader.take("raster", "a size such as 1920x1080")
                head.size = (raster(value, self.report) if value else None) or head.size
            case "fps":
                number = reader.take_number("a frame rate such as 24", ("", "fps"))
                if number is not None and not 1 <= number <= 120:
                    self.report.error("LVS301", item.span, "a frame rate lies between 1 and 120", "write: fps 24")
                elif number is not None:
                    head.fps = frame_rate(number)
            case "language":
                value = reader.take("word", "a language such as en")
                head.language = language_code(value, self.report) if value else head.language
            case "duration":
                head.duration = item
                return
            case "music":
                head.music.append(item)
                return
            case _:
                return
        reader.end()

    def _late_head(self) -> None:
        """Style and profile are names, so they are read when names can be looked up."""
        for item in self.project.films[0].body if self.project.films else ():
            if not isinstance(item, ast.Property) or item.keyword not in ("style", "profile"):
                continue
            reader = Reader.of(item.phrases, item.span, self.report)
            name = reader.take("word", f"the name of a {item.keyword}")
            reader.end()
            if name is None:
                continue
            if item.keyword == "style":
                self.head.style = self.expander.style(name)
            elif self.project.look_up("profile", name, self.report):
                self.head.profile = name.text

    def _touch(self, keyword: str) -> None:
        """Reads definitions that nothing uses, too, so that their mistakes are told."""
        for definition in self.project.definitions(keyword):
            name = definition.name
            if keyword == "style":
                self.expander.style(name)
            elif keyword == "place":
                self.expander.place(name)
            elif keyword == "size":
                self.expander.size([name])
            elif keyword == "transition":
                self.expander.transition(name)
            else:
                phrase = ast.Phrase((name,), name.span)
                statement = ast.Property(keyword, (phrase,), definition.span)
                self.expander.move(statement) if keyword == "camera" else self.expander.voice(statement)

    def _profiles(self) -> None:
        """Says which wishes of a profile are not granted yet."""
        for definition in self.project.definitions("profile"):
            for item in definition.body:
                if isinstance(item, ast.Property) and words_of(item, self.report) != ANIMATIC:
                    self.report.warn("LVS305", item.span, f"`{item.keyword}` has no effect yet",
                                     f"so far there is one engine: `video {ANIMATIC}`")

    # -- scenes ---------------------------------------------------------------------------------------------

    def _scenes(self, surroundings: Surroundings) -> list[ir.Scene]:
        scenes: list[ir.Scene] = []
        joins: list[ast.Join] = []  # said since the last shot
        for item in self.project.root.items:
            if isinstance(item, ast.Join):
                joins.append(item)
            elif isinstance(item, ast.Shot):
                name = item.title.text if item.title else f"shot-{len(scenes) + 1}"
                scene = ast.Scene(None, None, (), (item,), item.span)
                scenes.append(self._scene(scene, self._slug(name), surroundings, joins))
            elif isinstance(item, ast.Scene):
                name = item.title.text if item.title else item.place.text if item.place else f"scene-{len(scenes) + 1}"
                scenes.append(self._scene(item, self._slug(name), surroundings, joins))
        return self._ended(scenes, joins)

    def _slug(self, name: str) -> str:
        base = slug(name) or "scene"
        unique, number = base, 1
        while unique in self.slugs:
            number += 1
            unique = f"{base}-{number}"
        self.slugs.add(unique)
        return unique

    def _scene(self, node: ast.Scene, name: str, film: Surroundings, joins: list[ast.Join]) -> ir.Scene:
        scene = film.within(self.head.style).scene(node)
        reader = ShotReader(scene)
        music: list[ir.Sound] = []
        sounds: list[ir.Sound] = []
        shots: list[ir.Shot] = []
        for item in node.body:
            if isinstance(item, ast.Join):
                joins.append(item)
            elif isinstance(item, ast.Shot):
                shot = reader.read(item, f"{name}/{len(shots) + 1}", f"{name}/")
                shots.append(shot.model_copy(update={"before": self._join(joins, bool(shots or self._begun))}))
                self._begun = True
                joins.clear()
            elif isinstance(item, ast.Property) and item.keyword in ("music", "sound"):
                sound = reader.sound(item)
                (music if item.keyword == "music" else sounds).extend([sound] if sound else [])
        self._addresses(shots)
        return ir.Scene(
            slug=name,
            title=node.title.text if node.title else "",
            music=tuple(music),
            sounds=tuple(sounds),
            shots=tuple(shots),
            span=node.span,
        )

    _begun = False

    def _addresses(self, shots: Sequence[ir.Shot]) -> None:
        first: dict[str, ir.Shot] = {}
        for shot in shots:
            other = first.setdefault(shot.address, shot)
            if other is not shot:
                self.report.error("LVS409", shot.span, f"a second shot is called {shot.address}",
                                  "give it another title", [Related("the first one is here", other.span)])

    def _ended(self, scenes: list[ir.Scene], joins: list[ast.Join]) -> list[ir.Scene]:
        """What is said after the last shot ends the film."""
        if joins and any(scene.shots for scene in scenes):
            at = max(index for index, scene in enumerate(scenes) if scene.shots)
            *others, last = scenes[at].shots
            after = self._join(joins, False)
            shots = (*others, last.model_copy(update={"after": after}))
            scenes[at] = scenes[at].model_copy(update={"shots": shots})
        return scenes

    def _join(self, joins: list[ast.Join], between: bool) -> ir.Join:
        """The transition that the statements between two shots (or at an end of the film) ask for."""
        if not joins:
            return ir.Join()
        if len(joins) > 1:
            self.report.error("LVS403", joins[1].span, "two transitions between the same shots", "keep one of them",
                              [Related("the first one is here", joins[0].span)])
        node = joins[0]
        reader = Reader.of(node.phrases, node.span, self.report, self.head.fps)
        name = ast.Value("word", node.keyword, node.span)
        if node.keyword == "transition":
            name = reader.take("word", "the name of a transition") or name
        kind, frames = self.expander.transition(name) if name.text != "auto" else ("cut", 0)
        if name.text == "auto":
            self.report.warn("LVS305", node.span, "`transition auto` has no effect yet: it is a cut",
                             "name a transition")
        if reader.values:
            frames = reader.take_frames() or 0
            if kind == "cut":
                self.report.error("LVS403", node.span, "a cut has no duration", "write `cut` alone, or `dissolve 1s`")
        reader.end()
        if not between and kind not in ("cut", "fade"):
            self.report.error("LVS403", node.span, f"there is nothing to {kind} with at the film's end or beginning",
                              "write `fade`: it comes from black or goes to it")
            return ir.Join()
        if kind == "cut" or not frames:
            return ir.Join(span=node.span)
        return ir.Join(kind=kind, frames=frames, span=node.span)


def _continued(scenes: list[ir.Scene], report: Report) -> tuple[ir.Scene, ...]:
    """Replaces what ``continues`` says by the address of the shot that it means: a title, or the one before."""
    shots = [shot for scene in scenes for shot in scene.shots]
    titles = {shot.title: shot.address for shot in shots if shot.title}
    found: dict[str, str] = {}
    for before, shot in zip([None, *shots], shots, strict=False):
        if not shot.continues:
            continue
        if shot.continues == PREVIOUS:
            found[shot.address] = before.address if before else ""
        else:
            found[shot.address] = titles.get(shot.continues, "")
        if not found[shot.address]:
            help = did_you_mean(shot.continues, titles) if shot.continues != PREVIOUS else "it is the first shot"
            report.error("LVS404", shot.span, "there is no shot to continue", help)
    circle = _circle(found)
    if circle:
        shot = next(shot for shot in shots if shot.address == circle)
        report.error("LVS404", shot.span, "this shot continues itself", "break the circle of `continues`")
        found = {}
    return tuple(
        scene.model_copy(update={"shots": tuple(
            shot.model_copy(update={"continues": found.get(shot.address, "")}) if shot.continues else shot
            for shot in scene.shots
        )})
        for scene in scenes
    )


def _circle(found: dict[str, str]) -> str:
    for start in found:
        at = start
        for _ in found:
            at = found.get(at, "")
            if at == start:
                return start
    return ""


