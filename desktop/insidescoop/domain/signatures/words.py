"""Words by which a line of a signature is known, folded as `domain.text.fold` does; libraries and archives first."""

from insidescoop.domain.signatures import words_abroad as abroad
from insidescoop.domain.text import fold


def words(text: str) -> frozenset[str]:
    """The words of a list, folded."""
    return frozenset(fold(word) for word in text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(map(fold, _as_written(text)))


def _as_written(text: str) -> tuple[str, ...]:
    # "␠" stands for a space that ends a phrase: "service " is no "services".
    return tuple(phrase.strip().replace("␠", " ") for phrase in text.split(","))


TITLES = words("""
    librarian archivist curator registrar cataloger cataloguer conservator preservationist indexer taxonomist
    bibliographer documentalist paralibrarian docent museologist director dean professor lecturer instructor
    provost chancellor principal superintendent teacher fellow manager head chief chair chairperson coordinator
    specialist analyst administrator officer assistant associate supervisor lead leader consultant engineer
    developer designer architect researcher scientist editor publisher president founder cofounder co-founder
    owner partner secretary treasurer trustee intern student candidate technician clerk page strategist planner
    writer author journalist producer advisor adviser counselor recruiter executive representative attorney
    historian scholar postdoc ceo cto cio cfo coo vp svp evp liaison educator trainer programmer freelance
    freelancer translator bibliothekar bibliothekarin archivar archivarin leiter leiterin direktor direktorin
    referent referentin kurator kuratorin professorin geschaftsfuhrer geschaftsfuhrerin mitarbeiter
    mitarbeiterin abteilungsleiter abteilungsleiterin fachreferent fachreferentin informatiespecialist
    bibliothecaris archivaris hoofd directeur bibliotekarie bibliotekar arkivarie arkivar bibliothecaire
    archiviste conservateur conservatrice documentaliste directrice responsable chargee professeur professeure
    bibliotecario bibliotecaria archivista archivero archivera directora jefe jefa documentalista profesor
    profesora coordinador coordinadora diretor diretora arquivista coordenador coordenadora direttore direttrice
    responsabile professoressa conservatore curatore curatrice docente библиотекарь архивист директор заведующая
    заведующий профессор хранитель начальник руководитель специалист библиограф бібліотекар архіваріус
    директорка завідувачка bibliotekarz bibliotekarka archiwista kierownik kustosz dyrektor knihovnik knihovnice
    konyvtaros leveltaros igazgato kutuphaneci mudur βιβλιοθηκονομος αρχειονομος διευθυντης διευθυντρια
    προϊσταμενη προισταμενη καθηγητης καθηγητρια امينة امين مدير مديرة استاذ استاذة ספרנית ספרן ארכיונאית
    ארכיונאי מנהל מנהלת
""") | words(abroad.TITLES)

TITLE_PARTS = _as_written("""
    司書, 館長, 館員, 馆长, 馆员, 課長, 係長, 部長, 主任, 教授, 学芸員, アーキビスト, 主査, 館长, 사서, 관장,
    교수, 팀장, 과장, 부장, 학예사, 기록연구사
""")
"""Titles in scripts without spaces, looked for inside a piece."""

INSTITUTIONS = words("""
    akademi akademie accademia academia academie
    university college library libraries archives archive museum museums county district school academy
    institute institution press society foundation association council trust center centre company corporation
    group consortium hospital clinic gallery athenaeum government ministry agency bureau labs laboratory
    laboratories studio studios solutions systems publishing publishers partners consulting technologies
    historical commission inc llc gmbh ltd llp plc corp ag bv kg oy ab srl sarl pty pvt universitat hochschule
    fachhochschule bibliothek stadtbibliothek staatsbibliothek archiv stadtarchiv staatsarchiv verlag stiftung
    gesellschaft verein universiteit bibliotheek archief stichting universitet biblioteket arkivet bibliotheque
    universite musee fondation mediatheque ecole biblioteca bibliotecas universidad universidade universita
    archivo arquivo archivio museo museu fundacion fundacao fondazione instituto istituto colegio escuela scuola
    editorial editora библиотека университет архив музей институт издательство общество бібліотека університет
    архів biblioteka uniwersytet archiwum muzeum knihovna univerzita konyvtar egyetem leveltar kutuphane
    kutuphanesi universitesi βιβλιοθηκη πανεπιστημιο πανεπιστημιου αρχειο μουσειο مكتبة جامعة متحف ارشيف مؤسسة
    معهد ספרייה הספרייה אוניברסיטה אוניברסיטת ארכיון מוזיאון מכללה מכללת
""") | words(abroad.INSTITUTIONS)

SUBJECTS = _phrases("""
    library science, library and information science, library studies, archival science, archival studies,
    information science, museum studies, library services, archives management, library management
""")
"""What is studied or done, though a word in it names an institution."""

TITLE_ENDINGS = (
    "hoitaja", "johtaja", "paallikko", "asiantuntija", "arkivarie", "chef", "leder", "radgivare", "radgiver",
    "konsulent", "hoidja", "verantwortlicher", "verantwortliche", "medewerker", "beheerder", "leider",
    "adviseur", "direktor", "direktorin", "beauftragte", "beauftragter", "konservator", "restaurator",
    "restauratorin", "assistent", "assistentin", "konyvtaros", "igazgato", "vezeto", "kurator", "kuratorin",
    "bibliothecaris", "archivaris", "intendent", "forskare", "utvecklare", "handlaggare", "samordnare",
    "koordinator", "koordinatorin", "redakteur", "redakteurin", "manager", "librarian", "archivist",
    "bibliothekar", "bibliothekarin", "bibliotekar", "bibliotekarie", "archivar", "archivarin", "arkivar",
    "referent", "referentin", "leiter", "leiterin", "spezialist", "spezialistin",
)  # fmt: skip
"""Endings of titles in tongues that join words: Forskningsbibliotekar."""

LEGAL_FORMS = words("""
    inc llc gmbh ltd llp plc corp co ag bv b.v kg oy ab srl sarl pty pvt sa s.a n.v lp pc
""")

INSTITUTION_ENDINGS = (
    "raamatukogu", "arhiiv", "biblioteka", "bibliotekas", "archyvas", "arkisto", "kirjasto", "museo",
    "yliopisto", "arkivet", "museet", "bibliotek", "universitetet", "archief", "knihovna", "konyvtar",
    "leveltar", "bucherei", "mediathek", "akademie", "forlaget", "institut", "zentrum", "institutet",
    "hogskola", "hogskolan", "hogskolen", "hoyskole", "literaturhaus", "bibliothek", "archiv", "museum",
    "universitat", "hochschule", "stiftung", "verlag", "bibliotheek", "biblioteket", "gesellschaft",
)  # fmt: skip

INSTITUTION_PARTS = _as_written("""
    図書館, 大学, 文書館, 博物館, 美術館, 株式会社, 資料館, 图书馆, 大學, 圖書館, 档案馆, 檔案館, 博物馆, 公司,
    出版社, 学院, 도서관, 대학교, 기록원, 박물관, 주식회사, 협회, 재단
""")

PART_STARTS = _phrases("""
    department, dept, division, office of, school of, faculty of, graduate school, center for, centre for, unit,
    section, abteilung, fachbereich, institut fur, service ␠, departement, direction ␠, departamento, servicio,
    seccion, ufficio, dipartimento, отдел, кафедра, special collections, afdeling, τμημα, قسم, מחלקת, college of
""") + tuple(f"{part} " for part in _phrases(abroad.PART_STARTS))
"""How the name of a part of an institution begins."""

PART_WORDS = words("""
    department dept division office unit section team services collections branch abteilung referat program
    programme committee desk room
""")
PART_ENDINGS = ("abteilung", "referat", "dezernat", "sekretariat", "afdeling", "avdelningen", "osasto", "yksikko")
PART_ENDINGS_WITHOUT_SPACES = ("課", "部", "係", "室", "科", "과", "팀", "부", "실")

PLACES_WITH_OFFICES = (
    "city of ",
    "town of ",
    "village of ",
    "state of ",
    "county of ",
    "stadt ",
    "comune di ",
    "citta di ",
    "ville de ",
    "ayuntamiento de ",
    "gemeente ",
)
"""How the name of a town or a state as an employer begins."""

GENERIC = words("""
    the university library libraries archives archive museum special collections and of & college public school
    press
""")
"""Institutions of these words alone ("University Libraries") have no name of their own."""

SMALL_WORDS = words("""
    of the and for in at to a an de la le les des du et der die das und fur von van y e el los las di del della
    & - en het met
""")

AT_WORDS = ("at", "@", "bei", "bei der", "chez", "presso", "bij", "ved")


def _labels(meaning: str | None, labels: str) -> dict[str, str | None]:
    return {fold(label.strip()): meaning for label in labels.split(",")}


LABEL_FIELDS: dict[str, str | None] = {
    **_labels("name", "name, from, contact, nombre, nom, nome, 氏名, 姓名, 이름, имя"),
    **_labels("title", "title, position, role, job title, puesto, 職位, 职位, 직책, должность"),
    **_labels(
        "organization",
        """
        organization, organisation, company, employer, institution, firma, 所属, 单位, 소속
        """,
    ),
    **_labels(
        "address",
        """
        address, addr, adresse, direccion, indirizzo, morada, endereco, 住所, 地址, 주소, адрес, mailing address,
        office address, כתובת, العنوان, διευθυνση
        """,
    ),
    **_labels("pronouns", "pronouns, my pronouns, pronomen, pronoms, pronombres"),
}

CHANNEL_LABELS: dict[str, str | None] = {
    **{word: meaning for meaning, labels in abroad.LABELS.items() for word in _labels(meaning, labels)},
    **_labels(
        None,
        """
        t, tel, telephone, phone, ph, p, call, voice, telefon, telefono, telefone, telephon, fon, fono, telefoon,
        tfno, tlf, number, line, no, 電話, 电话, 電話番号, 전화, тел, телефон, τηλ, τηλεφωνο, هاتف, טלפון, טל, e,
        email, e-mail, mail, courriel, correo, mailto, メール, 邮箱, 電郵, 电邮, 电子邮件, 이메일, почта, эл,
        بريد, البريد, דואל, דוא"ל, web, website, site, url, homepage, internet, www, ☎, 📞, ✉, 🌐, 📧, ウェブ,
        网址, 网站, 홈페이지, сайт, ιστοσελιδα, الموقع, אתר, i
        """,
    ),
    **_labels(
        "work",
        """
        o, office, w, work, direct, d, desk, main, reception, business, dir, buro, dienstlich, bureau, oficina,
        switchboard, раб, 勤務先, directo, kantoor, toll-free, tollfree, free
        """,
    ),
    **_labels(
        "mobile",
        """
        m, mobile, mob, cell, c, cellular, mobil, handy, portable, movil, celular, cellulare, cel, natel, gsm,
        mobiel, 携帯, 携帯電話, 手机, 手機, 휴대폰, 휴대전화, моб, мобильный, κιν, κινητο, جوال, موبايل, נייד,
        text, whatsapp, signal, 📱, telemovel
        """,
    ),
    **_labels("home", "h, home, privat, personal, private, 자택, 自宅, дом"),
    **_labels("fax", "f, fax, telefax, ファックス, ファクス, 传真, 傳真, 팩스, факс, φαξ, فاكس, פקס, 📠"),
    **_labels("LinkedIn", "linkedin"),
    **_labels("ORCID", "orcid, orcid id"),
    **_labels("GitHub", "github"),
    **_labels("Mastodon", "mastodon, fediverse"),
    **_labels("X", "twitter, x"),
    **_labels("Bluesky", "bluesky, bsky"),
    **_labels("blog", "blog"),
    **_labels("portfolio", "portfolio"),
    **_labels("Instagram", "instagram"),
}
"""What a label before a number or an address says: its kind, or None for a label that only says what it is."""

SITE_LABELS = {
    "linkedin.com": "LinkedIn", "orcid.org": "ORCID", "github.com": "GitHub", "bsky.app": "Bluesky",
    "twitter.com": "X", "x.com": "X", "instagram.com": "Instagram", "scholar.google.com": "Google Scholar",
}  # fmt: skip

GREETINGS = _phrases("""
    best, regards, kind regards, warm regards, sincerely, thanks, thank you, many thanks, cheers, warmly, yours,
    cordially, respectfully, all the best, all best, with best, take care, in solidarity, gratefully,
    with thanks, hi, hello, dear, hey, good morning, good afternoon, talk soon, mit freundlichen gru, viele gru,
    beste gru, herzliche gru, freundliche gru, mfg, liebe gru, cordialement, bien cordialement, bien a vous,
    salutations, amicalement, saludos, un saludo, atentamente, un cordial saludo, cordiali saluti,
    distinti saluti, saluti, atenciosamente, cumprimentos, abracos, met vriendelijke groet, vriendelijke groet,
    groeten, hartelijke groet, med vanlig, med vennlig, hilsen, с уважением, с наилучшими, з повагою,
    z powazaniem, pozdrawiam, με εκτιμηση, φιλικα, مع التحية, تحياتي, مع خالص, בברכה, בכבוד רב, udvozlettel,
    saygilarimla, よろしくお願い, 敬具, 此致, 敬礼, 祝好, 감사합니다, 드림
""") + _phrases(abroad.GREETINGS)
"""How a greeting or a farewell begins; a line of few words that begins so says nothing about the person."""

NOTICE_PARTS = _phrases("""
    confidential, intended recipient, privileged, disclaimer, if you are not the, if you have received this,
    consider the environment, before printing, sent from my, get outlook for, unsubscribe, virus-free,
    public records law, vertraulich, irrtumlich, confidentiel, destinataire, confidencial, destinatario,
    riservat, конфиденциал, virus free
""") + _phrases(abroad.NOTICES)

COUNTRIES = words("""
    usa us u.s.a united states of america canada kingdom uk england scotland wales ireland germany deutschland
    france spain espana italy italia portugal brasil brazil mexico netherlands nederland belgium belgique
    austria osterreich switzerland schweiz suisse japan 日本 korea 대한민국 china 中国 australia new zealand
    india sweden sverige norway norge denmark danmark finland suomi poland polska russia россия greece ελλαδα
    israel ישראל jordan
""")
