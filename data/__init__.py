"""What ships: settlements and designs, each figure with its source."""
