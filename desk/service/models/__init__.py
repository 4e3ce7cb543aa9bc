"""Tables of service, one module a register."""
