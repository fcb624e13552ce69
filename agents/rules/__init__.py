"""The rules: one small pure function per equation, with its units and its source."""
