"""Grammar by LanguageTool, for those who ask for it: through language-tool-python, in a process of its own.

That process, `worker`, is the only place that imports language-tool-python (GPL-3.0-only); `asking` keeps it on a deadline,
`annotation` says what it is sent and where its answers stand, `checking` makes findings of them.
"""
