"""Corrections without money: write-offs 核销, credits 减免, transfers 转账, moved payments."""
