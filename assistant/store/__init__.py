"""One's own data in one encrypted file: conversations, their pseudonyms, drafts, activity.

SQLCipher encrypts every page; the key is random, and is itself wrapped by the keyring or by a
passphrase (`key`). Small repositories give and take typed records; nothing else writes SQL.
"""
