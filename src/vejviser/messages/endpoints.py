"""What Vejviser says of SPARQL endpoints: of those that do not answer, and of wrong answers."""

from __future__ import annotations

ENDPOINTS: dict[str, tuple[str, str]] = {
    "endpoint-address": (
        "»{value}« er ikke adressen på et endpoint. Skriv den som http://localhost:7878/query.",
        "“{value}” is not the address of an endpoint. Write it as http://localhost:7878/query.",
    ),
    "endpoint-unreachable": (
        "Der er ingen forbindelse til {url}: {reason}. Se efter, om adressen er rigtig, og om"
        " serveren kører.",
        "There is no connection to {url}: {reason}. See whether the address is right and the"
        " server runs.",
    ),
    "endpoint-slow": (
        "{url} svarede ikke inden for {count} sekunder. Prøv igen, eller spørg om færre organer.",
        "{url} did not answer within {count} seconds. Try again, or ask about fewer bodies.",
    ),
    "endpoint-refused": (
        "{url} afviste forespørgslen ({status}): {reason}. Se efter, om adressen og adgangen er"
        " i orden.",
        "{url} refused the query ({status}): {reason}. See whether address and access are in"
        " order.",
    ),
    "endpoint-failed": (
        "{url} kunne ikke svare ({status}): {reason}. Prøv igen senere, eller spørg den, der"
        " driver serveren.",
        "{url} could not answer ({status}): {reason}. Try again later, or ask whoever runs the"
        " server.",
    ),
    "endpoint-no-sparql": (
        "{url} svarede med {value} og ikke med resultater af SPARQL. Se efter, om adressen er"
        " endpointets egen.",
        "{url} answered with {value} and not with results of SPARQL. See whether the address is"
        " the endpoint's own.",
    ),
    "endpoint-broken": (
        "Svaret fra {url} er afbrudt eller i uorden, så det bruges ikke. Prøv igen, eller spørg"
        " den, der driver serveren.",
        "The answer of {url} breaks off or is not in order, so it is not used. Try again, or ask"
        " whoever runs the server.",
    ),
    "endpoint-cut": (
        "{url} giver højst {count} rækker og har afkortet svaret, så det bruges ikke. Hæv serverens"
        " grænse.",
        "{url} gives at most {count} rows and has cut its answer short, so it is not used. Raise"
        " the server's limit.",
    ),
    "endpoint-short": (
        "{url} svarede med {got} af {expected} rækker: svaret er ikke til at stole på. Brug en"
        " anden server, eller efterse filerne i stedet.",
        "{url} answered with {got} of {expected} rows: its answer cannot be trusted. Use another"
        " server, or check the files instead.",
    ),
    "endpoint-differs": (
        "{url} tæller {one} pladser/grupper på én måde og {other} på en anden: svaret er ikke til"
        " at stole på. Brug en anden server, eller efterse filerne i stedet.",
        "{url} counts {one} seats/groups in one way and {other} in another: its answer cannot be"
        " trusted. Use another server, or check the files instead.",
    ),
    "endpoint-no-rosters": (
        "{url} har ingen medlemslister (vv:Roster i en navngiven graf). Se efter, om adressen er"
        " rigtig, eller læg dem ind, som »vejviser roster export --format nquads« skriver dem.",
        "{url} has no rosters (vv:Roster in a named graph). See whether the address is right, or"
        " load them as “vejviser roster export --format nquads” writes them.",
    ),
    "endpoint-no-day": (
        "{url} har »{value}« hvor der skal stå en dag som xsd:date (ved {row}). Ret den dér:"
        " ellers tælles rækken forkert.",
        "{url} has “{value}” where a day as xsd:date must stand (at {row}). Mend it there: the row"
        " would be counted wrongly.",
    ),
    "endpoint-no-start": (
        "{url} har en dækning uden schema:startDate ({row}). Skriv dér, fra hvilken dag listen er"
        " fuldstændig: ellers efterses intet efter den.",
        "{url} has a coverage without schema:startDate ({row}). Write there from which day the"
        " roster is complete: nothing would be checked by it.",
    ),
    "engines-differ": (
        "Motoren {engine} og vores egen optælling er ikke enige om {body} den {day}: kun {found}"
        " finder {shape}. Det er en fejl i Vejviser eller i motoren; meld den med medlemslisten.",
        "The engine {engine} and our own count differ on {body} on {day}: only {found} finds"
        " {shape}. That is a fault of Vejviser or of the engine; report it with the roster.",
    ),
    "endpoint-alone": (
        "Et endpoint spørges for sig: skriv --endpoint uden filer, --names, --engine og"
        " --format xlsx.",
        "An endpoint is asked by itself: write --endpoint without files, --names, --engine or"
        " --format xlsx.",
    ),
    "checked-endpoint": (
        "medlemslisterne i endpointet",
        "the rosters of the endpoint",
    ),
}
