"""A text as a file of its own: Markdown, HTML that needs nothing from outside, docx, PDF."""
