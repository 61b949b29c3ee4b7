"""Events to recipients and mail. The only floor that speaks SMTP."""
