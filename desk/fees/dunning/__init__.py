"""Arrears and what is done about them: ageing, the ladder, contacts, notices, collection."""
