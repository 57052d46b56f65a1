"""What relatives are to one another, in the reader's words."""

from __future__ import annotations

from counterpoise.domain.words import Text, plain

RELATIONS = {
    "spouse": Text(vi="vợ/chồng", en="spouse"),
    "parent": Text(vi="cha/mẹ", en="parent"),
    "child": Text(vi="con", en="child"),
    "sibling": Text(vi="anh/chị/em", en="sibling"),
    "half-sibling": Text(vi="anh/chị/em cùng cha hoặc cùng mẹ", en="half-sibling"),
    "grandparent": Text(vi="ông/bà", en="grandparent"),
    "grandchild": Text(vi="cháu (gọi bằng ông/bà)", en="grandchild"),
    "parent-in-law": Text(vi="cha/mẹ vợ hoặc chồng", en="parent-in-law"),
    "child-in-law": Text(vi="con dâu/con rể", en="child-in-law"),
    "sibling-in-law": Text(vi="anh/chị/em dâu hoặc rể", en="sibling-in-law"),
    "aunt-uncle": Text(vi="cô/dì/chú/bác/cậu", en="aunt or uncle"),
    "niece-nephew": Text(vi="cháu (gọi bằng cô/dì/chú/bác/cậu)", en="niece or nephew"),
    "adoptive-parent": Text(vi="cha/mẹ nuôi", en="adoptive parent"),
    "adoptive-child": Text(vi="con nuôi", en="adopted child"),
    "step-parent": Text(vi="cha dượng/mẹ kế", en="step-parent"),
    "step-child": Text(vi="con riêng của vợ hoặc chồng", en="step-child"),
    "cousin": Text(vi="anh/chị/em họ", en="cousin"),
    "relative": Text(vi="người thân", en="relative"),
    "kin": Text(vi="người thân", en="relative"),
}


def known_relation(word: str) -> str:
    """Give the word of the table that a written one means, whatever its case and its joining marks.

    >>> known_relation("parent_in_law"), known_relation("Aunt uncle"), known_relation("godparent")
    ('parent-in-law', 'aunt-uncle', 'godparent')
    """
    plain_word = word.strip().lower().replace("_", "-").replace(" ", "-")
    return plain_word if plain_word in RELATIONS else word


def relation_name(relation: str) -> Text:
    """Say how two persons are related; what the table does not know stays as it was declared.

    >>> relation_name("spouse").vi, relation_name("").en, relation_name("godparent").vi
    ('vợ/chồng', 'relative', 'godparent')
    """
    return RELATIONS.get(relation or "kin", plain(relation))
