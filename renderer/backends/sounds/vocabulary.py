"""The words of an effect come in, the sounds that they name and how each is to be played go out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from renderer.words import Hit, Lexicon


@dataclass(frozen=True, slots=True)
class Named:
    """A sound that the words name, and what they say of it. Factors are 1, levels 0 where nothing is said."""

    sound: str
    pace: float = 1.0
    weight: float = 1.0
    force: float = 1.0
    level: float = 0.0  # dB
    distance: float = 0.0  # 0 here … 1 far away; below 0 right at the ear
    material: str = ""
    echo: bool = False


SOUND_WORDS = {
    "storm": "storm|tempest|thunderstorm|typhoon|hurricane|嵐|雷雨|台風|暴風雨|暴风雨|雷暴|台风",
    "thunder": "thunder|thunderclap|lightning|雷|雷鳴|落雷|稲妻|雷声|打雷|闪电|惊雷|雷聲",
    "rain": "rain|drizzle|downpour|raindrop|雨|雨音|小雨|大雨|雨声|暴雨|細雨|细雨",
    "drip": "drip|water dripping|dripping water|dripping|water drop|leak|水滴|しずく|雫|滴水|水珠",
    "wind": "wind|wind howls|winds howling|wind howling|howling wind|howl|gust|breeze|gale|blizzard|風|突風|そよ風|"
    "吹雪|木枯らし|风|狂风|微风|寒风|北风",
    "sea": "sea|swell|wave|ocean|surf|shore|beach|tide|海|波|波音|海辺|浜|潮|海浪|波浪|海岸|大海|浪|海潮",
    "river": "river|stream|brook|creek|flowing water|fountain|川|小川|せせらぎ|泉|噴水|河|溪|流水|小溪|河流|喷泉",
    "waterfall": "waterfall|cascade|rapids|滝|瀑布|激流",
    "bubbles": "bubble|underwater|bubbling|boiling|泡|水中|沸騰|气泡|水泡|水下|冒泡|沸腾",
    "splash": "splash|dive|plunge|水しぶき|飛び込|ざぶん|どぼん|水花|溅|落水|跳水|扑通",
    "fire": "fire|flame|campfire|bonfire|hearth|fireplace|burn|火|炎|焚き火|たき火|暖炉|火焰|篝火|柴火|燃烧",
    "snowfall": "snowfall|falling snow|雪が降る|しんしん|下雪|落雪",
    "birds": "bird|birdsong|chirp|sparrow|songbird|鳥|小鳥|鳥の声|さえずり|雀|すずめ|鸟|鸟鸣|鸟叫|麻雀|小鸟|鳥鳴",
    "gulls": "gull|seagull|かもめ|カモメ|海猫|海鸥|鷗",
    "crickets": "cricket|insect|虫|虫の声|鈴虫|コオロギ|蟋蟀|虫鸣|虫声|昆虫",
    "cicadas": "cicada|蝉|セミ|せみ|蝉時雨|蝉鸣|知了|蝉声",
    "owl": "owl|hoot|ふくろう|フクロウ|梟|猫头鹰|夜枭",
    "dog": "dog|bark|puppy|hound|犬|犬の鳴き声|吠|狗|狗叫|犬吠|小狗",
    "cat": "cat|meow|kitten|猫|ニャー|にゃあ|猫叫|小猫",
    "wolf": "wolf|wolves|wolf howl|howling wolf|狼|遠吠え|狼嚎|狼叫",
    "gallop": "gallop|horse|hoof|hooves|hoofbeat|馬|蹄|馬の足音|马|马蹄|马蹄声|奔马",
    "neigh": "neigh|whinny|いななき|马嘶|嘶鸣",
    "flock": "wings|flapping wings|wingbeat|flock|羽ばたき|羽音|翅膀|拍翅|振翅",
    "footsteps": "footstep|step|walk|walking|tread|pacing|足音|歩く|歩み|靴音|脚步|脚步声|走路|步伐",
    "running": "running|run|running feet|running footsteps|sprint|走る|駆け足|駆ける|走り去|奔跑|跑步|跑|奔跑声",
    "murmur": "murmur|crowd|chatter|audience|people talking|voices|人混み|ざわめき|群衆|話し声|人声|人群|嘈杂|喧哗|"
    "议论",
    "laughter": "laughter|laugh|laughing|laughs|giggles|笑い声|笑い|爆笑|笑声|大笑|哄笑",
    "cheer": "cheer|cheering|hurrah|歓声|喝采|欢呼|喝彩",
    "applause": "applause|clapping|clap|ovation|拍手|鼓掌|掌声",
    "heartbeat": "heartbeat|heart|pulse|心臓|鼓動|心音|心跳|心跳声",
    "breathing": "breathing|breath|panting|sigh|息|呼吸|息づかい|ため息|喘气|喘息|叹息",
    "door_creak": "creak|creaking|creaking door|door creak|door creaks|door opens|door opening|door|hinge|gate|扉|"
    "ドア|"
    "きしむ|軋|戸|門|开门|门|吱呀|门轴|大门",
    "door_slam": "slam|door slam|door slams|slamming door|door shuts|door closes|doors closing|door closing|"
    "closing door|doors close|window bursting|window bursts|バタン|扉が閉まる|ドアが閉まる|"
    "关门|摔门|门砰",
    "knock": "knock|knocking|knock on the door|knock at the door|rap on the door|ノック|戸を叩く|敲门|敲门声",
    "lock": "key|lock|latch|unlock|bolt|鍵|錠|钥匙|锁|门锁|开锁",
    "switch": "click|switch|shutter|button|camera shutter|スイッチ|シャッター|カチッ|开关|快门|按钮|咔哒",
    "church_bell": "church bell|bell tower|bells|bell tolls|tolling bell|cathedral bell|教会の鐘|鐘楼|教堂钟|"
    "教堂的钟|丧钟|钟楼",
    "temple_bell": "temple bell|bell of the temple|temple|bonsho|gong|鐘|寺の鐘|梵鐘|除夜の鐘|ゴーン|钟|钟声|"
    "寺庙钟声|寺钟|锣|銅鑼",
    "hand_bell": "bell|sheep bell|cowbell|goat bell|hand bell|ship's bell|small bell|chime|鈴|ベル|呼び鈴|铃|铃声|"
    "铃铛|摇铃",
    "bicycle_bell": "bicycle|bicycle bell|doorbell|shop bell|自転車|自転車のベル|自行车|车铃|门铃",
    "wind_chime": "wind chime|wind chimes|wind bell|風鈴|风铃",
    "glitter": "glitter|magic|sparkle|shimmer|spell|twinkle|魔法|きらきら|キラキラ|輝き|魔法声|闪烁|闪光|仙术|魔术",
    "clock": "clock|tick|ticking|ticktock|watch|時計|チクタク|秒針|时钟|钟表|滴答|滴答声|手表",
    "sword": "sword|clash|blade|steel|duel|clang|剣|刀|剣戟|金属音|チャンバラ|刀剑|剑|兵器|铿锵|金属碰撞",
    "whoosh": "whoosh|swish|swing|swoosh|fly past|ヒュッ|風切り|ビュン|嗖|呼啸|挥",
    "arrow": "arrow|bow|bowstring|archery|矢|弓|弓矢|箭|弓箭|射箭|弓弦",
    "glass": "glass|shatter|breaking glass|window breaks|ガラス|割れる|ガラスが割れる|玻璃|碎裂|打碎|玻璃碎",
    "explosion": "explosion|explode|blast|bomb|rumble|earthquake|quake|eruption|avalanche|boom|爆発|爆弾|地震|"
    "地鳴り|噴火|轟音|"
    "爆炸|炸弹|地震声|隆隆|轰鸣|轰隆|山崩",
    "gunshot": "gunshot|gun|shot fired|rifle|pistol|cannon|銃声|銃|大砲|枪|枪声|大炮|炮声",
    "impact": "thud|impact|blow|punch|crash|fall|falls|hit|bump|ドスン|衝撃|衝突|倒れる|打撃|砰|撞击|倒地|落地|重击|咚",
    "drum": "drum|drumbeat|taiko|war drum|太鼓|ドラム|鼓|鼓声|战鼓|大鼓",
    "horn": "horn|conch|foghorn|bugle|trumpet call|法螺|法螺貝|ほら貝|角笛|号角|海螺|喇叭|雾号",
    "page": "page|paper|book|turning pages|rustle|map unfolds|ページ|紙|本をめくる|翻书|翻页|纸|书页|沙沙",
    "typing": "typing|keyboard|typewriter|type|タイピング|キーボード|打字|键盘|敲键盘",
    "writing": "writing|pen|pencil|scribble|scratching pen|鉛筆|ペン|書く|写字|铅笔|钢笔|书写",
    "chain": "chain|coin|armour|armor|jingle|metal rattle|rattle|鎖|硬貨|小銭|甲冑|铁链|锁链|硬币|金币|铠甲",
    "rope": "ship creak|creaking ship|rope creaking|rope running out|timber creaking|timber groaning|timber|rope|"
    "creaking rope|timbers|mast|hull|ship|boat|oar|rowing|creaking wood|"
    "creaking timbers|"
    "船|帆船|軋む船|ロープ|縄|櫂|オール|船体|绳|绳索|船只|桅杆|摇橹|船桨|木船",
    "sail": "sail|sails|canvas|flag|banner|cloth|cape|flutter|帆|旗|布|マント|はためく|船帆|旗帜|旗子|布料|披风",
    "engine": "engine|car|motor|truck|bus|motorcycle|tractor|エンジン|車|自動車|バイク|トラック|引擎|汽车|发动机|"
    "摩托|卡车|轿车",
    "train": "train|railway|railroad|subway|tram|locomotive|電車|列車|汽車|線路|地下鉄|火车|列车|地铁|铁路|电车",
    "train_horn": "train whistle|train horn|ship horn|ship's horn|steam whistle|汽笛|警笛を鳴らす|鸣笛",
    "siren": "siren|ambulance|police car|fire engine|サイレン|救急車|パトカー|消防車|警笛|警报|救护车|警车|消防车|"
    "警报声",
    "telephone": "telephone|phone|phone ring|ringing phone|ringtone|電話|着信|電話のベル|电话|电话铃|手机|来电",
    "beep": "beep|notification|message|ping|computer|通知|電子音|ピッ|提示音|消息|电脑|哔",
    "alarm": "alarm|alarm clock|buzzer|目覚まし|アラーム|警報|ブザー|闹钟|警铃|蜂鸣",
    "school_chime": "school chime|school bell|classroom bell|チャイム|学校のチャイム|始業|上课铃|下课铃|校铃|学校铃",
    "whispers": "whisper|whispering voices|voices whispering|ささやき声|囁き声|ひそひそ|低语|耳语|窃窃私语",
    "shouts": "shout|shouting|scream|screaming|crying out|cry out|cries|yell|叫び声|悲鳴|怒号|叫喊|尖叫|喊声|惨叫|呐喊",
    "roar": "roar|growl|beast|monster|giant's roar|咆哮|唸り声|うなり声|怪物の声|吼叫|怒吼|兽吼",
    "pig": "pig|swine|squeal|boar|豚|猪|ぶた|猪叫",
    "sheep": "sheep|goat|lamb|bleat|flock of sheep|羊|ヒツジ|山羊|羊叫|绵羊",
    "unsheathe": "blade drawn|sword drawn|drawn sword|drawn blade|unsheathe|draws his sword|draws her sword|抜刀|"
    "刀を抜く|剣を抜く|"
    "拔剑|拔刀|出鞘",
    "clatter": "clatter|basin|bronze|cup|pot|dishes|plate|tin|食器|皿|金だらい|盆|碗碟|盘子|锅|铜盆",
    "crack": "crack|snap|splitting|wood splitting|wood breaking|stool breaking|branch|twig|snapping|"
    "cord snapping|"
    "折れる|枝|ポキッ|裂ける|折断|断裂|树枝|木头断裂",
    "grinding": "grinding|boulder|stone door|rolling stone|rolling over|rolling boulder|keel|drags|dragging|岩|"
    "引きずる|石の扉|巨石|拖动|"
    "滚石|石门|磨",
    "slide": "slide|sliding|sliding door|drawer|screen door|襖|ふすま|障子|引き戸|引き出し|推拉门|抽屉|滑门",
    "loom": "loom|weaving|shuttle|spinning wheel|threads|機織り|織機|糸車|织布|织机|纺车",
    "steam": "steam|hiss|sizzle|embers|embers hissing|湯気|蒸気|ジュッ|蒸汽|嘶嘶",
    "pour": "pour|pouring|water|drink|drinking|tea|wine|水を注ぐ|注ぐ|お茶|水の音|倒水|倒茶|斟酒|水声",
    "hum": "hum|lamp|flicker|fluorescent|neon|electric|buzz|transformer|蛍光灯|ランプ|電灯|ブーン|電気|灯|日光灯|"
    "电流|霓虹|嗡嗡",
    "static": "static|radio|white noise|interference|ラジオ|雑音|ノイズ|収音機|无线电|收音机|杂音|噪音|静电",
    "helicopter": "helicopter|rotor|propeller|drone flies|aeroplane|airplane|plane|ヘリコプター|ヘリ|飛行機|直升机|"
    "飞机|螺旋桨",
    "city": "city|traffic|street|town|downtown|街|都会|交通|雑踏|街角|通り|城市|街道|车流|都市|马路",
    "forest": "forest|woods|jungle|woodland|meadow|garden|森|林|森林|庭|草原|树林|丛林|花园|山林",
    "night": "night|night ambience|summer night|夜|夜更け|夏の夜|夜晚|夏夜|深夜|夜里",
    "room": "room tone|room|silence|indoor|quiet room|部屋|室内|静寂|静けさ|房间|寂静|安静",
    "cafe": "cafe|café|restaurant|tavern|inn|bar|market|diner|喫茶店|食堂|居酒屋|市場|カフェ|咖啡馆|餐厅|酒馆|集市|"
    "市场|饭馆",
    "space_hum": "spaceship|spacecraft|space station|machine room|drone|machinery|factory|宇宙船|機械室|工場|宇宙|"
    "飞船|太空|机房|工厂",
}

_MANNER_WORDS = {
    "close": "close|near|nearby|loud and close|overhead|closeup|right here|近く|間近|近い|すぐそば|近处|附近|很近|近",
    "distant": "distant|distantly|far|far off|far away|in the distance|from afar|faraway|offshore|遠く|遠い|遠雷|"
    "彼方|かすか|远处|远方|遥远|远",
    "muffled": "muffled|behind the wall|through the wall|next door|outside|from outside|壁越し|外から|くぐもった|"
    "隔壁|门外|窗外|沉闷",
    "loud": "loud|loudly|heavy|violent|furious|strong|raging|huge|fierce|hard|mighty|pounding|激しい|大きな|強い|"
    "猛烈|すごい|"
    "激烈|猛烈的|巨大|强烈|响亮|狂",
    "soft": "soft|softly|quiet|quietly|gentle|faint|light|slight|lightly|静か|静かな|やさしい|優しい|弱い|小さな|"
    "そっと|微か|"
    "轻|轻轻|轻柔|微弱|小声|温柔|柔和",
    "slow": "slow|slowly|lazy|solemn|ゆっくり|遅い|のろい|慢|缓慢|慢慢|缓缓",
    "fast": "fast|quick|quickly|rapid|hurried|frantic|hasty|速い|早い|急ぐ|慌ただしい|急な|快|急促|飞快|急|快速",
    "big": "big|large|great|deep|giant|low|巨大な|低い|大きい|巨|低沉|大型",
    "small": "small|little|tiny|high|小さい|小型|高い|小小|细小",
}
_ECHO_WORDS = {
    "echo": "echo|echoing|cave|cavern|cathedral|great hall|stone hall|crypt|well|tunnel|洞窟|洞|大広間|反響|こだま|"
    "トンネル|"
    "山洞|洞穴|大厅|回声|回响|隧道|教堂里",
}
_MATERIAL_WORDS = {
    "stone": "stone|concrete|marble|cobblestone|pavement|rock|corridor|石|石畳|コンクリート|廊下|石头|石板|水泥|走廊",
    "wood": "wood|wooden|floorboard|deck|plank|parquet|stairs|木|木の床|床板|甲板|階段|木板|地板|木头|楼梯",
    "gravel": "gravel|pebbles|path|砂利|小石|砂利道|碎石|石子|小路",
    "snow": "snow|snowy|ice|雪|氷|雪地|冰",
    "grass": "grass|field|lawn|草|芝生|草地|草丛",
    "sand": "sand|sandy|desert|砂|砂浜|砂漠|沙|沙滩|沙地|沙漠",
    "leaves": "leaves|dry leaves|fallen leaves|undergrowth|落ち葉|枯れ葉|落叶|枯叶|树叶",
    "water": "puddle|water|shallows|mud|水たまり|水面|ぬかるみ|水|水坑|泥|浅水",
    "metal": "metal|iron|iron stairs|metal stairs|grating|steel stairs|鉄|金属|鉄の階段|铁|铁板|铁楼梯",
}

_PLAYED: dict[str, dict[str, float]] = {
    "close": {"level": 1.5, "distance": -1.0},
    "distant": {"level": -5.0, "distance": 1.0},
    "muffled": {"level": -4.0, "distance": 0.6},
    "loud": {"level": 3.0, "force": 1.5, "weight": 1.12},
    "soft": {"level": -4.0, "force": 0.65, "weight": 0.95},
    "slow": {"pace": 0.7},
    "fast": {"pace": 1.45},
    "big": {"weight": 1.35},
    "small": {"weight": 0.72},
}
_STEPPING = frozenset({"footsteps", "running"})
_GROUND_OF_STEPS = frozenset({"rope", "room", "city", "forest", "pour", "crack", "impact"})
_MOST = 4  # sounds at once: more would be mud

_SOUNDS, _WAYS = Lexicon(SOUND_WORDS), Lexicon(_MANNER_WORDS)
_GROUNDS, _ECHOES = Lexicon(_MATERIAL_WORDS), Lexicon(_ECHO_WORDS)
_PLAIN = frozenset(word for row in _MANNER_WORDS.values() for word in row.split("|"))


def named(words: str) -> tuple[Named, ...]:
    """The sounds that the words name, four at most, each once, each with what is said nearest to it.

    ``rain, distant thunder`` has its rain here and its thunder far away. Nothing known gives an empty tuple.
    """
    hits: dict[str, Hit] = {}
    for hit in _SOUNDS.find(words):
        hits.setdefault(hit.concept, hit)
    if hits.keys() & _STEPPING:  # ``footsteps on the ship's deck`` are no ship
        hits = {sound: hit for sound, hit in hits.items() if sound not in _GROUND_OF_STEPS}
    ground, echo = _GROUNDS.first(words), bool(_ECHOES.find(words))
    sounds = {
        sound: Named(sound, material=ground if sound in _STEPPING else "", echo=echo) for sound in list(hits)[:_MOST]
    }
    for way in _ways(words, tuple(hits.values())) if sounds else ():
        owner = min(sounds, key=lambda sound: (_gap(hits[sound], way), hits[sound].start))
        sounds[owner] = _played(sounds[owner], _PLAYED[way.concept])
    return tuple(sounds.values())


def way_of(words: str) -> Named:
    """How a sound that no word names is to be played."""
    way = Named("swell", echo=bool(_ECHOES.find(words)))
    for hit in _ways(words, ()):
        way = _played(way, _PLAYED[hit.concept])
    return way


def _ways(words: str, sounds: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The words about how a sound is played: plain ones only (a door that closes is not close), and none that is
    part of a sound's own name."""
    return tuple(
        way
        for way in _WAYS.find(words)
        if words[way.start : way.end].lower() in _PLAIN
        and not any(sound.start <= way.start and way.end <= sound.end for sound in sounds)
    )


def _gap(sound: Hit, way: Hit) -> int:
    """Characters between a sound's word and a word about it; none where one holds the other."""
    return max(0, sound.start - way.end, way.start - sound.end)


def _played(sound: Named, changes: dict[str, float]) -> Named:
    """The sound with the changes of one word: levels and distance add up, factors multiply."""
    values = {
        name: getattr(sound, name) + change if name in ("level", "distance") else getattr(sound, name) * change
        for name, change in changes.items()
    }
    return replace(sound, **values)
