"""What commands there are, and what the help says of them."""

COMMANDS = {
    "Look": {
        "find": ("find TEXT", "entries with a name that contains TEXT, in any language"),
        "show": ("show ENTRY", "everything known about one entry, with the passages that say it"),
        "query": ("query [QUESTION]", "answer a prepared question; without one, list them all"),
        "sparql": ("sparql FILE", "run your own SPARQL (- reads standard input)"),
        "overlaps": (
            "overlaps [ENTRY...]",
            "who covers the same ground, and which passages say so",
        ),
        "gaps": ("gaps", "life-cycle stages and topics where nobody acts, or few"),
        "compare": ("compare ENTRY ENTRY", "entries side by side, with the passages"),
        "conflicts": ("conflicts", "passages that contradict each other"),
        "duplicates": ("duplicates", "entries that may be the same thing, entered twice"),
        "stats": ("stats", "how much the graph holds, by class, passage and review state"),
    },
    "Add": {
        "new": ("new CLASS NAME", "start an entry: a file with every field explained"),
        "template": ("template CLASS...", "a workbook or table to fill in, with lists and help"),
        "whatif": ("whatif DRAFT", "what covers a draft already, and what it would add"),
        "validate": ("validate [FILE...]", "say what is wrong with entries and how to mend it"),
        "add": ("add FILE...", "check new entries, compare them with what is there, take them in"),
        "review": (
            "review PASSAGE...",
            "what a passage is said to say; and that you compared it with the text",
        ),
        "fmt": ("fmt [FILE...]", "write files one fact per line, always in the same order"),
    },
    "Share": {
        "draw": ("draw VIEW [ENTRY]", "a picture for a meeting: SVG, PNG, PDF or a page"),
        "export": ("export FORMAT", "the whole graph for other programs"),
        "briefing": (
            "briefing",
            "the report: one page to open anywhere, PDF, Word, slides, tables",
        ),
        "serve": (
            "serve",
            "the graph on the web: pages for people, a SPARQL endpoint for programs",
        ),
    },
    "Keep": {
        "check": ("check", "check everything: form, shapes, questions, OWL consistency"),
        "reason": ("reason", "is the ontology with all data consistent (OWL 2 DL, HermiT)"),
        "completion": ("completion SHELL", "let bash, zsh or fish complete commands and names"),
    },
}
EVERYWHERE = {
    "--home DIR": "the folder with ontology, data, shapes, queries",
    "--store DIR|URL": "keep the graph in a folder, or ask a SPARQL 1.1 endpoint",
    "--lang CODE": "labels and messages in en, ar, zh, fr, ru or es",
    "--format NAME": "table, csv, tsv, json, xlsx or md",
    "-o, --output FILE": "write the answer to a file",
    "--without-unchecked": "leave out what nobody has confirmed in a text",
    "--checked-only": "only facts that were compared with the text at hand",
    "--names": "names (marine-sand-watch) instead of labels",
    "-h, --help": "help, also after a command: minkg query --help",
    "--version": "",
}
ABOUT = "minkg — who does what for the environment along the life cycle of minerals and metals"
EXAMPLE = "Example: minkg query overlaps --stage extraction --format csv"
HELP = ("-h", "--help", "help")
