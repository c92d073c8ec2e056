"""Tables in a text and what their headings say: one module reads the layout, others the headings and the cells."""
