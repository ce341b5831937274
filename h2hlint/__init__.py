"""h2hlint: marks where website, e-mail, support and consent texts stop sounding like people talking to people."""

__version__ = "0.1.0"
