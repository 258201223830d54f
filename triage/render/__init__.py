"""Reports and traces as text, Markdown and JSON. A renderer lays out; it adds no statement of its own."""
