"""The engine process: guard, readers and model client live in a child, so that the screen never waits.

Imports of seconds hold the interpreter lock and would freeze a screen in the same process; and a
crash of native code takes the child only. `client` is the parent's side, `server` the child's.
"""
