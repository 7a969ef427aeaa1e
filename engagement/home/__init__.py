"""The start page for everybody, and "what waits for me" for each person."""
