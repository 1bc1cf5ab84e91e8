"""Posts as the tools write them, after their documented formats; the words are ours.

Each sample is a file's name, its content and the posts in it: title, author, day, number of
comments, tags and categories.
"""

from __future__ import annotations

Expected = tuple[str | None, str | None, str | None, int, str]
Sample = tuple[str, str, list[Expected]]

P = "Le phare de la pointe a été repeint au printemps, et les goélands n'en reviennent pas."
Q = "Le gardien, lui, regrette l'ancien blanc, celui qui tirait sur le jaune les soirs d'orage."

MARKDOWN: list[Sample] = [
    ("2012-04-02-le-phare.md",
     f"---\nlayout: post\ntitle: \"Le phare : l'autre histoire\"\nauthor: Maël Kervran\n"
     f"tags: [phare, mer]\ncategories: chroniques\n---\n\n{P}\n\n<!--more-->\n\n{Q}\n",
     [("Le phare : l'autre histoire", "Maël Kervran", "2012-04-02", 0, "chroniques phare mer")]),
    ("hugo.md",
     f'+++\ntitle = "Le phare"\ndate = 2019-05-06T10:00:00+02:00\nauthors = ["Maël Kervran"]\n'
     f'tags = ["phare"]\ndraft = false\n+++\n\n{P} {{{{< figure src="x.jpg" >}}}}\n',
     [("Le phare", "Maël Kervran", "2019-05-06", 0, "phare")]),
    ("hexo.md",
     f"title: Le phare\ndate: 2015/03/01 09:30:00\ntags:\n- phare\n- Bretagne\n---\n{P}\n",
     [("Le phare", None, "2015-03-01", 0, "phare Bretagne")]),
    ("eleventy.md",
     f"---\r\ntitle: Le phare\r\ndate: 2021-08-09\r\nauthor:\r\n  name: Maël Kervran\r\n---\r\n\r\n{P}\r\n",
     [("Le phare", "Maël Kervran", "2021-08-09", 0, "")]),
    ("hugo-json.md",
     f'{{\n  "title": "Le phare",\n  "date": "2018-01-02",\n  "tags": ["phare"]\n}}\n\n{P}\n',
     [("Le phare", None, "2018-01-02", 0, "phare")]),
    ("sans-entete.md",
     f"# Le phare\n\nPar Maël Kervran, le 3 mai 2011\n\n{P}\n\n* un\n* deux\n",
     [("Le phare", "Maël Kervran", "2011-05-03", 0, "")]),
    ("brouillon.md", f"---\ntitle: Pas fini\ndraft: true\n---\n\n{P}\n", []),
]  # fmt: skip

_NS = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'
)


def _wxr(items: str, authors: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8" ?>\n<!-- generator="WordPress/5.2" -->\n'
        f'<rss version="2.0" {_NS}>\n<channel>\n<title>Vents de mer</title>\n'
        f"<link>https://vents.example</link>\n<wp:wxr_version>1.2</wp:wxr_version>\n{authors}{items}"
        "</channel>\n</rss>\n"
    )


def _wp_item(body: str, more: str = "", status: str = "publish", kind: str = "post") -> str:
    return (
        "<item><title>Le phare</title><link>https://vents.example/le-phare/</link>"
        "<pubDate>Mon, 06 May 2019 08:00:00 +0000</pubDate><dc:creator><![CDATA[mael]]></dc:creator>"
        f'<guid isPermaLink="false">https://vents.example/?p=7</guid><content:encoded><![CDATA[{body}]]>'
        "</content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>7</wp:post_id>"
        "<wp:post_date><![CDATA[2019-05-06 10:00:00]]></wp:post_date><wp:post_name>le-phare"
        f"</wp:post_name><wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{more}</item>"
    )


def _wp_comment(number: int, parent: int, approved: str = "1", kind: str = "") -> str:
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author><![CDATA[Lise]]>"
        "</wp:comment_author><wp:comment_date><![CDATA[2019-05-07 08:00:00]]></wp:comment_date>"
        f"<wp:comment_content><![CDATA[Bien vu, numéro {number} !]]></wp:comment_content>"
        f"<wp:comment_approved><![CDATA[{approved}]]></wp:comment_approved><wp:comment_type>"
        f"<![CDATA[{kind}]]></wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent>"
        "<wp:comment_user_id>0</wp:comment_user_id></wp:comment>"
    )


_AUTHOR = (
    "<wp:author><wp:author_id>2</wp:author_id><wp:author_login><![CDATA[mael]]></wp:author_login>"
    "<wp:author_display_name><![CDATA[Maël Kervran]]></wp:author_display_name></wp:author>"
)
_TERMS = (
    '<category domain="category" nicename="cotes"><![CDATA[Côtes]]></category>'
    '<category domain="post_tag" nicename="phare"><![CDATA[phare]]></category>'
)

WXR: list[Sample] = [
    ("classique.xml", _wxr(_wp_item(f"{P}\n\n{Q}\n[gallery ids=\"1,2\"]", _TERMS), _AUTHOR),
     [("Le phare", "Maël Kervran", "2019-05-06", 0, "Côtes phare")]),
    ("blocs.xml",
     _wxr(_wp_item(f"<!-- wp:paragraph -->\n<p>{P}</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:quote -->\n"
                   f'<blockquote class="wp-block-quote"><p>{Q}</p></blockquote>\n<!-- /wp:quote -->')),
     [("Le phare", "mael", "2019-05-06", 0, "")]),
    ("fil.xml", _wxr(_wp_item(P, _wp_comment(1, 0) + _wp_comment(2, 1) + _wp_comment(3, 0)), _AUTHOR),
     [("Le phare", "Maël Kervran", "2019-05-06", 3, "")]),
    ("indesirables.xml",
     _wxr(_wp_item(P, _wp_comment(1, 0, "spam") + _wp_comment(2, 0, "0") + _wp_comment(3, 0)
                   + _wp_comment(4, 0, "1", "pingback"))),
     [("Le phare", "mael", "2019-05-06", 1, "")]),
    ("brouillons.xml", _wxr(_wp_item(P, status="draft") + _wp_item(P, kind="page")
                            + _wp_item(Q, kind="attachment") + _wp_item(Q)),
     [("Le phare", "mael", "2019-05-06", 0, "")]),
    ("vieux-1.0.xml", _wxr(_wp_item(P)).replace("export/1.2/", "export/1.0/"),
     [("Le phare", "mael", "2019-05-06", 0, "")]),
]  # fmt: skip

RSS: list[Sample] = [
    ("wordpress.xml",
     '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/'
     'modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Vents de mer</title>'
     '<link>https://vents.example</link><item><title>Le phare &#038; la mer</title><link>'
     "https://vents.example/le-phare/</link><dc:creator><![CDATA[Maël Kervran]]></dc:creator><pubDate>"
     "Mon, 06 May 2019 08:00:00 +0000</pubDate><category><![CDATA[phare]]></category><description>"
     f"<![CDATA[Le phare [&#8230;]]]></description><content:encoded><![CDATA[<p>{P}</p>]]></content:encoded>"
     "</item></channel></rss>",
     [("Le phare & la mer", "Maël Kervran", "2019-05-06", 0, "phare")]),
    ("rss-1.0.rdf.xml",
     '<?xml version="1.0" encoding="utf-8"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-'
     'ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://purl.org/rss/1.0/"><channel '
     'rdf:about="https://vents.example"><title>Vents de mer</title><link>https://vents.example</link>'
     '</channel><item rdf:about="https://vents.example/1"><title>Le phare</title><link>https://vents.'
     f"example/1</link><description>{P}</description><dc:date>2005-02-03T10:00:00+01:00</dc:date>"
     "<dc:creator>Maël Kervran</dc:creator><dc:subject>phare</dc:subject></item></rdf:RDF>",
     [("Le phare", "Maël Kervran", "2005-02-03", 0, "phare")]),
    ("rss-0.92.xml",
     f'<rss version="0.92"><channel><title>Vents</title><link>https://vents.example</link><item><title>'
     f"Le phare</title><description>&lt;p&gt;{P}&lt;/p&gt;</description></item></channel></rss>",
     [("Le phare", None, None, 0, "")]),
    ("courriel.xml",
     f'<rss version="2.0"><channel><title>Vents</title><link>https://vents.example</link><item><title>'
     f"Le phare</title><author>mael@vents.example (Maël Kervran)</author><guid>https://vents.example/2"
     f"</guid><pubDate>6 May 2019 08:00 GMT</pubDate><description><![CDATA[{P}<br><br>{Q}]]></description>"
     "</item></channel></rss>",
     [("Le phare", "Maël Kervran", "2019-05-06", 0, "")]),
    ("deux.xml",
     f'<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><title>Vents</title><item>'
     f"<title>Un</title><description>{P}</description></item><item><title>Deux</title><description>{Q}"
     "</description></item></channel></rss>",
     [("Un", None, None, 0, ""), ("Deux", None, None, 0, "")]),
]  # fmt: skip


def _atom(entries: str, head: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:thr="http://purl.org/syndication/thread/1.0"><title>Vents de mer</title>'
        f'<link rel="alternate" href="https://vents.example/"/>{head}{entries}</feed>'
    )


def _entry(body: str, more: str = "", title: str = "Le phare", number: int = 1) -> str:
    return (
        f"<entry><id>tag:vents.example,2019:{number}</id><title>{title}</title>"
        f'<link rel="alternate" href="https://vents.example/{number}"/><published>2019-05-06T10:00:00Z'
        f"</published><updated>2019-05-08T10:00:00Z</updated>{more}{body}</entry>"
    )


_BY = "<author><name>Maël Kervran</name></author>"

ATOM: list[Sample] = [
    ("html.xml", _atom(_entry(f'<content type="html">&lt;p&gt;{P}&lt;/p&gt;</content>', _BY)),
     [("Le phare", "Maël Kervran", "2019-05-06", 0, "")]),
    ("xhtml.xml",
     _atom(_entry('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>'
                  f"{P}</p><p>{Q}</p></div></content>", '<category term="phare"/>'), _BY),
     [("Le phare", "Maël Kervran", "2019-05-06", 0, "phare")]),
    ("texte.xml", _atom(_entry(f"<content>{P}</content>")), [("Le phare", None, "2019-05-06", 0, "")]),
    ("resume.xml", _atom(_entry(f'<summary type="text">{P}</summary>', _BY)),
     [("Le phare", "Maël Kervran", "2019-05-06", 0, "")]),
    ("etiquettes.xml",
     _atom(_entry(f"<content>{P}</content>", '<category term="p" label="Phares"/><category term="mer"/>')),
     [("Le phare", None, "2019-05-06", 0, "Phares mer")]),
]  # fmt: skip

_KIND = '<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#{}"/>'


def _blogger_comment(number: int, answered: int = 0) -> str:
    related = f'<link rel="related" href="https://x.example/feeds/{answered}"/>' if answered else ""
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id><published>2019-05-07T10:00:00Z"
        f"</published>{_KIND.format('comment')}<title>Bien vu</title><content>Bien vu, numéro {number} !"
        f'</content><author><name>Lise</name></author><thr:in-reply-to ref="tag:vents.example,2019:1"/>'
        f"{related}</entry>"
    )


_POST = _entry(f'<content type="html">{P}</content>', _KIND.format("post") + _BY)
_DRAFT = (
    '<app:control xmlns:app="http://purl.org/atom/app#"><app:draft>yes</app:draft></app:control>'
)


def _takeout(*entries: str) -> str:
    return (
        "<?xml version='1.0' encoding='utf-8'?>\n<feed xmlns='http://www.w3.org/2005/Atom' "
        "xmlns:blogger='http://schemas.google.com/blogger/2018'>\n<id>tag:blogger.com,1999:blog-1</id>"
        f"\n<title>Vents de mer</title>\n{''.join(entries)}</feed>"
    )


def _taken(kind: str, number: int, inside: str, status: str = "LIVE", trashed: str = "") -> str:
    """An entry as Google Takeout writes it; a comment names its post in ``blogger:parent``."""
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id>{inside if kind == 'COMMENT' else ''}"
        f"<blogger:type>{kind}</blogger:type><blogger:status>{status}</blogger:status><author><name>"
        f"{'Lise' if kind == 'COMMENT' else 'Maël Kervran'}</name><uri></uri><blogger:type>BLOGGER"
        f"</blogger:type></author><title>{'' if kind == 'COMMENT' else 'Le phare'}</title><content "
        f"type='html'>{'Bien vu !' if kind == 'COMMENT' else P}</content><blogger:metaDescription/>"
        "<blogger:created>2019-05-05T08:00:00Z</blogger:created><published>2019-05-06T08:00:00Z"
        "</published><updated>2020-01-02T08:00:00Z</updated><blogger:location/>"
        f"{inside if kind != 'COMMENT' else ''}<link/><enclosure/><blogger:trashed>{trashed}"
        "</blogger:trashed></entry>\n"
    )


_LABEL = (
    "<category scheme='tag:blogger.com,1999:blog-1' term='phare'/>"
    "<blogger:filename>/2019/05/le-phare.html</blogger:filename>"
)


def _under(post: int, answered: int = 0) -> str:
    answer = f"tag:blogger.com,1999:blog-1.post-{answered}" if answered else ""
    return (
        f"<blogger:parent>tag:blogger.com,1999:blog-1.post-{post}</blogger:parent>"
        f"<blogger:inReplyTo>{answer}</blogger:inReplyTo>"
    )


BLOGGER: list[Sample] = [
    ("blog.xml", _atom(_POST), [("Le phare", "Maël Kervran", "2019-05-06", 0, "")]),
    ("fil.xml", _atom(_blogger_comment(31) + _POST + _blogger_comment(32, 31)),
     [("Le phare", "Maël Kervran", "2019-05-06", 2, "")]),
    ("reglages.xml",
     _atom(_entry("<content>html{}</content>", _KIND.format("template"), number=8)
           + _entry("<content>x</content>", _KIND.format("settings"), number=9) + _POST),
     [("Le phare", "Maël Kervran", "2019-05-06", 0, "")]),
    ("brouillon.xml",
     _atom(_entry(f"<content>{Q}</content>", _KIND.format("post") + _DRAFT, number=5) + _POST),
     [("Le phare", "Maël Kervran", "2019-05-06", 0, "")]),
    ("libelles.xml",
     _atom(_entry(f"<content>{P}</content>", _KIND.format("post")
                  + '<category scheme="http://www.blogger.com/atom/ns#" term="phare"/>')),
     [("Le phare", None, "2019-05-06", 0, "phare")]),
    ("feed.atom",
     _takeout(_taken("COMMENT", 31, _under(7)), _taken("POST", 7, _LABEL),
              _taken("COMMENT", 32, _under(7, 31)), _taken("COMMENT", 33, _under(7), "SPAM"),
              _taken("POST", 8, "", "DRAFT"), _taken("PAGE", 9, ""),
              _taken("POST", 10, "", trashed="2021-02-03T04:05:06Z")),
     [("Le phare", "Maël Kervran", "2019-05-06", 2, "phare")]),
]  # fmt: skip

_FEED = '{{"version": "https://jsonfeed.org/version/{}", "title": "Vents", "home_page_url": "https://vents.example/", {}"items": [{}]}}'

JSON_FEED: list[Sample] = [
    ("1.1.json", _FEED.format("1.1", "",
     f'{{"id": "1", "url": "https://vents.example/1", "title": "Le phare", "content_html": "<p>{P}</p>", '
     '"date_published": "2019-05-06T10:00:00Z", "authors": [{"name": "Maël Kervran"}], "tags": ["phare"]}'),
     [("Le phare", "Maël Kervran", "2019-05-06", 0, "phare")]),
    ("1.0.json", _FEED.format("1", "",
     f'{{"id": 1, "title": "Le phare", "content_text": "{P}", "author": {{"name": "Maël Kervran"}}}}'),
     [("Le phare", "Maël Kervran", None, 0, "")]),
    ("auteur-du-flux.json", _FEED.format("1.1", '"authors": [{"name": "Maël Kervran"}], ',
     f'{{"id": "1", "content_text": "{P}"}}'), [(None, "Maël Kervran", None, 0, "")]),
    ("deux.json", _FEED.format("1.1", "",
     f'{{"id": "1", "title": "Un", "content_text": "{P}"}}, {{"id": "2", "title": "Deux", "content_html": "{Q}"}}'),
     [("Un", None, None, 0, ""), ("Deux", None, None, 0, "")]),
    ("bizarre.json", _FEED.format("1.1", "",
     f'null, 3, {{"id": "1", "title": "Le phare", "content_text": "{P}", "tags": "phare", "authors": {{}}}}'),
     [("Le phare", None, None, 0, "")]),
]  # fmt: skip

CSV: list[Sample] = [
    ("posts.csv", f'title,author,date,content,tags\nLe phare,Maël Kervran,2019-05-06,"{P}\n{Q}","phare, mer"\n',
     [("Le phare", "Maël Kervran", "2019-05-06", 0, "phare mer")]),
    ("tableur.csv", f'Titre;Auteur;Date;Texte;Étiquettes\nLe phare;Maël Kervran;06/05/2019;"{P}";phare\n',
     [("Le phare", "Maël Kervran", "2019-05-06", 0, "phare")]),
    ("tabulations.tsv", f"titre\ttexte\nLe phare\t{P}\n", [("Le phare", None, None, 0, "")]),
    ("html.csv", f'"title","content","date"\r\n"Le ""phare""","<p>{P}</p><p>{Q}</p>","2019-05-06 10:00:00"\r\n',
     [('Le "phare"', None, "2019-05-06", 0, "")]),
    ("fil.csv", f"id,parent,title,author,text\n1,,Le phare,Maël Kervran,{P.replace(',', ' ')}\n"
     "2,1,,Lise,Bien vu !\n3,2,,Maël,Merci Lise.\n",
     [("Le phare", "Maël Kervran", None, 2, "")]),
]  # fmt: skip

JSON_LINES: list[Sample] = [
    ("posts.jsonl", f'{{"title": "Le phare", "author": "Maël Kervran", "date": "2019-05-06", "text": "{P}"}}\n',
     [("Le phare", "Maël Kervran", "2019-05-06", 0, "")]),
    ("deux.jsonl", f'{{"titre": "Un", "texte": "{P}"}}\n\n{{"titre": "Deux", "texte": "{Q}"}}\n',
     [("Un", None, None, 0, ""), ("Deux", None, None, 0, "")]),
    ("api.json", f'[{{"id": 7, "date": "2019-05-06T10:00:00", "title": {{"rendered": "Le phare"}}, "content": '
     f'{{"rendered": "<p>{P}</p>"}}, "link": "https://vents.example/7"}}]',
     [("Le phare", None, "2019-05-06", 0, "")]),
    ("listes.jsonl", f'{{"headline": "Le phare", "body": ["{P}", "{Q}"], "authors": [{{"name": "Maël Kervran"}}], '
     '"keywords": ["phare", "mer"], "created_at": 1557136800}\n',
     [("Le phare", "Maël Kervran", "2019-05-06", 0, "phare mer")]),
    ("sans-nom", f'{{"title": "Le phare", "content": "{P}"}}\n{{"title": "Deux", "content": "{Q}"}}\n',
     [("Le phare", None, None, 0, ""), ("Deux", None, None, 0, "")]),
]  # fmt: skip

SAMPLES: dict[str, list[Sample]] = {
    "markdown": MARKDOWN, "wxr": WXR, "rss": RSS, "atom": ATOM, "blogger": BLOGGER,
    "jsonfeed": JSON_FEED, "csv": CSV, "json": JSON_LINES,
}  # fmt: skip
