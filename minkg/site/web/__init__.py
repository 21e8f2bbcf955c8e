"""Requests read, answers sent.

Read in this order: metrics, options, reading, responses, answering, refusals, guard, listening,
one_answer.
"""
