"""The parts of the folder and of the page: name, title, and a note to read it by."""

SECTIONS = (
    ("proposals", "Proposals and their support", "Support is worded as the passages word it."),
    (
        "proposals-and-existing-work",
        "What exists already near each proposal",
        "Shared ground is a finding for people to judge, not a verdict.",
    ),
    (
        "overlaps",
        "Where instruments, organizations and proposals cover the same ground",
        "Each row shares a topic and a life-cycle stage.",
    ),
    (
        "stages-without-instrument",
        "Life-cycle stages without an instrument",
        "No instrument was found in the passages read; not stated is not the same as not there.",
    ),
    (
        "recommendations",
        "Who is asked to do what",
        "From what a resolution requests to what may be needed.",
    ),
    ("knowledge-gaps", "What is not known well enough", "As the passages say it."),
    ("conflicts", "Passages that contradict each other", "Both sides stay; neither is deleted."),
    ("quantities", "Counts and amounts", "A figure that is not stated is left out, not zero."),
    ("timeline", "Timeline", "Dates are as precise as the passages are."),
)
