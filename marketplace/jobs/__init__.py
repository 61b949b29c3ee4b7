"""The worker and the one list of periodic work. Jobs call use cases."""
