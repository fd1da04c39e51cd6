"""The pages that guests' phones open: whole documents, no script, nothing fetched but the card."""

import base64
import hashlib
from collections.abc import Sequence
from datetime import datetime
from html import escape

from alphamale_desktop.application.ports import Texts
from alphamale_desktop.application.share_port import SharePageView
from alphamale_desktop.domain.share_link import LinkFate

STYLE = (
    ":root{color-scheme:dark}"
    "*{box-sizing:border-box;margin:0}"
    "body{background:#0e0d0c;color:#f4ede0;min-height:100vh;display:flex;flex-direction:column;align-items:center;"
    "font:17px/1.6 Pretendard,-apple-system,'Apple SD Gothic Neo','Noto Sans KR','Segoe UI',Roboto,sans-serif;"
    "padding:28px 20px 44px;word-break:keep-all;overflow-wrap:anywhere}"
    "main{width:100%;max-width:460px;display:flex;flex-direction:column;gap:20px;flex:1}"
    "header{color:#d6b474;letter-spacing:.22em;font-size:13px;font-weight:700}"
    "h1{font:500 30px/1.3 'Playfair Display',Georgia,'Nanum Myeongjo',serif;margin-top:4px}"
    "img{width:100%;height:auto;aspect-ratio:9/16;background:#26231f;border:1px solid #4a4338;border-radius:4px}"
    "p{color:#b0a694}"
    ".act{display:block;width:100%;padding:17px;border-radius:4px;text-align:center;text-decoration:none;"
    "font:inherit;font-weight:700;cursor:pointer;border:1px solid #4a4338;background:none;color:#f4ede0}"
    ".gold{background:#d6b474;border-color:#d6b474;color:#14110c}"
    ".act:focus-visible{outline:3px solid #f4ede0;outline-offset:3px}"
    "footer{margin-top:28px;font-size:14px;color:#b0a694;max-width:460px;width:100%}"
    "form{display:contents}"
)
SCRIPT = (
    "setInterval(function(){fetch(location.href,{method:'HEAD',cache:'no-store'})"
    ".then(function(r){if(r.ok)location.reload()},function(){})},20000)"
)
"""Of the waiting page alone: it looks whether its card has come."""


class HtmlSharePages:
    """Satisfies ``SharePages``. Any thread."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    @property
    def style_hash(self) -> str:
        return _csp_hash(STYLE)

    def page(self, view: SharePageView) -> bytes:
        """The card where the link is open, otherwise why there is none."""
        language = view.language
        if view.fate is not LinkFate.OPEN:
            key = view.fate.value.replace("_", "-")
            says = [self._text(f"page-{key}", language), self._text(f"page-{key}.hint", language)]
            return self._document(language, view.event_name, says[0], [_paragraph(says[1])])
        alt = escape(self._text("page-card", language))
        card = escape(view.card_path)
        body = [
            f'<img src="{card}" alt="{alt}" width="1080" height="1920">',
            f'<a class="act gold" href="{card}" download="alphamale.jpg">'
            f"{escape(self._text('page-save', language))}</a>",
            _paragraph(self._text("page-save-hint", language)),
        ]
        if view.expires_at is not None:
            body.append(_paragraph(self._text("page-until", language, when=local_time(view.expires_at, language))))
        if view.erase_path:
            body.append(
                f'<a class="act" href="{escape(view.erase_path)}">{escape(self._text("page-erase", language))}</a>'
            )
        else:
            body.append(_paragraph(self._text("page-erase-how", language)))
        return self._document(language, view.event_name, self._text("page-heading", language), body)

    def erase_question(self, view: SharePageView) -> bytes:
        language = view.language
        key = "page-erase-kept" if view.is_kept else "page-erase-passing"
        body = [
            _paragraph(self._text(key, language)),
            f'<form method="post" action="{escape(view.erase_path)}"><button class="act gold">'
            f"{escape(self._text('page-erase-yes', language))}</button></form>",
            f'<a class="act" href="{escape(view.erase_path.removesuffix("/erase"))}">'
            f"{escape(self._text('page-erase-no', language))}</a>",
        ]
        return self._document(language, view.event_name, self._text("page-erase-ask", language), body)

    def erased(self, language: str) -> bytes:
        hint = _paragraph(self._text("page-erased.hint", language))
        return self._document(language, "", self._text("page-erased", language), [hint])

    def waiting(self, languages: Sequence[str]) -> bytes:
        """The page of every link whose card has not arrived yet: it names no guest, and looks again by itself."""
        first, *others = languages
        body = [_paragraph(self._text("page-waiting.hint", first))]
        for language in others:
            body.append(f'<h1 lang="{language}">{escape(self._text("page-waiting", language))}</h1>')
            body.append(_paragraph(self._text("page-waiting.hint", language)))
        return self._document(first, "", self._text("page-waiting", first), body, SCRIPT)

    def _document(self, language: str, event_name: str, heading: str, body: Sequence[str], script: str = "") -> bytes:
        above = escape(event_name.strip() or self._text("page-name", language))
        policy = f"default-src 'none'; img-src 'self'; style-src '{self.style_hash}'; form-action 'self'"
        if script:
            policy += f"; script-src '{_csp_hash(script)}'; connect-src 'self'"
        parts = [
            f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width,initial-scale=1">',
            '<meta name="robots" content="noindex,nofollow"><meta name="referrer" content="no-referrer">',
            f"<title>{escape(heading)}</title><style>{STYLE}</style></head><body><main>",
            f"<header>{above}</header><h1>{escape(heading)}</h1>",
            *body,
            f"</main><footer>{escape(self._text('for-fun', language))}</footer>",
            f"<script>{script}</script>" if script else "",
            "</body></html>",
        ]
        return "".join(parts).encode("utf-8")

    def _text(self, key: str, language: str, **values: str) -> str:
        return self._texts.text(key, language, **values)


def local_time(moment: datetime, language: str) -> str:
    """On the clock of the machine that writes the page, which stands where the guest does."""
    local = moment.astimezone()
    if language == "ko":
        return f"{local.month}월 {local.day}일 {local:%H:%M}"
    return f"{local:%H:%M, %Y-%m-%d}"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _csp_hash(source: str) -> str:
    """As CSP level 3 names an inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode("utf-8")).digest()).decode("ascii")
