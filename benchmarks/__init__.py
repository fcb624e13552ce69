"""Measurements of speed, memory and precision: ``python -m benchmarks``, or ``make bench``.

Each module measures one thing and prints what it found beside what it is held to. Timing decides no test.
"""
