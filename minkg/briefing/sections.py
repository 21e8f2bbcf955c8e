"""The parts of the folder and of the page: name, title, and a note to read it by."""

from minkg.words import N_

SECTIONS = (
    (
        "proposals",
        N_("Proposals and their support"),
        N_("Support is worded as the passages word it."),
    ),
    (
        "proposals-and-existing-work",
        N_("What exists already near each proposal"),
        N_("Shared ground is a finding for people to judge, not a verdict."),
    ),
    (
        "overlaps",
        N_("Where instruments, organizations and proposals cover the same ground"),
        N_("Each row shares a topic and a life-cycle stage."),
    ),
    (
        "stages-without-instrument",
        N_("Life-cycle stages without an instrument"),
        N_(
            "No instrument was found in the passages read; not stated is not the same as not there."
        ),
    ),
    (
        "recommendations",
        N_("Who is asked to do what"),
        N_("From what a resolution requests to what may be needed."),
    ),
    ("knowledge-gaps", N_("What is not known well enough"), N_("As the passages say it.")),
    (
        "conflicts",
        N_("Passages that contradict each other"),
        N_("Both sides stay; neither is deleted."),
    ),
    (
        "quantities",
        N_("Counts and amounts"),
        N_("A figure that is not stated is left out, not zero."),
    ),
    ("timeline", N_("Timeline"), N_("Dates are as precise as the passages are.")),
)
