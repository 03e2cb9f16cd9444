"""What is known of names: short forms of given names, family names that many bear, titles, and particles.

Small tables of common names, folded. They help to compare two names and are no register: a name that is not here is
compared by its letters alone.
"""

from insidescoop.domain.text import fold

_SHORT_BY_FORMAL = {
    "abigail": "abby gail",
    "albert": "al bert",
    "alexander": "alex xander sasha sandy",
    "alexandra": "alex sandra lexi sasha sandy",
    "alfred": "al fred alfie",
    "alice": "ali",
    "allison": "ali allie",
    "amanda": "mandy",
    "andrea": "andie",
    "andrew": "andy drew",
    "angela": "angie",
    "anthony": "tony",
    "antonio": "tony",
    "arthur": "art artie",
    "barbara": "barb babs barbie",
    "beatrice": "bea trixie",
    "benjamin": "ben benny benji",
    "bernard": "bernie",
    "bradley": "brad",
    "brittany": "britt",
    "calvin": "cal",
    "cameron": "cam",
    "caroline": "carrie caro",
    "catherine": "cathy cate cat kate katie kathy kitty",
    "charles": "charlie chuck chas chip",
    "charlotte": "charlie lottie",
    "christina": "chris tina christy chrissy",
    "christine": "chris tina christy chrissy",
    "christopher": "chris topher kit",
    "clifford": "cliff",
    "cynthia": "cindy",
    "daniel": "dan danny",
    "danielle": "dani",
    "david": "dave davey",
    "deborah": "deb debbie",
    "dennis": "denny",
    "donald": "don donnie",
    "dorothy": "dot dottie dolly",
    "douglas": "doug",
    "edgar": "ed eddie",
    "edmund": "ed eddie ned",
    "edward": "ed eddie ned ted teddy",
    "edwin": "ed eddie",
    "eleanor": "ellie nell nora",
    "elizabeth": "liz lizzie beth betsy betty bess eliza libby lisa liza",
    "emily": "em emmy",
    "eugene": "gene",
    "evelyn": "evie eve",
    "florence": "flo florrie",
    "frances": "fran frannie",
    "francis": "frank fran",
    "franklin": "frank",
    "frederick": "fred freddie fritz",
    "gabriel": "gabe",
    "gabriella": "gabby",
    "gerald": "gerry jerry",
    "gregory": "greg",
    "harold": "hal harry",
    "harriet": "hattie",
    "helen": "nell",
    "henry": "hank harry hal",
    "irene": "rene",
    "isabella": "bella izzy isa",
    "jacob": "jake",
    "jacqueline": "jackie",
    "james": "jim jimmy jamie jem",
    "janet": "jan",
    "jeffrey": "jeff",
    "jennifer": "jen jenny",
    "jeremy": "jerry",
    "jessica": "jess jessie",
    "joan": "joanie",
    "joanna": "jo",
    "john": "jack johnny jock",
    "jonathan": "jon jonny",
    "joseph": "joe joey",
    "josephine": "jo josie",
    "joshua": "josh",
    "judith": "judy",
    "julia": "julie jules",
    "katherine": "kate katie kathy kat kay kitty kit",
    "kathleen": "kathy kate kath",
    "kenneth": "ken kenny",
    "kimberly": "kim",
    "lawrence": "larry laurie",
    "leonard": "len lenny leo",
    "leslie": "les",
    "lillian": "lily lil",
    "louis": "lou louie",
    "louise": "lou",
    "lucille": "lucy",
    "lucinda": "lucy cindy",
    "madeleine": "maddie",
    "margaret": "maggie meg megan peggy greta marge margie rita daisy peg",
    "martha": "marty",
    "martin": "marty",
    "matthew": "matt matty",
    "maximilian": "max",
    "melissa": "mel missy",
    "michael": "mike mick mickey micky",
    "michelle": "shelly",
    "mitchell": "mitch",
    "nathan": "nate nat",
    "nathaniel": "nate nat nathan",
    "nicholas": "nick nicky",
    "nicole": "nikki nicky",
    "oliver": "ollie",
    "pamela": "pam",
    "patricia": "pat patty trish tricia patsy",
    "patrick": "pat paddy",
    "penelope": "penny",
    "peter": "pete",
    "philip": "phil pip",
    "phillip": "phil pip",
    "phyllis": "phyl",
    "priscilla": "cilla",
    "rachel": "rach",
    "randall": "randy",
    "raymond": "ray",
    "rebecca": "becky becca",
    "reginald": "reg reggie",
    "richard": "rick dick rich ricky richie",
    "robert": "bob bobby rob robbie bert",
    "roberta": "bobbie",
    "roderick": "rod",
    "ronald": "ron ronnie",
    "rosemary": "rosie rose",
    "russell": "russ",
    "samantha": "sam",
    "samuel": "sam sammy",
    "sarah": "sally sadie",
    "stanley": "stan",
    "stephanie": "steph stevie",
    "stephen": "steve",
    "steven": "steve",
    "stuart": "stu",
    "susan": "sue susie suzy",
    "suzanne": "sue suzy",
    "sylvia": "sylvie",
    "terence": "terry",
    "teresa": "terry tess tessa",
    "theodore": "ted teddy theo",
    "theresa": "terry tess tessa",
    "thomas": "tom tommy",
    "timothy": "tim timmy",
    "tobias": "toby",
    "valerie": "val",
    "vanessa": "nessa",
    "veronica": "ronnie",
    "victor": "vic",
    "victoria": "vicky tori vic",
    "vincent": "vince vinny",
    "virginia": "ginny",
    "walter": "walt wally",
    "wilhelmina": "mina minnie",
    "william": "bill billy will willie liam",
    "winifred": "winnie",
    "zachary": "zach zack",
}


def _formal_by_short() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for formal, shorts in _SHORT_BY_FORMAL.items():
        for short in shorts.split():
            found.setdefault(short, []).append(formal)
    return {short: tuple(formals) for short, formals in found.items()}


_FORMAL_BY_SHORT = _formal_by_short()

COMMON_FAMILY_NAMES = frozenset(
    fold(name)
    for name in """
    smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson
    thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young
    allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter
    roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers
    kim park choi singh patel khan kumar ali ahmed wang li zhang chen liu yang huang tran pham le silva santos muller
    schmidt ivanov rossi cohen 李 王 张 張 刘 劉 陈 陳 杨 楊 김 이 박 최 佐藤 鈴木
    """.split()  # noqa: SIM905
)
"""Family names borne by so many that two people of one full name are often two people."""

TITLES = frozenset("dr prof professor mr mrs ms mx miss sir dame rev fr hon mme herr frau".split())  # noqa: SIM905 - a list is easier to read so
"""Words before a name that are no part of it."""

DEGREES = frozenset("phd md mls mlis mba ma msc bsc ba jd esq edd ca cpa dphil llb llm".split())  # noqa: SIM905
"""Words after a name that are no part of it."""

GENERATIONS = {
    "jr": "Jr.", "junior": "Jr.", "jnr": "Jr.", "sr": "Sr.", "senior": "Sr.", "snr": "Sr.", "ii": "II", "iii": "III",
    "iv": "IV",
}  # fmt: skip
"""Words after a name that tell father from son."""

PARTICLES = frozenset(
    "van von der den de del della di da do dos das du la le el al bin ibn ben ter ten zu zum af av st".split()  # noqa: SIM905
)
"""Small words of a family name that some write and others leave out."""


def formal_names(given: str) -> tuple[str, ...]:
    """The formal names a folded given name is short for; none for one that is not known as short.

    >>> formal_names("bob"), formal_names("robert")
    (('robert',), ())
    """
    return _FORMAL_BY_SHORT.get(given, ())


def short_form(one: str, other: str) -> str | None:
    """In a sentence how one of two folded given names is short for the other, or both for a third; None if neither.

    >>> short_form("bob", "robert"), short_form("maggie", "peggy"), short_form("ann", "bob")
    ('Bob is short for Robert', 'Maggie and Peggy are both short for Margaret', None)
    """
    formals, other_formals = formal_names(one), formal_names(other)
    if other in formals:
        return f"{one.capitalize()} is short for {other.capitalize()}"
    if one in other_formals:
        return f"{other.capitalize()} is short for {one.capitalize()}"
    for formal in formals:
        if formal in other_formals:
            both = sorted((one.capitalize(), other.capitalize()))
            return f"{both[0]} and {both[1]} are both short for {formal.capitalize()}"
    return None
