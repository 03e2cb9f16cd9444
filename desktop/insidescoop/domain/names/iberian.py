"""Spanish and Portuguese names: one or two given names before one or two family names."""

from collections.abc import Sequence

from insidescoop.domain.text import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


GIVEN = _words("""
    adelaida adolfo adrian adriana agustin aitor alba alberto alejandra alejandro alfonso alfredo alicia alonso alvaro
    amparo ana andrea andres angel angela angeles antonia antonio araceli arturo asuncion aurora beatriz begona belen
    benito bernardo blanca camila carla carlos carmen carolina catalina cecilia celia cesar clara claudia concepcion
    consuelo cristian cristina cristobal daniel daniela david diego dolores domingo eduardo elena elisa elvira
    emilia emilio encarnacion enrique ernesto esperanza esteban estela estrella eugenia eva federico felipe
    felisa fernanda fernando filipe francisca francisco gabriel gabriela gerardo gloria gonzalo graciela guadalupe
    guillermo gustavo hector helena hugo ignacio ines irene isabel isidro ismael ivan javier jesus jimena joana joao
    joaquin jordi jorge jose josefa josefina juan juana julia julian julio laura leandro leonor leticia lidia lorena
    lorenzo lourdes lucas lucia luis luisa luz macarena magdalena manuel manuela mar marcela marcelo marcos margarita
    maria mariana mariano maribel marina mario marisol marta martin mateo mercedes miguel milagros monica montserrat
    natalia nicolas nieves noelia norma nuria olga oscar pablo paloma patricia paula paulo paz pedro pilar rafael raquel
    ramiro ramon raul rebeca ricardo roberto rocio rodrigo rogelio rosa rosario ruben salvador samuel santiago sara
    sebastian sergio silvia sofia soledad sonia susana teresa tiago tomas valentina vanesa veronica vicente victor
    victoria virginia ximena yolanda joaquim duarte goncalo rui nuno vasco ines catarina mafalda beatriz filipa
    inez bernardo renata thiago vitoria leticia larissa marcia jussara fabiola
""")
_ALSO_ELSEWHERE = _words("""
    adrian adriana alba andrea angel angela carla carolina clara claudia cristina daniel daniela david diana eva
    gabriel gloria helena hugo irene ivan julia julian laura lidia lorena lucas magdalena marina mario marta martin
    monica natalia nicolas norma olga oscar patricia paula rosa samuel sara sebastian sofia sonia teresa victor
    victoria virginia yolanda leandro alicia alberto antonia antonio aurora camila cecilia celia elena elisa estela
    eugenia federico lorenzo lucia luisa maria marcella miguel roberto ricardo silvia susana valentina renata julio
    carmen dolores mercedes ana
""")
"""Names that people of other tongues bear as well: "Laura Ellen Price" has one family name."""
FAMILY = _words("""
    garcia rodriguez gonzalez fernandez lopez martinez sanchez perez gomez martin jimenez ruiz hernandez diaz moreno
    munoz alvarez romero alonso gutierrez navarro torres dominguez vazquez ramos gil ramirez serrano blanco molina
    morales suarez ortega delgado castro ortiz rubio marin sanz nunez iglesias medina garrido cortes castillo
    santos lozano guerrero cano prieto mendez cruz calvo gallego vidal leon marquez herrera pena flores cabrera campos
    vega fuentes carrasco diez reyes caballero nieto aguilar pascual santana herrero montero lorenzo hidalgo gimenez
    ibanez ferrer duran santiago benitez vargas mora vicente arias carmona crespo roman pastor soto saez velasco
    moya soler parra esteban bravo gallardo rojas pardo merino franco espinosa izquierdo lara rivas silva rivera
    casado arroyo redondo camacho rey vera otero galan montes segura soriano varela echeverria aguirre solis
    castaneda oliveira souza pereira ferreira costa rodrigues almeida nascimento lima araujo ribeiro carvalho gomes
    martins rocha barbosa dias monteiro mendes freitas barros moreira teixeira cardoso correia pinto marques lopes
    fernandes goncalves sousa nogueira azevedo cunha melo moura coelho figueiredo tavares quintero salazar valdez
    valencia zapata cardenas ochoa cordova paredes figueroa contreras sepulveda tapia bustos acosta peralta ponce
""")
_OF_MARY = _words("""
    carmen pilar mar rosario rocio jesus dolores angeles mercedes luz paz nieves concepcion fatima guadalupe consuelo
    soledad lourdes amparo esperanza gracia milagros remedios pino
""")
_OF = _words("de del la los las el")


COUNTRIES = frozenset("ES PT BR MX AR CL CO PE UY PY VE EC BO CR GT HN SV NI PA CU DO PR".split())  # noqa: SIM905
"""Where two family names are the rule (ISO 3166)."""


def family_names_start_at(words: Sequence[str], *, is_at_home: bool = False) -> int | None:
    """The place of the first family name in a Spanish or Portuguese name; None if it is none, or not told apart.

    `is_at_home` says that the person lives where such names are the rule: the given name need not be a frequent one.

    >>> family_names_start_at(["Tomás", "Echeverría", "Ibáñez"]), family_names_start_at(["Laura", "Ellen", "Price"])
    (1, None)
    >>> family_names_start_at(["María", "del", "Carmen", "Aguirre", "Solís"])
    3
    """
    folded = [fold(word) for word in words]
    if len(words) < 3 or not (is_at_home or folded[0] in GIVEN) or any("." in word for word in words):
        return None
    at = 1
    while at < len(words) - 1:
        of_mary = _end_of_mary(folded, at)
        if of_mary is not None and of_mary < len(words):
            at = of_mary
        elif folded[at] in GIVEN and at < 3 and len(words) - at > 1:
            at += 1
        else:
            break
    names = [word for word in folded[at:] if word not in _OF and word not in ("y", "e", "i", "dos", "das", "da", "do")]
    if len(names) != 2 or (names[0] in GIVEN and names[0] not in FAMILY):
        return None
    are_of_here = [word in FAMILY or word.endswith("ez") for word in names]
    is_told = any(are_of_here) if folded[0] in GIVEN - _ALSO_ELSEWHERE else are_of_here[0]
    return at if is_told else None


def _end_of_mary(folded: Sequence[str], at: int) -> int | None:
    """Where "del Carmen" ends, which belongs to the given name; None if that is not what begins at `at`."""
    end = at
    while end < len(folded) and folded[end] in _OF:
        end += 1
    return end + 1 if at < end < len(folded) and folded[end] in _OF_MARY and folded[0] in ("maria", "ana") else None
