"""What a list of people, organizations and seats says, and what would come of it."""
