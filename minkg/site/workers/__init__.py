"""Processes that work on a graph and can be stopped.

Read in this order: limits, media_types, query_screen, query_errors, jobs, keeper, worker, pool,
in_process, store_writer.
"""
