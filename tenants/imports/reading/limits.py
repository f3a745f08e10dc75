"""How much one file may hold, and why."""

# Fits some 20,000 full-length proposals, and is read into memory whole by a web worker.
MAX_FILE_BYTES = 20 * 1024 * 1024
# A municipality's whole history is a few thousand ideas; beyond this it is another kind of file.
MAX_ROWS = 100_000
# Survey tools export a column per answer option; the widest exports seen have about a hundred.
MAX_COLUMNS = 200
# A spreadsheet program holds at most 32,767 characters in a cell; longer ones are a lost quotation mark.
MAX_CELL_CHARACTERS = 50_000

# A spreadsheet file is a zip: what it unfolds to is bounded before any of it is parsed.
MAX_UNPACKED_BYTES = 150 * 1024 * 1024
# XML of a spreadsheet packs 10 to 40 times; a bomb packs a thousand times. Small members are let be.
MAX_PACKING_RATIO = 150
RATIO_EXEMPT_BYTES = 1024 * 1024
MAX_ZIP_MEMBERS = 2_000
# A tag costs about 70 bytes of memory while it is parsed, however few bytes it takes in the file.
MAX_TAGS_PER_MEMBER = 8_000_000

MAX_TITLE_CHARACTERS = 200
MAX_TEXT_CHARACTERS = 50_000
MAX_AUTHOR_CHARACTERS = 120
MAX_LABEL_CHARACTERS = 100
MAX_EXTERNAL_ID_CHARACTERS = 120
