"""Words that are Vietnamese only when read in an old encoding: TCVN3, VNI, or UTF-8 that was taken for Windows-1252.

A word is condemned by its shape: it holds a sign that no Vietnamese word has, is no syllable as it stands, and is one
when read in the old encoding. So `Nhµ` is told, and `Müller`, `Curaçao`, `m²` or a footnote's sign are not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

_INITIAL_LETTERS = "ngh ng nh n ch c gh gi g kh k ph qu th tr t b d đ h l m r s v x"
_INITIALS = ("", *_INITIAL_LETTERS.split())
_LISTED = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et "
    "ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oc oi om on ong op ot oong "
    "oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt "
    "ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây uê uêch uên uênh uêt uôc uôi uôm uôn uông uôt uơ "
    "uy uya uych uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu"
)
_RIMES = frozenset(_LISTED.split())
_OF_Y = ("y", "ych", "yên", "yêt", "ynh", "yp", "yt", "yêm", "yêng", "yêu")
"""Rimes after "qu", and of words that begin with y; "y" alone stands after some letters only."""
_BEFORE_Y = ("", "h", "k", "l", "m", "qu", "s", "t", "v")
_LIPS = ("b", "m", "ph", "v")
"""No “oa” with a tone begins with these: “phoá” is “phố” in VNI."""
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED = ("c", "ch", "p", "t")
_STOPPED_TONES = "\u0301\u0323"


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Whether a word of any case may be Vietnamese: letters that go together, one tone, where it belongs."""
    toneless, tones = _without_tone(word.lower())
    begins = [one for one in _INITIALS if toneless.startswith(one)]
    return len(tones) < 2 and any(_goes_on(one, toneless[len(one) :], len(one), tones) for one in begins)


def _without_tone(word: str) -> tuple[str, list[tuple[int, str]]]:
    """Its letters, with hats and horns, and where which tones were."""
    letters, tones = [], []
    for at, char in enumerate(unicodedata.normalize("NFC", word)):
        parts = unicodedata.normalize("NFD", char)
        tones += [(at, mark) for mark in parts if mark in _TONES]
        letters.append(unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES)))
    return "".join(letters), tones


def _goes_on(initial: str, rime: str, begins: int, tones: list[tuple[int, str]]) -> bool:
    if rime not in _RIMES and not (rime in _OF_Y and initial in (_BEFORE_Y if rime == "y" else ("", "qu"))):
        return False
    if not tones:
        return not rime.endswith(_STOPPED)
    [(at, mark)] = tones
    if rime == "oa" and initial in _LIPS and at - begins == 1:
        return False
    return at - begins in _bearers(rime) and (mark in _STOPPED_TONES or not rime.endswith(_STOPPED))


def _bearers(rime: str) -> tuple[int, ...]:
    """Which letters of a rime may bear the tone."""
    marked = [at for at, letter in enumerate(rime) if letter in "ăâêôơư"]
    vowels = len(re.match("[aăâeêioôơuưy]*", rime)[0])  # type: ignore[index]
    if marked:
        return (marked[-1],)
    if vowels == 3 or (vowels == 2 and len(rime) > 2):
        return (1,)
    return (0, 1) if rime in ("oa", "oe", "uy") else (0,)


_VNI_TONES = dict(zip("øùûõï", "\u0300\u0301\u0309\u0303\u0323", strict=True))
_VNI_HATS = {
    "â": "\u0302",
    **dict(zip("àáåãä", (f"\u0302{tone}" for tone in "\u0300\u0301\u0309\u0303\u0323"), strict=True)),
}
_VNI_BREVES = {
    "ê": "\u0306",
    **dict(zip("èéúüë", (f"\u0306{tone}" for tone in "\u0300\u0301\u0309\u0303\u0323"), strict=True)),
}
_VNI_LETTERS = {"ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIR = re.compile("([aeouyôö])([øùûõïâàáåãäêèéúüë])|[ñöôæóòî]")


def from_vni(word: str) -> str:
    """What a word of small or capital letters was in VNI for Windows, in small letters."""
    return unicodedata.normalize("NFC", _VNI_PAIR.sub(_vni_letter, word.lower()))


def _vni_letter(found: re.Match[str]) -> str:
    base, sign = found.groups()
    if base is None:
        return _VNI_LETTERS[found[0]]
    marks = _VNI_TONES | (_VNI_HATS if base in "aeo" else {}) | (_VNI_BREVES if base == "a" else {})
    letter = {"ô": "ơ", "ö": "ư"}.get(base, base)
    return unicodedata.normalize("NFC", letter + marks.get(sign, "")) + ("" if sign in marks else sign)


class Hit(Struct, frozen=True):
    """A word and where it begins; alone it proves something only if it is `sure`.

    `foreign`: it has a sign that no Vietnamese word has, or a capital inside.
    """

    word: str
    at: int
    foreign: bool
    sure: bool


_FOREIGN = (
    "\u00a1-\u00ae\u00b5-\u00be\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00dc\u00de\u00df"
    "\u00e4-\u00e7\u00eb\u00ee\u00ef\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe"
)
_CAPITALS = "ÈÉÊÌÒÓÔÕÝ"
# Signs and letters that no Vietnamese word has, a capital within a word, or a second one (KÕt): a quick look, sign by
# sign.
_TELLTALE = re.compile(f"[{_FOREIGN}{_CAPITALS}](?:(?<=[a-z].)|(?<![{_CAPITALS}])|(?<=[A-Z].)(?=[a-z]))")
# What VNI writes with Vietnamese letters alone, a vowel and a letter that carries its mark: raùc nhieàu quaù. No
# Vietnamese syllable has the two together, but for “toà”. The mark is looked for first: vowels are everywhere.
_PAIRED = re.compile("[ùõâàáãêèéúÙÕÂÀÁÃÊÈÉÚ](?:(?<=[aA].)|(?<=[eEoO][ùõâàáãÙÕÂÀÁÃ])|(?<=[uyôưUYÔƯ][ùõÙÕ]))")
_PROOF = re.compile(f"[{_FOREIGN}]|[a-z][\u00c7-\u00df]|(?<![^A-Z])[A-Z][{_CAPITALS}][a-z]")
# Where the two are no letter typed twice (naày for này), nobody's fingers slip so: coâng, kieán.
_UNLIKE = re.compile("[eo][âàáã]", re.IGNORECASE)
_LONGEST = 12
_WORD = re.compile(f"(?<![\\w\u00a1-\u00ff])[A-Za-z\u00a1-\u00ff]{{2,{_LONGEST}}}(?![\\w])")
_UP_TO, _FROM = re.compile(r"\w*\Z"), re.compile(r"\w*")
# Units, products, a footnote at a letter, a name such as Bø or Thaï, a soft hyphen in a word that is one without it.
_DOUBTFUL = re.compile(
    r"µm|[A-Za-z][·×][A-Za-z]|.*¹|[A-Za-z]*[aeo]ï|(?![A-Za-z]*[aeouy]ø)[A-Z][a-z]*[äåæçëîïñöøûüþ][a-z]*"
)


def words_in(text: str, tcvn3: Mapping[int, str]) -> tuple[str, Hit] | None:
    """The encoding, `tcvn3` or `vni`, that more words are in, and the first of them; None for clean text."""
    if not (
        _TELLTALE.search(text) or any(not is_syllable(_word_at(one.start(), text)) for one in _PAIRED.finditer(text))
    ):
        return None
    suspects = [one for one in _WORD.finditer(text) if not one[0].isascii()]
    readings: dict[str, Callable[[str], str]] = {"tcvn3": lambda word: word.translate(tcvn3), "vni": from_vni}
    hits = {name: [*_hits(suspects, read, name == "vni")] for name, read in readings.items()}
    name = max(hits, key=lambda one: (len(hits[one]), any(hit.sure for hit in hits[one])))
    found = hits[name]
    return (name, found[0]) if _prove(found) else None


def _word_at(at: int, text: str) -> str:
    """The letters that stand together there, of which one is at `at`."""
    before, after = _UP_TO.search(text, max(0, at - _LONGEST), at), _FROM.match(text, at)
    return f"{before[0] if before else ''}{after[0] if after else ''}"


def _prove(hits: list[Hit]) -> bool:
    """One sure word, two of which one is no slip of the fingers (naày) or which stand side by side, or three."""
    words = {hit.word.lower() for hit in hits}
    beside = any(_is_next(one, other) for one, other in pairwise(hits))
    return beside or any(hit.sure for hit in hits) or len(words) + any(hit.foreign for hit in hits) > 2


def _is_next(one: Hit, other: Hit) -> bool:
    return other.at == one.at + len(one.word) + 1 and one.word.lower() != other.word.lower()


def _hits(suspects: list[re.Match[str]], read: Callable[[str], str], is_vni: bool) -> Iterator[Hit]:
    for one in suspects:
        word, shown = one[0], one[0].replace("\u00ad", "")
        foreign = _PROOF.search(word) is not None
        if (foreign or _PAIRED.search(word)) and is_syllable(read(word)) and (foreign or not is_syllable(shown)):
            sure = (foreign or (is_vni and _UNLIKE.search(word))) and not (
                is_syllable(shown) or _DOUBTFUL.fullmatch(word)
            )
            yield Hit(word, one.start(), foreign, bool(sure))


def from_tcvn3(sample: str, tcvn3: Mapping[int, str]) -> str:
    """What the words of a line were; those that are no Vietnamese when read so, as beside proper text, stay."""
    return re.sub("[A-Za-z\u00a1-\u00ff]+", lambda one: _likelier(one[0], one[0].translate(tcvn3)), sample)


def _likelier(written: str, read: str) -> str:
    return read if is_syllable(read) else written


# UTF-8 read as Windows-1252: "á»", "áº" before more, Ä‘, Æ°, Ã¡. After a capital Ã a quotation mark or a footnote's
# sign may stand, as in “XÃ”, XÃ¹: these prove nothing.
_MISREAD_SIGNS = "ÃÄÆ»º"
_MISREAD = re.compile("á[»º](?=[a-z\u0080-\u00bf\u0152-\u02dc\u2013-\u2122])|Ä[‘ƒ\u0090]|Æ[°¡]|Ã[¡¢£¨ª¬µ½](?!\\d)")


def misread(text: str) -> int | None:
    """Where UTF-8 that was read as Windows-1252 and saved again first shows; None for a text without it."""
    found = _MISREAD.search(text) if any(sign in text for sign in _MISREAD_SIGNS) else None
    return found.start() if found else None


def from_misread(sample: str) -> str:
    """What such text was, as far as its bytes are still there."""
    return _RUN.sub(_reread, sample)


_RUN = re.compile("[\u0080-\u00ff\u0152-\u02dc\u2013-\u2122]+")


def _reread(run: re.Match[str]) -> str:
    written = b"".join(char.encode("latin-1" if char < "\u0100" else "cp1252", "replace") for char in run[0])
    return written.decode("utf-8", "replace").replace("\ufffd", "…")
