"""From folders to passages: walking, reading, outlining, keeping in step with the disk."""
