"""What one package adds to the world of `tests.access.world`: one module a package."""
