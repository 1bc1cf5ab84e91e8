"""Forms of the verbs and nouns that cues are written with.

The lemmatizer is right on most verbs, but blogs are full of forms it takes for nouns;
the regular paradigms below find those, and English, which is not lemmatised at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from graphbuild.words import fold

_ER = (
    "er e es ons ez ent ais ait ions iez aient ai as a "
    "ames ates erent erai eras era erons erez eront erait eraient ant ee ees".split()
)
"""Endings of the regular verbs in -er, in the tenses that blogs use."""

_PARTICIPLES: Mapping[str, str] = {
    "ouvrir": "ouvert", "offrir": "offert", "acquerir": "acquis", "tenir": "tenu", "venir": "venu",
    "prendre": "pris", "mettre": "mis", "crire": "crit", "dire": "dit", "faire": "fait",
    "uire": "uit", "oindre": "oint", "eindre": "eint", "aindre": "aint", "attre": "attu",
    "aitre": "u", "cevoir": "cu", "voir": "vu", "suivre": "suivi", "courir": "couru",
    "clore": "clos",
    "croire": "cru", "lire": "lu", "sortir": "sorti", "mouvoir": "mu", "soudre": "sous",
    "avoir": "eu", "etre": "ete",
}  # fmt: skip

_IRREGULAR_ENGLISH: Mapping[str, str] = {
    "write": "wrote written", "run": "ran run", "lead": "led", "speak": "spoke spoken",
    "teach": "taught", "say": "said", "think": "thought", "hold": "held", "set": "set",
    "buy": "bought", "sell": "sold", "make": "made", "give": "gave given", "take": "took taken",
    "be": "is are was were been", "sit": "sat", "bring": "brought", "go": "went gone",
    "come": "came come", "leave": "left", "find": "found", "show": "showed shown",
    "begin": "began begun", "fight": "fought", "build": "built", "become": "became become",
    "have": "has had", "do": "did done", "tell": "told", "found": "founded", "see": "saw seen",
    "get": "got", "put": "put", "meet": "met", "win": "won", "draw": "drew drawn",
}  # fmt: skip


@lru_cache(maxsize=10_000)
def verb_forms(verb: str, language: str) -> frozenset[str]:
    """Return the folded forms of a verb that rules can tell, the infinitive included."""
    verb = fold(verb)
    if language == "en":
        return _english(verb)
    forms = {verb}
    if verb.endswith("er"):
        stem = verb[:-2]
        stems = {stem, stem + "e"} if stem.endswith("g") else {stem}
        if stem.endswith(("el", "et")):
            stems.add(stem + stem[-1])
        if stem.endswith("y"):
            stems.add(stem[:-1] + "i")
        forms |= {s + ending for s in stems for ending in _ER}
    forms |= participles(verb)
    if verb.endswith("ir") and not verb.endswith(("tenir", "venir", "ouvrir", "offrir")):
        stem = verb[:-1]
        forms |= {stem[:-1] + ending for ending in ("it", "issent", "issait", "issant")}
    if verb.endswith(("tenir", "venir")):
        stem = verb[:-4]
        forms |= {
            stem + verb[-4] + e for e in ("ient", "iennent", "enait", "iendra", "iendront", "int")
        }
    return frozenset(forms)


@lru_cache(maxsize=10_000)
def participles(verb: str) -> frozenset[str]:
    """Return the folded past participles of a French verb."""
    verb = fold(verb)
    base = ""
    for ending, participle in _PARTICIPLES.items():
        if verb.endswith(ending):
            base = verb[: -len(ending)] + participle
            break
    if not base and verb.endswith(("er", "ir")):
        base = verb[:-1]
    elif not base and verb.endswith("re"):
        base = verb[:-2] + "u"
    if not base:
        return frozenset({verb})
    plural = base if base.endswith("s") else base + "s"
    return frozenset({base, base + "e", plural, base + "es"})


def _english(verb: str) -> frozenset[str]:
    stem = verb.removesuffix("e")
    forms = {verb, verb + "s", stem + "ing"}
    irregular = _IRREGULAR_ENGLISH.get(verb)
    forms |= set(irregular.split()) if irregular else {stem + "ed"}
    if verb.endswith("y") and verb[-2:-1] not in "aeo":
        forms |= {verb[:-1] + "ied", verb[:-1] + "ies"}
    if verb.endswith(("sh", "ch", "ss", "x")):
        forms.add(verb + "es")
    if len(verb) > 3 and verb[-1] in "tnpm" and verb[-2] in "aeiou":
        forms |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    return frozenset(forms)


def english_participle(form: str, verb: str) -> bool:
    """Tell whether a form can be the past participle of an English verb."""
    irregular = _IRREGULAR_ENGLISH.get(verb, "").split()
    return form == irregular[-1] if irregular else form.endswith("ed")
