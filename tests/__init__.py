"""The tests; they mirror the tree. See CONTRIBUTING.md."""
