"""One's own activity, in counts and for oneself alone: periods, plots, a weekly review, lessons, rest.

Nothing here leaves the machine. A team that agrees to it can put nameless weekly counts together.
"""
