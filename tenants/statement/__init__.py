"""What a municipality tells everyone about its site: accessibility, personal data, official documents."""
