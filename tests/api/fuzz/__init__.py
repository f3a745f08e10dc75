"""Every operation of the schema asked in every way: as it describes, as it does not, and by whom it may not."""
