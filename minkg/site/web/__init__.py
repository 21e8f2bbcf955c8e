"""Requests read, answers sent.

Read in this order: metrics, options, responses, refusals, guard, listening, one_answer.
"""
