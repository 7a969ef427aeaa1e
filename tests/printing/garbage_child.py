"""A child whose answer is no PDF."""

print("words")
