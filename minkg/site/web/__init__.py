"""Requests read, answers sent.

Read in this order: options, responses, refusals, guard, metrics, listening, one_answer.
"""
