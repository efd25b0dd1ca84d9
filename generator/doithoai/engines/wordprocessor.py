"""Word documents of official documents, through python-docx: the view that the typesetter draws, in paragraphs, tables
and styles that an office can go on editing.

Only this room knows python-docx, which comes with the `[docx]` extra; `available` tells whether it is there. It makes a
shell once for each layout: page, styles, header. A document is that shell with its own paragraphs and properties, so
its bytes follow from the view and the day alone.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from html import escape as escaped
from importlib.util import find_spec
from io import BytesIO
from typing import Any, NamedTuple

from doithoai.engines.glyphs import width_of
from doithoai.engines.theme import wording

View = Mapping[str, Any]
FONT, LANGUAGE = "Times New Roman", "vi-VN"
_PAPER = (210.0, 297.0)
_POINTS_A_MM = 72 / 25.4
_MARK = "<w:sectPr"
_CREATED = (1980, 1, 1, 0, 0, 0)
"""The oldest time that a ZIP file can tell: the day stands in the document's properties."""


def available() -> bool:
    """Whether the `[docx]` extra is installed."""
    return find_spec("docx") is not None


@cache
def fingerprint() -> str:
    """Changes with the library that makes the shell."""
    from importlib import metadata

    return metadata.version("python-docx")


def docx(view: View, day: date) -> bytes:
    """The document; `day`: what its properties say of when it was made."""
    shell = _shell(json.dumps(view["layout"], sort_keys=True), view["foot"])
    start, _, end = shell.parts[_DOCUMENT].decode("utf-8").partition(_MARK)
    body = "".join(_Draw(view).document())
    own = {_DOCUMENT: f"{start}{body}{_MARK}{end}".encode(), _CORE: _properties(view, day).encode()}
    return _zipped({**shell.parts, **own})


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            one = zipfile.ZipInfo(name, _CREATED)
            one.compress_type, one.create_system, one.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            package.writestr(one, data)
    return out.getvalue()


_DOCUMENT, _CORE = "word/document.xml", "docProps/core.xml"


def _properties(view: View, day: date) -> str:
    made = f'xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z<'
    author = escaped(view["authority"])
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties'
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(view['title'])}</dc:title><dc:creator>{author}</dc:creator>"
        f"<cp:keywords>{escaped(', '.join(view['keywords']))}</cp:keywords><dc:language>{LANGUAGE}</dc:language>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f"<dcterms:created {made}/dcterms:created><dcterms:modified {made}/dcterms:modified></cp:coreProperties>"
    )


# The shell: page, styles, header and footer.


class _Shell(NamedTuple):
    """The files of an empty document."""

    parts: dict[str, bytes]


class _Style(NamedTuple):
    """A paragraph style: `size` names a size of the layout; lengths are points, and a `line` of 0 is a single one."""

    id: str
    size: str
    align: str = "left"
    bold: bool = False
    italic: bool = False
    first: float = 0.0
    left: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 0.0
    next: bool = False


def _styles(rules: Mapping[str, Any]) -> Iterator[_Style]:
    """Every style that a document uses, by the rules of its layout."""
    indent, gap, line = rules["indent"] * _POINTS_A_MM, float(rules["gap"]), float(rules["line"])
    lead = rules["lead"]
    yield _Style("Normal", "body")
    yield _Style("Title", "type", "center", bold=True, before=14, next=True)
    yield _Style("Subtitle", "subject", "center", bold=True, next=True)
    yield _Style("BodyText", "body", "both", first=indent, after=gap, line=line)
    yield _Style("Quote", "body", "both", left=indent, after=gap, line=line)
    for level, (bold, italic) in enumerate(((True, False), (True, False), (True, False), (False, True)), 1):
        yield _Style(f"Heading{level}", "body", "both", bold, italic, indent, after=gap, line=line, next=True)
    yield _Style("country", "country", "center", bold=True)
    yield _Style("motto", "motto", "center", bold=True)
    yield _Style("superior", "superior", "center")
    yield _Style("issuer", "issuer", "center", bold=True)
    yield _Style("number", "number", "center")
    yield _Style("about", "letter", "center", italic=rules["letter"]["style"] == "italic", before=6)
    yield _Style("date", "date", "center", italic=True)
    yield _Style("to", "to", after=gap, line=line)
    yield _Style("cell", "table")
    yield _Style("lead", "recipients_lead", bold=lead["weight"] == "bold", italic=lead["style"] == "italic")
    yield _Style("recipient", "recipients")
    yield _Style("sign", "sign", "center")
    yield _Style("signer", "sign", "center", bold=True)


@cache
def _shell(layout: str, foot: str) -> _Shell:
    """An empty document of that layout, by what its files hold."""
    from docx import Document

    rules = json.loads(layout)
    document = Document()
    _page(document.sections[0], rules)
    _set_styles(document, rules)
    _head_and_foot(document.sections[0], rules, foot)
    _settings(document)
    body = document.element.body
    for one in [one for one in body if not one.tag.endswith("}sectPr")]:
        body.remove(one)
    for holder in (document.part.package, document.part):
        _drop_parts(holder)
    out = BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return _Shell(parts)


_DROPPED = ("/thumbnail", "/stylesWithEffects", "/customXml", "/numbering")
"""Kinds of parts that the library's template has and these documents need not: a picture of an empty page …"""


def _drop_parts(holder: Any) -> None:
    for key, relation in [*holder.rels.items()]:
        if relation.reltype.endswith(_DROPPED):
            del holder.rels[key]


def _page(section: Any, rules: Mapping[str, Any]) -> None:
    from docx.shared import Mm

    section.page_width, section.page_height = (Mm(side) for side in _PAPER)
    for side in ("top", "bottom", "left", "right"):
        setattr(section, f"{side}_margin", Mm(rules["margins"][side]))
    section.header_distance = section.footer_distance = Mm(rules["page_top"])


def _set_styles(document: Any, rules: Mapping[str, Any]) -> None:
    """What the library's template has is made ours; the rest is new, named as an office would name it."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import parse_xml

    sheet = document.styles
    defaults = sheet.element.find(f"{{{_W}}}docDefaults")
    defaults.getparent().replace(defaults, parse_xml(_defaults(rules)))
    used = tuple(_styles(rules))
    for old in [style for style in sheet if style.style_id not in {*_BUILT_IN, *(style.id for style in used)}]:
        old.delete()
    for link in sheet.element.findall(f"{{{_W}}}style/{{{_W}}}link"):
        link.getparent().remove(link)  # a style of letters beside one of paragraphs, of which none is left
    known = {style.style_id: style for style in sheet}
    for style in used:
        found = known.get(style.id)
        if found is None:
            found = sheet.add_style(wording().say(f"in.documents.styles.{style.id}"), WD_STYLE_TYPE.PARAGRAPH)
            found.element.set(f"{{{_W}}}styleId", style.id)
            found.quick_style = True
        _looks(found.element, style, rules)


_BUILT_IN = ("DefaultParagraphFont", "TableNormal", "NoList", "Header", "Footer")
"""Styles of the library's template that stay as they are; it has 160, which nobody here uses."""


def _looks(element: Any, style: _Style, rules: Mapping[str, Any]) -> None:
    """The paragraph and letters of a style, in place of what it had."""
    from docx.oxml import parse_xml

    for name in ("pPr", "rPr"):
        for old in element.findall(f"{{{_W}}}{name}"):
            element.remove(old)
    pt = rules["sizes"][style.size]
    element.append(parse_xml(f"<w:pPr {_NS}>{_paragraph_looks(style)}</w:pPr>"))
    bold, italic = ("" if on else ' w:val="0"' for on in (style.bold, style.italic))
    element.append(
        parse_xml(
            f"<w:rPr {_NS}>{_FONTS}<w:b{bold}/><w:i{italic}/>"
            f'<w:color w:val="auto"/><w:sz w:val="{_half(pt)}"/><w:szCs w:val="{_half(pt)}"/></w:rPr>'
        )
    )


def _paragraph_looks(style: _Style) -> str:
    level = style.id.removeprefix("Heading")
    line = f' w:line="{_twips(style.line)}" w:lineRule="exact"' if style.line else ' w:line="240" w:lineRule="auto"'
    return (
        ("<w:keepNext/>" if style.next else "")
        + f'<w:spacing w:before="{_twips(style.before)}" w:after="{_twips(style.after)}"{line}/>'
        + f'<w:ind w:left="{_twips(style.left)}" w:firstLine="{_twips(style.first)}"/>'
        + f'<w:jc w:val="{style.align}"/>'
        + (f'<w:outlineLvl w:val="{int(level) - 1}"/>' if level.isdigit() else "")
    )


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS = f'xmlns:w="{_W}"'
_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'


def _defaults(rules: Mapping[str, Any]) -> str:
    size = _half(rules["sizes"]["body"])
    return (
        f'<w:docDefaults {_NS}><w:rPrDefault><w:rPr>{_FONTS}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )


def _head_and_foot(section: Any, rules: Mapping[str, Any], foot: str) -> None:
    """Numbers of pages from the second on; what the document is, at the foot of every page."""
    from docx.oxml import parse_xml

    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    size = f'<w:rPr><w:sz w:val="{_half(rules["sizes"]["page"])}"/></w:rPr>'
    number = f'<w:fldSimple {_NS} w:instr=" PAGE "><w:r>{size}<w:t>2</w:t></w:r></w:fldSimple>'
    header = section.header.paragraphs[0]
    header.alignment = 1
    header._p.append(parse_xml(number))
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]
        line.alignment = 1
        size = f'<w:rPr><w:sz w:val="{_half(rules["sizes"]["foot"])}"/></w:rPr>'
        line._p.append(parse_xml(f"<w:r {_NS}>{size}<w:t>{escaped(foot)}</w:t></w:r>"))


def _settings(document: Any) -> None:
    """Ours in place of the library's, in the order that the format wants: not "compatibility mode", Vietnamese."""
    from docx.oxml import parse_xml

    settings = document.settings.element
    for old in [*settings]:
        settings.remove(old)
    for one in parse_xml(_SETTINGS):
        settings.append(one)


_SETTINGS = (
    f'<w:settings {_NS}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    f'<w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)


def _half(points: float) -> int:
    """Half points, in which Word tells the size of letters."""
    return round(points * 2)


def _twips(points: float) -> int:
    """Twentieths of a point, in which Word tells lengths."""
    return round(points * 20)


# The document.


class _Draw:
    """The paragraphs and tables of one view, as WordprocessingML."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._rules = view["layout"]
        self._sizes = self._rules["sizes"]
        margins = self._rules["margins"]
        self._width = (_PAPER[0] - margins["left"] - margins["right"]) * _POINTS_A_MM

    def document(self) -> Iterator[str]:
        """Head, title, to whom, body, signature."""
        yield self._head()
        yield from self._title()
        yield from self._to()
        yield from self._body()
        yield _paragraph("recipient", "", '<w:spacing w:line="120" w:lineRule="exact"/>', keep=True)
        yield self._foot()
        yield _paragraph("recipient", "", '<w:spacing w:line="20" w:lineRule="exact"/>')

    def _head(self) -> str:
        view, rules = self._view, self._rules
        left, right = (self._width * share for share in rules["columns"])
        country = _paragraph("country", _run(rules["country"]))
        if rules["motto"]:
            country += _paragraph("motto", _run(rules["motto"]))
        name = "motto" if rules["motto"] else "country"
        country += self._rule(rules[name], name, rules["rules"][name], right)
        about = _paragraph("about", _runs(view["subject"])) if not view["type"] else ""
        rows = (
            (self._issuer(left), country),
            (_paragraph("number", _runs(view["number"])) + about, _paragraph("date", _runs(view["date"]))),
        )
        return _layout_table((left, right), rows)

    def _issuer(self, room: float) -> str:
        view, rules = self._view, self._rules
        superior = _paragraph("superior", _lines(view["superior"])) if view["superior"] else ""
        issuer = superior + _paragraph("issuer", _lines(view["issuer"]))
        if rules["star"]:
            return issuer + _paragraph("number", _run("*"))
        last = view["issuer"][-1] if view["issuer"] else ""
        return issuer + self._rule(last, "issuer", rules["rules"]["issuer"], room)

    def _title(self) -> Iterator[str]:
        view, rules = self._view, self._rules
        if not view["type"]:
            yield _paragraph("Normal", "")
            return
        yield _paragraph("Title", _run(view["type"]))
        yield _paragraph("Subtitle", _runs(view["subject"]))
        if rules["below"] == "rule":
            about = "".join(one["t"] for one in view["subject"])
            yield self._rule(about, "subject", rules["rules"]["subject"], self._width)
            yield _paragraph("Normal", "")
        else:
            yield _paragraph("Subtitle", _run("-----"), '<w:spacing w:after="240"/>')

    def _rule(self, above: str, size: str, share: float, room: float) -> str:
        """A rule below a line of letters, a share as long as it is; it is the upper edge of an empty paragraph."""
        width = min(width_of(above, self._sizes[size], bold=True), room) * share
        side = _twips((room - width) / 2)
        looks = (
            '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
            '<w:spacing w:before="40" w:after="60" w:line="60" w:lineRule="exact"/>'
            f'<w:ind w:left="{side}" w:right="{side}"/>'
        )
        return _paragraph("Normal", "", looks)

    def _to(self) -> Iterator[str]:
        to, lead = self._view["to"], _run(f"{self._view['to_lead']} ")
        if len(to) == 1:
            yield _paragraph("to", lead + _runs(to[0]), '<w:jc w:val="center"/>')
        elif to:
            at = f'<w:ind w:left="{_twips(self._width * 0.28)}"/>'
            yield _paragraph("to", lead, at)
            for number, one in enumerate(to, 1):
                yield _paragraph("to", _run("- ") + _runs(one) + _run("." if number == len(to) else ";"), at)

    def _body(self) -> Iterator[str]:
        blocks = self._view["blocks"]
        for at, part in enumerate(blocks, 1):
            yield self._block(part, keep=at == len(blocks))

    def _block(self, part: Mapping[str, Any], *, keep: bool) -> str:
        """One block; the last is kept beside the signature."""
        if part["kind"] == "table":
            return self._table(part, keep=keep)
        if part["kind"] == "heading":
            return _paragraph(f"Heading{min(part['level'], 5) - 1}", _runs(part["runs"]), keep=keep)
        lead = _run(f"{part['label']} ") if part["label"] else ""
        deeper = _twips((self._rules["indent"] + 6 * part["depth"]) * _POINTS_A_MM)
        style = "Quote" if part["kind"] == "quote" else "BodyText"
        looks = f'<w:ind w:firstLine="{deeper}"/>' if part["depth"] and style == "BodyText" else ""
        return _paragraph(style, lead + _runs(part["runs"]), looks, keep=keep)

    def _table(self, part: Mapping[str, Any], *, keep: bool) -> str:
        widths = [self._width * share for share in part["widths"]]
        head = _row((_paragraph("cell", _runs(runs, bold=True), keep=True) for runs in part["head"]), widths, head=True)
        rows = "".join(
            _row((_paragraph("cell", _runs(cell["runs"]), keep=keep) for cell in row), widths) for row in part["rows"]
        )
        gap = f'<w:spacing w:line="{_twips(self._rules["gap"])}" w:lineRule="exact"/>'
        return _table(widths, head + rows, _BORDERS) + _paragraph("cell", "", gap, keep=keep)

    def _foot(self) -> str:
        half = self._width / 2
        view = self._view
        line = '<w:u w:val="single"/>' if self._rules["lead"]["underlined"] else ""
        left = _paragraph("lead", _run(view["recipients_lead"], looks=line)) if view["recipients"] else ""
        left += "".join(_paragraph("recipient", _runs(one)) for one in view["recipients"])
        sign = "".join(_paragraph("sign", _run(one["t"], looks="<w:b/>" if one["b"] else "")) for one in view["sign"])
        signer = _paragraph("signer", _run(view["signer"]), f'<w:spacing w:before="{_twips(72)}"/>')
        whole = len(view["recipients"]) <= _MANY
        return _layout_table((half, half), ((left or _EMPTY, sign + signer),), whole=whole)


_MANY = 20
"""More recipients than this may go on over the page."""
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def _paragraph(style: str, content: str, looks: str = "", *, keep: bool = False) -> str:
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{looks}</w:pPr>{content}</w:p>'


_EMPTY = _paragraph("recipient", "")


def _lines(texts: Iterable[str]) -> str:
    return "<w:r><w:br/></w:r>".join(_run(text) for text in texts)


def _runs(runs: Iterable[Mapping[str, Any]], *, bold: bool = False) -> str:
    return "".join(_of_run(one, bold=bold) for one in runs)


def _of_run(one: Mapping[str, Any], *, bold: bool) -> str:
    looks = ("<w:b/>" if one["b"] or bold else "") + ("<w:i/>" if one["i"] else "")
    return "<w:r><w:br/></w:r>" if one["n"] else _run(one["t"], looks=looks, kept=one["k"])


def _run(text: str, *, looks: str = "", kept: bool = False) -> str:
    """Letters; what is kept on a line has spaces and hyphens at which Word never breaks."""
    words = escaped(text, quote=False)
    if kept:
        words = words.replace(" ", "\u00a0").replace("-", f"</w:t><w:noBreakHyphen/>{_TEXT}")
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{_TEXT}{words}</w:t></w:r>"


_TEXT = '<w:t xml:space="preserve">'


def _layout_table(widths: Iterable[float], rows: Iterable[Iterable[str]], *, whole: bool = True) -> str:
    """A table without lines that only puts things side by side; `whole`: a row never breaks over pages."""
    widths = tuple(widths)
    return _table(widths, "".join(_row(row, widths, whole=whole) for row in rows), "", inset=0)


def _table(widths: Iterable[float], rows: str, borders: str, inset: float = 5) -> str:
    widths = tuple(widths)
    grid = "".join(f'<w:gridCol w:w="{_twips(one)}"/>' for one in widths)
    side = _twips(inset)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'{f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""}<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{side}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(cells: Iterable[str], widths: Iterable[float], *, head: bool = False, whole: bool = True) -> str:
    looks = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if head else "")
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{f'<w:trPr>{looks}</w:trPr>' if looks else ''}{inner}</w:tr>"
