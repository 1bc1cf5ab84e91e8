"""What a person decides: reviewing doubtful names, links to other sites."""
