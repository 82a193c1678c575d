"""Words for colours in English, Japanese and Chinese come in, paints go out; and the palettes of what nobody said."""

from __future__ import annotations

from renderer.backends.animatic.ink import Colour
from renderer.words import Lexicon


def bgr(code: str) -> Colour:
    """``rrggbb`` as blue, green, red."""
    return int(code[4:6], 16), int(code[2:4], 16), int(code[0:2], 16)


PAINTS: dict[str, tuple[str, str]] = {  # name → (paint, its words)
    "black": ("2b2a33", "black|ebony|raven|jet-black|黒い|黒|黑色|黑"),
    "white": ("f4f0e6", "white|snow-white|whitewashed|白い|真っ白|純白|白色|白|雪白"),
    "grey": ("8d9199", "grey|gray|ash|ashen|灰色|グレー|灰|鼠色"),
    "silver": ("c3cad3", "silver|silvery|銀色|銀|银色|银|シルバー"),
    "charcoal": ("474a54", "charcoal|dark grey|dark gray|墨色|深灰色|深灰|炭色"),
    "red": ("c8372d", "red|赤い|真っ赤|赤|紅|红色|红|大红"),
    "crimson": ("a3203a", "crimson|ruby|blood-red|深紅|深红|绯红|緋色|緋"),
    "scarlet": ("d9412b", "scarlet|vermilion|vermillion|朱色|朱|朱红"),
    "wine": ("6f2436", "burgundy|maroon|wine-red|wine-coloured|えんじ|臙脂|酒红|枣红"),
    "pink": ("ea9bb0", "pink|ピンク|桃色|桜色|粉色|粉红|粉"),
    "rose": ("d76a84", "rose-coloured|rosy|薔薇色|玫瑰色|玫红"),
    "coral": ("ee8068", "coral|salmon|珊瑚色|サーモン"),
    "orange": ("e5812f", "orange|tangerine|オレンジ|橙色|橙|橘色|橘红|橘"),
    "amber": ("d99a34", "amber|honey-coloured|琥珀色|琥珀"),
    "yellow": ("f0c53e", "yellow|黄色い|黄色|黄|鹅黄"),
    "mustard": ("c99a2e", "mustard|ochre|ocher|芥子色|からし色|土黄"),
    "gold": ("d8ab3c", "gold|golden|gilded|金色|金|黄金"),
    "brass": ("c79a45", "brass|bronze|真鍮|青銅|黄铜|青铜|铜"),
    "copper": ("b8683b", "copper|銅色|赤銅|铜色|红铜"),
    "cream": ("f0e3c4", "cream|ivory|off-white|クリーム色|象牙色|米色|米白|乳白"),
    "beige": ("d9c3a0", "beige|tan|khaki|sand-coloured|ベージュ|カーキ|卡其|驼色"),
    "brown": ("7d5236", "brown|茶色い|茶色|茶|褐色|棕色|棕|咖啡色|栗色"),
    "chestnut": ("87492b", "chestnut|auburn|mahogany|赤褐色|赤毛|栗毛"),
    "ginger": ("c4672c", "ginger|redhead|red-haired|姜黄"),
    "blonde": ("e2c078", "blonde|blond|fair-haired|flaxen|ブロンド|金髪|金发"),
    "green": ("4f9150", "green|緑色|緑|绿色|绿|翠绿|翠"),
    "olive": ("7f8446", "olive|moss-green|オリーブ|橄榄绿|橄榄|うぐいす色"),
    "lime": ("9cc24a", "lime|light green|黄緑|嫩绿|草绿|若草色"),
    "emerald": ("22805f", "emerald|jade|翡翠|エメラルド|碧绿|墨绿|深緑"),
    "mint": ("9fd3b6", "mint|sea-green|ミント|薄荷绿|浅绿|薄緑"),
    "teal": ("2b8a8c", "teal|turquoise|petrol|cyan|青緑|ターコイズ|青绿|青碧"),
    "sky": ("7fb6df", "light blue|sky blue|sky-blue|pale blue|水色|空色|天蓝|浅蓝|淡蓝"),
    "blue": ("3d6db0", "blue|青い|真っ青|青|ブルー|蓝色|蓝"),
    "navy": ("2b3a63", "navy|dark blue|deep blue|midnight-blue|紺色|紺|藍色|藍|深蓝|藏青|海军蓝|靛蓝"),
    "indigo": ("40427f", "indigo|インディゴ|靛色"),
    "purple": ("7a4a94", "purple|紫色|紫|パープル"),
    "violet": ("8d6cc0", "violet|すみれ色|紫罗兰|青紫"),
    "lavender": ("b9a6da", "lavender|lilac|藤色|ラベンダー|淡紫|浅紫|薄紫"),
    "plum": ("6c3157", "plum|magenta|aubergine|梅紫|紫红|赤紫"),
    "rust": ("a4512e", "rust|rusty|terracotta|brick-red|錆色|煉瓦色|砖红|锈色"),
    "rainbow": ("d46fa0", "rainbow|colourful|colorful|multicoloured|虹色|七色|彩色|五彩|カラフル"),
}
COLOURS = Lexicon({name: words for name, (_, words) in PAINTS.items()})

CLOTHES = tuple(
    bgr(code)
    for code in "b8483c 3f6a9e 4d8064 d49a3a 7b5488 3a7f86 c97a5a 566079 8a9a5b a8556a 5c7fb5 b58a54 e0d3b4".split()
)
DARKS = tuple(bgr(code) for code in "3b4258 4a3f38 2f4a4a 56493f 3d3a52 5b5f66 4b5a3f 6a5442".split())
SKINS = tuple(bgr(code) for code in "f6d8bf f1c9a8 e8b68d dba374 c48a5c a06a43 7d4f33 5d3a29".split())
HAIRS = tuple(bgr(code) for code in "2a2529 3a2a24 51372a 6d4629 8a5a33 b5803f d9b36a a4502c".split())
EYES = tuple(bgr(code) for code in "4a2f20 6b4528 3f6f8f 5a7f4f 7a8a94 35302e".split())
FURS = tuple(bgr(code) for code in "8a8a8f e0b070 c97f42 5a4a40 f0e8da 3a3638 b09070".split())


def paint_of(name: str) -> Colour:
    """The paint of a colour's name."""
    return bgr(PAINTS[name][0])
