"""Networks that a desktop can hand a card to, as far as their own web pages allow.

None of them takes a picture from another program's link. X and Facebook take a text or a web address; Instagram's page
takes a file that the person chooses; KakaoTalk has no such page for a program without a registered key, so its own
window takes the picture from the clipboard.
"""

from enum import StrEnum
from urllib.parse import urlencode


class ShareTarget(StrEnum):
    KAKAOTALK = "kakaotalk"
    INSTAGRAM = "instagram"
    FACEBOOK = "facebook"
    X = "x"


def address_of(target: ShareTarget, text: str, link: str = "") -> str:
    """The page to open in the browser; empty where there is none that helps.

    Args:
        link: The card's own address, if it has one that opens from anywhere.
    """
    match target:
        case ShareTarget.KAKAOTALK:
            return ""
        case ShareTarget.INSTAGRAM:
            return "https://www.instagram.com/"
        case ShareTarget.FACEBOOK:
            return f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': link})}" if link else _FACEBOOK
        case ShareTarget.X:
            return f"https://x.com/intent/post?{urlencode({'text': text} | ({'url': link} if link else {}))}"


_FACEBOOK = "https://www.facebook.com/"
