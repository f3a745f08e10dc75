"""Account mails (confirm the address, choose a new password) where there is no mail server: kept as files, shown on
the demo alone. A municipality's letters do not come here: they lie in its own outbox."""
