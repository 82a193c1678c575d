"""A voice's description and a manner of speaking come in, the settings of the delivery go out.

Both are read for the words of three languages. What the words leave open comes from a digest of the description,
so that two people sound different and one person always the same. Pure, and light to import.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from math import exp2

from renderer.recipe import VoiceLook, text_of
from renderer.words import Lexicon

NEUTRAL_PITCH = 140.0
"""Median pitch in Hz of the neutral adult that a voice's factors refer to: between a woman's and a man's."""
HALL_TAIL = 0.9
"""Seconds by which the largest hall lengthens a line."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a line is spoken. Factors are 1 where nothing is said, shares and levels 0."""

    pitch: float = NEUTRAL_PITCH  # median, Hz
    rate: float = 1.0  # factor on the pace
    size: float = 1.0  # factor on the formants: below 1 a larger body
    range: float = 1.0  # factor on the intonation
    breath: float = 0.0  # share of breath noise; 1 is a whisper
    rough: float = 0.0  # 0 clear … 1 growling
    tremble: float = 0.0  # 0 steady … 1 sobbing
    effort: float = 0.0  # -1 slack … 1 shouting: brightness and compression
    warmth: float = 0.0  # dB below 300 Hz
    robot: float = 0.0  # share of a machine's one note
    song: float = 0.0  # 1: sung
    hall: float = 0.0  # 0 a small room … 1 a temple
    level: float = 0.0  # dB against normal dialogue
    variant: int = 0  # which of an engine's voices: any number


@dataclass(frozen=True, slots=True)
class _Person:
    """What one word says of a speaker: a typical pitch (Hz) and size, and what else is changed."""

    pitch: float
    size: float
    changes: tuple[tuple[str, float], ...] = ()


_PERSON_WORDS = {
    "girl": "girl|daughter|granddaughter|schoolgirl|princess|少女|女の子|娘|女児|孫娘|姫|女孩|小女孩|姑娘|丫头|女儿|"
    "公主",
    "boy": "boy|son|grandson|schoolboy|lad|少年|男の子|息子|男児|坊や|孫|男孩|小男孩|儿子|孙子",
    "child": "child|kid|toddler|baby|infant|children|子供|子ども|幼児|赤ん坊|孩子|小孩|儿童|婴儿",
    "teen": "teenager|teen|student|youth|高校生|中学生|学生|若者|青年|少男",
    "crone": "grandmother|grandma|granny|crone|old woman|old lady|elderly woman|nan|祖母|お婆さん|おばあさん|老婆|"
    "奶奶|外婆|老太太|老妇人|老奶奶",
    "elder": "grandfather|grandpa|granddad|old man|elderly man|old fisherman|old sailor|old king|old monk|greybeard|"
    "elder|keeper|祖父|お爺さん|おじいさん|老人|爺|爷爷|外公|老头|老爷爷|老者|老汉",
    "woman": "woman|women|lady|mother|mom|mum|wife|sister|aunt|queen|empress|witch|nun|priestess|nurse|waitress|"
    "goddess|nymph|siren|mermaid|actress|heroine|female|she|her|女性|女|母|妻|姉|妹|叔母|女王|魔女|彼女|女神|巫女|"
    "女人|妈妈|妻子|姐姐|妹妹|阿姨|王后|女巫|她|女士|仙女",
    "man": "man|men|gentleman|father|dad|husband|brother|uncle|king|emperor|wizard|monk|priest|soldier|warrior|"
    "knight|"
    "sailor|fisherman|captain|hero|prince|guard|detective|samurai|bearded|beard|moustache|male|he|his|him|"
    "男性|男|父|夫|兄|弟|叔父|王|魔法使い|僧|兵士|武士|侍|騎士|漁師|船長|彼|王子|髭|ひげ|"
    "男人|爸爸|丈夫|哥哥|弟弟|叔叔|国王|巫师|和尚|士兵|战士|骑士|渔夫|他|胡子|胡须|先生",
    "giant": "giant|ogre|troll|titan|cyclops|colossus|golem|巨人|鬼|巨漢|巨怪|食人魔",
    "monster": "monster|demon|devil|beast|dragon|werewolf|fiend|怪物|悪魔|魔王|獣|竜|ドラゴン|恶魔|魔鬼|野兽|龙|妖怪",
    "ghost": "ghost|spirit|phantom|spectre|specter|shade|wraith|幽霊|亡霊|霊|精霊|鬼魂|幽灵|亡灵|精灵",
    "robot": "robot|android|machine|computer|automaton|cyborg|system|ai|ロボット|機械|人工知能|コンピュータ|"
    "アンドロイド|"
    "机器人|机器|人工智能|电脑|系统",
    "god": "god|deity|zeus|poseidon|oracle|angel|神|仏|天使|神様|神明|上帝|天神|佛",
    "fairy": "fairy|elf|pixie|imp|mouse|bird|squirrel|妖精|小人|ねずみ|小鳥|小精灵|仙子|老鼠",
    "animal": "cat|dog|fox|wolf|rabbit|bear|horse|tanuki|猫|犬|狐|兎|うさぎ|熊|たぬき|狗|狐狸|兔子|狼",
}
_PERSONS = {
    "girl": _Person(262.0, 1.20, (("rate", 1.03), ("range", 1.15))),
    "boy": _Person(238.0, 1.17, (("rate", 1.03), ("range", 1.1))),
    "child": _Person(285.0, 1.25, (("rate", 0.98), ("range", 1.15))),
    "teen": _Person(188.0, 1.08, (("rate", 1.05),)),
    "crone": _Person(182.0, 1.05, (("rate", 0.86), ("tremble", 0.22), ("breath", 0.12), ("rough", 0.1))),
    "elder": _Person(112.0, 0.94, (("rate", 0.86), ("tremble", 0.18), ("breath", 0.10), ("rough", 0.18))),
    "woman": _Person(204.0, 1.08),
    "man": _Person(116.0, 0.94),
    "giant": _Person(68.0, 0.74, (("rate", 0.80), ("rough", 0.25), ("hall", 0.25), ("warmth", 4.0))),
    "monster": _Person(72.0, 0.76, (("rate", 0.88), ("rough", 0.65), ("hall", 0.2), ("warmth", 3.0))),
    "ghost": _Person(165.0, 1.0, (("rate", 0.85), ("breath", 0.45), ("hall", 0.8), ("tremble", 0.15))),
    "robot": _Person(132.0, 1.0, (("range", 0.25), ("robot", 1.0))),
    "god": _Person(92.0, 0.85, (("rate", 0.84), ("hall", 0.9), ("warmth", 3.0))),
    "fairy": _Person(300.0, 1.32, (("rate", 1.1), ("range", 1.25))),
    "animal": _Person(190.0, 1.12, (("range", 1.15),)),
}

_QUALITY_WORDS = {
    "deep": "deep|low|bass|baritone|低い|低音|太い声|渋い|低沉|深沉|浑厚",
    "high": "high|high-pitched|shrill|squeaky|soprano|高い|甲高い|高音|尖细|尖锐|高亢",
    "hoarse": "hoarse|husky|raspy|gravelly|rough|gruff|gravel|しゃがれ|かすれ|ハスキー|だみ声|沙哑|嘶哑|粗哑",
    "soft": "soft|gentle|tender|quiet|mild|やさしい|優しい|柔らか|穏やか|静か|温柔|柔和|轻柔|温和",
    "breathy": "breathy|airy|whispery|whispering|吐息|囁く|气声|耳语",
    "bright": "bright|clear|cheerful|lively|ringing|playful|明るい|澄んだ|元気|快活|清脆|明亮|活泼|开朗",
    "warm": "warm|rich|full|velvet|温かい|暖かい|豊かな|温暖|醇厚",
    "thin": "thin|weak|frail|feeble|か細い|弱々しい|虚弱|微弱|纤细",
    "loud": "loud|booming|commanding|powerful|strong|大声|力強い|堂々|洪亮|响亮|有力|威严",
    "brisk": "brisk|fast|quick|hasty|lively pace|rapid|早口|速い|てきぱき|快|急促|利落",
    "slow": "slow|drawling|measured|ponderous|ゆっくり|のんびり|遅い|慢|缓慢",
    "calm": "calm|neutral|even|flat|serious|落ち着いた|冷静|淡々|平静|沉稳|冷淡",
    "shaky": "shaky|trembling|quavering|nervous|timid|震える|おどおど|臆病|颤抖|胆小|紧张",
    "young": "young|youthful|little|small|若い|幼い|小さな|小さい|年轻|年幼|小小",
    "old": "old|aged|elderly|ancient|wizened|年老いた|老いた|年配|高齢|年老|年迈|苍老|古老",
    "big": "big|huge|massive|fat|stout|burly|巨大|大柄|太った|屈強|魁梧|高大|肥胖",
}
_QUALITIES: dict[str, tuple[tuple[str, float], ...]] = {
    "deep": (("pitch", 0.82), ("size", 0.93), ("warmth", 2.0)),
    "high": (("pitch", 1.18), ("size", 1.04)),
    "hoarse": (("rough", 0.45), ("breath", 0.2), ("pitch", 0.95)),
    "soft": (("breath", 0.14), ("effort", -0.4), ("range", 0.9), ("rate", 0.96)),
    "breathy": (("breath", 0.4),),
    "bright": (("effort", 0.3), ("range", 1.2), ("pitch", 1.04)),
    "warm": (("warmth", 3.0), ("effort", -0.2)),
    "thin": (("warmth", -4.0), ("breath", 0.15), ("size", 1.04)),
    "loud": (("effort", 0.4), ("warmth", 1.5), ("range", 1.1)),
    "brisk": (("rate", 1.13),),
    "slow": (("rate", 0.86),),
    "calm": (("range", 0.8), ("rate", 0.96)),
    "shaky": (("tremble", 0.35), ("breath", 0.08)),
    "young": (("pitch", 1.06), ("size", 1.03)),
    "old": (("rate", 0.88), ("tremble", 0.18), ("rough", 0.15), ("pitch", 0.96)),
    "big": (("pitch", 0.9), ("size", 0.93), ("warmth", 1.5)),
}
_BODILY = frozenset({"young", "old", "big"})  # said of a person they change the voice; "soft" may be said of hair
_INHERENT = {  # what a kind of person is anyway
    "elder": "old", "crone": "old", "girl": "young", "boy": "young", "child": "young", "teen": "young",
    "fairy": "young", "giant": "big",
}  # fmt: skip

_MANNER_WORDS = {
    "whisper": "whisper|to himself|to herself|to themselves|aside|whispered|under her breath|under his breath|"
    "under their breath|hushed|murmur|mutter|"
    "sotto voce|"
    "ささやく|ささやき|ささやいて|囁く|囁き|囁いて|小声|こっそり|耳打ち|つぶやく|つぶやいて|呟く|呟いて|"
    "低声|小声地|悄悄|耳语|轻声|喃喃|嘟囔|窃窃",
    "shout": "shout|yell|scream|bellow|roar|call|cry out|calling out|loudly|at the top of|hollers|"
    "叫ぶ|叫んで|叫び|怒鳴る|怒鳴って|大声|わめく|絶叫|大喊|喊|吼|大叫|高喊|呼喊|尖叫|大声地",
    "soft": "softly|soft|praying|in a small voice|小さな声|小さい声|なつかしそうに|gently|gentle|quietly|quiet|"
    "tenderly|tender|kindly|warmly|lovingly|"
    "やさしく|優しく|静かに|そっと|穏やかに|あたたかく|温柔|柔声|轻轻|温和|慈祥|亲切",
    "angry": "angrily|angry|furious|furiously|rage|snarl|growl|bitterly|annoyed|irritated|sternly|stern|harshly|"
    "怒って|怒り|怒る|憤|いらいら|苛立|厳しく|愤怒|生气|恼怒|怒|气急败坏|暴躁|严厉",
    "sad": "sadly|sad|sorrowfully|mournfully|melancholy|grieving|heavily|gloomily|悲しく|悲しそうに|悲しげに|寂しく|"
    "切なく|沈んで|悲伤|难过|忧伤|伤心|沮丧|哀伤",
    "cry": "crying|weeping|sobbing|tearful|tearfully|in tears|choked|泣いて|泣きながら|泣く|涙|すすり泣|嗚咽|"
    "哭着|哭|流泪|抽泣|哽咽|含泪",
    "laugh": "laughing|laugh|giggling|chuckling|笑って|笑いながら|笑う|くすくす|笑着|大笑|笑|嬉笑",
    "smile": "smiling|smile|grinning|amused|amusedly|微笑|微笑み|微笑んで|ほほえ|含笑|微笑着",
    "sing": "singing|sing|sings|humming|chanting|歌って|歌いながら|歌う|口ずさ|唱着|唱|哼唱|吟唱",
    "slow": "slowly|slow|haltingly|hesitantly|hesitating|thoughtfully|ゆっくり|ためらい|考えながら|慢慢|缓缓|犹豫|迟疑",
    "quick": "quickly|out of breath|panting|quick|hurriedly|rapidly|fast|urgently|breathlessly|早口|急いで|慌てて|"
    "速く|すばやく|"
    "快速|急忙|匆忙|急切|飞快|慌张",
    "afraid": "afraid|scared|frightened|fearfully|terrified|nervously|nervous|trembling|anxiously|怯えて|恐れて|"
    "怖がって|"
    "震えて|おびえ|不安|害怕|恐惧|惊恐|颤抖|发抖|紧张|不安地",
    "excited": "excited|excitedly|joyfully|happily|cheerfully|eagerly|delighted|thrilled|brightly|proudly|"
    "興奮|嬉しそうに|うれしそうに|元気に|明るく|喜んで|楽しそうに|兴奋|激动|高兴|开心|欢快|喜悦|骄傲",
    "calm": "calmly|calm|evenly|flatly|coldly|neutral|dry|deadpan|落ち着いて|冷静に|淡々と|冷たく|平静|冷静|冷冷|淡淡",
    "tired": "tired|tiredly|wearily|weary|sleepily|sleepy|exhausted|weakly|faintly|dying|疲れて|眠そうに|弱々しく|"
    "だるそうに|"
    "疲惫|疲倦|困倦|虚弱|有气无力",
    "far": "far away|from afar|distant|off screen|o.s.|over the radio|遠くから|远处|远远",
}
_MANNERS: dict[str, tuple[tuple[str, float], ...]] = {
    "whisper": (("level", -7.0), ("breath", 1.0), ("rate", 0.94), ("range", 0.7)),
    "shout": (("level", 4.0), ("pitch", 1.32), ("range", 1.35), ("effort", 1.0), ("rate", 0.95)),
    "soft": (("level", -3.0), ("pitch", 0.97), ("range", 0.85), ("rate", 0.93), ("effort", -0.5), ("breath", 0.14)),
    "angry": (("level", 2.0), ("pitch", 1.08), ("range", 1.4), ("effort", 0.7), ("rate", 1.08), ("rough", 0.25)),
    "sad": (("level", -2.5), ("pitch", 0.92), ("range", 0.6), ("rate", 0.84), ("effort", -0.4), ("breath", 0.1)),
    "cry": (("level", -1.0), ("pitch", 1.12), ("rate", 0.86), ("tremble", 0.8), ("breath", 0.18)),
    "laugh": (("level", 1.0), ("pitch", 1.12), ("range", 1.5), ("rate", 1.05), ("effort", 0.2), ("tremble", 0.3)),
    "smile": (("pitch", 1.05), ("range", 1.15), ("effort", 0.15)),
    "sing": (("level", 0.5), ("rate", 0.72), ("song", 1.0), ("hall", 0.3)),
    "slow": (("rate", 0.75),),
    "quick": (("rate", 1.28), ("range", 1.1)),
    "afraid": (("level", -1.5), ("pitch", 1.14), ("rate", 1.06), ("tremble", 0.5), ("breath", 0.15)),
    "excited": (("level", 1.5), ("pitch", 1.14), ("range", 1.4), ("rate", 1.1), ("effort", 0.4)),
    "calm": (("level", -0.5), ("range", 0.75), ("rate", 0.94), ("pitch", 0.98)),
    "tired": (("level", -3.0), ("pitch", 0.93), ("range", 0.65), ("rate", 0.8), ("effort", -0.6), ("breath", 0.2)),
    "far": (("level", -5.0), ("hall", 0.6)),
}
_PRODUCTS = frozenset({"pitch", "rate", "size", "range"})  # the other settings add up

_KINDS, _TRAITS, _WAYS = Lexicon(_PERSON_WORDS), Lexicon(_QUALITY_WORDS), Lexicon(_MANNER_WORDS)
_CLAUSE = re.compile("[,;.!?，、。；！？\n]")
_VOICE = re.compile("voice|spoken|speak|声|嗓|话|喋", re.IGNORECASE)


def delivery(look: VoiceLook, manner: str) -> Delivery:
    """The delivery of a line by this voice in this manner. Words that are not known change nothing."""
    spoken = _voice(look)
    for way in _WAYS.all(manner):
        spoken = _changed(spoken, _MANNERS[way])
    return replace(
        spoken,
        pitch=min(420.0, max(52.0, spoken.pitch)),
        rate=min(2.2, max(0.45, spoken.rate)),
        size=min(1.45, max(0.68, spoken.size)),
        range=min(2.0, max(0.0, spoken.range)),
        breath=min(1.0, max(0.0, spoken.breath)),
        rough=min(1.0, spoken.rough),
        tremble=min(1.0, spoken.tremble),
        robot=min(1.0, spoken.robot),
        effort=min(1.0, max(-1.0, spoken.effort)),
        hall=min(1.0, spoken.hall),
        level=min(5.0, max(-10.0, spoken.level)),
    )


def _voice(look: VoiceLook) -> Delivery:
    """The voice itself, before any manner: its numbers where there are some, else its words, varied by its digest."""
    seed = hashlib.sha256(text_of(look).encode()).digest()
    kind = _kind_of(look)
    spoken = _typical(look, kind, seed) if look.pitch is None and look.timbre is None else _measured(look, kind, seed)
    inherent = _INHERENT.get(kind, "")
    for quality in dict.fromkeys((*_TRAITS.all(", ".join(look.words)), *_traits_of(look.description))):
        if quality != inherent:
            spoken = _changed(spoken, _QUALITIES[quality])
    if look.narrator:
        spoken = _changed(spoken, (("rate", 0.96), ("range", 0.9), ("warmth", 1.5)))
    rate = spoken.rate if look.rate is None else look.rate
    return replace(spoken, rate=rate, breath=max(spoken.breath, look.breath), variant=seed[0] * 256 + seed[1])


def _measured(look: VoiceLook, kind: str, seed: bytes) -> Delivery:
    """A voice by its numbers. Of its kind it has all but pitch, size and pace; a body of a giant's size sounds so."""
    size = look.timbre if look.timbre is not None else (look.pitch or 1.0) ** 0.3
    pitch = look.pitch if look.pitch is not None else size**2.5
    spread, warmth = (value / 127.5 - 1.0 for value in seed[3:5])
    spoken = Delivery(NEUTRAL_PITCH * pitch, size=size, range=exp2(spread * 0.12), warmth=warmth)
    person = _PERSONS["giant"] if not kind and size < 0.8 else _PERSONS.get(kind)
    changes = person.changes if person else ()
    return _changed(spoken, tuple(change for change in changes if change[0] != "rate"))


def _typical(look: VoiceLook, kind: str, seed: bytes) -> Delivery:
    """A speaker of the kind that the words name, else a woman or a man as the digest has it, varied by the digest."""
    person = _PERSONS.get(kind) or _PERSONS["man" if look.narrator or seed[2] & 1 else "woman"]
    pitch, size, rate, spread, warmth = (value / 127.5 - 1.0 for value in seed[3:8])
    varied = Delivery(
        pitch=person.pitch * exp2(pitch * 0.13),
        size=person.size * exp2(size * 0.055),
        rate=exp2(rate * 0.08),
        range=exp2(spread * 0.15),
        warmth=warmth * 1.5,
    )
    return _changed(varied, person.changes)


def _kind_of(look: VoiceLook) -> str:
    """The first word for a kind of person: in the voice's own words, else in the description; or nothing."""
    return _KINDS.first(", ".join(look.words)) or _KINDS.first(look.description)


def _traits_of(description: str) -> tuple[str, ...]:
    """The qualities that a description gives to the voice: those of the body, and those in clauses about the voice."""
    found = [trait for trait in _TRAITS.all(description) if trait in _BODILY]
    for clause in _CLAUSE.split(description):
        if _VOICE.search(clause):
            found.extend(_TRAITS.all(clause))
    return tuple(dict.fromkeys(found))


def _changed(spoken: Delivery, changes: tuple[tuple[str, float], ...]) -> Delivery:
    values = {
        name: getattr(spoken, name) * by if name in _PRODUCTS else getattr(spoken, name) + by for name, by in changes
    }
    return replace(spoken, **values)
