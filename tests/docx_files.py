"""Writes small Word documents for the tests: a ZIP archive of XML."""

import io
import zipfile
from collections.abc import Mapping
from html import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLE_NAMES = {
    "Title": "Title",
    "berschrift1": "heading 1",
    "Heading2": "heading 2",
    "Untertitel": "Subtitle",
    "Beschriftung": "caption",
    "Zitat": "Quote",
    "Verzeichnis1": "toc 1",
}


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(inner: str, style: str = "") -> str:
    """A paragraph of runs, or of words where no tag stands in it."""
    own = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{own}{inner if inner.startswith('<') else run(inner)}</w:p>"


def make_docx(body: str, core: str = "", members: Mapping[str, str | bytes] | None = None) -> bytes:
    """The bytes of a document with this body and these core properties; `members` are added or replaced."""
    styles = "".join(
        f'<w:style w:styleId="{own}"><w:name w:val="{name}"/></w:style>' for own, name in _STYLE_NAMES.items()
    )
    own_style = '<w:style w:styleId="Ours"><w:name w:val="Our title"/><w:basedOn w:val="Title"/></w:style>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships><Relationship Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
        f'<w:document xmlns:w="{W}" xmlns:mc="urn:mc" xmlns:v="urn:v"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}{own_style}</w:styles>',
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc" xmlns:dcterms="urn:t">'
        f"{core}</cp:coreProperties>",
        **(members or {}),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()
