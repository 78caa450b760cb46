"""The values of a French text: what a reader would act on, and what must never be wrong."""
