"""Service 服务: complaints, repairs and callbacks."""
