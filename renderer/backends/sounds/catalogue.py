"""The name of a sound comes in, who plays it, for how long and in which room goes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from renderer.backends.sounds import bells, creatures, machines, matter, people, things, weather
from renderer.backends.sounds.take import Take
from renderer.sound.signal import Signal
from renderer.sound.space import Room

DRY, INDOORS, OUTDOORS, STONE = Room(0.25, 0.8, 0.004, -24.0), Room(0.5, 0.6, 0.008, -15.0), Room(
    1.1, 0.9, 0.03, -20.0
), Room(2.2, 0.5, 0.02, -14.0)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One sound of the catalogue: its player, its natural length in seconds, whether it goes on for as long as
    it is asked to, and the room that it is usually heard in."""

    play: Callable[[Take], Signal]
    seconds: float
    lasting: bool = False
    room: Room = DRY


CATALOGUE: dict[str, Entry] = {
    "storm": Entry(weather.storm, 14.0, True, OUTDOORS),
    "thunder": Entry(weather.thunder, 6.5, False, OUTDOORS),
    "rain": Entry(weather.rain, 8.0, True),
    "drip": Entry(weather.drip, 5.0, True, STONE),
    "wind": Entry(weather.wind, 10.0, True),
    "sea": Entry(weather.sea, 14.0, True),
    "river": Entry(weather.river, 8.0, True),
    "waterfall": Entry(weather.waterfall, 8.0, True),
    "bubbles": Entry(weather.bubbles, 4.0, True),
    "splash": Entry(weather.splash, 1.6, False, OUTDOORS),
    "fire": Entry(weather.fire, 8.0, True),
    "snowfall": Entry(weather.snowfall, 8.0, True),
    "birds": Entry(creatures.birds, 8.0, True, OUTDOORS),
    "gulls": Entry(creatures.gulls, 6.5, True, OUTDOORS),
    "crickets": Entry(creatures.crickets, 8.0, True),
    "cicadas": Entry(creatures.cicadas, 8.0, True, OUTDOORS),
    "owl": Entry(creatures.owl, 4.6, True, OUTDOORS),
    "dog": Entry(creatures.dog, 2.6, True, OUTDOORS),
    "cat": Entry(creatures.cat, 1.4, True),
    "wolf": Entry(creatures.wolf, 3.8, False, STONE),
    "gallop": Entry(creatures.gallop, 4.0, True, OUTDOORS),
    "neigh": Entry(creatures.neigh, 1.5, False, OUTDOORS),
    "flock": Entry(creatures.flock, 2.5),
    "footsteps": Entry(people.footsteps, 4.0, True, INDOORS),
    "running": Entry(people.running, 3.0, True, INDOORS),
    "murmur": Entry(people.murmur, 8.0, True, INDOORS),
    "laughter": Entry(people.laughter, 3.5, True, INDOORS),
    "cheer": Entry(people.cheer, 5.0, True, OUTDOORS),
    "applause": Entry(people.applause, 5.0, True, INDOORS),
    "heartbeat": Entry(people.heartbeat, 4.6, True),
    "breathing": Entry(people.breathing, 5.6, True),
    "door_creak": Entry(things.door_creak, 2.2, False, INDOORS),
    "door_slam": Entry(things.door_slam, 1.4, False, INDOORS),
    "knock": Entry(things.knock, 1.3, False, INDOORS),
    "lock": Entry(things.lock, 0.9, False, INDOORS),
    "switch": Entry(things.switch, 0.3),
    "church_bell": Entry(bells.church_bell, 9.0, False, STONE),
    "temple_bell": Entry(bells.temple_bell, 11.0, False, STONE),
    "hand_bell": Entry(bells.hand_bell, 3.0, False, INDOORS),
    "bicycle_bell": Entry(bells.bicycle_bell, 1.6),
    "wind_chime": Entry(bells.wind_chime, 6.0, True),
    "glitter": Entry(bells.glitter, 3.0, False, STONE),
    "clock": Entry(things.clock, 5.0, True, INDOORS),
    "sword": Entry(matter.sword, 1.8, False, OUTDOORS),
    "whoosh": Entry(things.whoosh, 0.7),
    "arrow": Entry(things.arrow, 1.1, False, OUTDOORS),
    "glass": Entry(matter.glass, 1.5, False, INDOORS),
    "explosion": Entry(things.explosion, 5.0, False, OUTDOORS),
    "gunshot": Entry(things.gunshot, 1.8, False, OUTDOORS),
    "impact": Entry(things.impact, 0.7, False, INDOORS),
    "drum": Entry(things.drum, 4.0, True, STONE),
    "horn": Entry(things.horn, 3.2, False, OUTDOORS),
    "page": Entry(things.page, 0.8),
    "typing": Entry(things.typing, 4.0, True, INDOORS),
    "writing": Entry(things.writing, 4.0, True),
    "chain": Entry(matter.chain, 1.8, True, INDOORS),
    "rope": Entry(matter.rope, 8.0, True),
    "sail": Entry(matter.sail, 6.0, True),
    "engine": Entry(machines.engine, 7.0, True, OUTDOORS),
    "train": Entry(machines.train, 8.0, True),
    "train_horn": Entry(machines.train_horn, 2.4, False, OUTDOORS),
    "siren": Entry(machines.siren, 7.2, True, OUTDOORS),
    "telephone": Entry(machines.telephone, 5.0, True, INDOORS),
    "beep": Entry(machines.beep, 0.7),
    "alarm": Entry(machines.alarm, 3.0, True),
    "school_chime": Entry(bells.school_chime, 8.5, False, INDOORS),
    "hum": Entry(machines.hum, 6.0, True),
    "static": Entry(machines.static, 4.0, True),
    "helicopter": Entry(machines.helicopter, 6.0, True, OUTDOORS),
    "city": Entry(machines.city, 12.0, True),
    "forest": Entry(machines.forest, 10.0, True),
    "night": Entry(machines.night, 10.0, True),
    "room": Entry(machines.room, 8.0, True),
    "cafe": Entry(machines.cafe, 10.0, True, INDOORS),
    "space_hum": Entry(machines.space_hum, 8.0, True),
    "whispers": Entry(people.whispers, 5.0, True, STONE),
    "shouts": Entry(people.shouts, 2.4, False, OUTDOORS),
    "roar": Entry(creatures.roar, 2.6, False, STONE),
    "pig": Entry(creatures.pig, 3.0, True, OUTDOORS),
    "sheep": Entry(creatures.sheep, 4.0, True, OUTDOORS),
    "unsheathe": Entry(matter.unsheathe, 1.0, False, INDOORS),
    "clatter": Entry(matter.clatter, 1.8, False, INDOORS),
    "crack": Entry(matter.crack, 0.9, False, INDOORS),
    "grinding": Entry(matter.grinding, 3.0, False, STONE),
    "slide": Entry(matter.slide, 0.9, False, INDOORS),
    "loom": Entry(matter.loom, 4.0, True, INDOORS),
    "steam": Entry(matter.steam, 2.5),
    "pour": Entry(matter.pour, 3.0, True),
    "swell": Entry(things.swell, 3.5, False, INDOORS),
}
