"""hygie for other assistants, over the Model Context Protocol: tools and prompts, the policy applied.

What a tool gives out goes to the model of the other assistant. So notes and prompts pass the guard as any
request does, folders keep their rules, and restored texts are written to a folder, not handed to a model.
"""
