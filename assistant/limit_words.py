"""The words that `limits` reads questions and answers by, French and English."""

from __future__ import annotations

import re

_I = re.IGNORECASE
MONTHS = {
    name: number
    for names in (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "january february march april may june july august september october november december",
    )
    for number, name in enumerate(names.split(), 1)
}
DATED = re.compile(
    rf"(?:\b(?P<month>{'|'.join(MONTHS)})\s)?(?<![\d.,/-])\b(?P<year>20\d\d)\b(?![.,/-]\d|\s?[€$%])",
    _I,
)
ASKS = re.compile(
    r"\?|^\s*(?:quels?|quelles?|qui|combien|où|comment|what|who|which|when|where|how|tell me|give me"
    r"|dis-moi|donne(?:z)?(?:-moi)?)\b",
    _I,
)
PERSONAL = re.compile(
    r"\b(?:j['’]|je|moi|nous|on|mon|ma|mes|notre|nos|puis-je|dois-je|ai-je|i|i['’]m|we|my|our|me|us"
    r"|(?:ce|cet|cette|le|la) (?:message|courriel|texte|document|note|contrat|tableau|compte rendu)"
    r"|this (?:text|document|e-?mail|note|contract|table))\b",
    _I,
)
TASK = re.compile(
    r"\b(?:rédige\w*|écri(?:s|vez|re)|tradui\w+|résume\w*|reformule\w*|corrige\w*|relis\w*|propose\w*|prépare\w*"
    r"|planifie\w*|imagine\w*|write|draft|rewrite|translate|summari[sz]e|rephrase|proofread|plan|prepare|suggest"
    r"|brainstorm|imagine)\b",
    _I,
)
NOW = re.compile(
    r"\b(?:aujourd['’]hui|cette semaine|ce mois-ci|en ce moment|actuel(?:le)?(?:s|ment)?|dernières (?:nouvelles|actualités)"
    r"|dernière version|l['’]actualité|ces derniers jours|hier|today|this week|this month|right now|currently|latest"
    r"|current(?! account)|most recent|the news|yesterday|as of now)\b",
    _I,
)
COUNTING = re.compile(
    r"\b(?:combien (?:de |d['’])(?:lettres?|mots|caractères|voyelles|consonnes|syllabes|fois la lettre|[«\"“'][ ]?\w[ ]?[»\"”'])"
    r"|(?:compte[rz]?|nombre (?:exact )?de) (?:les |le nombre de |de )?(?:lettres|mots|caractères|voyelles|syllabes)"
    r"|how many (?:letters?|words|characters|vowels|consonants|syllables|times does the letter|[\"“']?\w[\"”']?(?:['’]?s)? (?:are )?(?:there )?in)"
    r"|count (?:the |all )*(?:number of )?(?:letters|words|characters|vowels|syllables)"
    r"|number of (?:letters|words|characters|vowels|syllables) in)\b",
    _I,
)
_N = r"\d[\d .,\u00a0\u202f]*"
RECKONING = re.compile(
    rf"\d{{3,}}\s?[×*÷]\s?\d{{2,}}|\d{{3,}}\s[x/]\s\d{{2,}}|(?:\d{_N[2:]}\s?[+×*]\s?){{3,}}\d"
    r"|\d{2,}[\d ,.]* (?:fois|times|multiplié par|multiplied by|divisé par|divided by) \d{2,}"
    r"|(?:racine carrée|square root) (?:de|of) \d{3,}|\d+ (?:puissance|to the power of) \d+",
    _I,
)
REFERENCES = re.compile(
    r"\b(?:(?:donne[rz]?|cite[rz]?|liste[rz]?|indique[rz]?|trouve[rz]?|fourni(?:s|r|ssez)|avec|quelles?|quels?|give|cite|list|find"
    r"|provide|name|with|include|which|what)\b[^.?!\n]{0,40}?\b(?:références(?! produits?| clients?| catalogue)(?: bibliographiques)?"
    r"|bibliographie|jurisprudences?|arrêts (?:de|du|sur|qui|concernant)|décisions de justice|articles scientifiques|études (?:scientifiques|publiées)"
    r"|DOI|références? juridiques?|references(?! to)|citations|bibliography|case law|court (?:cases|decisions|rulings)"
    r"|scientific (?:articles|papers|studies)|peer-reviewed \w+|published studies|academic (?:papers|sources)|legal precedents?)"
    r"|(?:cite[rz]?|avec) (?:tes|vos|les|des) sources|(?:cite|with|give) (?:your |the )?sources)\b",
    _I,
)
ADMITTED = re.compile(
    r"\b(?:je n['’]ai pas (?:accès|d['’]informations?|connaissance)|temps réel|mes connaissances|ma formation|real[- ]time"
    r"|my (?:knowledge|training)|knowledge cut-?off|i (?:do not|don['’]t|cannot|can['’]t) (?:have|access|know|provide|cite|browse)"
    r"|je ne (?:peux|connais|sais|dispose)|as of my)\b",
    _I,
)
_GROUP_FR = (
    r"(?:femmes|hommes|filles|garçons|jeunes|vieux|personnes âgées|seniors|handicapés|étrangers|immigrés|musulmans"
    r"|juifs|chrétiens|arabes|asiatiques|africains|noirs|blancs|homosexuels|français|anglais|allemands|italiens|chômeurs|pauvres|riches)"
)
_GROUP_EN = (
    r"(?:women|men|girls|boys|young people|old people|older workers|the elderly|disabled people|foreigners|immigrants|muslims"
    r"|jews|christians|arabs|asians|africans|black people|white people|gay people|millennials|the poor|the rich)"
)
STEREOTYPE = re.compile(
    rf"\b(?:tou(?:te)?s les {_GROUP_FR} (?:sont|savent|aiment|préfèrent|veulent|ne)"
    rf"|les {_GROUP_FR} (?:sont|ont) (?:naturellement|par nature|toujours|tous|toutes|généralement (?:plus|moins)|souvent (?:plus|moins)|plus|moins|trop)"
    r"(?! (?:nombreu|concern|touch|expos|représent|victim|présent|que \d))"
    rf"|all {_GROUP_EN} (?:are|know|like|prefer|want|do not|don't)"
    rf"|{_GROUP_EN} (?:are|have) (?:naturally|by nature|always|all|inherently|usually (?:more|less)|often (?:more|less)|too)"
    r"(?! (?:likely|affected|numerous|exposed|represented)))\b",
    _I,
)
CERTAIN = re.compile(
    r"\b(?:il est (?:évident|indéniable|incontestable|indiscutable) que|sans (?:aucun|le moindre) doute|il ne fait aucun doute"
    r"|tout le monde sait|chacun sait que|il va de soi que|incontestablement|indéniablement|à coup sûr|(?:garanti|sûr) à 100 ?%"
    r"|it is (?:obvious|undeniable|indisputable|beyond doubt) that|without (?:a|any) doubt|there is no doubt|everyone knows|undeniably"
    r"|indisputably|100 ?% (?:sure|certain|safe|guaranteed)|needless to say)\b",
    _I,
)
ABSOLUTE = re.compile(
    r"\b(?:toujours|jamais|évidemment|forcément|certainement|absolument|obligatoirement|always|never|obviously|certainly"
    r"|definitely|absolutely|undoubtedly|clearly|inevitably)\b",
    _I,
)
HEDGE = re.compile(
    r"\b(?:peut-être|probablement|il semble(?:rait)?|sans doute|éventuellement|il est possible|il se peut|pourrait|might|may be"
    r"|perhaps|possibly|probably|it seems|could be|it is possible|arguably)\b",
    _I,
)
DEBATE = re.compile(
    r"\b(?:faut-il|doit-on|devrait-on|devons-nous|est-ce une bonne idée|pour ou contre|avantages et (?:les )?inconvénients|(?<!why )(?<!how )(?<!what )should (?:we|i|one|they|companies)"
    r"|is it a good idea|for or against|pros and cons)\b",
    _I,
)
OTHER_SIDE = re.compile(
    r"\b(?:mais|cependant|toutefois|en revanche|néanmoins|pourtant|inconvénients?|risques?|limites?|dépend|désavantages?|contre|malgré|bien que"
    r"|however|but|although|though|on the other hand|downsides?|risks?|drawbacks?|depends?|disadvantages?|cons|against|despite|unless|si)\b",
    _I,
)
