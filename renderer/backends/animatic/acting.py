"""An action's prose comes in, the pose of a subject at any moment of the shot goes out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import pi, sin

from renderer.backends.animatic.gaits import Moment
from renderer.backends.animatic.gestures import GESTURES, LASTING, WHOLE
from renderer.backends.animatic.pose import Arm, Face, Pose, blended
from renderer.recipe import digest
from renderer.words import Lexicon


@dataclass(frozen=True, slots=True)
class Acting:
    """What one subject does in a shot: beats that follow one another, each a group of simultaneous actions."""

    beats: tuple[tuple[str, ...], ...] = ()
    mood: str = ""
    left: bool = False  # it goes left rather than right


_ACTIONS = Lexicon(
    {
        "stand": "stand|stands up|rise|rises|get up|gets up|stop|halt|立つ|立ち上がる|立って|立ち止ま|止まる|站|站起|"
        "起身|停下|站住",
        "walk": "walk|stroll|stride|march|wander|pace|approach|step|trudge|come|head|cross|wade|advance|歩く|歩い|歩き|"
        "近づ|進む|進ん|散歩|やって来|走过来|走|走向|走过|步行|漫步|靠近|前进|迈步|踱步|来到",
        "run": "run|sprint|rush|dash|race|hurry|flee|chase|gallop|charge|走る|走っ|走り|駆け|逃げ|追いかけ|急ぐ|跑|"
        "奔跑|冲|奔|逃|追|飞奔|疾驰|赶",
        "climb": "climb|scramble|ascend|clamber|登る|登っ|登り|よじ登|上がる|爬|攀|攀登|登上",
        "sit": "sit|sits down|seat|perch|squat|座る|座っ|座り|腰を下ろ|腰掛け|坐|坐下|蹲",
        "kneel": "kneel|kneels down|crouch|ひざまず|跪|しゃがむ|しゃがみ|しゃがん|膝をつ|蹲下",
        "lie": "lie|lies|lies down|lay|lying|recline|sprawl|横たわ|寝転|横になる|横になっ|躺|躺下|卧",
        "sleep": "sleep|asleep|doze|nap|slumber|眠る|眠っ|眠り|寝る|寝て|うとうと|睡|睡着|睡觉|打盹",
        "point": "point|points at|gesture toward|指さ|指差|指を差|指着|指向|指了指|指",
        "wave": "wave|waves at|wave goodbye|手を振|招手|挥手|挥了挥手|挥动",
        "raise": "raise|hold up|holds up|lift|holds out her lantern|hoist|brandish|掲げ|持ち上げ|差し上げ|かざ|上げる|"
        "举起|举|举着|抬起|提起|高举|扬起",
        "look_up": "look up|looks up|gaze up|gazes up|stare up|見上げ|仰ぐ|仰い|空を見|抬头|仰望|仰头|望着天|望向天空",
        "look_down": "look down|looks down|lower her head|lowers his head|lowers her eyes|見下ろ|うつむ|俯|下を向|低头|"
        "俯视|低下头|垂下头",
        "look_away": "look away|looks away|turns her head|turns his head|avert|目をそら|そっぽ|顔を背け|别过头|"
        "移开目光|扭头|转过头",
        "look_around": "look around|looks around|search|scan|look for|見回|見渡|探す|探し|环顾|四处张望|四下张望|张望|"
        "寻找|打量",
        "look_back": "look back|looks back|glance back|glance over|振り返|振り向|回头|回首|转头",
        "turn_away": "turn away|turns away|turns her back|turns his back|from behind|back to us|seen from behind|"
        "背を向け|背中を見せ|後ろ姿|背对|转过身去|背影|背过身",
        "turn": "turn|turns around|spin|whirl|向きを変え|向き直|回る|转身|转过身|转向",
        "nod": "nod|うなず|頷|点头|点了点头|颔首",
        "shake": "shake his head|shakes his head|shakes her head|shake her head|shakes head|shaking his head|"
        "shaking her head|首を振|かぶりを振|首を横に|摇头|摇了摇头",
        "bow": "bow|bows|curtsy|curtsies|お辞儀|おじぎ|頭を下げ|一礼|鞠躬|作揖|行礼|拱手",
        "reach": "reach|stretch out|touch|grab|grasp|take|pick|knock|open|push|press|手を伸ば|触れ|触る|つかむ|掴|取る|"
        "取っ|拾|押す|押し|開け|伸手|抓|摸|触摸|拿|拿起|捡|推|敲|打开|按",
        "give": "give|hand over|hands him|hands her|offer|present|hold out|holds out|pass|渡す|渡し|差し出|手渡|贈|递|"
        "递给|递过|交给|送给|献",
        "throw": "throw|toss|hurl|fling|cast|投げ|放り|抛|扔|投|掷|撒",
        "strike": "strike|fight|hit|slash|attack|swings his sword|swings her sword|stab|punch|battle|duel|chop|戦う|"
        "戦い|戦っ|斬|切りつけ|殴|打つ|打ち|攻撃|振り下ろ|挥剑|打|战斗|攻击|砍|刺|劈|搏斗|挥拳",
        "row": "row|paddle|rowing|漕ぐ|漕い|漕ぎ|划船|划桨|划",
        "drink": "drink|sip|gulp|飲む|飲ん|飲み|すする|喝|饮|啜|饮酒",
        "eat": "eat|bite|chew|munch|feast|taste|食べ|かじ|噛|吃|咬|啃|品尝|进食",
        "read": "read|study the map|reads|leaf through|読む|読ん|読み|读|阅读|看书|念信|翻书",
        "write": "write|scribble|draw|sketch|paint|書く|書い|書き|描く|描い|写|写字|画|记下|书写",
        "cry": "cry|weep|sob|tear|泣く|泣い|泣き|涙|すすり泣|哭|流泪|落泪|抽泣|哭泣|泪",
        "laugh": "laugh|giggle|chuckle|guffaw|笑う|笑い|笑っ|爆笑|大笑|哈哈|笑出声|大笑起来|欢笑",
        "smile": "smile|grin|beam|微笑|ほほえ|にっこり|笑顔|笑みを|微笑着|笑了|笑|露出笑容",
        "sing": "sing|sings|hum|chant|歌う|歌い|歌っ|口ずさ|唱|唱歌|歌唱|哼",
        "dance": "dance|waltz|twirl|踊る|踊り|踊っ|舞う|舞い|跳舞|舞蹈|起舞",
        "hug": "hug|embrace|hold each other|cuddle|抱きしめ|抱き合|抱く|抱きつ|拥抱|抱住|抱着|相拥",
        "pray": "pray|plead|beg|beseech|worship|祈る|祈り|祈っ|拝む|合掌|祈祷|祷告|祈求|恳求|跪拜",
        "fall": "fall|collapse|tumble|faint|stumble|topple|倒れ|転ぶ|転ん|落ちる|崩れ落ち|跌倒|摔倒|倒下|跌|晕倒|坠落|"
        "摔",
        "swim": "swim|dive|float in|泳ぐ|泳い|泳ぎ|潜る|游泳|游|潜水",
        "fly": "fly|soar|hover|glide|飛ぶ|飛び|飛ん|舞い上が|飞|飞翔|翱翔|飘",
        "steer": "steer|drive|at the helm|helm|操る|舵|運転|驾驶|掌舵|驾船|开车|开船",
        "pull": "pull|haul|tug|drag|heave|引く|引っ張|引き上げ|たぐ|拉|拽|拖|拉绳|扯",
        "think": "think|ponder|wonder|consider|muse|考える|考え込|思案|悩む|想|思考|沉思|考虑|琢磨|思索",
        "shrug": "shrug|肩をすくめ|耸肩",
        "shout": "shout|yell|scream|call out|calls out|cry out|cries out|roar|bellow|叫ぶ|叫び|叫ん|怒鳴|喊|大喊|叫|吼|"
        "喊道|怒吼|呼喊",
        "whisper": "whisper|murmur|mutter|ささや|囁|つぶや|呟|低语|耳语|悄悄话|喃喃",
        "tremble": "tremble|shiver|shudder|quake|cower|cringe|震え|ふるえ|怯え|発抖|发抖|颤抖|哆嗦|战栗|瑟瑟",
        "jump": "jump|leap|hop|skip|bounce|跳ぶ|跳ね|跳ん|飛び跳ね|ジャンプ|跳|跳起|蹦|跃",
        "carry": "carry|carries|cradle|bear|運ぶ|運ん|抱え|かかえ|担ぐ|搬|抱|捧着|捧|扛|背着",
        "cover": "covers her face|covers his face|hides her face|hides his face|cover her ears|顔を覆|耳をふさ|捂|掩面|"
        "捂脸|捂住",
        "clap": "clap|applaud|拍手|鼓掌|手を叩",
        "play": "play the|plays the|play a|plays a|strum|pluck|奏で|弾く|弾き|演奏|弹琴|弹|弹奏|演奏",
        "aim": "aim|shoot|draws his bow|draws the bow|draw the bow|string the bow|strings the bow|弓を引|射る|射|狙う|"
        "狙い|拉弓|射箭|瞄准",
        "fish": "fish|fishing|angling|釣る|釣り|釣っ|钓鱼|垂钓|钓",
        "telescope": "through a telescope|through the telescope|through a spyglass|望遠鏡を覗|用望远镜|望远镜",
        "enter": "enter|come in|comes in|arrive|appear|emerge|walks in|runs in|steps in|入って|入る|現れ|登場|やってく|"
        "进来|走进|进入|出现|登场|走入|到来",
        "leave": "leave|exit|depart|go away|goes away|walks off|walk off|runs off|run off|vanish|disappear|walks away|"
        "walk away|出て行|出ていく|立ち去|去る|去って|離れ|离开|走开|离去|走出|跑开|跑走|退场|远去|消失",
        "idle": "is silent|stand still|wait|待つ|待っ|黙|等待|等着|沉默|静静",
    }
)
_MOODS = Lexicon(
    {
        "joy": "happy|happily|joyful|joyfully|cheerful|cheerfully|glad|gladly|delighted|excited|excitedly|merry|bright|"
        "brightly|brisk|proud|proudly|laughing|smiling|"
        "嬉し|うれし|楽し|喜|明るく|元気|笑いながら|高兴|开心|快乐|欢喜|兴奋|喜悦|愉快|得意|笑着|欢快",
        "warm": "gently|gentle|softly|soft|kind|kindly|tender|tenderly|warm|warmly|calm|calmly|quietly|loving|やさしく|"
        "優しく|穏やか|静かに|そっと|温柔|轻声|温和|慈祥|平静|柔声|轻轻",
        "sad": "sad|sadly|sorrowful|grief|mournful|crying|weeping|broken|lonely|homesick|melancholy|heavy-hearted|悲し|"
        "寂し|切な|泣きながら|さびし|悲伤|难过|伤心|哭着|忧伤|哀伤|孤独|思乡",
        "anger": "angry|angrily|furious|furiously|rage|enraged|snarling|stern|sternly|harsh|bitter|grim|grimly|fierce|"
        "fiercely|怒|腹を立て|厳しく|険し|生气|愤怒|怒气|气急败坏|严厉|凶狠|恼怒|怒",
        "fear": "afraid|scared|fearful|frightened|terrified|nervous|nervously|anxious|anxiously|worried|trembling|"
        "panicked|怖|恐れ|怯え|不安|震え|心配|害怕|恐惧|惊恐|紧张|担心|颤抖|惶恐|不安",
        "surprise": "surprised|astonished|amazed|startled|shocked|gasping|in awe|wide-eyed|驚|びっくり|はっと|目を丸く|"
        "惊讶|吃惊|惊|震惊|惊奇|愣",
        "tired": "tired|weary|wearily|exhausted|sleepy|drowsy|weak|weakly|hoarse|疲れ|眠そう|弱々し|疲惫|疲倦|困|虚弱|"
        "无力|沙哑",
        "sly": "sly|slyly|mischievous|mischievously|cunning|teasing|smirking|ironic|sarcastic|dry|drily|いたずら|"
        "意地悪|ずる|からか|狡猾|调皮|坏笑|讽刺|得意地",
        "whisper": "whisper|whispers|whispering|hushed|under her breath|under his breath|ささや|囁|小声|低语|悄声|耳语|"
        "低声",
        "shout": "shout|shouting|yelling|loud|loudly|screaming|calling|roaring|叫|怒鳴|大声|喊|吼|高声",
        "firm": "firm|firmly|resolute|determined|serious|seriously|solemn|solemnly|cold|coldly|commanding|brave|"
        "bravely|真剣|きっぱり|毅然|力強く|坚定|严肃|认真|坚决|冷冷|郑重|勇敢",
    }
)
_FACES: dict[str, Face] = {
    "": Face(smile=0.25),
    "joy": Face(smile=0.85, brow=0.25, lids=0.08, blush=0.6),
    "warm": Face(smile=0.5, lids=0.15, brow=0.12, blush=0.45),
    "sad": Face(smile=-0.55, frown=-0.8, lids=0.3, brow=0.05, gaze=(0.0, -0.3)),
    "anger": Face(smile=-0.6, frown=1.0, brow=-0.55, lids=0.12, blush=0.6),
    "fear": Face(smile=-0.45, frown=-0.85, brow=0.65, lids=-0.2, blush=0.05),
    "surprise": Face(smile=0.0, brow=0.95, lids=-0.3, round=0.7),
    "tired": Face(smile=-0.15, frown=-0.35, lids=0.5, brow=-0.1),
    "sly": Face(smile=0.65, frown=0.4, lids=0.35, brow=0.1, gaze=(0.5, 0.0)),
    "whisper": Face(smile=0.05, lids=0.1, brow=0.2, round=0.3),
    "shout": Face(smile=-0.1, frown=0.45, brow=0.35),
    "firm": Face(smile=-0.2, frown=0.5, brow=-0.2, lids=0.08),
}
_BEARING: dict[str, tuple[float, float]] = {  # mood → nod, lean
    "sad": (0.3, 4.0), "tired": (0.25, 5.0), "anger": (0.1, 5.0), "fear": (0.0, -4.0), "surprise": (-0.12, -4.0),
    "whisper": (0.1, 6.0), "joy": (-0.06, -1.0),
    "shout": (-0.12, 4.0), "firm": (0.05, 0.0),
}

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|[。！？；\n]+")
_CLAUSE = re.compile(
    r",\s*|，|、(?!\s*\{)|\b(?:and then|then|before|and(?!\s*\{))\b|(?<=て)、|然后|接着|随后|そして|それから"
)
_NAME = re.compile(r"\{(~?)(\d+)\}")
_GROUP = re.compile(r"^\W*(?:\{~?\d+\}\s*(?:,|and|&|と|和|与|、|跟|同)?\s*(?:and)?\s*)+", re.IGNORECASE)
_THEY = re.compile(
    r"^\W*(?:they|both|all|everyone|the two|彼ら|二人|みんな|皆|他们|她们|两人|二人|大家|众人)", re.IGNORECASE
)
_LEFTWARD = re.compile(r"\b(?:to the left|leftwards?|left of frame)\b|左へ|左に|向左|往左", re.IGNORECASE)
_CROSSFADE = 0.4  # seconds between two beats


def read_action(action: str, slot: int, subjects: int) -> Acting:
    """What the subject of a slot does. ``{0}`` names the subject of slot 0, ``{~0}`` somebody out of frame. A sentence
    belongs to the subjects that open it; one that names nobody goes on with those of the sentence before, or
    with the only subject."""
    beats: list[tuple[str, ...]] = []
    words: list[str] = []
    actors = frozenset((0,)) if subjects == 1 else frozenset[int]()
    for sentence in _SENTENCE.split(action):
        named = _NAME.search(sentence)
        if named and not _GROUP.match(sentence):
            actors = frozenset() if named[1] else frozenset((int(named[2]),))
        for clause in filter(None, _CLAUSE.split(sentence)):
            actors = _actors(clause, actors, subjects)
            if slot not in actors:
                continue
            words.append(clause)
            found = tuple(name for name in _ACTIONS.all(clause) if name != "idle")
            if found:
                beats.append(found)
    told = " ".join(words)
    return Acting(tuple(beats), _MOODS.first(told), bool(_LEFTWARD.search(told)))


def _actors(clause: str, before: frozenset[int], subjects: int) -> frozenset[int]:
    """Who acts in a clause: those named at its start, "they", else whoever acted before."""
    if _THEY.match(clause):
        return frozenset(range(subjects))
    group = _GROUP.match(clause)
    if not group:
        return before
    return frozenset(int(number) for away, number in _NAME.findall(group[0]) if not away)


def perform(acting: Acting, seconds: float, length: float, mouth: float, manner: str, seed: int) -> Pose:
    """The pose at a time of the shot, of ``length`` seconds. ``mouth``: 0 closed … 1 wide open; ``manner``: how the
    line of this moment is spoken, "" while the subject is silent."""
    phase = int(digest(f"phase:{seed}")[:6], 16) / 0xFFFFFF * 2 * pi
    mood = _mood(manner) or acting.mood
    pose = _acted(acting, seconds, max(length, 1e-3), _idle(seconds, phase, mood), phase)
    if mouth > 0.02 or manner:
        pose = _speaking(pose, (seconds, phase, mouth), mood, acting)
    lids = max(pose.face.lids, _blink(seconds, seed))
    return replace(pose, face=replace(pose.face, lids=lids))


@lru_cache(maxsize=64)
def _mood(manner: str) -> str:
    return _MOODS.first(manner)


def _idle(seconds: float, phase: float, mood: str) -> Pose:
    """Standing alive: breath, the slow shift of weight, a wandering look."""
    def slow(rate: float, offset: float) -> float:
        return sin(2 * pi * rate * seconds + phase + offset)

    nod, lean = _BEARING.get(mood, (0.0, 0.0))
    face = _FACES[mood]
    drift = 0.25 * slow(0.11, 2.0) + 0.15 * slow(0.23, 0.7)
    face = replace(face, gaze=(face.gaze[0] + drift, face.gaze[1] + 0.15 * slow(0.17, 4.0)))
    arms = (
        Arm(4 + 1.5 * slow(0.19, 1.0), 9, 16 + 2 * slow(0.19, 1.4), 4),
        Arm(4 + 1.5 * slow(0.17, 3.0), 9, 16 + 2 * slow(0.17, 3.3), 4)
    )
    return Pose(
        turn=0.10 * slow(0.09, 1.0), nod=nod + 0.03 * slow(0.13, 0.0), tilt=1.5 * slow(0.08, 5.0), lean=lean,
        sway=1.0 * slow(0.10, 0.3), arms=arms, face=face,
        breath=0.5 + 0.5 * slow(0.27, 0.0), wind=0.35 * slow(0.21, 0.0),
    )


def _acted(acting: Acting, seconds: float, length: float, idle: Pose, phase: float) -> Pose:
    """The beats laid over the shot, each blending into the next."""
    if acting.left:
        idle = idle.mirrored()
    if not acting.beats:
        return idle
    span = length / len(acting.beats)
    index = min(int(max(seconds, 0.0) / span), len(acting.beats) - 1)
    pose = _beat(acting, index, seconds - index * span, span, (idle, phase))
    since = seconds - index * span
    if index and since < _CROSSFADE:
        t = since / _CROSSFADE
        before = _beat(acting, index - 1, span - 1e-3, span, (idle, phase))
        mixed = blended(before, pose, t * t * (3 - 2 * t))
        assert isinstance(mixed, Pose)
        return mixed
    return pose


def _beat(acting: Acting, index: int, since: float, span: float, still: tuple[Pose, float]) -> Pose:
    pose, phase = still
    moment = Moment(since, min(max(since / span, 0.0), 1.0), span, phase)
    actions = _lasting(acting.beats, index) + sorted(acting.beats[index], key=lambda name: name not in WHOLE)
    travel = _gone(acting.beats, index, moment, -1 if acting.left else 1)
    pose = replace(pose, travel=travel)
    for name in actions:
        pose = GESTURES[name](pose, moment)
    return pose


def _lasting(beats: Sequence[tuple[str, ...]], index: int) -> list[str]:
    """Postures taken in earlier beats that nothing has ended since."""
    kept: list[str] = []
    for beat in beats[:index]:
        if any(name in WHOLE for name in beat):
            kept = []
        kept += [name for name in beat if name in LASTING]
    return [] if any(name in WHOLE for name in beats[index]) else kept


def _gone(beats: Sequence[tuple[str, ...]], index: int, moment: Moment, sign: int) -> tuple[float, float]:
    """How far walking and climbing have carried the figure: a short way around its mark, for the camera stays."""
    x = y = 0.0
    for k, beat in enumerate(beats[: index + 1]):
        share = moment.share if k == index else 1.0
        pace = 0.30 if "run" in beat else (0.16 if "walk" in beat else 0.0)
        if pace and "enter" not in beat and "leave" not in beat:
            x += sign * min(pace * moment.length, 1.4) * share
        if "climb" in beat:
            x, y = x + sign * 0.18 * share, y + min(0.07 * moment.length, 0.5) * share
    total = sum(sign * min((0.30 if "run" in b else 0.16) * moment.length,
    1.4) for b in beats if "run" in b or "walk" in b)
    return x - total / 2, y


def _speaking(pose: Pose, now: tuple[float, float, float], mood: str, acting: Acting) -> Pose:
    """The mouth, and what goes with talking: small nods on loud syllables, brows, hands that underline."""
    seconds, phase, mouth = now
    beat = sin(2 * pi * 0.43 * seconds + phase)
    drift = sin(2 * pi * 0.27 * seconds + phase * 2)
    lively = {"whisper": 0.4, "sad": 0.5, "tired": 0.3, "anger": 1.4, "shout": 1.5, "joy": 1.3}.get(mood, 1.0)
    calm = {"whisper": 0.55, "shout": 1.25, "anger": 1.1}.get(mood, 1.0)
    face = replace(
        pose.face, mouth=max(pose.face.mouth, min(1.0, mouth * calm)), brow=pose.face.brow + 0.22 * mouth * lively,
        round=max(pose.face.round, 0.5 * max(0.0, sin(2 * pi * 1.7 * seconds + phase))),
    )
    busy = bool(acting.beats) and pose.arms != _idle(seconds, phase, mood).arms
    arms = pose.arms
    if not busy and not pose.holds:
        up = max(0.0, beat) * lively
        arms = (Arm(8 + 12 * up, 9, 34 + 46 * up, 4 + 14 * up), Arm(6 + 4 * up, 9, 20 + 22 * up, 4 + 6 * up))
    return replace(
        pose, face=face, arms=arms, nod=pose.nod + 0.10 * mouth * lively + 0.05 * beat,
        turn=pose.turn + 0.07 * drift * lively, tilt=pose.tilt + 2.5 * drift
    )


def _blink(seconds: float, seed: int) -> float:
    """1 while the eyes are shut: a sixth of a second every few seconds, never in step with anybody else's."""
    period = 3.4
    index = int(seconds / period)
    for k in (index - 1, index):
        start = (k + 0.15 + 0.7 * int(digest(f"blink:{seed}:{k}")[:4], 16) / 0xFFFF) * period
        since = seconds - start
        if 0 <= since < 0.18:
            return 1.0 - abs(since - 0.09) / 0.09 * 0.6
    return 0.0
