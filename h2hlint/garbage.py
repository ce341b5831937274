"""Python's search for unused objects that refer to each other, held back while the command line runs.

It would look through the compiled rules again and again, which costs a tenth of a run and finds nothing there.
Instead the program asks for it between texts. Nothing of this happens in programs that import h2hlint.
"""

from __future__ import annotations

import gc

_TEXTS = 512
"""After so many texts unused objects are looked for, among those made since; a text itself leaves hardly any."""
_state = {"held": False, "texts": 0}


def hold() -> None:
    """Hold the search back from now on, in this process and those that it starts as copies of itself."""
    gc.disable()
    _state["held"] = True


def release() -> None:
    """Search as Python does by itself again, as a program must that runs all day."""
    gc.freeze()
    gc.enable()
    _state["held"] = False


def spare() -> None:
    """Search no more through what there is now."""
    gc.freeze()


def text_done() -> None:
    """Note that a text was linted; now and then look for what it and others before it have left."""
    _state["texts"] += 1
    if _state["held"] and _state["texts"] % _TEXTS == 0:
        gc.collect()
        gc.freeze()
