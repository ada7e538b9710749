"""What the pages with charts share: what takes long to count is counted once for each state of the case."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from depesche.web.desk import Desk, Visitor

_KEPT = 256


class Remembered:
    """The last results, by what was asked for and the state of the case."""

    def __init__(self) -> None:
        self._found: OrderedDict[Any, Any] = OrderedDict()
        self._lock = Lock()

    def of(self, desk: Desk, key: tuple[Any, ...], make: Callable[[], Any], *, rulings: bool = True) -> Any:
        """What was made before for this state of the case, or made now. rulings: whether it hangs on what people ruled."""
        stamp = desk.case.stamp()
        whole = (str(desk.path), stamp if rulings else stamp[:2], *key)
        with self._lock:
            if whole in self._found:
                self._found.move_to_end(whole)
                return self._found[whole]
        made = make()
        with self._lock:
            self._found[whole] = made
            if len(self._found) > _KEPT:
                self._found.popitem(last=False)
        return made


REMEMBERED = Remembered()


def theme_of(visitor: Visitor, asked: str = "") -> str:
    """In which colours a chart is drawn: those asked for, else those of the visitor; the page follows the system where nobody chose."""
    wanted = asked or visitor.theme
    return "dark" if wanted == "dark" else "light"
