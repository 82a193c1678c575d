"""A setting's words in English, Japanese or Chinese come in; its place, hour, weather and style go out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from renderer import recipe
from renderer.words import Lexicon


@dataclass(frozen=True, slots=True)
class Scenery:
    """What the painters need to know of a setting."""

    kind: str  # a key of PLACES, or "backdrop" where the words name no place
    details: tuple[str, ...]  # keys of DETAILS, in the order of the words
    hour: str  # a key of HOURS
    weather: str  # a key of WEATHERS
    style: str  # a key of STYLES
    tone: str  # a key of TONES, or ""
    palette: tuple[str, ...]  # ``#rrggbb``
    lamplit: bool  # lamps or fire, not the sky, light the place
    seed: int  # equal for equal words of the place alone, so that a place keeps its face by day and night

    @property
    def indoors(self) -> bool:
        """Whether walls close the place."""
        return self.kind in INDOORS


PLACES = {
    "lighthouse": "lighthouse|灯台|灯塔|燈塔",
    "cliff": "cliff|bluff|headland|precipice|崖|断崖|悬崖|懸崖|峭壁",
    "deck": "deck|on board|aboard|bridge of the ship|甲板|船上",
    "voyage": "ship|boat|vessel|raft|sailboat|galley|船|舟|艦|帆船|轮船|小船",
    "shore": "shore|beach|coast|seaside|strand|sand|浜|海岸|砂浜|岸辺|海滩|沙滩|海边|海濱|海辺",
    "harbour": "harbour|harbor|port|pier|dock|quay|wharf|jetty|marina|港|埠頭|波止場|码头|港口|碼頭",
    "island": "island|isle|atoll|ithaca|島|岛",
    "sea": "sea|ocean|wave|open water|waters|海|大海|洋|波",
    "underwater": "underwater|seabed|sea floor|beneath the waves|coral reef|海底|水中|海中|水下",
    "cave": "cave|cavern|grotto|洞窟|洞穴|山洞|洞",
    "underworld": "underworld|hell|hades|land of the dead|abyss|netherworld|冥界|地獄|黄泉|地狱|地府|阴间",
    "graveyard": "graveyard|cemetery|grave|tomb|墓地|墓場|墓|坟墓|坟场",
    "volcano": "volcano|lava|火山|溶岩|岩浆",
    "mountain": "mountain|peak|summit|alp|valley|ridge|pass|olympus|山|峰|山脈|谷|山顶|山谷|花果山",
    "bamboo": "bamboo|竹林|竹",
    "forest": "forest|wood|woods|jungle|grove|thicket|orchard|森|森林|林|树林|樹林|密林|丛林",
    "swamp": "swamp|marsh|bog|沼|沼地|湿地|沼泽",
    "snowfield": "snowfield|tundra|glacier|ice|arctic|snowy plain|雪原|氷原|氷河|雪地|冰川|冰原",
    "desert": "desert|dune|wasteland|沙漠|砂漠|荒野|戈壁|砂丘",
    "river": "river|stream|creek|brook|bank|ford|waterfall|川|河|小川|滝|河边|小溪|河岸|瀑布",
    "lake": "lake|pond|lagoon|pool|湖|池|湖畔|池塘|湖边",
    "bridge": "bridge|橋|桥",
    "garden": "garden|courtyard|park|yard|庭|庭園|公園|花园|院子|庭院|公园",
    "farm": "farm|barn|vineyard|pasture|rice field|paddy|農場|牧場|田んぼ|农场|稻田|农田|田",
    "meadow": "meadow|field|hill|hillside|plain|prairie|steppe|grassland|countryside|草原|野原|丘|原っぱ|草地|田野|"
        "山坡|原野",
    "battlefield": "battlefield|camp|siege|war camp|戦場|陣|战场|营地|軍営",
    "road": "road|path|trail|crossroad|highway|wayside|道|小道|街道|山道|路|小路|路边|公路",
    "station": "station|platform|railway|駅|プラットホーム|ホーム|车站|車站|月台|站台",
    "train": "train|carriage|compartment|tram|subway|metro|列車|電車|汽車|地下鉄|火车|电车|车厢|地铁",
    "cabin": "cabin|ship's hold|below deck|船室|船舱|船艙",
    "neon": "night city|neon|megacity|cyberpunk|metropolis|downtown|歌舞伎町|ネオン|夜の街|霓虹|夜都市",
    "rooftop": "rooftop|roof|balcony|terrace|屋上|屋根|ベランダ|屋顶|天台|阳台",
    "alley": "alley|back street|lane|路地|裏通り|小巷|胡同|巷子|巷",
    "market": "market|bazaar|fair|stall|square|plaza|市場|広場|バザール|集市|市场|广场",
    "city": "city|avenue|boulevard|street|town|skyscraper|intersection|都市|都会|通り|街|町|交差点|城市|街道|马路|大街",
    "village": "village|hamlet|cottage|hut|farmhouse|house|村|集落|小屋|家|民家|村庄|村子|木屋|房子",
    "castle": "castle|fortress|citadel|keep|rampart|wall of troy|troy|城|要塞|砦|城堡|城墙|城門|堡垒",
    "palace": "palace|hall|ballroom|great hall|宮殿|御殿|大広間|宫殿|皇宫|大殿|大厅|龙宫|龍宮",
    "throne": "throne|throne room|玉座|王座|金銮殿",
    "temple": "temple|ruin|acropolis|parthenon|colonnade|sanctuary|oracle|altar|神殿|遺跡|廃墟|庙|寺庙|遗迹|废墟",
    "shrine": "shrine|pagoda|torii|monastery|dojo|神社|お寺|寺|鳥居|塔|佛寺|道观",
    "church": "church|cathedral|chapel|教会|聖堂|大聖堂|教堂|礼拜堂",
    "kitchen": "kitchen|bakery|台所|厨房|キッチン|パン屋|面包店",
    "bedroom": "bedroom|bed|nursery|dormitory|hospital room|寝室|病室|卧室|臥室|病房|宿舍",
    "classroom": "classroom|school|lecture|教室|学校|校舎|课堂|學校",
    "library": "library|study|archive|bookshop|bookstore|図書館|書斎|本屋|书房|图书馆|書店|书店|圖書館",
    "office": "office|desk|newsroom|laboratory|lab|事務所|オフィス|会社|研究室|办公室|公司|实验室|實驗室",
    "stairs": "stairs|staircase|stairwell|spiral stair|tower room|階段|螺旋階段|楼梯|樓梯|塔楼",
    "shop": "shop|store|cafe|café|restaurant|tavern|inn|bar|pub|店|喫茶店|食堂|居酒屋|酒場|カフェ|茶館|商店|咖啡馆|"
        "酒馆|饭店|茶馆|客栈",
    "prison": "prison|dungeon|cell|jail|牢|牢獄|地下牢|监狱|牢房",
    "corridor": "corridor|hallway|passage|tunnel|廊下|トンネル|走廊|隧道",
    "theatre": "theatre|theater|stage|concert|舞台|劇場|剧院|戏台",
    "washitsu": "tatami|japanese room|和室|畳|座敷|茶室|榻榻米",
    "room": "room|living room|parlour|apartment|flat|house interior|indoor|home|attic|部屋|居間|室内|屋内|房间|客厅|"
        "屋里|家里|房間",
    "spaceship": "spaceship|spacecraft|space station|starship|cockpit|control room|宇宙船|宇宙ステーション|飞船|"
        "太空船|空间站|驾驶舱",
    "space": "space|galaxy|star|stars|cosmos|orbit|planet|nebula|moon surface|宇宙|星空|銀河|太空|星系|银河|星海",
    "clouds": "sky|cloud|heaven|above the clouds|天空|空|雲|雲海|云海|天宫|天界|云端|天庭|天宮",
}
"""The kinds of place and the words that name them."""

INDOORS = frozenset(
    "cave cabin palace throne church kitchen bedroom classroom library office stairs shop prison corridor theatre "
    "washitsu room spaceship train".split()
)
"""Places with walls: the sky is seen through windows at most."""

_INSIDE = {
    "village": "room", "lighthouse": "stairs", "castle": "palace", "temple": "palace", "voyage": "cabin",
    "city": "room", "farm": "room", "deck": "cabin", "shrine": "washitsu", "station": "train", "rooftop": "room",
    "mountain": "cave", "cliff": "cave", "neon": "room", "space": "spaceship", "market": "shop",
}  # fmt: skip
"""What an outdoor kind becomes where the words say inside."""

_INSIDE_WORDS = Lexicon(
    {"in": "inside the|inside a|inside an|inside his|inside her|inside their|inside of|interior|indoors|int|室内|屋内|"
        "内部|の中|里面|屋里|屋内|內部"}
)

DETAILS = {
    "lighthouse": "lighthouse|灯台|灯塔|燈塔",
    "stairs": "stair|stairs|staircase|steps|階段|楼梯|台阶|石段",
    "lamp": "lamp|lantern|candle|street lamp|lamplight|ランプ|提灯|行灯|灯籠|灯|蝋燭|蜡烛|灯笼|路灯|燈",
    "fire": "fire|campfire|hearth|fireplace|bonfire|torch|brazier|flame|火|焚き火|暖炉|たき火|篝火|火炉|火把|壁炉|炎",
    "moon": "moon|moonlight|moonlit|月|月光|月明かり|月亮|满月|満月",
    "sun": "sun|sunrise|sunset|太陽|日の出|夕日|太阳|朝日|夕陽|落日",
    "stars": "star|stars|starry|milky way|星|星空|天の川|繁星",
    "boats": "boat|boats|sail|sailboat|rowing boat|fishing boat|小舟|ボート|漁船|渔船|小船|帆",
    "ship": "ship|galleon|galley|warship|trireme|steamer|船|大船|艦|战船|轮船|帆船",
    "cherry": "cherry|cherry blossom|cherry blossoms|cherry tree|sakura|petal|plum blossom|桜|花びら|梅|樱花|桃花|桃",
    "maple": "maple|autumn|fall leaves|red leaves|紅葉|もみじ|秋|枫叶|红叶|秋天",
    "torii": "torii|鳥居",
    "columns": "column|columns|pillar|colonnade|marble|柱|円柱|石柱|柱子|大理石",
    "olive": "olive|olive tree|cypress|オリーブ|橄榄|柏",
    "pine": "pine|fir|spruce|松|杉|松树",
    "palm": "palm|palm tree|coconut|椰子|ヤシ|棕榈",
    "tree": "tree|oak|willow|trees|木|樹|大樹|大树|树|柳",
    "flowers": "flower|rose|blossom|sunflower|poppy|poppies|花|薔薇|ひまわり|花朵|玫瑰",
    "grass": "grass|reed|wheat|草|葦|麦|芦苇|麦田",
    "rocks": "rock|rocks|boulder|stone|岩|石|岩石|石头|礁",
    "mountains": "mountain|mountains|peak|hills|fuji|山|山々|富士|群山|远山",
    "houses": "house|houses|cottage|hut|roofs|village|家|家々|小屋|村|房子|房屋|屋顶",
    "castle": "castle|tower|fortress|palace|城|塔|城堡|宫殿",
    "table": "table|desk|テーブル|机|桌子|食卓|餐桌",
    "bed": "bed|ベッド|布団|床铺|床",
    "books": "book|bookshelf|bookshelves|shelf|shelves|scroll|本棚|本|書物|书架|书",
    "throne": "throne|玉座|王座|宝座",
    "bridge": "bridge|橋|桥",
    "birds": "bird|seagull|gull|crow|crane|birds|鳥|カモメ|烏|鶴|鸟|海鸥|乌鸦|鹤",
    "fence": "fence|gate|wall|柵|門|塀|篱笆|大门|墙",
    "neon": "neon|billboard|sign|hologram|ネオン|看板|霓虹|招牌",
    "mist": "mist|haze|smoke|steam|靄|煙|烟|蒸気|雾气|薄雾",
    "river": "river|stream|brook|川|小川|河|小溪",
    "sea": "sea|ocean|海|大海",
}
"""Things a place may show beside what its kind shows anyway."""

HOURS = {
    "dawn": "dawn|daybreak|sunrise|early morning|first light|夜明け|明け方|早朝|朝焼け|黎明|拂晓|清晨|破晓|日出|"
        "日の出|暁",
    "golden": "golden hour|late afternoon|golden|sunset|golden light|夕方|夕暮れ|夕焼け|夕日|黄昏|傍晚|夕阳|日落|落日|"
        "黄金",
    "dusk": "dusk|twilight|evening|nightfall|blue hour|宵|日暮れ|薄暮|たそがれ|暮色|入夜|晚上|晩",
    "night": "night|midnight|moonlight|moonlit|starry|starlit|夜|深夜|真夜中|月夜|夜晚|午夜|半夜|夜里|月光",
    "noon": "noon|midday|high sun|正午|真昼|昼|中午|烈日",
    "day": "day|morning|afternoon|daylight|daytime|forenoon|朝|午前|午後|昼間|白天|早上|上午|下午|早晨",
}
"""Times of day and their words."""

WEATHERS = {
    "storm": "storm|thunder|thunderstorm|lightning|tempest|gale|typhoon|hurricane|嵐|雷|稲妻|台風|暴風|暴风雨|雷雨|"
        "闪电|风暴|打雷",
    "rain": "rain|drizzle|downpour|shower|rainy|雨|小雨|大雨|梅雨|下雨|雨天",
    "snow": "snow|blizzard|snowfall|snowy|snowflake|雪|吹雪|大雪|下雪|飘雪",
    "fog": "fog|mist|misty|foggy|haze|霧|靄|霞|雾|薄雾|浓雾",
    "cloud": "cloudy|overcast|cloud|grey sky|gray sky|曇|曇り|雲|阴天|多云|乌云|阴",
    "wind": "wind|windy|breeze|gust|風|強風|风|微风|大风",
    "clear": "clear|sunny|bright|cloudless|after the rain|fine weather|晴れ|晴|快晴|雨上がり|晴天|晴朗|雨后|雨過",
}
"""Weathers and their words."""

STYLES = {
    "noir": "noir|black and white|monochrome|b&w|白黒|モノクロ|黑白|黒白",
    "ink": "ink|sumi|ink wash|brush painting|calligraphy|水墨|墨|水墨画|墨絵|国画",
    "pencil": "pencil|sketch|charcoal|graphite|drawing|鉛筆|スケッチ|素描|铅笔|炭笔",
    "cyberpunk": "cyberpunk|neon|synthwave|vaporwave|サイバーパンク|赛博朋克|霓虹",
    "anime": "anime|manga|cel|ghibli|cartoon|アニメ|漫画|セル|动画|动漫|动画片|卡通",
    "oil": "oil|oil painting|impasto|impressionist|impressionism|van gogh|油絵|油彩|印象派|油画",
    "pastel": "pastel|soft colours|soft colors|chalk|crayon|パステル|クレヨン|粉彩|蜡笔|柔和",
    "watercolor": "watercolor|watercolour|gouache|aquarelle|水彩|水彩画",
    "storybook": "storybook|picture book|fairy tale|illustration|children's book|絵本|童話|绘本|童话|插画",
}
"""Drawing styles and their words; "storybook" where none is named."""

TONES = {
    "warm": "warm|golden|cosy|cozy|amber|sunny|暖かい|温かい|暖色|温暖|暖|金色",
    "cold": "cold|icy|blue|bleak|chill|moonlit|冷たい|寒い|寒色|冰冷|冷|寒冷|蓝",
    "dark": "dark|gloomy|grim|low key|shadowy|dim|sombre|暗い|暗|陰鬱|阴暗|黑暗|昏暗",
    "bright": "bright|airy|high key|vivid|cheerful|明るい|鮮やか|明亮|鲜艳|明媚",
    "sepia": "sepia|old photograph|faded|vintage|nostalgic|セピア|古い写真|怀旧|泛黄",
}
"""Tones of light and colour and their words."""

_PLACES, _DETAILS, _HOURS = Lexicon(PLACES), Lexicon(DETAILS), Lexicon(HOURS)
_WEATHERS, _STYLES, _TONES = Lexicon(WEATHERS), Lexicon(STYLES), Lexicon(TONES)
_CLAUSE = re.compile(r"[;.:；。：]")
_WEAK = frozenset(("road", "mountain", "sea", "clouds"))
"""Kinds that say less than the word before them: a forest path is a forest."""
_SHELTERED = frozenset(("cave", "underworld", "spaceship", "space", "underwater", "prison", "stairs", "theatre"))


def read_setting(setting: recipe.Setting) -> Scenery:
    """The scenery of a setting. What a more specific field says wins over the scene's prose."""
    kind = _kind(setting)
    light = " ".join((setting.light, setting.time))
    hour = _first(_HOURS, (setting.time, setting.light, setting.place, setting.mood)) or _natural_hour(kind)
    details = _DETAILS.all("\n".join((setting.place, setting.light, setting.mood)))
    return Scenery(
        kind=kind,
        details=details,
        hour=hour,
        weather=_first(_WEATHERS, (setting.weather, setting.time, setting.light, setting.mood, setting.place))
            or "clear",
        style=_first(_STYLES, (setting.style.words,)) or "storybook",
        tone=_first(_TONES, (light, setting.style.words, setting.mood)),
        palette=setting.style.palette,
        lamplit=kind in INDOORS and (hour in ("night", "dusk") or kind in _SHELTERED),
        seed=int(recipe.digest(setting.place)[:12], 16),
    )


def _kind(setting: recipe.Setting) -> str:
    """The kind of place: the first one that its own words name, else the scene's; inside, where the scene says so or
    the place's first clause does: what stands after it tells only what else there is."""
    words = setting.place if _PLACES.find(setting.place) else setting.mood
    kind = _head(words)
    said = (_CLAUSE.split(setting.place)[0], setting.mood)
    return _INSIDE.get(kind, kind) if any(map(_INSIDE_WORDS.find, said)) else kind


def _head(words: str) -> str:
    """The first place named; of several in a row the last, as it is the head: "mountain village", 山の村."""
    hits = _PLACES.find(words)
    head = next(iter(hits), None)
    for hit in hits[1:]:
        if head and words[head.end : hit.start] in ("", " ", "'s ", "の", "的") and hit.concept not in _WEAK:
            head = hit
    return head.concept if head else "backdrop"


def _first(lexicon: Lexicon, texts: tuple[str, ...]) -> str:
    """The first concept of the first text that names one."""
    return next((concept for concept in map(lexicon.first, texts) if concept), "")


def _natural_hour(kind: str) -> str:
    """The hour of a place where nobody says one."""
    return "night" if kind in ("neon", "space", "underworld") else "day"
