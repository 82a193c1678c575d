"""The words of people's looks: each table maps a concept to the words that name it in English, Japanese, Chinese."""

from __future__ import annotations

from renderer.words import Lexicon

GARMENTS: dict[str, str] = {
    "coat": "coat|overcoat|greatcoat|trench coat|parka|peacoat|コート|外套|オーバー|大衣|外衣|风衣|棉袄",
    "raincoat": "raincoat|rain coat|oilskin|slicker|mackintosh|レインコート|雨合羽|合羽|雨衣",
    "jacket": "jacket|blazer|cardigan|ジャケット|上着|カーディガン|羽織|夹克|外套儿|开衫",
    "lab": "lab coat|white coat|白衣|白大褂",
    "cloak": "cloak|cape|mantle|shawl|マント|ケープ|ショール|斗篷|披风|披肩|外氅",
    "apron": "apron|エプロン|前掛け|割烹着|围裙",
    "vest": "vest|waistcoat|ベスト|チョッキ|马甲|背心",
    "dress": "dress|gown|frock|sundress|nightgown|ワンピース|ドレス|连衣裙|裙子|长裙|礼服",
    "robe": "robe|robes|habit|cassock|ローブ|法衣|袈裟|僧衣|长袍|袍子|袍|道袍|僧袍|法袍",
    "kimono": "kimono|着物|和服|振袖|小袖",
    "yukata": "yukata|浴衣",
    "hanfu": "hanfu|漢服|汉服|襦裙|古装|旗袍|cheongsam|qipao",
    "toga": "toga|トーガ|托加",
    "chiton": "chiton|peplos|himation|キトン|希腊长衣|希腊式长袍",
    "overalls": "overalls|dungarees|jumpsuit|オーバーオール|つなぎ|背带裤|工装|工作服",
    "suit": "suit|tuxedo|スーツ|背広|タキシード|西装|西服|燕尾服",
    "armour": "armour|armor|mail|breastplate|cuirass|鎧|甲冑|よろい|アーマー|铠甲|盔甲|战甲|甲",
    "sailor": "sailor fuku|sailor suit|school uniform|セーラー服|制服|水手服|校服",
    "shirt": "shirt|blouse|t-shirt|tee|シャツ|ブラウス|ティーシャツ|衬衫|衬衣|t恤|上衣|汗衫",
    "stripes": "striped shirt|striped jersey|breton shirt|ボーダー|縞のシャツ|海魂衫|条纹衫",
    "sweater": "sweater|jumper|pullover|jersey|hoodie|turtleneck|セーター|パーカー|毛衣|卫衣|毛线衣|套头衫",
    "tunic": "tunic|jerkin|チュニック|貫頭衣|短衣|束腰外衣|短褐|战袍",
    "trousers": "trousers|pants|jeans|breeches|slacks|ズボン|ジーンズ|パンツ|裤子|长裤|牛仔裤|裤",
    "shorts": "shorts|半ズボン|短パン|短裤",
    "skirt": "skirt|kilt|スカート|半身裙|短裙|百褶裙",
    "hakama": "hakama|袴",
    "boots": "boots|boot|wellingtons|ブーツ|長靴|靴子|长靴|雨靴|马靴",
    "sandals": "sandals|sandal|geta|zori|flip-flops|サンダル|草履|下駄|わらじ|凉鞋|草鞋|木屐",
    "shoes": "shoes|shoe|sneakers|slippers|靴|スニーカー|鞋子|布鞋|鞋",
    "barefoot": "barefoot|bare feet|bare-footed|裸足|はだし|赤脚|光脚|赤足",
    "scarf": "scarf|muffler|neckerchief|マフラー|スカーフ|襟巻き|围巾",
    "tie": "necktie|tie|ネクタイ|领带",
    "bowtie": "bow tie|bow-tie|蝶ネクタイ|领结",
    "belt": "belt|sash|girdle|ベルト|帯|腰带|皮带",
    "gloves": "gloves|glove|mittens|手袋|手套",
    "necklace": "necklace|pendant|amulet|beads|ネックレス|首飾り|項鍊|项链|念珠",
    "backpack": "backpack|rucksack|knapsack|リュック|ランドセル|背包|书包|行囊",
}
LAYER = {
    **dict.fromkeys("coat raincoat jacket lab vest apron".split(), "over"),
    "cloak": "cloak",
    **dict.fromkeys(
        "dress robe kimono yukata hanfu toga chiton overalls suit armour sailor".split(), "full"
    ),
    **dict.fromkeys("shirt stripes sweater tunic".split(), "top"),
    **dict.fromkeys("trousers shorts skirt hakama".split(), "bottom"),
    **dict.fromkeys("boots sandals shoes barefoot".split(), "feet"),
    **{kind: kind for kind in ("scarf", "tie", "bowtie", "belt", "gloves", "necklace", "backpack")},
}
HATS: dict[str, str] = {
    "straw": "straw hat|sun hat|麦わら帽子|麦藁帽|麦わら帽|草帽",
    "kasa": "conical hat|bamboo hat|菅笠|編笠|笠|斗笠|竹笠",
    "sailorcap": "sailor cap|sailor's cap|sailor hat|captain's cap|peaked cap|captain's hat|水兵帽|船長帽|水手帽|"
    "船长帽",
    "cap": "cap|baseball cap|flat cap|newsboy cap|帽子|キャップ|野球帽|鸭舌帽|棒球帽",
    "hat": "hat|fedora|bowler|ハット|中折れ帽|礼帽|毡帽",
    "tophat": "top hat|シルクハット|高帽|高顶礼帽",
    "beanie": "beanie|woolly hat|wool cap|knit cap|bobble hat|ニット帽|毛糸の帽子|毛线帽|绒线帽",
    "beret": "beret|ベレー帽|ベレー|贝雷帽",
    "hood": "hood|hooded|cowl|フード|頭巾|兜帽|风帽",
    "helmet": "helmet|ヘルメット|兜|かぶと|头盔|钢盔",
    "crown": "crown|tiara|diadem|王冠|冠|ティアラ|皇冠|凤冠",
    "wreath": "wreath|laurel|garland|花冠|月桂冠|花輪|花环",
    "kerchief": "kerchief|headscarf|bandana|veil|ほっかむり|手ぬぐい|バンダナ|头巾|包头巾|头帕",
    "wizard": "wizard hat|witch hat|pointed hat|pointy hat|とんがり帽子|魔女の帽子|魔法帽|尖顶帽|尖帽子",
    "headband": "headband|hachimaki|鉢巻|はちまき|ヘアバンド|头带|发带",
    "bow": "hair ribbon|ribbon|hair bow|リボン|蝴蝶结|丝带",
    "hairpin": "hairpin|kanzashi|簪|かんざし|髪飾り|发簪|发饰|簪子",
    "cheff": "chef's hat|chef hat|コック帽|厨师帽",
}
HAIR: dict[str, str] = {
    "bald": "bald|hairless|shaved head|shaven head|禿げ|はげ|坊主頭|スキンヘッド|丸坊主|光头|秃头|秃顶|禿頭",
    "afro": "afro|アフロ|爆炸头",
    "curly": "curly|curls|ringlets|frizzy|巻き毛|くせ毛|天然パーマ|卷发|鬈发|卷毛",
    "spiky": "spiky|spikes|ツンツン|逆立った|刺猬头|竖起的头发",
    "wild": "wild|tousled|unkempt|shaggy|messy|tangled|ぼさぼさ|乱れた髪|ざんばら|蓬乱|乱发|蓬头|乱糟糟",
    "braids": "braids|plaits|pigtails|twin braids|三つ編み|おさげ|双辫|麻花辫|两条辫子|双马尾",
    "braid": "braid|plait|braided|一本の三つ編み|辫子|长辫|独辫",
    "ponytail": "ponytail|pony tail|ポニーテール|一つ結び|马尾辫|马尾",
    "twintails": "twintails|twin tails|bunches|ツインテール",
    "bun": "bun|chignon|hair up|お団子|結い上げ|まとめ髪|发髻|丸子头|盘发|髻",
    "topknot": "topknot|top knot|man bun|ちょんまげ|丁髷|髷|总角|束发",
    "bob": "bob|bobbed|おかっぱ|ボブ|短めのボブ|波波头|齐耳短发|学生头",
    "long": "long hair|long black hair|flowing hair|waist-length|long-haired|長い髪|ロングヘア|長髪|长发|长长的头发|"
    "披肩发",
    "wavy": "wavy|waves of hair|ウェーブ|波打つ|波浪|大波浪",
    "short": "short hair|cropped|crew cut|short black hair|short-haired|短い髪|ショートヘア|短髪|短发|寸头|平头",
    "bowl": "bowl cut|fringe|bangs|ぱっつん|前髪|齐刘海|锅盖头|刘海",
}
BEARDS: dict[str, str] = {
    "none": "beardless|clean-shaven|clean shaven|髭のない|ひげのない|没有胡子|无须",
    "long": "long beard|flowing beard|長い髭|長いひげ|长胡子|长须|长髯",
    "moustache": "moustache|mustache|口ひげ|口髭|八字胡|小胡子",
    "goatee": "goatee|あごひげ|山羊胡|山羊须",
    "stubble": "stubble|unshaven|無精ひげ|無精髭|胡茬|胡渣",
    "full": "beard|bearded|ひげ|髭|ヒゲ|胡子|胡须|大胡子|络腮胡|髯|须",
}
FEATURES: dict[str, str] = {
    "glasses": "glasses|spectacles|bespectacled|eyeglasses|眼鏡|メガネ|めがね|眼镜",
    "sunglasses": "sunglasses|dark glasses|サングラス|墨镜|太阳镜",
    "patch": "eye patch|eyepatch|eye-patch|眼帯|独眼龙|眼罩",
    "freckles": "freckles|freckled|freckle-faced|そばかす|雀斑",
    "scar": "scar|scarred|傷跡|傷痕|伤疤|疤痕|刀疤",
}
NOUNS: dict[str, str] = {
    "@hair": "hair|haired|髪|毛髪|頭髪|ヘア|头发|发|髮",
    "@eyes": "eyes|eye|eyed|目|瞳|眼|眼睛|眼眸",
    "@skin": "skin|skinned|complexion|肌|皮膚|皮肤|肤",
    "@fur": "fur|furred|coat of fur|feathers|plumage|scales|毛並み|毛皮|羽|鱗|毛|皮毛|羽毛|鳞片",
}
SKIN: dict[str, str] = {
    "0": "pale|fair-skinned|fair skin|pale-skinned|色白|青白い|苍白|白皙|雪肤",
    "3": "sunburnt|tanned|weather-beaten|weathered|suntanned|日焼け|日に焼けた|晒黑|黝黑的脸|古铜色皮肤|古铜色",
    "4": "olive-skinned|olive skin|bronzed|小麦色|麦色",
    "5": "brown-skinned|brown skin|褐色の肌|棕色皮肤|褐色皮肤",
    "7": "dark-skinned|dark skin|black-skinned|black man|black woman|black girl|black boy|黒い肌|黑皮肤|黝黑|african",
}
AGES: dict[str, str] = {
    "baby": "baby|infant|toddler|newborn|赤ん坊|赤ちゃん|幼児|婴儿|宝宝|幼儿",
    "child": "girl|boy|child|kid|children|little girl|little boy|schoolgirl|schoolboy|少女|少年|女の子|男の子|子供|"
    "子ども|"
    "こども|小学生|童|孩子|女孩|男孩|小女孩|小男孩|小孩|儿童|孩|娃|小姑娘|丫头",
    "teen": "teen|teenager|teenage|youth|adolescent|lad|lass|high school|schoolgirl of fifteen|高校生|中学生|若者|"
    "女子高生|青年|少年人|"
    "中学|高中生|初中生|姑娘|小伙子",
    "old": "old|elderly|aged|ancient|elder|grandfather|grandmother|grandpa|grandma|granny|crone|老人|老いた|年老いた|"
    "年配|祖父|祖母|"
    "おじいさん|おばあさん|お爺さん|お婆さん|爺|婆|老婆|老爷爷|老奶奶|爷爷|奶奶|老者|老头|老汉|老太太|年迈|老渔夫|老翁|"
        "老",
    "adult": "man|woman|adult|lady|gentleman|mother|father|大人|男性|女性|成人|中年|男人|女人|母亲|父亲|母|父",
}
GENDERS: dict[str, str] = {
    "f": "woman|girl|female|lady|queen|princess|mother|grandmother|grandma|granny|wife|daughter|sister|witch|nun|"
    "goddess|she|her|"
    "maid|empress|heroine|actress|waitress|nymph|siren|mermaid|lass|crone|priestess|女性|女の子|少女|女|母|祖母|娘|姉|"
        "妹|妻|姫|王女|女王|"
    "おばあさん|お婆さん|婆|魔女|女神|彼女|乙女|巫女|女孩|女人|女子|妇女|妇人|母亲|妈妈|奶奶|老太太|姑娘|姐姐|妹妹|"
        "妻子|公主|皇后|她|女士|少妇|丫头|仙女",
    "m": "man|boy|male|gentleman|king|prince|father|grandfather|grandpa|husband|son|brother|wizard|monk|he|his|him|lad|"
    "emperor|"
    "knight|samurai|fisherman|sailor|warrior|hero|guy|男性|男の子|少年|男|父|祖父|息子|兄|弟|夫|王子|王|おじいさん|"
        "お爺さん|爺|侍|武士|"
    "漁師|僧|彼|青年|男孩|男人|男子|父亲|爸爸|爷爷|老头|老汉|哥哥|弟弟|丈夫|国王|皇帝|他|先生|小伙子|渔夫|和尚|将军|"
        "老翁|书生",
}
BUILDS: dict[str, str] = {
    "stout": "stout|fat|plump|chubby|round|portly|heavyset|burly|rotund|太った|ふくよか|小太り|でっぷり|丸々|胖|肥胖|"
    "圆滚滚|矮胖|胖乎乎",
    "thin": "thin|slim|slender|lean|skinny|gaunt|lanky|wiry|bony|痩せた|やせた|細身|ほっそり|華奢|瘦|瘦削|苗条|纤细|"
    "清瘦",
    "muscular": "muscular|strong|brawny|broad-shouldered|powerful|athletic|sturdy|たくましい|筋肉|屈強|がっしり|强壮|"
    "健壮|魁梧|肌肉|壮汉|壮",
    "tall": "tall|towering|背の高い|長身|のっぽ|高大|高个|高挑|身材高",
    "short": "short man|short woman|dwarf|small man|little man|diminutive|tiny|背の低い|小柄|矮小|矮个|矮|侏儒|小个子",
    "giant": "giant|colossal|gigantic|巨人|大男|巨汉",
}
SPECIES: dict[str, str] = {
    "": "beard|bearded|crown|crowned|rated|hared|bear a|bears a|wolf-grey",  # words that only look like animals
    "cyclops": "cyclops|one-eyed giant|giant with one|one huge eye|one great eye|polyphemus|"
    "サイクロプス|キュクロプス|一つ目の巨人|一つ目|独眼巨人",
    "cat": "cat|kitten|tomcat|猫|ネコ|ねこ|子猫|猫咪|小猫",
    "dog": "dog|puppy|hound|犬|子犬|いぬ|イヌ|狗|小狗|柴犬",
    "fox": "fox|vixen|狐|キツネ|きつね|狐狸",
    "wolf": "wolf|狼|オオカミ|おおかみ",
    "bear": "bear|熊|クマ|くま|狗熊",
    "rabbit": "rabbit|hare|bunny|兎|ウサギ|うさぎ|兔子|兔",
    "mouse": "mouse|rat|ネズミ|ねずみ|鼠|老鼠",
    "horse": "horse|pony|mare|stallion|馬|ウマ|马|骏马|小马",
    "sheep": "sheep|lamb|ram|羊|ヒツジ|ひつじ|绵羊|小羊|goat|山羊",
    "lion": "lion|lioness|ライオン|獅子|狮子",
    "tiger": "tiger|虎|トラ|老虎",
    "pig": "pig|piglet|boar|豚|ブタ|ぶた|猪|小猪",
    "owl": "owl|梟|フクロウ|ふくろう|猫头鹰",
    "bird": "bird|sparrow|crow|raven bird|seagull|gull|parrot|chick|eagle|crane|鳥|カラス|小鳥|スズメ|カモメ|鸟|小鸟|"
    "乌鸦|海鸥|麻雀|鹦鹉|鹤|老鹰",
    "robot": "robot|android|automaton|mech|ロボット|アンドロイド|機械人形|机器人|机械人",
    "ghost": "ghost|spirit|phantom|specter|spectre|shade|幽霊|お化け|亡霊|霊|鬼魂|幽灵|亡灵|鬼",
    "dragon": "dragon|wyvern|sea serpent|serpent|monster|beast|竜|龍|ドラゴン|怪物|怪獣|モンスター|龙|巨龙|怪兽|妖怪",
    "mermaid": "mermaid|merman|siren|人魚|セイレーン|サイレン|美人鱼|人鱼|塞壬|海妖",
    "system": "hologram|artificial intelligence|system|ホログラム|システム|系统|全息",
}
PEOPLE = (
    "man|woman|girl|boy|child|person|people|lady|king|queen|prince|princess|knight|sailor|fisherman|keeper|mother|"
        "father|"
    "人|男|女|少女|少年|子|老人|侍|漁師|孩|姑娘|渔夫|书生|将军|国王"
)
ROLES: dict[str, tuple[str, str]] = {  # words → what goes with them where nothing else is said
    "wizard": ("wizard|sorcerer|mage|warlock|魔法使い|魔術師|巫师|法师|魔法师", "robe wizard beard:long staff"),
    "witch": ("witch|魔女|女巫", "dress wizard cloak staff"),
    "king": ("king|emperor|国王|皇帝|王様|大王|君王", "robe crown cloak beard:full belt"),
    "queen": ("queen|empress|女王|皇后|王妃", "dress crown cloak necklace"),
    "princess": ("princess|姫|王女|公主|お姫様", "dress crown"),
    "prince": ("prince|王子", "tunic cloak trousers boots crown belt"),
    "knight": ("knight|騎士|骑士", "armour helmet sword shield boots"),
    "soldier": (
        "soldier|warrior|guard|hoplite|gladiator|兵士|戦士|衛兵|士兵|战士|卫兵|武将|将军|将軍",
        "armour helmet spear sandals"
    ),
    "hero": (
        "odysseus|ulysses|achilles|オデュッセウス|奥德修斯|俄底修斯", "chiton cloak sandals beard:full hair:wavy belt"
    ),
    "goddess": ("goddess|athena|nymph|calypso|circe|女神|ニンフ|女仙|雅典娜", "chiton hair:long sandals belt wreath"),
    "god": ("zeus|poseidon|god of|神様|海神|宙斯|波塞冬", "toga beard:long hair:long sandals wreath"),
    "samurai": ("samurai|ronin|侍|武士|浪人|剣士", "kimono hakama sandals hair:topknot sword"),
    "monk": ("monk|priest|friar|僧侶|僧|和尚|お坊さん|道士|牧师", "robe hair:bald sandals belt"),
    "sailor": ("sailor|seaman|mariner|水夫|船乗り|船員|水手|海员|oarsman|rower", "stripes trousers kerchief"),
    "captain": ("captain|skipper|船長|船长|舰长", "coat trousers boots sailorcap"),
    "fisherman": ("fisherman|fisher|漁師|渔夫|渔民|钓鱼", "sweater trousers boots beanie"),
    "farmer": ("farmer|peasant|shepherd|農夫|農民|羊飼い|农夫|农民|牧羊人|牧人", "overalls shirt straw boots"),
    "chef": ("chef|cook|baker|コック|料理人|シェフ|パン屋|厨师|面包师", "shirt apron trousers cheff"),
    "doctor": (
        "doctor|scientist|professor|physician|医者|博士|科学者|教授|医生|大夫|科学家", "lab shirt trousers glasses"
    ),
    "nurse": ("nurse|看護師|护士", "dress apron"),
    "student": ("student|schoolgirl|pupil|女学生|女子高生|高校生|学生|女生", "sailor shoes"),
    "scholar": ("scholar|poet|philosopher|詩人|学者|书生|诗人|哲学家|夫子", "robe book hair:bun"),
    "pirate": ("pirate|buccaneer|海賊|海盗", "coat trousers boots hat patch sword belt"),
    "detective": ("detective|spy|探偵|侦探", "coat suit hat"),
    "boss": ("businessman|manager|banker|lawyer|boss|ceo|社長|会社員|サラリーマン|老板|总裁|商人|经理", "suit tie"),
    "hunter": ("hunter|archer|ranger|狩人|猟師|射手|猎人|弓箭手", "tunic trousers boots cloak hood bow"),
    "thief": ("thief|assassin|ninja|盗賊|忍者|刺客|小偷", "tunic trousers boots hood sword"),
    "astronaut": ("astronaut|cosmonaut|spaceman|宇宙飛行士|宇航员|太空人", "overalls boots helmet gloves"),
    "mechanic": ("mechanic|engineer|miner|worker|整備士|技師|労働者|工人|矿工|工程师", "overalls shirt boots cap"),
    "merchant": ("merchant|trader|innkeeper|tavern keeper|商売人|宿屋|店主|掌柜", "robe belt basket"),
    "beggar": ("beggar|hermit|castaway|物乞い|乞食|隠者|乞丐|隐士", "tunic barefoot hair:wild beard:full staff"),
    "bride": ("bride|花嫁|新娘", "dress wreath flower"),
    "maid": ("maid|servant|waitress|メイド|女中|侍女|女仆|丫鬟", "dress apron"),
    "keeper": ("keeper|lighthouse keeper|灯台守|守灯人|看守人|看守", "coat trousers boots"),
    "courier": ("postman|courier|messenger|mailman|郵便配達|配達人|邮差|信使|快递员", "jacket trousers cap bag"),
    "musician": ("musician|bard|singer|minstrel|楽師|音楽家|歌手|乐师|吟游诗人", "tunic trousers lute"),
    "child": ("schoolboy|小学生", "shirt shorts backpack cap shoes"),
}
PROPS: dict[str, str] = {
    "lantern": "lantern|lamp|oil lamp|torch|ランタン|ランプ|提灯|灯籠|松明|行灯|灯笼|提灯儿|油灯|灯|火把|马灯",
    "sword": "sword|blade|katana|sabre|saber|dagger|knife|剣|刀|短刀|日本刀|宝剑|剑|长刀|匕首",
    "spear": "spear|lance|trident|javelin|harpoon|槍|銛|矛|长矛|长枪|三叉戟|鱼叉",
    "shield": "shield|盾|盾牌",
    "staff": "staff|walking stick|cane|stick|crook|wand|杖|棒|魔杖|法杖|拐杖|手杖|竹竿|木棍",
    "oar": "oar|paddle|櫂|オール|櫓|船桨|桨|橹",
    "bow": "bow and arrow|longbow|bow in hand|archer's bow|弓矢|弓箭|弓",
    "book": "book|tome|notebook|diary|scroll|map|本|書物|ノート|日記|巻物|地図|书|书本|书籍|笔记本|地图|卷轴",
    "cup": "cup|mug|goblet|glass of|teacup|bottle|茶碗|湯呑み|コップ|カップ|杯|盃|瓶|杯子|茶杯|酒杯|碗",
    "umbrella": "umbrella|parasol|傘|日傘|雨伞|伞|油纸伞",
    "basket": "basket|かご|籠|バスケット|篮子|竹篮|篮",
    "bag": "bag|sack|suitcase|satchel|purse|鞄|カバン|バッグ|袋|包|袋子|手提箱|皮箱|布袋",
    "flower": "flower|bouquet|rose|lily|blossom|花|花束|バラ|薔薇|鲜花|花朵|玫瑰|莲花",
    "letter": "letter|envelope|note|paper|手紙|封筒|文|信|信封|纸条|书信",
    "rope": "rope|line and hook|縄|ロープ|綱|绳子|绳索|绳|缆绳",
    "telescope": "telescope|spyglass|望遠鏡|望远镜",
    "lute": "lute|lyre|guitar|harp|violin|fiddle|ukulele|琴|三味線|リュート|竪琴|ギター|琵琶|バイオリン|古琴|吉他|"
    "小提琴|里拉琴",
    "flute": "flute|pipe|whistle|recorder|笛|フルート|尺八|笛子|箫|长笛",
    "rod": "fishing rod|fishing pole|rod|釣り竿|釣竿|竿|钓竿|鱼竿|钓鱼竿",
    "fan": "fan|扇子|団扇|扇|折扇|蒲扇",
    "fish": "fish|魚|鱼",
    "phone": "phone|smartphone|mobile|スマホ|携帯|電話|手机|电话",
    "hammer": "hammer|axe|mallet|斧|ハンマー|金槌|锤子|斧头|锤|斧子",
    "box": "box|chest|crate|parcel|箱|小箱|荷物|木箱|盒子|箱子|包裹",
    "fruit": "apple|orange fruit|peach|りんご|リンゴ|林檎|桃|苹果|桃子",
}

LEXICON = Lexicon(
    {
        **{f"garment:{k}": v for k, v in GARMENTS.items()},
        **{f"hat:{k}": v for k, v in HATS.items()},
        **{f"prop:{k}": v for k, v in PROPS.items()},
        **{f"beard:{k}": v for k, v in BEARDS.items()},
        **{f"hair:{k}": v for k, v in HAIR.items()},
        **{f"feature:{k}": v for k, v in FEATURES.items()},
        **NOUNS,
    }
)
SKIN_WORDS = Lexicon(SKIN)
AGE_WORDS = Lexicon(AGES)
GENDER_WORDS = Lexicon(GENDERS)
BUILD_WORDS = Lexicon(BUILDS)
SPECIES_WORDS = Lexicon(SPECIES)
PEOPLE_WORDS = Lexicon({"person": PEOPLE})
ROLE_WORDS = Lexicon({role: words for role, (words, _) in ROLES.items()})
