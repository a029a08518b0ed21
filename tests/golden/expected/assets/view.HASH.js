expected by name
