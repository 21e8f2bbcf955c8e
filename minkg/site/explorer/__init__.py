"""The pages.

Read in this order: content, page_facts, paths, frame, lists, entry, matrix, pairs, proposals,
side_by_side, questions, ontology, about, first_page, dispatch, routes, static_site.
"""
