"""Windows of the service: complaints, repairs, callbacks."""
