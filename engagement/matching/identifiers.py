"""Keys of what identifies an organization beside its names: registration number and web domain."""

import re
import unicodedata

from engagement.matching import names

_SHARED_BY_MANY = """
gmail.com googlemail.com google.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com
rocketmail.com icloud.com me.com mac.com aol.com proton.me protonmail.com pm.me gmx.com gmx.net
gmx.de gmx.fr gmx.at gmx.ch web.de t-online.de freenet.de mail.com email.com zoho.com zohomail.com
fastmail.com hey.com tutanota.com tuta.io tuta.com hushmail.com riseup.net posteo.de mailbox.org
duck.com mail.ru inbox.ru list.ru bk.ru internet.ru yandex.ru yandex.com yandex.kz yandex.by
yandex.ua ya.ru rambler.ru ukr.net i.ua meta.ua tut.by mail.kz qq.com vip.qq.com foxmail.com
163.com 126.com yeah.net sina.com sina.cn sohu.com aliyun.com 139.com 189.cn 21cn.com tom.com
naver.com daum.net hanmail.net kakao.com nate.com orange.fr wanadoo.fr laposte.net free.fr sfr.fr
neuf.fr bbox.fr orange.sn orange.ci libero.it virgilio.it tiscali.it alice.it tin.it terra.com.br
uol.com.br bol.com.br ig.com.br globo.com sapo.pt seznam.cz email.cz centrum.cz wp.pl o2.pl
interia.pl onet.pl abv.bg mail.bg freemail.hu citromail.hu bluewin.ch telenet.be skynet.be
ziggo.nl kpnmail.nl btinternet.com sky.com comcast.net verizon.net att.net sbcglobal.net cox.net
bellsouth.net rediffmail.com maktoob.com facebook.com fb.com fb.me instagram.com twitter.com x.com
linkedin.com youtube.com youtu.be tiktok.com t.me telegram.org wa.me whatsapp.com vk.com ok.ru
weibo.com weixin.qq.com bit.ly tinyurl.com linktr.ee goo.gl forms.gle
"""
PUBLIC_PROVIDERS = frozenset(_SHARED_BY_MANY.split())
"""Domains that say nothing about who uses them: mail for everyone, social networks, short links."""

_PROVIDER_FAMILIES = frozenset({"yahoo", "hotmail", "outlook", "live", "gmx", "yandex", "google"})
_HOSTING = """
wordpress.com blogspot.com wixsite.com weebly.com github.io gitlab.io netlify.app vercel.app
pages.dev web.app squarespace.com jimdofree.com jimdosite.com over-blog.com tumblr.com medium.com
godaddysites.com webnode.page strikingly.com e-monsite.com business.site ucoz.ru tilda.ws narod.ru
eu.org uk.com ngo.ph
"""
_HOSTS_FOR_OTHERS = frozenset(_HOSTING.split())
_BELOW_COUNTRIES = """
co com org net gov gob gouv gub go edu ac or ne ngo ong int mil nom asso assoc web gen info sch
nic ltd plc me sci med pro name biz coop firm nhs police in id my of
"""
_SECOND_LEVELS = frozenset(_BELOW_COUNTRIES.split())
_LONGEST_HOST = 253
_LONGEST_ADDRESS = 2000
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_SCHEME = re.compile(r"^(?:(?:[a-z][a-z0-9+.-]{0,20}:)?//|mailto:)", re.IGNORECASE)
_HOST_END = re.compile(r"[/?#\\\s,;<>]")

_LONGEST_NUMBER = 100
_SHORTEST_NUMBER = 3
_NUMBER_WORDS = frozenset(
    {"no", "nr", "n", "num", "numero", "number", "nombre", "номер", "رقم", "reg"}
)


def registration_key(number: str | None, country: str | None) -> str | None:
    """One spelling of a registration number within a country, such as "fr:w751234567".

    Signs, spaces, a leading "No." and leading zeros do not count. None for what is no number:
    under three letters and digits, or no digit ("pending"). Without a country the key begins ":".

    >>> registration_key("N° 00123/2015", "NE"), registration_key("n/a", "NE")
    ('ne:1232015', None)
    """
    parts = names.normalise((number or "")[:_LONGEST_NUMBER]).split()
    while len(parts) > 1 and parts[0] in _NUMBER_WORDS:
        parts = parts[1:]
    key = "".join(parts).lstrip("0")
    if len(key) < _SHORTEST_NUMBER or not any(letter.isdigit() for letter in key):
        return None
    return f"{names.normalise(country or '')}:{key}"


def web_domain(url_or_email: str | None) -> str | None:
    """The registrable domain of an address of a page or mailbox, in lower-case ASCII (IDNA).

    None for junk, for numeric hosts, and for `PUBLIC_PROVIDERS`, which many share. What is
    registrable is judged by a short list of second-level domains (`co.ke`, `asso.fr`), not by the
    public suffix list: at worst two organizations under a rare suffix are held against each other.

    >>> web_domain("https://www.Exemple.asso.fr/qui"), web_domain("amina@gmail.com")
    ('exemple.asso.fr', None)
    """
    host = _host(url_or_email or "")
    labels = host.split(".")
    if len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)) or labels[-1].isdigit():
        return None
    for shared in (".".join(labels[-2:]), ".".join(labels[-3:])):
        if shared in PUBLIC_PROVIDERS:
            return None
    if ".".join(labels[-2:]) in _HOSTS_FOR_OTHERS:
        kept = 3
    else:
        kept = 3 if len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVELS else 2
    if len(labels) < kept:
        return None
    # The great mail providers keep a domain in each country: yahoo.fr, yahoo.co.uk.
    if len(labels[-1]) == 2 and labels[-kept] in _PROVIDER_FAMILIES:
        return None
    return ".".join(labels[-kept:])


def _host(address: str) -> str:
    """The host of a web or mail address in ASCII, "" for what has none. Never raises."""
    text = unicodedata.normalize("NFKC", address[:_LONGEST_ADDRESS]).strip()
    text = _SCHEME.sub("", text)
    text = _HOST_END.split(text, maxsplit=1)[0]
    host = text.rpartition("@")[2].partition(":")[0].strip(".").casefold()
    if len(host) > _LONGEST_HOST:
        return ""
    try:
        ascii_host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    return ascii_host.removeprefix("www.")
