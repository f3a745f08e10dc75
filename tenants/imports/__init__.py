"""Ideas read from files: the reading itself (`reading`, free of the database) and the import that stores them."""
