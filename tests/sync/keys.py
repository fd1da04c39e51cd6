"""The credentials that every test's server takes: Amazon's own examples."""

KEY_ID, SECRET = "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI"
