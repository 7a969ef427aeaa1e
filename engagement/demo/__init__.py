"""Made-up data: builders of single rows (the tests' factories too) and a seeded whole.

Demo organizations are fictitious. Demo data is refused where real people use the platform.
"""
