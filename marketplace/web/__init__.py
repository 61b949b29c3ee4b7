"""Pages. A view finds, parses, calls one use case and answers."""
