"""Words of signatures in the tongues of Europe and the Americas: titles, institutions, parts of them, greetings.

Written as their owners do; `signature_words` folds them.
"""

TITLES = """
    cap tècnic tècnica bibliotecària arxiver arxivera cap coordinadora liburuzaina artxibozaina zuzendaria técnico
    técnica arquiveira xefe xefa
    stellvertretender stellvertretende stellvertreter sachbearbeiter sachbearbeiterin sachgebietsleiter
    sachgebietsleiterin teamleiter teamleiterin bereichsleiter bereichsleiterin dezernent dezernentin
    diplom-bibliothekar diplom-bibliothekarin diplombibliothekarin diplomarchivarin diplomarchivar
    oberbibliotheksrat bibliotheksrat bibliotheksrätin oberarchivrat archivrat archivrätin archivoberrat fami
    volontär volontärin restaurator restauratorin dokumentar dokumentarin lektor lektorin redakteur redakteurin
    dozent dozentin präsident präsidentin vorstand geschäftsführung leitung assistent assistentin koordinator
    koordinatorin beauftragter beauftragte projektleiter projektleiterin systembibliothekar systembibliothekarin
    generaldirektor generaldirektorin informationsspezialist informationsspezialistin responsable chef cheffe chargé
    chargée directeur directrice adjoint adjointe conservateur conservatrice assistante archiviste archivistes
    documentaliste bibliothécaire bibliothécaires médiathécaire iconographe coordinateur coordinatrice coordonnateur
    coordonnatrice secrétaire attaché attachée ingénieur ingénieure technicien technicienne gestionnaire délégué
    déléguée président présidente chercheur chercheuse enseignant enseignante conseiller conseillère éditeur
    éditrice rédacteur rédactrice restauratrice restaurateur maître stagiaire animatrice animateur bibliotecólogo
    bibliotecóloga bibliotecario bibliotecaria archivero archivera archivista técnico técnica técnicas auxiliar jefe
    jefa director directora subdirector subdirectora encargado encargada coordinador coordinadora gestor gestora
    documentalista investigador investigadora profesor profesora catedrático catedrática conservador conservadora
    restauradora restaurador secretario secretaria asesor asesora presidente presidenta facultativo facultativa
    referencista editor editora analista asistente ayudante bibliotecário bibliotecária bibliotecária-chefe
    bibliotecário-chefe arquivista coordenador coordenadora chefe gerente assessor assessora professor professora
    museólogo museóloga diretor diretora subdiretor subdiretora pesquisador pesquisadora funzionario funzionaria
    direttore direttrice conservatore curatore curatrice responsabile coordinatore dirigente docente ricercatore
    ricercatrice professore professoressa segretario segretaria catalogatore catalogatrice restauratore
    vicedirettore vicedirettrice redattore redattrice addetto addetta bibliothecaris archivaris hoofd medewerker
    medewerkster informatiespecialist conservator beleidsmedewerker teamleider coördinator adviseur afdelingshoofd
    collectiebeheerder projectleider voorzitter onderzoeker docent hoogleraar secretaris redacteur specialist
    stafmedewerker bestuurder teamcoach recordmanager bibliotekarie bibliotekarier arkivarie enhetschef
    avdelningschef sektionschef bibliotekschef stadsarkivarie landsarkivarie överbibliotekarie förste intendent
    antikvarie handläggare samordnare verksamhetsutvecklare registrator utredare dokumentalist forskare museichef
    bibliotekar forskningsbibliotekar overbibliotekar specialbibliotekar arkivar stadsarkivar førstearkivar leder
    avdelingsleder seksjonsleder seksjonssjef avdelingsdirektør direktør vicedirektør rådgiver seniorrådgiver
    spesialbibliotekar hovedbibliotekar konservator museumsinspektør museumsdirektør formidler afdelingsleder
    kontorchef sektionsleder chefkonsulent specialkonsulent konsulent teamleder informationsspecialist museumsleder
    biblioteksleder enhetsleder fagleder fagansvarlig kirjastonhoitaja tietoasiantuntija informaatikko
    kirjastonjohtaja johtaja päällikkö palvelupäällikkö arkistonhoitaja arkistonjohtaja suunnittelija asiantuntija
    erikoiskirjastonhoitaja kehittämispäällikkö tutkija professori ylitarkastaja erityisasiantuntija koordinaattori
    amanuenssi bibliotekarz bibliotekarka archiwista archiwistka kustosz kustoszka dyrektor dyrektorka kierownik
    kierowniczka zastępca specjalista specjalistka starszy młodszy adiunkt redaktor redaktorka konserwator knihovník
    knihovnice archivář archivářka vedoucí ředitel ředitelka kurátor kurátorka referent referentka odborný odborná
    profesorka náměstek knihovníčka riaditeľ riaditeľka vedúci vedúca archivárka könyvtáros levéltáros igazgató
    igazgatóhelyettes könyvtárigazgató osztályvezető főkönyvtáros főigazgató muzeológus informatikus vezető
    főlevéltáros docens tanár szerkesztő csoportvezető főosztályvezető restaurátor knjižničar knjižničarka arhivist
    arhivistica voditelj voditeljica ravnatelj ravnateljica direktorica arhivar bibliotecar bibliotecară șef
    directoare cercetător kütüphaneci müdür müdürü uzman arşivist daire başkanı başkan öğretim raamatukoguhoidja
    arhivaar juhataja bibliotekārs bibliotekāre vadītāja vadītājs bibliotekininkas bibliotekininkė vedėja vedėjas
    direktorė leabharlannaí llyfrgellydd archifydd keeper warden bursar dpo ombudsman steward chartered officer
    consultant interpreter ranger mentor programmer technologist genealogist informationist ethnographer digitizer
    digitiser cartographer bookbinder bookseller photographer webmaster copyeditor proofreader lexicographer
    linguist epidemiologist coordinator facilitator organizer organiser scientist paralegal paraprofessional
    volunteer bibliothekarin fachangestellte fachangestellter leiterin
"""

INSTITUTIONS = """
    ajuntament arxiu arxius diputació fundació col·legi escola universitat liburutegia artxiboa udala unibertsitatea
    concello universidade xunta
    bücherei stadtbücherei gemeindebücherei mediathek hauptstaatsarchiv landesarchiv bundesarchiv kreisarchiv
    universitätsbibliothek landesbibliothek nationalbibliothek zentralbibliothek hochschulbibliothek fachhochschule
    kunsthalle ministerium senat gmbh forschungszentrum akademie institut institute verband gedenkstätte landratsamt
    stadtverwaltung zentralarchiv domarchiv bistumsarchiv kantonsbibliothek bibliothèque bibliothèques médiathèque
    archives université musée école fondation ministère association centre éditions cinémathèque conservatoire
    mairie académie collège lycée préfecture cégep phonothèque discothèque bibliothécaires inha enssib biblioteca
    bibliotecas hemeroteca filmoteca archivo archivos museo universidad instituto fundación colegio ayuntamiento
    diputación ministerio consejo consejería academia editorial escuela asociación centro facultad mediateca
    generalitat gobierno alcaldía municipalidad intendencia secretaría pontificia arquivo arquivos universidade
    fundação museu câmara escola faculdade direção-geral ministério prefeitura associação editora biblioteche
    archivio archivi università musei fondazione istituto accademia comune soprintendenza ministero scuola
    associazione consorzio politecnico pinacoteca cineteca ateneo provincia regione bibliotheek bibliotheken archief
    rijksarchief stadsarchief nationaal universiteit hogeschool universiteitsbibliotheek museum stichting vereniging
    instituut erfgoedcentrum gemeente provincie ministerie uitgeverij academie biblioteket bibliotek stadsbibliotek
    universitetsbibliotek arkivet arkiv riksarkivet landsarkivet stadsarkivet universitet universitetet högskola
    högskolan museet stiftelsen institutet kommun kommune folkbibliotek folkebibliotek universitetsbiblioteket
    nasjonalbiblioteket kungliga kongelige rigsarkivet statsarkivet byarkivet stadsarkiv høgskolen høyskolen
    akademiet forlaget förlag landsforeningen foreningen nasjonalmuseet nationalmuseet centralbibliotek
    hovedbibliotek læringscenter kirjasto kirjastot kaupunginkirjasto yliopisto yliopiston arkisto kansallisarkisto
    kansalliskirjasto säätiö kaupunki korkeakoulu ammattikorkeakoulu seura instituutti maakunta-arkisto biblioteka
    archiwum uniwersytet muzeum instytut fundacja wydawnictwo akademia politechnika stowarzyszenie książnica
    ossolineum towarzystwo knihovna archiv univerzita ústav nakladatelství nadace galerie knižnica archív múzeum
    könyvtár könyvtára levéltár levéltára egyetem intézet alapítvány kiadó akadémia főiskola egyesület knjižnica
    knjiznica arhiv sveučilište sveucilista univerzitet univerza muzej zavod bibliotecă arhivele universitatea
    muzeul institutul fundația kütüphanesi kütüphane üniversitesi üniversite müzesi arşivi vakfı raamatukogu ülikool
    muuseum arhiiv bibliotēka universitāte muzejs arhīvs universitetas archyvas muziejus leabharlann ollscoil
    llyfrgell prifysgol amgueddfa polytechnic polytechnique conservatory observatory seminary athenæum federation
    alliance parliament senate diocese archdiocese cathedral abbey orchestra theatre theater broadcasting
    institution co-op charity zoo aquarium arboretum herbarium botanic lyceum bookshop
"""

PART_STARTS = """
    referat, sachgebiet, dezernat, fachgruppe, arbeitsstelle, lehrstuhl, institut für, professur, stabsstelle,
    service des, service de, département, direction de, direction des, pôle, bureau de, cellule, mission, ufr,
    sección, servicio de, departamento de, unidad, área de, subdirección, dirección, gabinete, facultad de, cátedra,
    secção, serviço, divisão, departamento, setor, núcleo, unidade, direção, faculdade de, ufficio, settore,
    servizio, sezione, dipartimento, area, divisione, facoltà di, afdeling, faculteit, avdelningen, avdelning,
    enheten, enhet, avdeling, seksjon, sektion, kontor, institutt for, institutionen för, osasto, yksikkö,
    tiedekunta, palvelut, dział, oddział, wydział, pracownia, sekcja, oddělení, odbor, útvar, fakulta, osztály, kar,
    odjel, odsjek, secția, reparto, oficina de, the department, dept., directorate
"""

GREETINGS = """
    freundliche grüße, beste grüße, herzliche grüße, schöne grüße, liebe grüße, viele grüße, mit besten grüßen,
    lg, vg, hochachtungsvoll, herzlichst, mit herzlichen grüßen, mit bestem gruß, grüße aus, sehr geehrte,
    lieber herr, liebe frau, hallo, guten tag, bonjour, bonsoir, bien à toi, meilleures salutations, cordiales
    salutations, très cordialement, sincères salutations, bien sincèrement, sentiments distingués, avec mes
    salutations, respectueusement, à bientôt, saludos cordiales, cordialmente, reciba un, un abrazo, muchas
    gracias, gracias, muy atentamente, estimado, estimada, querido, querida, hola, buenos días, com os melhores
    cumprimentos, melhores cumprimentos, com os meus cumprimentos, abraço, abraços, obrigado, obrigada, um
    abraço, olá, prezado, prezada, caro, cara, grazie, un cordiale saluto, un caro saluto, cari saluti, con i
    migliori saluti, buongiorno, ciao, met hartelijke groet, hartelijke groeten, met vriendelijke groeten, mvg,
    groetjes, beste groeten, hoogachtend, beste, med vänliga hälsningar, vänliga hälsningar, vänligen,
    hälsningar, bästa hälsningar, mvh, hej, hei, vennlig hilsen, med venlig hilsen, venlig hilsen, mange
    hilsner, hilsner, de bedste hilsner, beste hilsen, kh, vh, kær hilsen, ystävällisin terveisin, terveisin,
    parhain terveisin, yt, kiitos, hyvää päivää, z wyrazami szacunku, serdecznie pozdrawiam, pozdrowienia, łączę
    pozdrowienia, dzień dobry, s pozdravem, s úctou, s přátelským pozdravem, hezký den, zdravím, dobrý den, s
    pozdravom, üdvözlettel, tisztelettel, köszönettel, szívélyes üdvözlettel, üdv, tisztelt, kedves, lijep
    pozdrav, s poštovanjem, srdačan pozdrav, cu stimă, cu respect, saygılarımla, iyi çalışmalar, teşekkürler,
    sveiki, ar cieņu, pagarbiai, lugupidamisega, parimate soovidega, le gach dea-ghuí, is mise le meas, cofion,
    yn gywir, diolch, warmest regards, with kind regards, with best wishes, best wishes, with warm regards,
    yours sincerely, yours faithfully, yours truly, with appreciation, with gratitude, in gratitude, many
    thanks, thanks so much, thank you so much, kindest regards, very best, cheers, sincerely yours, respectfully
    yours, in community, have a great, looking forward, speak soon, greetings, ngā mihi, nga mihi, mauruuru, kia
    ora, mahalo, tēnā koe, miigwech, chi miigwech
"""

NOTICES = """
    bitte denken sie an die umwelt, von meinem iphone gesendet, gesendet von, diese e-mail, diese nachricht,
    envoyé de mon, envoyé depuis, ce message et, ce courriel, pensez à l'environnement, avant d'imprimer,
    enviado desde mi, enviado do meu, antes de imprimir, este mensaje, este correo, esta mensagem, aviso legal,
    inviato da, prima di stampare, questo messaggio, avvertenze, verzonden vanaf, verstuurd vanaf, dit bericht,
    denk aan het milieu, skickat från, sendt fra, lähetetty, wysłane z, odesláno z, küldve, sent via, sent with,
    get outlook, outlook for, download outlook, please note that my, my working hours may, my working day may, i
    work flexibly, do not feel obliged, please don't feel, please consider the planet, think before you print,
    this email and any, this message and any, this e-mail and any, this email is, this message is, umsatzsteuer,
    ust-id, handelsregister, sitz der gesellschaft, p.iva, siret
"""

LABELS = {
    None: """
        tél, puh, puhelin, telefoonnummer, tlf nr, fono, rufnummer, phone number, tel no, telef, ph no, mél,
        mel, correu, poczta, s-posti, sähköposti, epost, e-post, e-mailadres, e-pasts, web site, sito, sitio,
        página, webb, nettside, hjemmeside, verkkosivu, strona, stránky, honlap, internetseite, ring
    """,
    "work": """
        directe, direkte, linie, diretta, ligne,
        std, standard, durchwahl, dw, zentrale, sekretariat, secretariat, centralita, centralino, ligne directe,
        ld, direkt, direktnummer, direct line, direct dial, ddi, didi, landline, fixe, fest, vast, fijo, fixo,
        fisso, lijn, arbete, arbeid, arbejde, työ, służbowy, práce, munkahely, linha directa, linea diretta,
        diretto, directa, växel
    """,
    "mobile": """
        port, tlm, telem, telemóvel, kom, komórka, mobilní, mobiltelefon, mobilnr, mobilnummer, gsm,
        matkapuhelin, cel, celu, celulár, mobitel, natel, m/whatsapp, mobile/whatsapp, mobilní tel, kännykkä,
        mobilni, mobiili, mob tel
    """,
    "home": "privé, privat, domicile, particular, hemma, hjemme, koti, thuis",
    "fax": "télécopie, téléc, telefaks, faks, telekopie, faksi, fakse",
    "YouTube": "youtube",
    "Facebook": "facebook, fb",
    "Threads": "threads",
    "Skype": "skype",
    "Zoom": "zoom",
    "Calendly": "calendly, book a meeting",
}
"""What a label before a number or an address says, by its kind; None where it only says what it is."""
