"""`hygie doctor`: what is wrong on this machine, and how to mend it.

Each check is a function that yields results; it changes nothing, sends nothing and quotes no text of the
person's. A check that cannot be made is a result too.
"""
