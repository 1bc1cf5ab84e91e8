"""What the columns of tables of posts are usually called, in French and in English."""

from __future__ import annotations

import re

from graphbuild.collect.fold import key

USUAL = {
    "text": "text texte content contenu body corps content_html content_text html article message "
    "post_content description billet",
    "title": "title titre headline post_title sujet subject",
    "author": "author auteur auteure creator by byline auteurs authors author_name post_author "
    "pseudo",
    "date": "date date_published published published_at pubdate created created_at post_date "
    "datepublished date_publication publie_le publication",
    "modified": "modified updated date_modified updated_at post_modified datemodified modifie_le "
    "date_modification maj",
    "url": "url link permalink lien permalien adresse href canonical",
    "tags": "tags tag mots_cles etiquettes keywords motscles libelles labels",
    "categories": "categories category categorie rubrique rubriques section",
    "series": "series serie dossier",
    "language": "language lang langue",
    "id": "id guid identifiant uuid post_id",
    "parent": "parent parent_id in_reply_to reply_to comment_of post_parent",
}
"""Names that columns usually have, the likeliest first; compared without case and accents."""

DELIMITERS = ",;\t|"

_LONGEST_NAME = 40


def column_key(name: str) -> str:
    """Return a column's name without case, accents, spaces and hyphens."""
    return re.sub(r"[\s-]+", "_", key(name.strip().lstrip("\ufeff")))


def is_table_head(line: str) -> bool:
    """Tell the first line of a table of posts: names of columns, a text's and others', no prose."""
    for delimiter in DELIMITERS:
        cells = [cell.strip().strip('"') for cell in line.split(delimiter)]
        if len(cells) > 1 and all(0 < len(cell) <= _LONGEST_NAME for cell in cells):
            names = {column_key(cell) for cell in cells}
            parts = {part for part, usual in USUAL.items() if names & set(usual.split())}
            known = sum(any(name in usual.split() for usual in USUAL.values()) for name in names)
            if "text" in parts and len(parts) > 1 and 2 * known > len(names):
                return True
    return False
