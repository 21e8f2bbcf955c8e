"""The explorer: pages about the graph for people, and the same for machines."""
