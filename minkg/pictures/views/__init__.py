"""The views, one a module: what it shows of a graph.

Read in this order: column_heads, stage_topic, map_layout, matrix, coverage, similarity, pair,
neighbourhood, columns, network, timeline, sets.
"""
