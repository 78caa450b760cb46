"""What an evaluation measures: one pure function a measure, with its formula and where it comes from."""
