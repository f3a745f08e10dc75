"""Texts kept in tables, so that there may be many and they may change: each municipality has such tables in its schema,
the region has some for what is open to all.

Who keeps texts declares the tables (`models`) and the kinds of text (`kinds`), and lets a sweep bring the index up to
date (`index.catch_up`).
"""
