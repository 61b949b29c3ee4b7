"""What a licensor or its office does with patents and imports."""
