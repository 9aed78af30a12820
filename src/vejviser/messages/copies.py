"""What is said of data in a store of somebody else's: of putting them there, and serving them."""

from __future__ import annotations

COPIES: dict[str, tuple[str, str]] = {
    "endpoint-too-long": (
        "Svaret fra {url} fylder mere end {count} MB og afkortes ikke. Spørg om mindre, eller brug"
        " LIMIT.",
        "The answer of {url} is larger than {count} MB and is not cut short. Ask for less, or use"
        " LIMIT.",
    ),
    "store-unknown": (
        "Det ses ikke af {value}, hvor lageret spørges og opdateres. Skriv det med --query og"
        " --update.",
        "{value} does not show where the store is queried and updated. Say so with --query and"
        " --update.",
    ),
    "store-refused": (
        "{url} afviste {method} ({status}): {reason}. Se efter, om adresse, navn og kodeord er i"
        " orden.",
        "{url} refused {method} ({status}): {reason}. See whether address, name and password are"
        " in order.",
    ),
    "store-failed": (
        "{url} kunne ikke udføre {method} ({status}): {reason}. Spørg den, der driver serveren.",
        "{url} could not carry out {method} ({status}): {reason}. Ask whoever runs the server.",
    ),
    "store-no-ntriples": (
        "{url} svarede med {value} og ikke med N-Triples. Se efter, om adressen er rigtig.",
        "{url} answered with {value} and not with N-Triples. See whether the address is right.",
    ),
    "store-differs": (
        "{url} gengiver ikke grafen {value}, som den blev sendt.",
        "{url} does not give the graph {value} back as it was sent.",
    ),
    "copy-blank": (
        "Grafen {value} har noder uden navn, og dem kan ingen sammenligne. Giv dem navne.",
        "The graph {value} has nodes without a name, which nobody can compare. Name them.",
    ),
    "copy-broken": (
        "Fortegnelsen over graferne i {url} er ikke i orden (ved {value}). Kør »vejviser push«.",
        "The record of the graphs in {url} is not in order (at {value}). Run “vejviser push”.",
    ),
    "copy-torn": (
        "Grafen {value} i {url} er ikke, som fortegnelsen siger. Kør »vejviser push« igen.",
        "The graph {value} in {url} is not as the record says. Run “vejviser push” again.",
    ),
    "no-copy": (
        "{url} har ingen data fra Vejviser. Læg dem ind med »vejviser push«.",
        "{url} holds no data of Vejviser's. Load them with “vejviser push”.",
    ),
    "push-adds": ("Nye grafer: {count}", "New graphs: {count}"),
    "push-replaces": ("Grafer, der erstattes: {count}", "Graphs that are replaced: {count}"),
    "push-removes": ("Grafer, der fjernes: {count}", "Graphs that are removed: {count}"),
    "push-keeps": ("Uændrede grafer: {count}", "Graphs that have not changed: {count}"),
    "pushed": (
        "{url} har nu alle {count} grafer, {size} tripler, efterset.",
        "{url} now holds all {count} graphs, {size} triples, verified.",
    ),
    "push-stopped": ("Der blev trykket Ctrl-C.", "Ctrl-C was pressed."),
    "push-undone": (
        "Intet er ændret i {url}.",
        "Nothing has changed in {url}.",
    ),
    "push-back": (
        "Det, der var i {url} før, er lagt tilbage og efterset.",
        "What was in {url} before has been put back and verified.",
    ),
    "push-unknown": (
        "Det vides ikke, om {url} har de nye eller de gamle data: serveren fik besked om at skifte,"
        " men svarer ikke på, hvad der blev af det. Kør »vejviser push« igen, når den svarer. Det,"
        " der ligger ved siden af, hedder {token}:…",
        "Whether {url} holds the new or the old data is not known: the server was told to switch,"
        " but does not answer what came of it. Run “vejviser push” again once it answers. What"
        " lies beside is called {token}:…",
    ),
    "push-mixed": (
        "Data i {url} er nu dels nye, dels gamle, og kunne ikke lægges tilbage. De gamle ligger i"
        " grafer, der hedder {token}:old:… Kør »vejviser push« igen.",
        "The data in {url} are now partly new, partly old, and could not be put back. The old ones"
        " lie in graphs called {token}:old:… Run “vejviser push” again.",
    ),
    # serving what lies elsewhere
    "behind-unreachable": (
        "Der er ingen forbindelse til det lager, der svarer på SPARQL. Prøv igen om lidt.",
        "There is no connection to the store that answers SPARQL. Try again shortly.",
    ),
    "behind-slow": (
        "Lageret svarede ikke inden for {seconds} sekunder. Gør forespørgslen mere præcis.",
        "The store did not answer within {seconds} seconds. Make the query more precise.",
    ),
    "behind-refused": (
        "Lageret kunne ikke svare på forespørgslen ({status}): {reason}. Skriv den anderledes; den"
        " er i orden, men ikke for den motor.",
        "The store could not answer the query ({status}): {reason}. Write it in another way; it is"
        " in order, but not to that engine.",
    ),
    "behind-broken": (
        "Svaret fra lageret er ikke i orden, så det bruges ikke. Prøv igen, eller skriv"
        " forespørgslen anderledes.",
        "The answer of the store is not in order, so it is not used. Try again, or write the query"
        " in another way.",
    ),
    "behind-cut": (
        "Lageret giver højst {count} rækker og har afkortet svaret, så det bruges ikke. Spørg om"
        " mindre, eller brug LIMIT.",
        "The store gives at most {count} rows and has cut its answer short, so it is not used. Ask"
        " for less, or use LIMIT.",
    ),
    "day-not-behind": (
        "Det, der er oplyst for {value}, ligger ikke i lageret som graf. Det gør det fra: {days}."
        " Navngivne spørgsmål og chart kender alle dage.",
        "What stands on {value} does not lie in the store as a graph. It does from: {days}. Named"
        " queries and charts know all days.",
    ),
    "merged-behind": (
        "Graferne har tripler til fælles, som lageret ville tælle to gange. Nævn én graf som"
        " standard, og spørg de andre med GRAPH.",
        "The graphs have triples in common, which the store would count twice. Name one graph as"
        " the default, and ask the others with GRAPH.",
    ),
    "sparql-of-one-engine": (
        "Forespørgslen bruger en funktion, som kun én motor har. Brug dem, SPARQL 1.1 har.",
        "The query uses a function that only one engine has. Use those of SPARQL 1.1.",
    ),
    "serving-from": (
        "Data er læst i {url}: {count} grafer. SPARQL sendes videre dertil.",
        "The data were read from {url}: {count} graphs. SPARQL is passed on to it.",
    ),
}
