"""A model's opinion of an answer, sentence by sentence: how it is asked, and what is kept of its replies.

A judge gives an opinion in its own words. It never changes a verdict: it may be as wrong as the model
it judges.
"""
