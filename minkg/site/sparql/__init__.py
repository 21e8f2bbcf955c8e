"""The SPARQL 1.1 protocols.

Read in this order: update, service, queries, graph_store, app.
"""
