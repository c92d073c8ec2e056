"""Safety copies: encrypted, incremental, checked by really restoring them.

A repository is a folder with sealed chunks named by a keyed hash of their content, and one sealed
snapshot for each backup. What did not change since the last one is there already. A snapshot is written
last and in one step: a backup that breaks off leaves chunks that the next one uses, and nothing else.
"""
