"""What is like this text? A search that knows no language and no service outside: pieces of words, weighed by how rare
they are among the texts that are searched.

Each text becomes a *vector*: the four-letter pieces of its words with their weight (`vectors`), and a *signature*:
2,048 bits that hold its heaviest pieces (`signatures`). A search reads the columns of the bits it asks for, which is
quick whatever the number of texts (`columns`), and weighs the vectors of the few that come nearest (`ranking`). Texts
are kept in tables, as the municipalities and the region do (`tables`), or in memory (`memory`). Outside `tables` there
are no models and no Django.
"""
