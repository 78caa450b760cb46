"""The pages that open in a browser. Layout only: what they show is made elsewhere, and tested without a browser."""

import os

# Before anything here imports gradio: it would call home, and hold documents where every user of the machine may look.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
