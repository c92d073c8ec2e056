"""The assistant: request pipeline, models, engine process and command line of hygie."""

import os

__version__ = "0.1.0"

# onnxruntime would report its use to its maker: read once, when the library loads, here or in a child.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
# numpy's threads wait spinning for one another: on busy cores that costs several times the products.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
