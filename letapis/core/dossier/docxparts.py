"""The parts of a DOCX that are the same in every dossier: styles, numbering, settings, and how parts hang together."""

from __future__ import annotations

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_OFFICE}/relationships"'

_KINDS = ("document.main", "styles", "settings", "numbering", "footnotes", "footer")
_FILES = ("document", "styles", "settings", "numbering", "footnotes", "footer1")
CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{file}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
        for file, kind in zip(_FILES, _KINDS, strict=True)
    )
    + '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
RELS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
DOCUMENT_RELS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/relationships/{kind}" Target="{file}.xml"/>'
        for n, (kind, file) in enumerate(zip(_KINDS[1:], _FILES[1:], strict=True), 1)
    )
    + "</Relationships>"
)
CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title></cp:coreProperties>"
)
SETTINGS = (
    f'<w:settings {NAMESPACES}><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat>"
    "</w:settings>"
)
NUMBERING = (
    f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="340" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
FOOTER = (
    f'<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Quiet"/><w:jc w:val="right"/></w:pPr>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'
)
_INK, _QUIET, _ACCENT, _LINK = "1D1C1A", "5C5953", "7A2E1D", "234F7A"
_SERIF = '<w:rFonts w:ascii="IBM Plex Serif" w:hAnsi="IBM Plex Serif" w:cs="Times New Roman"/>'


def _style(name: str, paragraph: str, run: str, *, based: str = "Normal", outline: str = "") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    outlined = f'<w:outlineLvl w:val="{outline}"/>' if outline else ""
    label = name.replace("Heading", "heading ") if name.startswith("Heading") else name
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{label}"/>{base}'
        f"<w:pPr>{paragraph}{outlined}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _words(name: str, run: str) -> str:
    return f'<w:style w:type="character" w:styleId="{name}"><w:name w:val="{name}"/><w:rPr>{run}</w:rPr></w:style>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _space(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _colour(hexadecimal: str) -> str:
    return f'<w:color w:val="{hexadecimal}"/>'


STYLES = (
    f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{_SERIF}{_colour(_INK)}{_size(21)}</w:rPr></w:rPrDefault>"
    '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + _style("Kicker", _space(1200, 0), f'<w:b/><w:caps/>{_colour(_ACCENT)}<w:spacing w:val="40"/>{_size(17)}')
    + _style("Title", _space(40, 360), f"<w:b/>{_size(52)}")
    + _style(
        "Heading1",
        '<w:keepNext/><w:pBdr><w:top w:val="single" w:sz="12" w:space="8" w:color="1D1C1A"/></w:pBdr>' + _space(560, 180),
        f"<w:b/>{_size(30)}",
        outline="0",
    )
    + _style("Heading3", "<w:keepNext/>" + _space(320, 60), f"<w:b/>{_size(23)}", outline="1")
    + _style("Lede", "", _size(24))
    + _style("Quiet", _space(0, 80), _colour(_QUIET) + _size(17))
    + _style(
        "Quote",
        '<w:keepLines/><w:pBdr><w:left w:val="single" w:sz="18" w:space="10" w:color="DCD8CE"/></w:pBdr>'
        '<w:spacing w:before="60" w:after="120"/><w:ind w:left="284"/>',
        "",
    )
    + _style(
        "Notice",
        '<w:pBdr><w:left w:val="single" w:sz="24" w:space="10" w:color="7A2E1D"/></w:pBdr>'
        '<w:spacing w:before="300" w:after="300"/><w:ind w:left="284"/>',
        "",
    )
    + _style("Preserved", _space(0, 100), _size(19))
    + _style("Contents", _space(0, 30), _size(19))
    + _style("Bullet", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' + _space(0, 80), "")
    + _style("Cell", _space(30, 30), _size(19))
    + _style("Label", _space(40, 30), _colour(_QUIET) + _size(17))
    + _style("Head", "<w:keepNext/>" + _space(30, 30), f"<w:b/>{_colour(_QUIET)}{_size(16)}")
    + _style("Gap", '<w:spacing w:before="0" w:after="60" w:line="120" w:lineRule="exact"/>', _size(8))
    + _style("Footnote", _space(0, 40), _size(16))
    + _words("Way", _colour(_LINK))
    + _words("QuietWords", _colour(_QUIET) + _size(17))
    + _words("Code", '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/>' + _size(16))
    + "</w:styles>"
)
