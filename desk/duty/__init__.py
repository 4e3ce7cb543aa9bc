"""The desk itself 班务: who works here, what was done, keys of the store, what is past its time."""
