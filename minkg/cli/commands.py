"""What commands there are, and what the help says of them."""

from minkg.words import N_

COMMANDS = {
    N_("Look"): {
        "find": ("find TEXT", N_("entries with a name that contains TEXT, in any language")),
        "show": (
            "show ENTRY",
            N_("everything known about one entry, with the passages that say it"),
        ),
        "query": ("query [QUESTION]", N_("answer a prepared question; without one, list them all")),
        "sparql": ("sparql FILE", N_("run your own SPARQL (- reads standard input)")),
        "overlaps": (
            "overlaps [ENTRY...]",
            N_("who covers the same ground, and which passages say so"),
        ),
        "gaps": ("gaps", N_("life-cycle stages and topics where nobody acts, or few")),
        "compare": ("compare ENTRY ENTRY", N_("entries side by side, with the passages")),
        "conflicts": ("conflicts", N_("passages that contradict each other")),
        "duplicates": ("duplicates", N_("entries that may be the same thing, entered twice")),
        "stats": ("stats", N_("how much the graph holds, by class, passage and review state")),
    },
    N_("Add"): {
        "new": ("new CLASS NAME", N_("start an entry: a file with every field explained")),
        "template": (
            "template CLASS...",
            N_("a workbook or table to fill in, with lists and help"),
        ),
        "whatif": ("whatif DRAFT", N_("what covers a draft already, and what it would add")),
        "validate": ("validate [FILE...]", N_("say what is wrong with entries and how to mend it")),
        "add": (
            "add FILE...",
            N_("check new entries, compare them with what is there, take them in"),
        ),
        "review": (
            "review PASSAGE...",
            N_("what a passage is said to say; and that you compared it with the text"),
        ),
        "fmt": ("fmt [FILE...]", N_("write files one fact per line, always in the same order")),
    },
    N_("Share"): {
        "draw": ("draw VIEW [ENTRY]", N_("a picture for a meeting: SVG, PNG, PDF or a page")),
        "export": ("export FORMAT", N_("the whole graph for other programs")),
        "briefing": (
            "briefing",
            N_("the report: one page to open anywhere, PDF, Word, slides, tables"),
        ),
        "serve": (
            "serve",
            N_("the graph on the web: pages for people, a SPARQL endpoint for programs"),
        ),
    },
    N_("Keep"): {
        "check": ("check", N_("check everything: form, shapes, questions, OWL consistency")),
        "reason": ("reason", N_("is the ontology with all data consistent (OWL 2 DL, HermiT)")),
        "completion": ("completion SHELL", N_("let bash, zsh or fish complete commands and names")),
    },
}
EVERYWHERE = {
    "--home DIR": N_("the folder with ontology, data, shapes, queries"),
    "--store DIR|URL": N_("keep the graph in a folder, or ask a SPARQL 1.1 endpoint"),
    "--lang CODE": N_("labels and messages in en, ar, zh, fr, ru or es"),
    "--format NAME": N_("table, csv, tsv, json, xlsx or md"),
    "-o, --output FILE": N_("write the answer to a file"),
    "--without-unchecked": N_("leave out what nobody has confirmed in a text"),
    "--checked-only": N_("only facts that were compared with the text at hand"),
    "--names": N_("names (marine-sand-watch) instead of labels"),
    "-h, --help": N_("help, also after a command: minkg query --help"),
    "--version": "",
}
ABOUT = N_("minkg — who does what for the environment along the life cycle of minerals and metals")
EXAMPLE = N_("Example: minkg query overlaps --stage extraction --format csv")
HELP = ("-h", "--help", "help")
