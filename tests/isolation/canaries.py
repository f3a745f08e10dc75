"""Words that mark what was planted."""

# Seen by everyone who works in the municipality, and by nobody outside it.
CANARY = "KANARIEFÅGEL"
# Seen by those who take care of it alone: the inbox, held proposals, drafts, letters, invitations.
INNER_CANARY = "KANARIEBUR"
