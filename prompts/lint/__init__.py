"""Says what would make a prompt clearer or safer, in French and English; few words, few false alarms."""
