"""A bounded Handlebars: the language of prompt bodies, as handlebars.js 4.7 renders it.

Written here because the Python engines have neither bounds nor positions, and hand back one string
in which a value can imitate a role marker. This one yields pieces: text and marks never mix.
"""
