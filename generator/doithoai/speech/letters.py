"""Vietnamese letters and syllables: alphabet, names of letters, what can be a syllable, where a tone mark stands."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LOWER = "a-zàáâãèéêìíòóôõùúýăđĩũơư" + "".join(chr(code) for code in range(0x1EA1, 0x1EFA, 2))
UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ" + "".join(chr(code) for code in range(0x1EA0, 0x1EF9, 2))
LATIN = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
"""Ranges for a character class. Other letters are not said here."""

_NAMES = {
    "A": "a", "Ă": "á", "Â": "ớ", "B": "bê", "C": "xê", "D": "dê", "Đ": "đê", "E": "e", "Ê": "ê", "F": "ép",
    "G": "gờ", "H": "hát", "I": "i", "J": "gi", "K": "ca", "L": "lờ", "M": "mờ", "N": "nờ", "O": "o", "Ô": "ô",
    "Ơ": "ơ", "P": "pê", "Q": "quy", "R": "rờ", "S": "ét", "T": "tê", "U": "u", "Ư": "ư", "V": "vê", "W": "vê kép",
    "X": "ích", "Y": "i", "Z": "dét",
}  # fmt: skip
_ONSET = "(?:ngh?|nh|gh?|gi|kh?|ph?|th?|tr|ch?|qu|[bdđhlmnrstvx])?"
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et "
    "ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan "
    "oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông "
    "ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uơ uy uya uych uyn uynh uyp uyt "
    "uyu uyên uyêt uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y ych yn ynh yt yu "
    "ya yên yêng yêt yêm yêu"
)
_SYLLABLE = re.compile(_ONSET + "(?:" + "|".join(sorted(_RIMES.split(), key=len, reverse=True)) + ")")
_STOPPED = re.compile("(?:c|ch|p|t)$")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHARP = "\u0301\u0323"
_LATE_TONE = re.compile(r"(?<![qQ])(?:([oO])([àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ])|([uU])([ỳýỷỹỵỲÝỶỸỴ]))(?!\w)")


def spell(text: str) -> str:
    """The names of the letters: `QĐ` is "quy đê"."""
    return " ".join(_NAMES.get(char, char) for char in text.upper() if char.isalpha())


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """Whether Vietnamese could have this syllable; one that ends in p, t, c, ch bears the sharp or the heavy tone."""
    apart = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in apart if char in _TONES]
    bare = unicodedata.normalize("NFC", "".join(char for char in apart if char not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not _STOPPED.search(bare) or (bool(tones) and tones[0] in _SHARP)


def one_tone_style(text: str) -> str:
    """`uỷ`, `hoà` become `ủy`, `hòa`, so that a synthesiser has one form of each word."""
    return _LATE_TONE.sub(_move_tone, text)


def _move_tone(match: re.Match[str]) -> str:
    first, last = match[1] or match[3], match[2] or match[4]
    apart = unicodedata.normalize("NFD", last)
    return unicodedata.normalize("NFC", first + apart[1:]) + apart[0]
