"""Forms that visitors fill in, and the queue of what they sent.

Read in this order: prepared, uploads, submission, form_fields, queue, form_pages, routes.
"""
