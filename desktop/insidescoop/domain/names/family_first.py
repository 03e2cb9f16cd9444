"""Whether a name in Latin letters is written family name first, as its owner does.

Han and Hangul are known to be. In Latin letters the first word must be a frequent family name of Vietnam, China,
Japan, Korea or Hungary and the last one none, and the rest must be written like a given name of that country. Where a
signature speaks of the country (an address that ends in .hu), less is asked.
"""

import re

from insidescoop.domain.names.words import HONORIFICS
from insidescoop.domain.text import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


VIETNAMESE = _words("""
    nguyen tran pham hoang huynh phan vu vo dang bui duong dinh truong trinh doan luong dao ngo
""")
_VIETNAMESE_SHORT = _words("le do ho ly mai lam cao ha to ta")
_VIETNAMESE_MIDDLE = _words("thi van huu duc minh thanh ngoc quang xuan thu kim hong dinh cong ba")
CHINESE = _words("""
    wang li zhang liu chen yang zhao huang zhou wu xu sun zhu gao lin guo ma luo liang song zheng xie tang feng yu dong
    xiao cheng cao yuan deng fu shen zeng peng lu su jiang cai ding wei xue ye pan du dai xia zhong tian ren fan
    fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng wan duan lei qian yin he hu
""")
KOREAN = _words("""
    kim lee park choi jung jeong kang cho jo yoon yun jang lim im han oh seo suh shin kwon hwang ahn song ryu yoo hong
    bae baek heo nam shim noh
""")
JAPANESE = _words("""
    sato suzuki takahashi tanaka ito watanabe yamamoto nakamura kobayashi kato yoshida yamada sasaki yamaguchi
    matsumoto inoue kimura hayashi saito shimizu yamazaki ikeda hashimoto abe ishikawa yamashita nakajima ishii ogawa
    maeda okada hasegawa fujita goto kondo murakami endo aoki sakamoto fukuda ota nishimura fujii kaneko okamoto
    fujiwara miura nakano nakagawa harada matsuda takeuchi ono tamura nakayama wada ishida morita ueda uchida shibata
    sakai miyazaki yokoyama takagi ando miyamoto oono kojima taniguchi imai kudo takada masuda maruyama sugiyama
    murata otsuka arai fujimoto kawano ueno noguchi takeda matsui chiba iwasaki sugawara kinoshita kubo sano nomura
    matsuo ichikawa kikuchi sugimoto furukawa shimada mizuno sakurai yoshikawa yamauchi nishida iida kitamura
    yasuda kawaguchi hirata kubota hattori kawasaki honda yano higuchi nagai yoshimura kawakami katayama mori
""")
HUNGARIAN = _words("""
    nagy kovacs toth szabo horvath varga kiss molnar nemeth farkas balogh papp takacs juhasz lakatos meszaros olah
    racz fekete szilagyi torok feher balazs gal kis szucs kocsis orsos pinter fodor szalai sipos magyar lukacs gulyas
    biro kiraly laszlo bogdan bognar vincze halasz hegedus somogyi
""")
HUNGARIAN_GIVEN = _words("""
    katalin istvan laszlo jozsef janos zoltan sandor ferenc gabor attila peter tamas zsolt tibor andras csaba imre
    lajos gyorgy balazs gyula mihaly karoly robert bela erzsebet ilona eva anna zsuzsanna margit judit agnes julianna
    andrea ildiko erika krisztina iren magdolna eszter edit timea tunde viktoria gyongyi marta zsofia dora reka
    orsolya anita beata szilvia bernadett nikolett boglarka kinga emese csilla aniko piroska terez klara bence mate
    adam david daniel gergely akos levente marton mark norbert krisztian
""")
_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhrzcs]|zh|ch|sh)?(?:iao|ian|iang|iong|uang|ueng|uai|uan|ing|ang|eng|ong|ai|ei|ao|ou|an|en|in|un|"
    r"ia|ie|iu|ua|uo|ui|a|o|e|i|u|v)|[jqx](?:iao|iang|iong|ian|ing|in|ia|ie|iu|uan|ue|un|u|i)|y(?:uan|ang|ing|ong|ao|ou|"
    r"an|in|un|ue|a|e|i|u)|w(?:ang|eng|ai|ei|an|en|a|o|u)|er)"
)
_ROMAJI = re.compile(
    r"(?:(?:[kgsztdnhbpmrfj]|sh|ch|ts|[kgnhbpmr]y)?(?:ou|oo|uu|ei|[aeiou])|y[auo]|w[ao]|n(?![aeiouy])"
    r"|[ktp](?=[ktp]))"
)
_HYPHENED = re.compile(r"[a-z]{2,6}-[a-z]{2,7}")


def comes_first(name: str, countries: frozenset[str] = frozenset()) -> bool:
    """True if a name is written family name first; honorifics before it do not matter.

    >>> comes_first("Nguyễn Thị Minh Khai"), comes_first("Dr. Szabó Katalin"), comes_first("Katalin Szabó")
    (True, True, False)
    >>> comes_first("Wang Xiaoming"), comes_first("Xiaoming Wang"), comes_first("Kim Novak")
    (True, False, False)
    """
    words = [word for word in name.split() if fold(word).strip(".,").replace(".", "") not in HONORIFICS]
    if not 2 <= len(words) <= 5 or any("," in word for word in words):
        return False
    folded = [fold(word).strip(".") for word in words]
    first, rest = folded[0], folded[1:]
    return (
        _is_vietnamese(first, rest, words, "VN" in countries)
        or _is_hungarian(first, rest, "HU" in countries)
        or _is_written_in(CHINESE, _PINYIN, first, rest, is_at_home=bool(countries & {"CN", "TW", "HK", "SG"}))
        or _is_written_in(JAPANESE, _ROMAJI, first, rest, is_at_home="JP" in countries)
        or (first in KOREAN and rest[-1] not in KOREAN and len(rest) <= 2 and _is_korean(rest, "KR" in countries))
    )


def _is_vietnamese(first: str, rest: list[str], words: list[str], is_at_home: bool) -> bool:
    if rest[-1] in VIETNAMESE:
        return False
    if first in VIETNAMESE:
        return True
    is_marked = not "".join(words).isascii() or is_at_home
    return first in _VIETNAMESE_SHORT and len(rest) >= 2 and is_marked and rest[0] in _VIETNAMESE_MIDDLE


def _is_hungarian(first: str, rest: list[str], is_at_home: bool) -> bool:
    is_given = rest[-1] in HUNGARIAN_GIVEN and len(rest) <= 2
    return is_given and (first in HUNGARIAN or (is_at_home and first not in HUNGARIAN_GIVEN))


def _is_written_in(
    families: frozenset[str], syllable: re.Pattern[str], first: str, rest: list[str], *, is_at_home: bool
) -> bool:
    if len(rest) > 2 or (len(rest) == 2 and not is_at_home):
        return False
    given = "".join(rest).replace("-", "").replace("'", "")
    is_known = first in families and (rest[-1] not in families or is_at_home)
    # One syllable alone may be anybody's: Chen Wei and Wei Chen.
    count = _syllables(syllable, given)
    return is_known and (2 <= count <= 5 or (is_at_home and count == 1))


def _syllables(syllable: re.Pattern[str], word: str) -> int:
    """How many syllables make the word, 0 if it cannot be parted into them; the longest ones are tried first."""
    ways: dict[int, int] = {0: 0}
    for start in range(len(word)):
        if start not in ways:
            continue
        for end in range(start + 1, min(start + 6, len(word)) + 1):
            if syllable.fullmatch(word, start, end):
                ways[end] = min(ways.get(end, len(word)), ways[start] + 1)
    return ways.get(len(word), 0)


def _is_korean(rest: list[str], is_at_home: bool) -> bool:
    return is_at_home or (len(rest) == 1 and bool(_HYPHENED.fullmatch(rest[0])))
