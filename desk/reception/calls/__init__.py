"""The telephone log 电话记录: calls, messages, what they become, and what callers are told."""
