"""The drawer 钱箱: opened with a float, counted blind, explained, handed in, locked."""
