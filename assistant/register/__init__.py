"""The organisation's register at a glance: its entries, what they serve, and why these are published."""
