"""Patents, what is known of them and from where, and the imports that brought them."""
