"""The reading of files of ideas, free of the database: file -> table -> mapping -> checked rows -> report.

The order of use: `files.read_table`, then `mapping.parse_mapping` or `guessing.guess_mapping`, then `rows.check_rows`,
then `report`. Everything said to a person is a `notices.Notice`, which `messages.say` turns into a sentence.
"""
