"""What the server says: of requests it cannot answer, and of itself."""

from __future__ import annotations

SERVING: dict[str, tuple[str, str]] = {
    # requests
    "no-query": (
        "Forespørgslen mangler. Send den som parameteren query, eller som hele indholdet med"
        " Content-Type application/sparql-query.",
        "The query is missing. Send it as the parameter query, or as the whole body with"
        " Content-Type application/sparql-query.",
    ),
    "parameter-twice": (
        "Parameteren {value} står to gange. Send den én gang.",
        "The parameter {value} is given twice. Send it once.",
    ),
    "too-many-fields": (
        "Der er mere end {count} parametre. Send færre.",
        "There are more than {count} parameters. Send fewer.",
    ),
    "not-utf8-request": (
        "Forespørgslen er ikke i UTF-8. Send den i UTF-8.",
        "The request is not in UTF-8. Send it in UTF-8.",
    ),
    "not-sparql": (
        "Indholdet skal være application/sparql-query eller application/x-www-form-urlencoded, i"
        " UTF-8.",
        "The body must be application/sparql-query or application/x-www-form-urlencoded, in UTF-8.",
    ),
    "read-only": (
        "Her kan data læses, men ikke ændres. Send en forespørgsel, ingen opdatering.",
        "Data can be read here, not changed. Send a query, not an update.",
    ),
    "two-datasets": (
        "Forespørgslen nævner både en dag (on, standing) og grafer. Vælg én af delene; en dag kan"
        " også nævnes som graf.",
        "The query names both a day (on, standing) and graphs. Choose one of them; a day can be"
        " named as a graph, too.",
    ),
    "not-acceptable": (
        "Svaret findes ikke i den form, der ønskes. Rækker og ja/nej findes som JSON, XML, CSV og"
        " TSV, grafer som Turtle, N-Triples, RDF/XML og JSON-LD.",
        "The answer does not exist in the form wanted. Rows and yes/no exist as JSON, XML, CSV and"
        " TSV, graphs as Turtle, N-Triples, RDF/XML and JSON-LD.",
    ),
    "request-too-long": (
        "Forespørgslen er længere end {count} byte. Gør den kortere.",
        "The request is longer than {count} bytes. Make it shorter.",
    ),
    "uri-too-long": (
        "Adressen er længere end {count} byte. Send forespørgslen med POST.",
        "The address is longer than {count} bytes. Send the query by POST.",
    ),
    "slow-client": (
        "Hele forespørgslen kom ikke inden for {seconds} sekunder. Prøv igen.",
        "The whole request did not come within {seconds} seconds. Try again.",
    ),
    "bad-host": (
        "Forespørgslens Host er ikke navnet på en server. Ret det.",
        "The Host of the request is not the name of a server. Mend it.",
    ),
    "no-such-page": (
        "Der er intet på den adresse. Begynd på den første side.",
        "There is nothing at that address. Begin at the first page.",
    ),
    "wrong-method": (
        "Den adresse svarer kun på {allow}.",
        "That address only answers {allow}.",
    ),
    # queries
    "answer-too-long": (
        "Svaret fylder mere end {count} MB og afkortes ikke. Spørg om mindre, eller brug LIMIT.",
        "The answer is larger than {count} MB and is not cut short. Ask for less, or use LIMIT.",
    ),
    "query-too-slow": (
        "Forespørgslen tog mere end {seconds} sekunder og blev stoppet. Gør den mere præcis.",
        "The query took more than {seconds} seconds and was stopped. Make it more precise.",
    ),
    "query-too-heavy": (
        "Forespørgslen krævede mere hukommelse eller flere lag, end der er, og blev stoppet. Gør"
        " den mindre.",
        "The query needed more memory or deeper nesting than there is, and was stopped. Make it"
        " smaller.",
    ),
    "server-busy": (
        "Serveren er optaget af andres forespørgsler. Prøv igen om lidt.",
        "The server is busy with the queries of others. Try again shortly.",
    ),
    "server-stopping": (
        "Serveren stopper. Prøv igen, når den er startet.",
        "The server is stopping. Try again once it has started.",
    ),
    # the server
    "cannot-listen": (
        "Serveren kan ikke svare på {host}, port {port}: {reason}. Vælg en anden --port eller"
        " --host.",
        "The server cannot answer at {host}, port {port}: {reason}. Choose another --port or"
        " --host.",
    ),
    "bad-root-path": (
        "»{value}« kan ikke være en sti. Skriv den som /vejviser.",
        "“{value}” cannot be a path. Write it as /vejviser.",
    ),
    "root-path-taken": (
        "Stien »{value}« er også en af webstedets egne. Vælg en anden, som /vejviser.",
        "The path “{value}” is one of the site's own, too. Choose another, such as /vejviser.",
    ),
    "bad-origin": (
        "»{value}« er ikke et websted. Skriv det som https://eksempel.dk, eller * for alle.",
        "“{value}” is no web site. Write it as https://example.org, or * for all.",
    ),
    "no-workers": (
        "De processer, der skal svare på SPARQL, kan ikke starte. Se efter, om der er hukommelse"
        " og diskplads nok.",
        "The processes that answer SPARQL cannot start. See whether there is memory and disk"
        " space enough.",
    ),
    "serving": (
        "Vejviser svarer på {url} – stop med Ctrl-C.",
        "Vejviser answers at {url} – stop with Ctrl-C.",
    ),
    "not-bounded": (
        "Denne platform kan ikke begrænse forespørgslers {what}; tidsfristen gælder.",
        "This platform cannot bound the {what} of queries; the deadline holds.",
    ),
    "bound-memory": ("hukommelse", "memory"),
    "bound-network": ("adgang til netværket", "access to the network"),
    "default-graph": (
        "Det, der er oplyst for i dag, i én graf: det, de gældende udgaver siger, alle organer"
        " og områder, hver tripel én gang. En anden dag: on=2025-03-01, og standing=all tager det"
        " med, der ikke er gentaget; eller som graf: …/graph/day/2025-03-01 og …/all.",
        "What stands today, in one graph: what the counting editions state, all bodies and areas,"
        " each triple once. Another day: on=2025-03-01, and standing=all includes what is not"
        " restated; or as a graph: …/graph/day/2025-03-01 and …/all.",
    ),
}
