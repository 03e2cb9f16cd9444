"""Words that stand in names and are not the name: honorifics, degrees, particles; and families of two Han characters.

All in small letters and without full stops, as they are compared.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HONORIFICS = _words("""
    dr prof professor mr mrs ms miss mx rev reverend sir dame hon herr frau ing mag dipl-ing univ-prof pd sr sra
    srta dña doña don mme mlle madame monsieur dott dott.ssa dottssa sig sig.ra signora drs ir д-р проф κ κα κος
    δρ د أ.د אינג' ד״ר ד"ר פרופ' גב' מר mgr inż phdr mudr rndr judr paeddr mw mevr dhr profssa maga ddr
    priv-doz privdoz hofrat hofrätin avv licda licdo mtra mtro lcda lcdo arq profa profª doutora doutor drª dipl-bibl
    dipl-archivar
    dipl-archivarin dipl-inf dipl-kfm dipl-kffr dipl-phil dr-ing
""")

HONORIFICS_WITH_A_FULL_STOP = _words("lic eng doc bc psic arch univ cand dipl tec hon")
"""Honorifics that are words or names without their full stop: Lic. Florencia Paz."""

BEHIND_HONORIFICS = _words("""
    em emer hc phil med rer nat jur iur theol habil ing mult pol oec agr vet paed sc techn hab
""")
"""What may stand behind a honorific, in small letters and with a full stop: Prof. em., Dr. h.c., Dr. rer. nat."""

DEGREES = _words("""
    mlis mls mslis msls mlib mis msis msi mim mas mara mst msc med mfa mba mph mphil mpa mps mres mtheol mdiv
    march phd dphil edd dlis dma jd md llm llb bsc bfa bed bma bba ba ma ms bs ca das crm cra igp cip cigo ahip
    fclip mclip aclip fsa frsl obe mbe cbe kcb rn cpa pmp esq jr sr ii iii iv 2nd 3rd 4th mlitt ald mlisc mscit gcas
""")
"""Degrees, certificates and honours of people in libraries, archives and records, and suffixes of generations."""

DEGREE_ONLY_AFTER_COMMA = _words("""
    ma ms ba bs ca md do sr rn med mis mas mara das
""")
"""Degrees that are also names of people or words: Jack Ma, Mara, Das."""

PARTICLES = _words("""
    de del della dello delle degli di da dal dalla das dos du des van von vom vander vanden ter ten zu zum zur
    st st. le la af av lo ní nic uí ó mhic
""")
"""Words a family name begins with, in small letters or with a capital: van den Berg, De Niro, Le Guin."""

PARTICLES_IN_SMALL_LETTERS = _words("""
    der den het 't te op uit y e i do d' el al ap ben bar bat und
""")
"""Particles that are also given names or initials when they have a capital: Ben, Al, E."""

CHILD_OF = _words("""
    bin binti bint ibn ben abu بن ابن بنت آل أبو בן בת בר
""")

HAN_FAMILIES = _words("""
    欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 皇甫 令狐 慕容 尉迟 长孫 夏侯 东方 東方 公孙 公孫 남궁 황보 제갈 선우
    독고 사공 서문 佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 渡邉 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上
    木村 斎藤 齋藤 清水 山崎 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤
    青木 坂本 斉藤 福田 太田 西村 藤井 金子 岡本 藤原 三浦 中野 中川 原田 松田 竹内 小野 田村 中山 和田 石田
    森田 上田 内田 柴田 酒井 宮崎 横山 高木 安藤 宮本 大野 小島 谷口 今井 工藤 高田 増田 丸山 杉山 村田 大塚
    新井 小山 平野 藤本 河野 上野 野口 武田 松井 千葉 岩崎 菅原 木下 久保 佐野 野村 松尾 市川 菊地 杉本 古川
    大西 島田 水野 桜井 渡部 吉川 山内 西田 飯田 菊池 西川 小松 北村 安田 五十嵐 川口 関口 平田 中田 久保田 東
    服部 川崎 本田 矢野 辻 大久保 樋口 黒田 永井 吉村 川上 片山
""")
"""Families of two characters, Chinese, Korean and the most frequent Japanese ones."""
