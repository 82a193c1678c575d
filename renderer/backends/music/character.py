"""The words of a piece come in, its character goes out: mode, key, tempo, forces, and how they are used."""

from __future__ import annotations

from dataclasses import dataclass, replace

from renderer.backends.music.instruments import SUSTAINED
from renderer.sound.signal import chance
from renderer.words import Lexicon


@dataclass(frozen=True, slots=True)
class Character:
    """All that the composer needs to know.

    ``tempo`` is in beats a minute; ``tonic`` a pitch class (0 is C); ``energy`` 0…1 sets dynamics and density;
    ``figure`` is how chords are played. ``lead``, ``harmony``, ``bass``, ``colour`` and ``drums`` are names of
    instruments, "" where the part is silent.
    """

    mode: str
    tonic: int
    tempo: float
    meter: int
    energy: float
    progressions: tuple[tuple[int, ...], ...]
    figure: str  # "held", "broken", "struck", "pulse", "drone"
    lead: str
    harmony: str
    bass: str
    colour: str
    drums: str
    hall: float = 2.4  # seconds of reverberation

    @property
    def sustained(self) -> bool:
        """Whether anybody can hold the last chord."""
        return bool(SUSTAINED & {self.lead, self.harmony, self.colour, self.bass})


@dataclass(frozen=True, slots=True)
class _Mood:
    mode: str
    tempo: float
    energy: float
    progressions: tuple[tuple[int, ...], ...]  # roots as steps of the scale, a bar each
    figure: str
    forces: tuple[str, str, str, str, str]  # lead, harmony, bass, colour, drums, where no instrument is named
    meter: int = 4


INSTRUMENT_WORDS = {
    "cello": "cello|violoncello|チェロ|大提琴",
    "violin": "violin|fiddle|バイオリン|ヴァイオリン|小提琴",
    "viola": "viola|ビオラ|ヴィオラ|中提琴",
    "bass": "double bass|contrabass|upright bass|コントラバス|低音提琴",
    "strings": "string|strings|orchestra|string quartet|quartet|symphonic|弦楽|ストリングス|弦楽器|オーケストラ|"
    "管弦楽|弦乐|管弦乐|交响",
    "piano": "piano|keys|ピアノ|钢琴|鋼琴",
    "flute": "flute|recorder|tin whistle|whistle|pan flute|フルート|笛|横笛|长笛|笛子|竹笛|洞箫|箫|簫",
    "shakuhachi": "shakuhachi|bamboo flute|尺八",
    "clarinet": "clarinet|クラリネット|单簧管",
    "oboe": "oboe|cor anglais|english horn|duduk|オーボエ|双簧管|唢呐",
    "koto": "koto|shamisen|琴|箏|三味線|和琴|日本筝",
    "guzheng": "guzheng|zither|guqin|pipa|yangqin|古筝|古琴|琵琶|扬琴|筝",
    "erhu": "erhu|huqin|二胡|胡琴|胡弓|马头琴",
    "harp": "harp|ハープ|竖琴|箜篌",
    "lyre": "lyre|kithara|lute|oud|mandolin|竪琴|リュート|里拉琴|鲁特琴|七弦琴",
    "guitar": "guitar|ukulele|banjo|ギター|吉他",
    "pizzicato": "pizzicato|plucked strings|ピチカート|拨弦",
    "brass": "brass|trumpet|trombone|fanfare|tuba|金管|トランペット|ファンファーレ|トロンボーン|铜管|小号|长号|号角",
    "horn": "horn|french horn|ホルン|圆号|法国号",
    "choir": "choir|chorus|voice|humming|hum|voices|chant|vocal|choral|合唱|聖歌|コーラス|歌声|唱诗|人声|吟唱",
    "organ": "organ|church organ|オルガン|管风琴|风琴",
    "accordion": "accordion|harmonica|bandoneon|アコーディオン|ハーモニカ|手风琴|口琴",
    "bells": "bell|chimes|glockenspiel|celesta|vibraphone|ベル|鐘|グロッケン|チェレスタ|钟琴|钟声|编钟|铃",
    "marimba": "marimba|xylophone|kalimba|gamelan|マリンバ|木琴|马林巴|木琴声",
    "music_box": "music box|musical box|オルゴール|八音盒|音乐盒",
    "pad": "pad|synth|synthesizer|ambient|electronic|drone|シンセ|アンビエント|電子|合成器|电子|氛围",
    "taiko": "taiko|war drums|big drums|太鼓|和太鼓|大鼓|战鼓",
    "drums": "drum|drums|percussion|beat|frame drum|hand drum|timpani|ドラム|打楽器|パーカッション|鼓|打击乐|定音鼓|"
    "节奏",
}
_MOOD_WORDS = {
    "anxious": "anxious|uneasy|nervous|worried|restless|troubled|不安|焦り|落ち着かない|焦虑|忐忑|不安的",
    "tense": "tense|breathless|tightening|storm|quickening|suspense|suspenseful|thriller|danger|chase|urgent|threat|"
    "threatening|battle|fight|緊張|緊迫|"
    "サスペンス|追跡|戦い|危機|"
    "紧张|悬疑|追逐|危险|战斗|紧迫",
    "sad": "sad|さびしい|かなしい|dying away|sorrow|mournful|melancholy|melancholic|lament|grief|tragic|lonely|"
    "elegy|tearful|悲しい|哀しい|"
    "寂しい|切ない|悲哀|哀愁|孤独|"
    "悲伤|忧伤|哀伤|凄凉|悲凉|悲",
    "happy": "happy|たのしい|うれしい|joyful|cheerful|joy|bright|merry|festive|celebration|sunny|lively|楽しい|"
    "嬉しい|明るい|陽気|祭り|"
    "欢快|快乐|喜悦|明快|愉快|喜庆|欢乐",
    "tender": "tender|beautiful|やさしく|gentle|loving|love|warm|romantic|intimate|soft|sweet|lullaby|やさしい|"
    "優しい|愛|温かい|"
    "ロマンチック|子守唄|"
    "温柔|温馨|爱|浪漫|柔和|温暖|摇篮曲",
    "heroic": "heroic|brave|noble|adventure|adventurous|march|courage|bold|勇壮|英雄|勇敢|冒険|行進|英勇|冒险|豪迈|"
    "激昂|进行曲",
    "epic": "epic|grand|majestic|cinematic|soaring|monumental|huge|壮大|雄大|荘厳|史诗|宏大|壮丽|恢弘|磅礴|庄严",
    "mysterious": "mysterious|wrong|wordless|uncanny|mystery|eerie|strange|magical|ethereal|otherworldly|dreamy|"
    "enchanted|神秘|不思議|幻想|"
    "妖しい|"
    "神秘的|诡异|奇幻|梦幻|空灵|缥缈",
    "calm": "calm|at rest|unhurried|rest|おだやか|peaceful|quiet|serene|still|meditative|relaxed|relaxing|pastoral|"
    "静か|穏やか|静寂|安らか|瞑想|"
    "のどか|"
    "平静|宁静|安静|舒缓|悠然|祥和|静谧|悠扬",
    "playful": "playful|drunk|drunken|comic|funny|whimsical|quirky|mischievous|silly|comedy|遊び心|コミカル|おどけ|"
    "いたずら|軽快|"
    "俏皮|滑稽|诙谐|顽皮|轻快|活泼",
    "dark": "dark|ominous|sinister|horror|evil|menacing|gloomy|scary|暗い|不吉|邪悪|恐怖|不気味|黑暗|阴森|恐怖的|"
    "邪恶|阴沉|压抑",
    "triumphant": "triumphant|victory|victorious|triumph|glorious|finale|勝利|凱旋|栄光|胜利|凯旋|光荣|辉煌",
    "nostalgic": "nostalgic|nostalgia|wistful|bittersweet|memory|memories|longing|yearning|autumn|懐かしい|郷愁|"
    "ノスタルジック|思い出|"
    "怀旧|怀念|思念|回忆|惆怅|乡愁|思乡",
    "hopeful": "hopeful|rising|climbing|hope|uplifting|inspiring|dawn|morning|optimistic|希望|夜明け|朝|前向き|"
    "充满希望|黎明|清晨|"
    "励志|希望的",
}
_TEMPO_WORDS = {
    "slow": "slow|slowly|adagio|largo|lento|andante|solemn|ゆっくり|遅い|スロー|缓慢|慢|慢板|徐缓|缓缓",
    "fast": "fast|quick|rapid|presto|allegro|driving|energetic|upbeat|速い|早い|アップテンポ|疾走|快|快速|急促|快板|"
    "激烈",
    "moderate": "moderate|moderato|walking|中くらい|中速|中板",
}
_WAY_WORDS = {
    "solo": "solo|alone|unaccompanied|single|ソロ|独奏|一人|独",
    "waltz": "waltz|three-four|in three|ワルツ|円舞曲|华尔兹|圆舞曲",
    "minor": "minor|短調|小调",
    "major": "major|長調|大调",
    "soft": "quiet|quietly|softly|pianissimo|delicate|sparse|simple|minimal|静かに|そっと|かすかに|轻轻|轻柔|简单|稀疏",
    "loud": "loud|powerful|intense|full|mighty|massive|激しい|力強い|強烈|强烈|有力|震撼|激烈",
    "japanese": "japanese|japan|edo|kyoto|samurai|shrine|geisha|wagaku|日本|和風|雅楽|時代劇|江戸|日式|日本风",
    "chinese": "chinese|china|tang|oriental|中国|中華|中国风|国风|古风|中国風|东方|武侠|仙侠",
    "greek": "greek|greece|ancient|antique|ギリシャ|古代|希腊",
    "celtic": "celtic|irish|scottish|folk|ケルト|民謡|凯尔特|爱尔兰|民谣",
    "far": "far|far away|far off|distant|遠く|远处|远方|遥远",
    "medieval": "medieval|renaissance|court|中世|中世纪|宫廷",
}

_MOODS: dict[str, _Mood] = {
    "anxious": _Mood("minor", 76, 0.45, ((0, 5, 0, 4), (0, 3, 5, 4), (0, 1, 0, 4)), "pulse",
                     ("cello", "strings", "bass", "", "")),
    "tense": _Mood("phrygian", 118, 0.7, ((0, 0, 1, 0), (0, 5, 1, 4), (0, 1, 3, 1)), "pulse",
                   ("horn", "strings", "bass", "", "taiko")),
    "sad": _Mood("minor", 62, 0.3, ((0, 5, 2, 6), (0, 3, 0, 4), (0, 5, 3, 4)), "broken",
                 ("cello", "piano", "bass", "strings", "")),
    "happy": _Mood("major", 122, 0.65, ((0, 4, 5, 3), (0, 3, 4, 0), (0, 5, 3, 4)), "struck",
                   ("flute", "guitar", "bass", "strings", "drums")),
    "tender": _Mood("major", 72, 0.35, ((0, 2, 3, 4), (3, 0, 1, 4), (0, 5, 1, 4)), "broken",
                    ("violin", "piano", "bass", "strings", "")),
    "heroic": _Mood("mixolydian", 108, 0.8, ((0, 6, 3, 0), (0, 3, 6, 4), (0, 4, 3, 6)), "struck",
                    ("brass", "strings", "bass", "horn", "taiko")),
    "epic": _Mood("minor", 84, 0.85, ((0, 5, 2, 6), (0, 2, 5, 6), (5, 6, 0, 0)), "held",
                  ("horn", "strings", "bass", "choir", "taiko")),
    "mysterious": _Mood("dorian", 66, 0.35, ((0, 3, 0, 6), (0, 1, 0, 3), (0, 4, 6, 3)), "broken",
                        ("flute", "harp", "pad", "bells", "")),
    "calm": _Mood("major", 64, 0.25, ((0, 3, 0, 4), (0, 5, 3, 0), (3, 0, 3, 4)), "broken",
                  ("flute", "piano", "pad", "strings", "")),
    "playful": _Mood("major", 126, 0.5, ((0, 4, 0, 4), (0, 1, 4, 0), (0, 3, 1, 4)), "struck",
                     ("clarinet", "pizzicato", "bass", "bells", "")),
    "dark": _Mood("phrygian", 60, 0.5, ((0, 1, 0, 6), (0, 5, 1, 0), (0, 3, 1, 0)), "held",
                  ("cello", "strings", "bass", "choir", "taiko")),
    "triumphant": _Mood("major", 112, 0.9, ((0, 3, 4, 0), (0, 4, 5, 3), (3, 4, 5, 0)), "struck",
                        ("brass", "strings", "bass", "choir", "drums")),
    "nostalgic": _Mood("major", 74, 0.3, ((0, 2, 5, 3), (3, 4, 2, 5), (0, 5, 1, 4)), "broken",
                       ("music_box", "piano", "bass", "strings", ""), 3),
    "hopeful": _Mood("lydian", 88, 0.5, ((0, 4, 5, 3), (0, 1, 3, 4), (5, 3, 0, 4)), "broken",
                     ("violin", "piano", "bass", "strings", "")),
}  # fmt: skip
_REGIONS: dict[str, tuple[str, tuple[str, str, str, str, str]]] = {  # mode, forces
    "japanese": ("hirajoshi", ("shakuhachi", "koto", "", "", "")),
    "chinese": ("gong", ("erhu", "guzheng", "", "flute", "")),
    "greek": ("dorian", ("flute", "lyre", "", "", "drums")),
    "celtic": ("dorian", ("flute", "guitar", "", "violin", "drums")),
    "medieval": ("dorian", ("oboe", "lyre", "", "", "drums")),
}
_EASTERN = {"koto": "hirajoshi", "shakuhachi": "hirajoshi", "guzheng": "gong", "erhu": "gong"}
_MINOR_OF = {"hirajoshi": "hirajoshi", "gong": "yu", "major": "minor", "lydian": "dorian", "mixolydian": "dorian"}
_GLOOMY = frozenset({"anxious", "tense", "sad", "dark", "nostalgic"})
_MILD = frozenset({"calm", "tender", "hopeful"})  # "a quiet piano, slow, lonely" is a sad piece, not a calm one

# Who can take which part, the best first.
_LEADS = ("violin", "erhu", "shakuhachi", "flute", "oboe", "clarinet", "cello", "viola", "brass", "horn", "music_box",
          "accordion", "choir", "guzheng", "koto", "lyre", "guitar", "piano", "harp", "marimba", "bells", "strings",
          "organ", "pizzicato", "bass", "pad")  # fmt: skip
_CHORDS = ("piano", "harp", "guitar", "koto", "guzheng", "lyre", "pizzicato", "strings", "organ", "accordion", "pad",
           "choir", "marimba", "brass", "horn", "music_box", "bells")  # fmt: skip
_PERCUSSION = ("taiko", "drums")
_ORCHESTRAL = frozenset({"strings", "brass", "horn", "choir", "organ", "drums", "taiko", "bells"})
_DEEP = {
    "guitar": "guitar",
    "lyre": "",
    "marimba": "",
    "piano": "piano",
    "koto": "",
    "guzheng": "",
    "music_box": "",
    "organ": "organ",
    "pad": "pad",
    "harp": "harp",
}

_INSTRUMENTS, _FEELINGS = Lexicon(INSTRUMENT_WORDS), Lexicon(_MOOD_WORDS)
_TEMPI, _WAYS = Lexicon(_TEMPO_WORDS), Lexicon(_WAY_WORDS)


def character(words: str, seed: int) -> Character:
    """The character that the words ask for; what they leave open is drawn by the words and the seed."""
    random = chance("character", words, seed)
    ways, named = _WAYS.all(words), _INSTRUMENTS.all(words)
    feelings = tuple(sorted(_FEELINGS.all(words), key=lambda feeling: feeling in _MILD))
    mood = (
        _MOODS[feelings[0]] if feelings else _MOODS[("calm", "tender", "nostalgic", "hopeful")[int(random.integers(4))]]
    )
    energy = mood.energy + sum(_MOODS[other].energy - mood.energy for other in feelings[1:]) * 0.35
    energy += 0.2 * ("loud" in ways) - 0.15 * ("soft" in ways)
    if named and set(named) <= set(_PERCUSSION) and not feelings:
        mood = _MOODS["epic"]
        energy = 0.8
    base = Character(
        mode=_mode(mood, feelings, ways, named),
        tonic=int(random.integers(12)),
        tempo=_tempo(mood, words) * (0.94 + 0.12 * float(random.random())),
        meter=3 if "waltz" in ways else 4 if "solo" in ways else mood.meter,
        energy=min(1.0, max(0.1, energy)),
        progressions=mood.progressions,
        figure=mood.figure,
        lead="", harmony="", bass="", colour="", drums="",
        hall=3.4 if {"choir", "organ"} & set(named) or mood.energy > 0.75 or "far" in ways else 2.2,
    )  # fmt: skip
    return _scored(base, mood, ways, named)


def _mode(mood: _Mood, feelings: tuple[str, ...], ways: tuple[str, ...], named: tuple[str, ...]) -> str:
    """The mode: of the region or the eastern instrument, else of the mood; made minor or major where asked."""
    mode = next((_REGIONS[way][0] for way in ways if way in _REGIONS), "")
    mode = mode or next((_EASTERN[name] for name in named if name in _EASTERN), "") or mood.mode
    if "minor" in ways or (mode == "gong" and feelings and feelings[0] in _GLOOMY):
        return _MINOR_OF.get(mode, mode)
    return "major" if "major" in ways else mode


def _tempo(mood: _Mood, words: str) -> float:
    asked = _TEMPI.first(words)
    if asked == "slow":
        return min(mood.tempo * 0.78, 68.0)
    if asked == "fast":
        return max(mood.tempo * 1.25, 124.0)
    return 92.0 if asked == "moderate" else mood.tempo


def _scored(base: Character, mood: _Mood, ways: tuple[str, ...], named: tuple[str, ...]) -> Character:
    """The character with its instruments: those named in the parts that suit them, or the mood's own."""
    region = next((_REGIONS[way][1] for way in ways if way in _REGIONS), None)
    tuned = [name for name in named if name not in _PERCUSSION]
    drums = next((name for name in named if name in _PERCUSSION), "")
    if not tuned:
        lead, harmony, bass, colour, own = region or mood.forces
        return replace(base, lead=lead, harmony=harmony, bass=bass, colour=colour, drums=drums or own)
    if len(tuned) == 1 and "solo" in ways:
        figure = "drone" if tuned[0] not in _CHORDS else base.figure
        return replace(base, lead=tuned[0], harmony="" if figure == "drone" else tuned[0], figure=figure, drums=drums)
    if mood.energy > 0.65 and _ORCHESTRAL.issuperset(tuned):
        lead, harmony, bass, colour, own = mood.forces
        lead = next((name for name in _LEADS if name in tuned and name != harmony), lead)
        colour = next((name for name in tuned if name not in (lead, harmony)), colour if colour != lead else "horn")
        return replace(base, lead=lead, harmony=harmony, bass=bass, colour=colour, drums=drums or own)
    return _chamber(base, tuned, drums)


def _chamber(base: Character, tuned: list[str], drums: str) -> Character:
    """The instruments named and no others, but for what a tune needs: somebody who plays its chords."""
    lead = min(tuned, key=_LEADS.index)
    others = [name for name in tuned if name != lead]
    harmony = next((name for name in _CHORDS if name in others), lead if lead in _CHORDS else "")
    harmony = harmony or {"shakuhachi": "koto", "erhu": "guzheng"}.get(lead, "piano")
    colour = next((name for name in others if name != harmony), "")
    figure = base.figure
    if harmony in SUSTAINED and figure == "broken":
        figure = "held"
    elif harmony not in SUSTAINED and figure == "held":
        figure = "broken"
    bass = _DEEP.get(harmony, "bass")
    return replace(base, lead=lead, harmony=harmony, bass=bass, colour=colour, drums=drums, figure=figure)
