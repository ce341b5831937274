"""spaCy, for those who ask for it: pipelines by language, what their labels say, and patterns over their tokens.

Nothing in here imports spaCy while it is loaded; it is imported when a rule or a setting needs it.
"""
