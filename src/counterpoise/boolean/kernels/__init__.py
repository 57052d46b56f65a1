"""Diagrams in compiled code, for very many questions of moderate size: what `diagrams` says, by numba (extra `speed`).

Nodes lie in arrays, each stored once. A node has a level and children, one for each count of the level's type, and its
children were stored before it, so the order of numbers is an order from below. Nothing is cleared between questions:
entries of the hash tables carry the number of the question that made them. The steps are those of `types`, `compile`,
`table`, `families`, `listing` and `passes`, where they are explained.

Kernels take what numba infers and are therefore not annotated; their callers are typed.
"""
