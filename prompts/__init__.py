"""The words we send: versioned text files, and the few lines that load them."""
