"""The open-licensing patent marketplace. `marketplace.app:create_app` puts it together."""
