"""Which texts a few typed letters mean: all letters in their order, the closer to words the better."""

from __future__ import annotations

from dataclasses import dataclass

#: For a letter that follows the one before it, and for one that begins a word; each letter counts 1.
FOLLOWS = 6
BEGINS = 5
#: For letters that stand together somewhere: a substring beats scattered letters.
TOGETHER = 20


@dataclass(frozen=True)
class Match:
    """``score`` is larger the better; ``positions`` are the letters of the text that were typed."""

    score: float
    positions: tuple[int, ...]
    #: Whether every word that was typed stands in the text as it is.
    whole: bool = True


def match(pattern: str, text: str) -> Match | None:
    """How well ``pattern`` names ``text``; None where a letter is missing. Spaces in the pattern part words.

    Every word of the pattern is looked for as a whole first, at the beginning of a word before inside one; only what
    is not found so is taken letter by letter.
    """
    lowered = _folded(text)
    letters = "".join(_folded(pattern).split())
    if not letters:
        return Match(0.0, ())
    whole = _words(_folded(pattern).split(), lowered)
    found = whole if whole is not None else _scattered(letters, lowered)
    if found is None:
        return None
    score = float(len(found)) + (TOGETHER if whole is not None else 0)
    for index, position in enumerate(found):
        if index and position == found[index - 1] + 1:
            score += FOLLOWS
        elif _begins(lowered, position):
            score += BEGINS
    # Of two that match alike, the one that begins earlier and says less besides.
    return Match(score - 0.05 * found[0] - 0.01 * len(text), tuple(sorted(found)), whole is not None)


def _folded(text: str) -> str:
    """Lower case, one letter for one letter (casefold would make two of some)."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _begins(text: str, position: int) -> bool:
    return position == 0 or not text[position - 1].isalnum()


def _words(words: list[str], text: str) -> list[int] | None:
    taken: set[int] = set()
    for word in words:
        starts = [at for at in _occurrences(word, text) if not taken & set(range(at, at + len(word)))]
        if not starts:
            return None
        start = min(starts, key=lambda at: (not _begins(text, at), at))
        taken |= set(range(start, start + len(word)))
    return sorted(taken)


def _occurrences(word: str, text: str) -> list[int]:
    found, at = [], text.find(word)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + 1)
    return found


def _scattered(letters: str, text: str) -> list[int] | None:
    """Each letter in turn, at the next beginning of a word where the rest still fits, else where it comes next."""
    found: list[int] = []
    at = 0
    for index, letter in enumerate(letters):
        next_at = text.find(letter, at)
        if next_at < 0:
            return None
        if found and next_at != found[-1] + 1:
            begin = next(
                (p for p in range(next_at, len(text)) if text[p] == letter and _begins(text, p)),
                next_at,
            )
            if begin != next_at and _fits(letters[index + 1 :], text, begin + 1):
                next_at = begin
        found.append(next_at)
        at = next_at + 1
    return found


def _fits(letters: str, text: str, at: int) -> bool:
    for letter in letters:
        at = text.find(letter, at) + 1
        if not at:
            return False
    return True
