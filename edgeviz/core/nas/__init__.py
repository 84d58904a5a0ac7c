"""Architecture search: spaces, rewards, samplers and the record of a search. Pure; nothing is built or trained here."""
