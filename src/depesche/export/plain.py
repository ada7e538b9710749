"""Text made fit for a format: characters that a format cannot carry, or that deceive the eye, are shown by name."""

from __future__ import annotations

import re

# Controls that turn the direction of writing: with them a text can be made to read as what it is not.
_BIDI = {
    0x061C: "ALM", 0x200E: "LRM", 0x200F: "RLM", 0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO",
    0x202E: "RLO", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI",
}  # fmt: skip
# Zero-width characters hide in names; U+200C and U+200D are part of how some scripts are written and stay.
_HIDDEN = {0x200B: "ZWSP", 0x2060: "WJ", 0xFEFF: "BOM"}
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_ODD = re.compile(f"[{_CONTROLS}\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff{''.join(map(chr, [*_BIDI, *_HIDDEN]))}]")
_LONE = re.compile("[\ud800-\udfff]")


def visible(text: str) -> str:
    r"""Show what cannot be seen or must not act: controls by number, direction controls by name.

    Tabs and line ends stay; what is no character at all becomes U+FFFD.

    >>> visible("Genf\x00\x1b[2J \u202eFNEG \ud800")
    'Genf⟦00⟧⟦1B⟧[2J ⟦RLO⟧FNEG �'
    """
    return _ODD.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    name = _BIDI.get(code) or _HIDDEN.get(code)
    if name or code < 0xA0:
        return f"⟦{name or f'{code:02X}'}⟧"
    return "\ufffd"


def escaped_lone(text: str) -> str:
    r"""Write lone surrogates, which UTF-8 cannot carry, as JSON's own escapes.

    >>> escaped_lone('{"text": "a\ud800b"}')
    '{"text": "a\\ud800b"}'
    """
    return _LONE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
