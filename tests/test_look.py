"""Descriptions in three languages: what they name is what is worn, what they leave open is stable and varied."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderer.backends.animatic.hues import paint_of
from renderer.backends.animatic.look import Person, read


@pytest.mark.parametrize(
    ("description", "age", "gender"),
    [
        ("A girl of twelve with short black hair", "child", "f"),
        ("An old man, white beard, heavy blue coat.", "old", "m"),
        ("a man in his sixties", "old", "m"),
        ("A baby boy", "baby", "m"),
        ("十六歳の少女", "teen", "f"),
        ("白髪の老人、漁師", "old", "m"),
        ("一位白胡子老渔夫", "old", "m"),
        ("年轻的姑娘", "teen", "f"),
        ("三十二岁的女人", "adult", "f"),
    ],
)
def test_age_and_gender_come_from_the_words(description: str, age: str, gender: str) -> None:
    person = read(description)
    assert (person.age, person.gender) == (age, gender)


@pytest.mark.parametrize(
    ("description", "kind", "colour"),
    [
        ("A girl with short black hair, a red raincoat and a brass lantern.", "raincoat", "red"),
        ("赤いレインコートの少女、黒髪", "raincoat", "red"),
        ("穿红色雨衣的女孩，黑头发", "raincoat", "red"),
        ("An old man, white beard, heavy blue coat.", "coat", "blue"),
        ("黒い着物に金色の帯を締めた侍", "kimono", "black"),
        ("穿绿色汉服的女子", "hanfu", "green"),
        ("a woman in a dress of yellow", "dress", "yellow"),
    ],
)
def test_a_colour_belongs_to_its_garment(description: str, kind: str, colour: str) -> None:
    worn = read(description).wears(kind)
    assert worn is not None
    assert worn.colour == paint_of(colour)


@pytest.mark.parametrize(
    ("description", "style", "colour"),
    [
        ("A girl with short black hair, a red raincoat", "short", "black"),
        ("a woman with long red hair", "long", "red"),
        ("黒髪のおかっぱの少女", "bob", "black"),
        ("金色のポニーテールの女性", "ponytail", "gold"),
        ("棕色麻花辫的女孩", "braids", "brown"),
    ],
)
def test_hair_has_the_style_and_colour_that_were_named(description: str, style: str, colour: str) -> None:
    person = read(description)
    assert (person.hair, person.hair_colour) == (style, paint_of(colour))


def test_beards_hats_features_and_props_are_read() -> None:
    person = read("A pirate with an eye patch, a black moustache, a straw hat and a telescope")
    assert person.beard == "moustache"
    assert person.beard_colour == paint_of("black")
    assert person.hat is not None and person.hat.kind == "straw"
    assert "patch" in person.features
    assert "telescope" in [item.kind for item in person.props]


def test_a_role_dresses_whoever_is_not_described() -> None:
    knight = read("A knight")
    assert knight.wears("armour") and knight.hat is not None and knight.hat.kind == "helmet"
    plain = read("A knight in a red dress")
    assert plain.wears("dress") and not plain.wears("armour")


def test_the_wardrobe_replaces_what_the_description_wears() -> None:
    changed = read("A woman in a red dress", "a green kimono")
    assert changed.wears("kimono") and not changed.wears("dress")
    assert changed.seed == read("A woman in a red dress").seed, "the same face in other clothes"


@pytest.mark.parametrize(
    ("description", "species"),
    [
        ("A white cat with a red scarf", "cat"),
        ("A girl with a cat", "human"),
        ("白い猫を抱いた少女", "human"),
        ("一只小狐狸", "fox"),
        ("a one-eyed giant", "cyclops"),
        ("A tall man with a long white beard", "human"),
        ("A king with a golden crown", "human"),
        ("ロボット", "robot"),
    ],
)
def test_beings_are_told_from_people(description: str, species: str) -> None:
    assert read(description).species == species


@given(st.text(max_size=60))
@settings(max_examples=80, deadline=None)
def test_any_words_give_one_and_the_same_person(words: str) -> None:
    person = read(words)
    assert isinstance(person, Person)
    assert person == read(words)


def test_two_people_do_not_look_the_same() -> None:
    people = [read(f"a woman who lives in house {number}") for number in range(24)]
    faces = {(p.skin, p.hair, p.hair_colour, p.eyes, tuple(g.colour for g in p.garments)) for p in people}
    assert len(faces) == len(people)
