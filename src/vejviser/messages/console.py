"""What the query page says, by itself and by its script."""

from __future__ import annotations

CONSOLE: dict[str, tuple[str, str]] = {
    "query-page": ("Spørg med SPARQL", "Ask in SPARQL"),
    "query-lead": (
        "Vælg et spørgsmål, ret det til, og kør det. Eller skriv dit eget.",
        "Choose a question, change it as you like, and run it. Or write your own.",
    ),
    "query-begin": ("Organer og hvad de hedder", "Bodies and what they are called"),
    "query-open": ("Åbn på forespørgselssiden", "Open in the query page"),
    # the gallery
    "query-gallery": ("Spørgsmål klar til brug", "Questions ready for use"),
    "query-filter": ("Find et spørgsmål", "Find a question"),
    "query-parameters": ("Det kan ændres i VALUES", "What can be changed in VALUES"),
    "query-example": ("fx", "e.g."),
    "query-required": ("skal udfyldes", "required"),
    "query-fields": ("Udfyld det i felter i stedet", "Fill it in as fields instead"),
    "query-plain": ("Filen med det hele", "The file with all of it"),
    # the form
    "query-text": ("Forespørgsel", "Query"),
    "query-keys": (
        "Ctrl+Enter kører. Ctrl+mellemrum foreslår navne. Tab rykker ind; Esc og så Tab forlader"
        " feltet.",
        "Ctrl+Enter runs. Ctrl+Space suggests names. Tab indents; Esc and then Tab leaves the"
        " field.",
    ),
    "query-day": ("Dag", "Day"),
    "query-standing": ("Tag med", "Include"),
    "query-stated": ("det, der er oplyst for dagen", "what is stated for the day"),
    "query-all": ("også det, der ikke er gentaget siden", "also what is not restated since"),
    "query-day-note": (
        "Dagen gælder det, der står uden for GRAPH; tom er i dag. De færdige spørgsmål har deres"
        " egen dag i VALUES.",
        "The day concerns what stands outside GRAPH; empty is today. The questions ready for use"
        " have a day of their own in VALUES.",
    ),
    "query-run": ("Kør", "Run"),
    "query-stop": ("Stop", "Stop"),
    "query-link": ("Kopiér link", "Copy link"),
    "query-link-label": ("Link til forespørgslen", "Link to the query"),
    "query-form": ("Svaret som", "Answer as"),
    "query-form-rows": ("Rækker og ja/nej", "Rows and yes/no"),
    "query-form-graphs": ("Grafer", "Graphs"),
    "query-fetch": ("Hent", "Download"),
    "query-kept": (
        "Intet gemmes på serveren. Når du kører en forespørgsel, skrives den i sidens adresse efter"
        " #, som kun din egen browser ser og husker.",
        "Nothing is kept on the server. When you run a query it is written into the page's address"
        " after #, which only your own browser sees and remembers.",
    ),
    "query-without-script": (
        "Uden JavaScript hentes svaret som en fil. Vælg CSV til et regneark, Turtle til grafer.",
        "Without JavaScript the answer comes as a file. Choose CSV for a spreadsheet, Turtle for"
        " graphs.",
    ),
    "query-answer": ("Svar", "Answer"),
    "query-not-yet": ("Her kommer svaret.", "The answer comes here."),
    # what the script says
    "query-questions": ("{count} af {all} spørgsmål", "{count} of {all} questions"),
    "query-running": ("Kører …", "Running …"),
    "query-stopped": ("Stoppet.", "Stopped."),
    "query-rows": ("{count} rækker på {seconds} s", "{count} rows in {seconds} s"),
    "query-row": ("1 række på {seconds} s", "1 row in {seconds} s"),
    "query-none": (
        "Ingen rækker. Dokumenterne ligger i navngivne grafer: skriv GRAPH ?g {{ … }}.",
        "No rows. The documents lie in named graphs: write GRAPH ?g {{ … }}.",
    ),
    "query-first": (
        "Viser de første {shown} af {count} rækker. Hent svaret for at få dem alle.",
        "Shows the first {shown} of {count} rows. Download the answer to have them all.",
    ),
    "query-cut": (
        "Viser begyndelsen. Hent svaret for at få det hele.",
        "Shows the beginning. Download the answer to have all of it.",
    ),
    "query-graph": ("Graf på {seconds} s", "Graph in {seconds} s"),
    "query-yes": ("Ja", "Yes"),
    "query-no": ("Nej", "No"),
    "query-unreached": (
        "Serveren svarer ikke. Se efter, om den kører, og prøv igen.",
        "The server does not answer. See whether it runs, and try again.",
    ),
    "query-odd-line": (
        "Linje {line} ser ikke ud til at være SPARQL.",
        "Line {line} does not look like SPARQL.",
    ),
    "query-see": ("Se linje {line}, tegn {column}.", "See line {line}, character {column}."),
    "query-fetched": ("Hentet: {name}", "Downloaded: {name}"),
    "query-copied": ("Linket er kopieret.", "The link is copied."),
    "query-copy": ("Kopiér linket herfra.", "Copy the link from here."),
    "query-sort": ("Sortér efter {name}", "Sort by {name}"),
    "query-leaving": ("Tab forlader nu feltet.", "Tab now leaves the field."),
    "query-names": ("Forslag", "Suggestions"),
    "query-table": ("Rækker i svaret", "Rows of the answer"),
}
SCRIPT = (
    *("questions", "running", "stopped", "rows", "row", "none", "first", "cut", "graph", "yes"),
    *(
        "no",
        "unreached",
        "odd-line",
        "see",
        "fetched",
        "copied",
        "copy",
        "sort",
        "leaving",
        "table",
    ),
    *("names", "text", "answer"),
)
"""What the script says: the keys without ``query-``."""
FILLED_IN = ("all", "column", "count", "line", "name", "seconds", "shown")
"""The fields that the script fills in."""
