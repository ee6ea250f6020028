"""What is measured, on what data, and how far it is from the goal."""
