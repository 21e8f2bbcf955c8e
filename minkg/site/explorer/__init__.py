"""The pages.

Read in this order: page_facts, content, paths, frame, lists, entry, matrix, pairs, proposals,
side_by_side, questions, ontology, about, first_page, dispatch, routes, static_site.
"""
