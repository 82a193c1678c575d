"""A film comes in; which tool makes each shot, from what seed, and why, goes out. Pure: no machine, no cache."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from lvscript import ir
from renderer import recipe
from renderer.recipe import digest, text_of
from renderer.timeline import PlacedShot, Timeline

ANIMATIC = "animatic"
"""The embedded engine, which draws on the CPU and needs nothing."""

PROFILES = {"draft": ANIMATIC}
"""What can be rendered with today: profiles, and the engine of each."""


class PlanError(Exception):
    """A film that can't be planned as asked: ``reason`` and ``remedy`` are for people."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


@dataclass(frozen=True, slots=True)
class PlannedShot:
    """A shot and how it will be made: the key-frame tool, the video tool and its model, the reason for them,
    and the spec of its picture."""

    placed: PlacedShot
    tool: str
    video_tool: str
    model: str
    reason: str
    picture: recipe.Picture

    @property
    def address(self) -> str:
        """Where people find the shot."""
        return self.placed.shot.address


@dataclass(frozen=True, slots=True)
class Plan:
    """A film that is ready to be turned into tasks."""

    timeline: Timeline
    format: recipe.Format
    encoder: recipe.Encoder
    shots: tuple[PlannedShot, ...]


def engine(profile: str, gpu: str = "") -> str:
    """The engine behind a profile, or PlanError where it isn't there yet."""
    if gpu:
        reason = f"--gpu {gpu}: planning for a GPU is not available yet"
        raise PlanError(reason, "leave --gpu out: the animatic needs none")
    if profile not in PROFILES:
        raise PlanError(f"the profile {profile} is not available yet", "use animatic: --profile draft")
    return PROFILES[profile]


def plan(timeline: Timeline) -> Plan:
    """Chooses a tool for every shot and resolves its picture."""
    film = timeline.film
    raster = recipe.Format(film.width, film.height, film.fps)
    encoder = recipe.Encoder()
    shots = tuple(_planned(placed, raster, encoder) for placed in timeline.shots)
    return Plan(timeline, raster, encoder, shots)


def _planned(placed: PlacedShot, raster: recipe.Format, encoder: recipe.Encoder) -> PlannedShot:
    people = len(placed.shot.subjects)
    what = "an empty place" if not people else "one figure" if people == 1 else f"{people} figures"
    picture = _seeded(_picture(placed, raster, encoder), placed.shot)
    return PlannedShot(placed, ANIMATIC, ANIMATIC, ANIMATIC, f"{what}, drawn by the embedded animatic", picture)


def _picture(placed: PlacedShot, raster: recipe.Format, encoder: recipe.Encoder) -> recipe.Picture:
    shot = placed.shot
    move = shot.camera
    return recipe.Picture(
        format=raster,
        encoder=encoder,
        frames=placed.frames,
        size=shot.size.words,
        figure=shot.size.figure,
        setting=setting(shot),
        subjects=tuple(_subject(subject) for subject in shot.subjects),
        action=shot.action,
        speeches=tuple(
            recipe.Speech(line.line.slot, line.start, line.frames, line.line.manner) for line in placed.seen
        ),
        camera=recipe.Move(move.zoom, move.x, move.y, move.roll, move.shake, move.parallax, move.ease),
        angle=shot.angle,
        lens=shot.lens,
    )


def setting(shot: ir.Shot) -> recipe.Setting:
    """All that the background of a shot is painted from."""
    place = shot.place
    return recipe.Setting(
        place=place.description if place else "",
        time=shot.time,
        weather=shot.weather,
        light=shot.light,
        mood=shot.mood,
        style=recipe.Style(shot.style.words, shot.style.palette, shot.style.avoid),
        references=len(place.references) if place else 0,
    )


def _subject(subject: ir.Subject) -> recipe.Subject:
    person, box = subject.character, subject.box
    look = recipe.Look(person.description, person.wardrobe, len(person.references))
    region = recipe.Box(box.x0, box.y0, box.x1, box.y1) if box else None
    return recipe.Subject(look, subject.side, subject.behind, region)


def _seeded(picture: recipe.Picture, shot: ir.Shot) -> recipe.Picture:
    """The seed comes from the shot's own content, so that shots that say the same share one picture, and moving
    a shot changes nothing. A given seed stands in the content's place; another take is another seed."""
    source = str(shot.seed) if shot.seed is not None else text_of(picture)
    seed = shot.seed if shot.seed is not None and shot.take == 1 else int(digest(f"{source} take {shot.take}")[:8], 16)
    return replace(picture, seed=seed)


def seconds(frames: int, fps: Fraction) -> float:
    """Frames as seconds for people."""
    return round(float(frames / fps), 3)
