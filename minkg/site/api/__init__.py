"""The web API, the console, and the graph for language models.

Read in this order: items, operations, openapi, routes, console, mcp.
"""
