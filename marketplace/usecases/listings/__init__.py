"""What a licensor or its office does with listings."""
