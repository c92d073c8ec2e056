"""Holds the proxy's database so that nobody else can write, until it is ended: `lock.py DATABASE`."""

import sqlite3
import sys
import time

connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
time.sleep(60)
