"""From a fresh clone to a served site: what is due is done, what is done is said to be done."""
