"""Language models: what is known of each, the embedded weights, and one client for all.

Start with `cards.find` or `discovery.discover`, then `litellm_adapter.LitellmClient(card)`. Nothing
here imports litellm or the native runtime before the first question is asked.
"""
