"""`python -m training.known_people FOLDER`: write the surnames and single names that people of history are known by.

They are the persons and gods of WordNet 3.0 that are written as one word (FOLDER holds `data.noun`, of Debian's
package wordnet-base). Left out is what also names a place, a large organisation or an ordinary thing.
"""

from __future__ import annotations

import sys
from pathlib import Path

from guards.detection.folding import fold
from training.listing import ordinary, write
from training.lists import words as words_of
from training.wordnet import Nouns

_HEAD = """\
# Names that people of history are known by, folded: training/known_people.py makes this list from WordNet.
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved.
# THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS
# OR IMPLIED. BY WAY OF EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF
# MERCHANTABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR
# DOCUMENTATION WILL NOT INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS.
# The name of Princeton University or Princeton may not be used in advertising or publicity pertaining to distribution
# of the software and/or database. Title to copyright in this software, database and any associated documentation shall
# at all times remain with Princeton University.
"""
_PERSON, _SPIRIT, _PLACE = "person", "spiritual_being", "location"
_SHORT = 3


def known_people(nouns: Nouns) -> set[str]:
    """Return the folded names."""
    people = {
        fold(name) for kind in (_PERSON, _SPIRIT) for name in nouns.known(kind) if "_" not in name
    }
    others = ordinary("known_places", "public_places").union(map(fold, nouns.known(_PLACE)))
    others |= {fold(name) for language in ("fr", "en") for name in words_of(language, "orgs")}
    return {name for name in people - others if len(name) > _SHORT}


if __name__ == "__main__":
    write("known_people", _HEAD, known_people(Nouns(Path(sys.argv[1]) / "data.noun")))
