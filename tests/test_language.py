"""The rules of the language, one after the other, by what becomes of a text."""

from __future__ import annotations

import os
import random
import unicodedata
from fractions import Fraction
from pathlib import Path

import pytest

from lvscript import ir
from lvscript.compiler import Compilation, compile_file
from lvscript.format import formatted
from lvscript.source import Source
from renderer.timeline import lay_out
from tests.keys import compiled, film_of, keys

CAST = "character MIRA\n  A girl of twelve.\ncharacter 祖父\n  やさしい老人。\n"


def shot_of(*lines: str, head: str = "shot wide on MIRA and 祖父") -> ir.Shot:
    """A shot with these lines in its block."""
    return film_of(CAST + head + "\n" + "".join(f"  {line}\n" for line in lines)).shots[-1]


def spoken(*lines: str) -> list[tuple[str, str, str]]:
    return [(line.speaker, line.manner, line.text) for line in shot_of(*lines).lines]


def codes(compilation: Compilation) -> list[str]:
    return [found.code for found in compilation.diagnostics]


def on_disk(folder: Path, text: str | bytes, name: str = "film.lvs") -> Compilation:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return compile_file(str(file))


# ---------------------------------------------------------------------------------------------- 1, 2: prose


def test_lines_of_prose_join_with_one_space() -> None:
    assert shot_of("Rain  falls", "on   the sea.").action == "Rain falls on the sea."


def test_lines_of_chinese_and_japanese_prose_join_without_a_space() -> None:
    assert shot_of("雨が降る。", "海は黒い。").action == "雨が降る。海は黒い。"
    assert shot_of("The sign says", "雨。", "OK.").action == "The sign says 雨。 OK."


def test_only_the_joined_text_counts() -> None:
    apart, joined = "shot wide\n  Rain falls\n  on the sea.\n", "shot wide\n  Rain falls on the sea.\n"
    assert keys(apart).pictures == keys(joined).pictures


def test_an_exclamation_mark_forces_prose() -> None:
    shot = shot_of("!camera dolly in is what he says.", "! MIRA \"No.\"", "!light falls.")
    assert shot.action == 'camera dolly in is what he says. {0} "No." light falls.'
    assert not shot.lines and shot.camera == ir.Move(words=shot.camera.words) and shot.light == ""


def test_a_capital_makes_a_keyword_prose() -> None:
    assert shot_of("Light spills in.").action == "Light spills in."


def test_keywords_of_other_blocks_are_words() -> None:
    film = film_of("character ANN\n  A woman.\nplace film\n  A set.\nscene at film\n  shot wide on ANN, film light\n")
    assert (film.shots[0].place or ir.Place).name == "film" and film.shots[0].light == "film light"


# ---------------------------------------------------------------------------------------------- 3: quotations


@pytest.mark.parametrize("words", ['"Look."', "“Look.”", "「Look.」", "『Look.』", "«Look.»"])
def test_every_pair_of_quotes(words: str) -> None:
    assert spoken(f"MIRA {words}") == [("MIRA", "", "Look.")]


def test_quotes_nest_and_escape() -> None:
    assert spoken("MIRA 「『ああ』と「うん」だ」") == [("MIRA", "", "『ああ』と「うん」だ")]
    assert spoken("MIRA “He said “no” twice.”") == [("MIRA", "", "He said “no” twice.")]
    assert spoken(r'MIRA "She said \"no\" \\ twice."') == [("MIRA", "", r'She said "no" \ twice.')]
    assert spoken("MIRA «“one” 'two' \"three\"»") == [("MIRA", "", "“one” 'two' \"three\"")]


def test_a_hash_in_a_quotation_is_no_comment() -> None:
    assert spoken('MIRA "Room  # 5"  # her room') == [("MIRA", "", "Room  # 5")]


# ---------------------------------------------------------------------------------------------- 4: dialogue


def test_forms_of_dialogue() -> None:
    assert spoken('MIRA (whispering) "Look."') == [("MIRA", "whispering", "Look.")]
    assert spoken("祖父（やさしく）「ああ。」") == [("祖父", "やさしく", "ああ。")]
    assert spoken("祖父：「ああ。」", "祖父「うん。」") == [("祖父", "", "ああ。"), ("祖父", "", "うん。")]
    assert spoken('MIRA: "Look."', '@MIRA "There."') == [("MIRA", "", "Look."), ("MIRA", "", "There.")]
    assert spoken('MIRA(loudly)"Look."') == [("MIRA", "loudly", "Look.")]


def test_a_speech_is_a_block() -> None:
    assert spoken("MIRA (softly)", "  I saw the sea.", "  It was black.") == [
        ("MIRA", "softly", "I saw the sea. It was black.")
    ]
    assert spoken("祖父", "  海を見た。", "  黒かった。") == [("祖父", "", "海を見た。黒かった。")]


def test_a_name_alone_is_prose() -> None:
    shot = shot_of("MIRA", "A wave.")
    assert not shot.lines and shot.action == "{0} A wave."


def test_a_chinese_sentence_is_prose() -> None:
    shot = shot_of("系统气急败坏地阻止他。")
    assert not shot.lines and shot.action == "系统气急败坏地阻止他。"


def test_the_narrator_is_always_there() -> None:
    line = shot_of('narrator "Once."').lines[0]
    assert line.slot is None and line.voice.narrator


def test_voices_from_outside_the_frame_are_manners() -> None:
    lines = shot_of('MIRA (v.o.) "One."', 'MIRA (o.s., sadly) "Two."', 'MIRA "Three."').lines
    assert [(line.slot, line.manner) for line in lines] == [(None, ""), (None, "sadly"), (0, "")]


def test_a_line_is_spoken_in_the_language_of_its_script() -> None:
    lines = shot_of('MIRA "Hello."', "MIRA 「こんにちは」", "MIRA “你好”", 'MIRA "Привет"').lines
    assert [line.language for line in lines] == ["en", "ja", "zh", "ru"]


# ---------------------------------------------------------------------------------------------- 5: values

FRAMES = {"6s": 144, "1.5s": 36, "48f": 48, "2m30s": 3600, "1m": 1440, "６s": 144, "0.02s": 0, "1h": 86400}


@pytest.mark.parametrize(("text", "frames"), FRAMES.items())
def test_times(text: str, frames: int) -> None:
    assert shot_of(f'sound "rain" at {text}').sounds[0].start == frames


@pytest.mark.parametrize("text", ["5 dBB", "3x", "6½s", "６²s", "4parsecs", "3kg", "5ﷺ"])
def test_a_wrong_unit_is_told_at_its_column(text: str) -> None:
    found = compiled(f'shot wide\n  sound "rain" at {text}\n').diagnostics
    assert [(one.code, one.span.line, one.span.column) for one in found] == [("LVS302", 2, 19)]


def test_levels_shares_and_colours() -> None:
    shot = shot_of('sound "rain" at 1s, -24 dB', 'music "flute" －6 dB')
    assert (shot.sounds[0].level, shot.music[0].level) == (-24.0, -6.0)
    film = film_of("style s\n  palette #F2C14E #abc\ncamera c\n  slide -５０％ to 10%\n"
                   "shot wide\n  style s\n  camera c\n")
    assert film.shots[0].style.palette == ("#f2c14e", "#aabbcc") and film.shots[0].camera.x == (-0.5, 0.1)


def test_time_is_exact_at_ntsc_rates() -> None:
    film = film_of("film\n  fps 23.976\n" + "shot wide, 1s\n" * 3600)
    timeline = lay_out(film, {})
    assert film.fps == Fraction(24000, 1001) and timeline.frames == 24 * 3600
    assert timeline.sample(timeline.frames) == 48_000 * 3600 * 1001 // 1000
    assert film_of("film\n  fps 23.976\nshot\n").shots[0].frames == 96


def test_lens_light_angle_and_weather_stand_in_the_header_in_any_order() -> None:
    for head in ("5s, 85mm, low angle, rain, warm light", "warm light, rain, low angle, 85mm, 5s"):
        shot = shot_of(head=f"shot wide on MIRA, {head}")
        said = (shot.frames, shot.lens, shot.angle, shot.weather, shot.light)
        assert said == (120, "85mm", "low", "rain", "warm light")


# ---------------------------------------------------------------------------------------------- 6: comments and notes


def test_comments() -> None:
    shot = shot_of("# a comment alone", "Rain falls.  # one at the end", "Number #5 # is prose.", "#f2c14e is gold.")
    assert shot.action == "Rain falls. Number #5 # is prose. #f2c14e is gold."


def test_notes_are_reported_and_left_out() -> None:
    compilation = compiled("shot wide\n  Rain [[ how much? ]] falls.\n")
    assert compilation.film.shots[0].action == "Rain falls."
    assert [(one.code, one.severity, one.span.line) for one in compilation.diagnostics] == [("LVS501", "note", 2)]


# ---------------------------------------------------------------------------------------------- 7, 8: names


def test_names_in_any_order_and_across_files() -> None:
    film = film_of('shot wide on BEN\nuse "a.lvs"\n', {"a.lvs": 'use "b.lvs"\ncharacter BEN from ANN\n',
                                                     "b.lvs": "character ANN\n  A tall woman.\n"})
    assert film.shots[0].subjects[0].character.description == "A tall woman."


def test_what_is_said_again_wins() -> None:
    film = film_of("character ANN\n  A woman.\n  voice girl\n  wardrobe red coat\n"
                   "character BEA from ANN\n  Her sister.\n  wardrobe blue coat\n"
                   "character CAT from BEA\n  The third.\nshot wide on CAT\n")
    cat = film.shots[0].subjects[0].character
    assert (cat.description, cat.wardrobe) == ("The third. Her sister. A woman.", "blue coat")
    assert cat.voice == film.characters[0].voice


def test_a_project_hides_the_library() -> None:
    assert film_of("size wide\n  figure 10%\nshot wide\n").shots[0].size.figure == 0.1
    assert film_of("use std/styles\nstyle noir\n  Mine.\nshot wide\n  style noir\n").shots[0].style.words == "Mine."


@pytest.mark.parametrize("path", ["../x.lvs", "a/../../x.lvs", "/etc/passwd", "C:/x.lvs", r"..\x.lvs", "link/x.lvs",
                                  "loop", "a\N{NO-BREAK SPACE}" * 300, "std/../../x"])
def test_a_path_never_leads_out(path: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "x.lvs").write_text("character OUT\n  Out.\n")
    os.symlink(tmp_path, project / "link")
    os.symlink("loop", project / "loop")
    compilation = on_disk(project, f'use "{path.replace(chr(92), chr(92) * 2)}"\nshot wide\n  frame first "{path}"\n')
    assert set(codes(compilation)) == {"LVS204", "LVS405"}
    assert not compilation.film.characters


def test_one_file_under_two_names_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    on_disk(tmp_path, 'use "film.lvs"\nuse "sub/../cast.lvs"\ncharacter ANN\n  A woman.\n', "cast.lvs")
    assert on_disk(tmp_path, 'use "cast.lvs"\nuse "./cast.lvs"\nuse "sub/../cast.lvs"\nshot wide on ANN\n').ok


def test_definitions_that_nothing_uses_are_read_too() -> None:
    assert codes(compiled("style s\n  palette red\ncamera c\n  zoom fast\nshot wide\n")) == ["LVS301", "LVS301"]


# ---------------------------------------------------------------------------------------------- 9: what a shot is


def test_seed_and_take() -> None:
    def seed(lines: str) -> str:
        return keys(f"shot wide\n  Rain.\n{lines}").in_order[0]

    assert seed("  seed 42\n") != seed("") and seed("  take 2\n") != seed("")
    assert seed("  take 1\n") == seed("") and seed("  seed 42\n  take 2\n") != seed("  seed 42\n")
    assert '"seed":42' in seed("  seed 42\n")


def test_two_shots_that_say_the_same_share_a_picture() -> None:
    pictures = keys("shot wide\n  Rain.\nshot wide\n  Rain.\nshot wide\n  Rain.\n  take 2\n").in_order
    assert pictures[0] == pictures[1] != pictures[2]


def test_forms_of_continues() -> None:
    film = film_of('scene "s"\n  shot "the climb" wide\n  shot wide\n    continues\n'
                   '  shot wide\n    continues "the climb"\n')
    assert [shot.continues for shot in film.shots] == ["", "s/the-climb", "s/the-climb"]


def test_a_lock_keeps_its_digest() -> None:
    assert shot_of("locked 0123456789AB".lower()).locked == "0123456789ab"
    assert codes(compiled("shot wide\n  locked\n")) == ["LVS406"]


# ---------------------------------------------------------------------------------------------- 10: names are labels


def test_names_become_slots_in_prose() -> None:
    shot = shot_of("Mira's lamp lights 祖父の顔。 Miranda sleeps.", head="shot wide on 祖父")
    assert shot.action == "{~0}'s lamp lights {0}の顔。 Miranda sleeps."


def test_display_names_with_an_article() -> None:
    film = film_of('character KEEPER "The Keeper"\n  A man.\nshot wide on KEEPER\n'
                   "  The Keeper waits, and the Keeper's dog. KEEPER.\n")
    assert film.shots[0].action == "{0} waits, and {0}'s dog. {0}."


def test_a_character_in_a_description_is_no_name_there() -> None:
    film = film_of("character MIRA\n  A girl.\ncharacter BEN\n  Mira's brother.\nplace HUT\n  The hut of Mira.\n"
                   "scene at HUT\n  Mira's birthday.\n  shot wide on BEN\n")
    shot = film.shots[0]
    assert shot.subjects[0].character.description == "{~0}'s brother." and shot.mood == "{~0}'s birthday."
    assert shot.place and shot.place.description == "The hut of {~0}."


def test_braces_of_a_writer_are_no_slots() -> None:
    assert shot_of("A sign: {0} and {~1}.").action == "A sign: ｛0｝ and ｛~1｝."


def test_two_voices_that_are_the_same_are_told() -> None:
    text = "character {}\n  A {}.\n  voice girl\n"
    cast = text.format("ANN", "woman") + text.format("BEA", "cat")
    found = compiled(cast + 'shot wide on ANN and BEA\n  ANN "A."\n  BEA "B."\n').diagnostics
    assert [(one.code, one.span.line, one.related[0].span.line) for one in found] == [("LVS407", 4, 1)]


def test_a_voice_sample_leaves_the_voice_to_the_description() -> None:
    film = compiled('character ANN\n  A deep old man.\n  voice "a.wav"\nshot wide on ANN\n').film
    assert film.characters[0].voice == ir.Voice(description="A deep old man.", sample="a.wav")


# ---------------------------------------------------------------------------------------------- 11: defaults


def test_the_film_block_may_be_missing_and_a_shot_stand_alone() -> None:
    film = film_of("shot\n  A dog runs.\nshot on ANN\ncharacter ANN\n  A woman.\n")
    assert (film.width, film.height, film.fps, film.language, film.title) == (1920, 1080, 24, "en", "")
    assert [shot.address for shot in film.shots] == ["shot-1/1", "shot-2/1"]
    assert [(shot.size.name, shot.frames) for shot in film.shots] == [("wide", 96), ("medium", 96)]


def test_a_shot_without_a_duration_lasts_as_its_dialogue() -> None:
    film = film_of('shot\n  narrator "Once."\nshot\n  narrator "Once upon a time in the west, long ago."\n')
    assert [shot.frames for shot in film.shots] == [None, None]
    short, long = lay_out(film, {}).shots
    assert 36 <= short.frames < long.frames
    measured, _ = lay_out(film, {film.shots[0].lines[0]: 9.5}).shots
    assert measured.frames == round((0.25 + 9.5 + 0.4) * 24 + 0.5)


def test_the_films_own_duration() -> None:
    assert film_of("film\n  duration 2s\nshot\n").shots[0].frames == 48


# ---------------------------------------------------------------------------------------------- 12: transitions


def test_a_transition_overlaps_its_shots() -> None:
    film = film_of("shot wide, 4s\ndissolve 1s\nshot wide, 4s\nfade\nshot wide, 4s\n")
    joins = [(shot.before.kind, shot.before.frames) for shot in film.shots]
    assert joins == [("cut", 0), ("dissolve", 24), ("fade", 24)]
    assert lay_out(film, {}).frames == 10 * 24


def test_fades_at_the_films_ends_and_between_scenes() -> None:
    film = film_of('scene "a"\n  fade 1s\n  shot wide\n  wipe 0.5s\nscene "b"\n  shot wide\nfade 2s\n')
    first, last = film.shots
    assert (first.before.kind, last.before.kind, last.after.kind) == ("fade", "wipe", "fade")
    assert (first.before.frames, last.before.frames, last.after.frames) == (24, 12, 48)


@pytest.mark.parametrize(
    ("text", "kind"), [("transition dissolve", "dissolve"), ("transition mine", "wipe"), ("match", "cut")]
)
def test_transitions_by_name(text: str, kind: str) -> None:
    own = "transition mine\n  like wipe\n  duration 1s\n"
    top = film_of(f"{own}shot wide\n{text}\nshot wide\n")
    inside = film_of(f'{own}scene "a"\n  shot wide\n  {text}\n  shot wide\n')
    assert [film.shots[1].before.kind for film in (top, inside)] == [kind, kind]


# ---------------------------------------------------------------------------------------------- 14, 15: places


def test_addresses() -> None:
    film = film_of('scene "The light goes OUT!"\n  shot wide\n  shot "The Climb, again" wide\n'
                   "scene 「眠れない夜」\n  shot wide\n  shot 「丘の道」 wide\n"
                   "scene\n  shot wide\nplace HUT\n  A hut.\n"
                   'scene at HUT\n  shot wide\nscene at HUT\n  shot "!?" wide\n')
    assert [shot.address for shot in film.shots] == [
        "the-light-goes-out/1", "the-light-goes-out/the-climb-again", "眠れない夜/1", "眠れない夜/丘の道",
        "scene-3/1", "hut/1", "hut-2/1",
    ]


def test_everything_has_its_place_in_the_text() -> None:
    shot = shot_of("Rain.", 'MIRA "Yes."', 'sound "rain" at 1s')
    assert (shot.span.line, shot.lines[0].span.line, shot.sounds[0].span.line) == (5, 7, 8)
    assert (shot.sounds[0].span.column, shot.sounds[0].span.end_column) == (3, 21)


def test_layouts() -> None:
    shot = shot_of("layout MIRA right, 祖父 behind MIRA")
    assert [(one.side, one.behind) for one in shot.subjects] == [("right", None), ("", 0)]
    box = shot_of("layout MIRA box 0 10 500 1000").subjects[0].box
    assert box == ir.Box(x0=0, y0=10, x1=500, y1=1000)


# ---------------------------------------------------------------------------------------------- 16: whatever is written


def test_all_mistakes_are_told_at_once() -> None:
    text = "character\nshot wide on NOBODY, 5kg\n  camera zigzag\n  take many\nscene at NOWHERE\n"
    found = compiled(text).diagnostics
    assert [one.span.line for one in found] == [1, 2, 2, 3, 4, 5]


def test_line_ends_and_byte_order_marks_do_not_matter(tmp_path: Path) -> None:
    text = CAST + "shot wide on MIRA\n  Rain falls\n  on the sea.\n  MIRA “Yes.”\n"
    plain = on_disk(tmp_path, text).film
    assert on_disk(tmp_path, text.replace("\n", "\r\n")).film == plain
    assert on_disk(tmp_path, b"\xef\xbb\xbf" + text.encode()).film == plain
    assert on_disk(tmp_path, text.rstrip("\n")).film == plain


@pytest.mark.parametrize(("data", "message"), [
    ("shot wide\n".encode("utf-16"), "UTF-16"), (b"shot wide\n  caf\xe9\n", "line 2 is not UTF-8"),
    (b"shot wide\n\n  a\0b\n", "line 3 holds a NUL"), (b"x" * (8 * 1024 * 1024 + 1), "larger than 8 MiB"),
])
def test_files_that_are_no_screenplays(data: bytes, message: str, tmp_path: Path) -> None:
    found = on_disk(tmp_path, data).diagnostics
    assert [one.code for one in found] == ["LVS001"] and message in found[0].message


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    on_disk(tmp_path, "shot wide\n")
    assert [one.help for one in compile_file(str(tmp_path / "flim.lvs")).diagnostics] == ["did you mean film.lvs?"]
    assert codes(compile_file(str(tmp_path))) == ["LVS001"]


def test_composed_and_decomposed_names_are_one_name() -> None:
    composed, decomposed = (unicodedata.normalize(form, "CAFÉ") for form in ("NFC", "NFD"))
    film = film_of(f"character {composed}\n  A girl.\n"
                   f'shot wide on {decomposed}\n  {decomposed} "Oui."\n  {decomposed} sits.\n')
    assert film.shots[0].action == "{0} sits." and film.shots[0].lines[0].slot == 0
    assert keys(f"shot wide\n  {composed}\n").pictures == keys(f"shot wide\n  {decomposed}\n").pictures


def test_tabs_and_wide_spaces_in_indentation_are_told() -> None:
    for blank in ("\t", " \t", "\u3000"):
        assert codes(compiled(f"shot wide\n{blank}Rain.\n")) == ["LVS102"]


@pytest.mark.parametrize("text", ["", "\n", "\n\n  \n", "# nothing\n", "[[ nothing ]]", "\r"])
def test_a_file_without_anything(text: str) -> None:
    assert [one.code for one in compiled(text).diagnostics if one.severity == "error"] == ["LVS408"]
    assert formatted(Source("film.lvs", text)) in ("", f"{text.strip()}\n")


def test_five_thousand_levels() -> None:
    text = "shot wide\n" + "".join(" " * level + "It rains.\n" for level in range(1, 5000))
    found = compiled(text).diagnostics
    assert {one.code for one in found} == {"LVS102"} and len(found) == 4998
    assert formatted(Source("film.lvs", text)) is None


def test_brackets_and_quotes_in_masses() -> None:
    for mark in ("“", '"', "(", "[[", "「」", "  # ", "\\", "『", "@", ":", ",", "!"):
        text = mark * 20_001 + "  # x"
        compiled("shot wide\n  " + text + "\n  sound " + text + "\n")
        formatted(Source("film.lvs", "shot wide\n  " + text + "\n"))


@pytest.mark.parametrize("seed", range(6))
def test_random_bytes_end_in_a_diagnostic(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    assert codes(on_disk(tmp_path, chance.randbytes(65536))) == ["LVS001"]
    alphabet = "shot wide\n\n\n  \t\"“”「」（）()[]#:,、;{}!@0123456789.½ﷺ\u0301\u202e\u3000 onatcharacter MIRA雨"
    text = "".join(chance.choice(alphabet) for _ in range(20_000))
    assert compiled(text).diagnostics
    assert all(one.span.line <= text.count("\n") + 1 for one in compiled(text).diagnostics)


# ---------------------------------------------------------------------------------------------- 17: one form


def test_the_canonical_form() -> None:
    text = ('#  a title\nuse   std/styles:noir\nfilm   "F"\n   size 640x360\n   fps    24 # no comment\n\n\n\n'
            "shot   wide  on ANN ,4s   # four\n      # about rain\n      Rain   falls.\n      ANN( softly )   “Yes.”\n"
            "character ANN\n      A    woman.")
    assert formatted(Source("film.lvs", text.replace(" # no", "  # a"))) == (
        '#  a title\nuse std/styles: noir\n\nfilm "F"\n  size 640x360\n  fps  24  # a comment\n\n'
        "shot wide on ANN, 4s  # four\n  # about rain\n  Rain falls.\n  ANN (softly) “Yes.”\n\n"
        "character ANN\n  A woman.\n"
    )


def test_a_note_keeps_its_line_as_it_is() -> None:
    text = "film\n  size     640x360 [[ small ]]\n  fps 24\n\nshot wide\n  Rain.\n"
    once = formatted(Source("film.lvs", text))
    assert once is not None and formatted(Source("film.lvs", once)) == once
