"""What the office and the clock do across areas: notices, jobs, site settings."""
