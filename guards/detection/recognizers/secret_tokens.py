"""Tokens of known providers, by the prefix and length that each documents for its keys.

Sources: the providers' documentation and the public rules of gitleaks (MIT). Specimen values count:
a reader cannot tell them from real ones.
"""

from __future__ import annotations

from assistant.types import Kind
from guards.detection.rule import Rule

_PROVIDERS: dict[str, str] = {
    # clouds
    "aws_access_key": r"(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA|AGPA|ANPA|ANVA)[A-Z2-7\d]{16}",
    "aws_bedrock": r"ABSK[A-Za-z\d+/]{60,}={0,2}",
    "gcp_api_key": r"AIza[\w-]{30,}", "gcp_oauth": r"ya29\.[\w-]{20,}", "gcp_client_secret": r"GOCSPX-[\w-]{20,}",
    "azure_ad_secret": r"[\w~.-]{3}\dQ~[\w~.-]{31,34}", "azure_storage": r"AccountKey=[A-Za-z\d+/=]{40,}",
    "digitalocean": r"do[opr]_v1_[a-f\d]{64}", "heroku": r"HRKU-[A-Za-z\d_-]{30,}", "alibaba": r"LTAI[A-Za-z\d]{16,24}",
    "tencent": r"AKID[A-Za-z\d]{32}", "yandex": r"(?:AQVN|YCAJE|YCM)[\w-]{25,50}", "scaleway": r"SCW[A-Z\d]{17}",
    "ovh": r"ovh_[a-zA-Z\d]{20,}", "linode": r"linode_[a-f\d]{60,}", "flyio": r"fo1_[\w-]{43}|fm[12][ar]?_[A-Za-z\d+/]{60,}={0,3}",
    "cloudflare_origin": r"v1\.0-[a-f\d]{24}-[a-f\d]{146}", "cloudflare": r"cfut?_[A-Za-z\d]{36,}", "fastly": r"fastly_[\w-]{28,}",
    "databricks": r"dapi[a-f\d]{32}(?:-\d)?", "snowflake": r"sfp_[A-Za-z\d]{30,}", "planetscale": r"pscale_(?:tkn|oauth|pw)_[\w.=-]{32,64}",
    "supabase": r"sb(?:p|_secret|_publishable)_[A-Za-z\d_]{20,}", "neon": r"napi_[a-z\d]{50,}", "mongodb_atlas": r"mdb_sa_sk_[\w-]{30,}",
    "vault": r"hv[sbr]\.[\w-]{20,}", "terraform": r"[A-Za-z\d]{14}\.atlasv1\.[\w-]{60,}", "pulumi": r"pul-[a-f\d]{40}",
    "doppler": r"dp\.(?:pt|st|ct|sa|scim|audit)\.[\w-]{40,}", "infisical": r"st\.[a-f\d]{24}\.[a-f\d]{32}\.[a-f\d]{32}", "onepassword": r"ops_eyJ[\w-]{100,}|A3-[A-Z\d]{6}-(?:[A-Z\d]{5,11}-){2,4}[A-Z\d]{5}",
    "age_key": r"AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}",
    # code
    "github": r"gh[pousr]_[A-Za-z\d]{20,}", "github_fine": r"github_pat_\w{40,}", "gitlab": r"gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat|ffct)-[\w.-]{20,}",
    "gitlab_runner": r"GR1348941[\w-]{20}", "bitbucket": r"ATBB[A-Za-z\d]{32,}", "npm": r"npm_[A-Za-z\d]{30,}", "pypi": r"pypi-[\w-]{30,}",
    "rubygems": r"rubygems_[a-f\d]{40,}", "nuget": r"oy2[a-z\d]{43}", "cargo": r"cio[A-Za-z\d]{32}", "clojars": r"CLOJARS_[a-z\d]{60}", "docker": r"dckr_(?:pat|oat)_[\w-]{27,}",
    "jfrog": r"(?:AKCp|cmVmdGtuOj)[A-Za-z\d]{10,}", "sonar": r"sq[pua]_[a-z\d]{40}", "snyk": r"snyk_[\w-]{30,}", "sourcegraph": r"sgp_(?:[a-f\d]{16}_|local_)?[a-f\d]{40}",
    "circleci": r"CCI(?:PAT|PRJ)_[A-Za-z\d]{22}_[a-f\d]{40}", "buildkite": r"bk[a-z]{2}_[a-f\d]{40}", "codecov": r"codecov_[a-f\d-]{36}", "vercel": r"vc[pkrai]_[A-Za-z\d]{24,}", "netlify": r"nf[pcouab]_[A-Za-z\d]{36,}",
    "postman": r"PMAK-[a-f\d]{24}-[a-f\d]{34}", "prefect": r"pnu_[a-z\d]{36}", "readme": r"rdme_[a-z\d]{70}", "jetbrains": r"perm[:-][A-Za-z\d=.-]{40,}", "harness": r"(?:pat|sat)\.[\w-]{22}\.[a-f\d]{24}\.[A-Za-z\d]{20}",
    "gitea": r"gta_[a-f\d]{40}", "huggingface": r"(?:hf|api_org)_[A-Za-z\d]{20,}", "replicate": r"r8_[A-Za-z\d]{37}", "wandb": r"wandb_v1_[\w]{70,}",
    # language models
    "openai": r"sk-(?:proj-|svcacct-|admin-|None-)?[\w-]{20,}", "anthropic": r"sk-ant-[\w-]{20,}", "openrouter": r"sk-or-v1-[a-f\d]{40,}", "groq": r"gsk_[A-Za-z\d]{40,}",
    "perplexity": r"pplx-[A-Za-z\d]{40,}", "xai": r"xai-[A-Za-z\d]{60,}", "cohere": r"co_[A-Za-z\d]{36,}", "fireworks": r"fw_[A-Za-z\d]{20,}", "together": r"tgp_v1_[\w-]{40,}", "langchain": r"ls(?:v2_(?:pt|sk)|__)_?[a-f\d]{32}(?:_[a-f\d]{10})?",
    "nvidia": r"nvapi-[\w-]{40,}", "cerebras": r"csk-[a-z\d]{40,}", "elevenlabs": r"sk_[a-f\d]{48}", "pinecone": r"pcsk_[\w]{40,}", "tavily": r"tvly-[\w-]{20,}", "voyage": r"pa-[\w-]{40,}",
    # payment and trade
    "stripe": r"(?:sk|pk|rk)_(?:live|test|prod)_[A-Za-z\d]{10,}", "stripe_webhook": r"whsec_[A-Za-z\d+/=]{24,}", "square": r"(?:sq0(?:atp|csp|idp)-[\w-]{22,}|EAAA[\w-]{60})", "shopify": r"shp(?:at|ca|pa|ss)_[a-fA-F\d]{32}", "braintree": r"access_token\$(?:production|sandbox)\$[a-z\d]{16}\$[a-f\d]{32}",
    "adyen": r"AQE[A-Za-z\d+/=_-]{80,}", "mollie": r"(?:live|test)_[A-Za-z\d]{30,}", "gocardless": r"live_[\w=-]{40,}", "plaid": r"access-(?:sandbox|development|production)-[a-f\d-]{36}", "flutterwave": r"FLW(?:PUB|SEC)K(?:_TEST)?-[a-h\d]{12,32}(?:-X)?",
    "razorpay": r"rzp_(?:live|test)_[A-Za-z\d]{14,}", "paystack": r"sk_(?:live|test)_[a-f\d]{40}", "easypost": r"EZ[AT]K[A-Za-z\d]{54}", "duffel": r"duffel_(?:test|live)_[\w=-]{43}", "lob": r"(?:live|test)_(?:pub_)?[a-f\d]{31,35}",
    # messages
    "slack": r"xox[abeoprs](?:-\d)?-[\w-]{10,}|xapp-\d-[A-Z\d]+-\d+-[a-z\d]+", "slack_webhook": r"https://hooks\.slack\.com/(?:services|workflows|triggers)/[\w/]+", "discord_webhook": r"https://(?:\w+\.)?discord(?:app)?\.com/api/webhooks/[\w/-]+", "discord_bot": r"[MNO][A-Za-z\d_-]{23,25}\.[\w-]{6}\.[\w-]{27,}",
    "teams_webhook": r"https://[\w-]+\.webhook\.office\.com/webhookb2/[\w@/-]+", "telegram": r"\d{8,10}:AA[\w-]{33}", "twilio": r"(?:AC|SK)[a-f\d]{32}", "sendgrid": r"SG\.[\w-]{16,}\.[\w-]{16,}", "mailgun": r"key-[a-f\d]{32}|[a-f\d]{32}-[a-f\d]{8}-[a-f\d]{8}", "mailchimp": r"[a-f\d]{32}-us\d{1,2}",
    "brevo": r"xkeysib-[a-f\d]{64}-[A-Za-z\d]{16}", "postmark": r"pm_[a-f\d-]{36}", "resend": r"re_[A-Za-z\d]{8}_[A-Za-z\d]{20,}", "facebook": r"EAA[A-Za-z\d]{20,}", "instagram": r"IG(?:QV|AA)[\w-]{80,}", "twitter": r"AAAAAAAAA[A-Za-z\d%]{60,}", "messagebird": r"mb_(?:live|test)_[A-Za-z\d]{25}",
    # tools
    "notion": r"(?:ntn|secret)_[A-Za-z\d]{40,}", "airtable": r"pat[A-Za-z\d]{14}\.[a-f\d]{64}", "asana": r"\d/\d{14,17}(?:/\d{14,17})?:[a-f\d]{32}", "atlassian": r"ATATT3[\w=-]{20,}|ATCTT3[\w=-]{20,}", "linear": r"lin_(?:api|oauth)_[A-Za-z\d]{30,}", "figma": r"fig[dopru]_[\w-]{30,}", "typeform": r"tfp_[\w.=-]{59}", "dropbox": r"sl\.[\w-]{100,}", "contentful": r"CFPAT-[\w-]{43}", "hubspot": r"pat-(?:na|eu)\d-[a-f\d-]{36}", "intercom": r"dG9r:[A-Za-z\d+/=_-]{40,}",
    "zendesk": r"zd_[A-Za-z\d]{30,}", "clickup": r"pk_\d{6,}_[A-Z\d]{32}", "monday": r"eyJhbGciOiJIUzI1NiJ9\.eyJ0aWQi[\w-]+\.[\w-]+", "mapbox": r"(?:pk|sk|tk)\.eyJ[\w-]{40,}\.[\w-]{20,}", "algolia": r"algolia_[a-f\d]{32}", "maxmind": r"[A-Za-z\d]{6}_[A-Za-z\d]{29}_mmk", "shippo": r"shippo_(?:live|test)_[a-f\d]{40}", "frameio": r"fio-u-[\w=-]{64}",
    # watching
    "sentry": r"sntr(?:ys|yu)_[\w=/+-]{30,}", "datadog": r"dd(?:api|app)_[a-zA-Z\d]{30,}", "newrelic": r"NR(?:AK|JS|II|IQ|RA|SP)-[A-Za-z\d-]{19,}", "grafana": r"gl(?:c|sa)_[A-Za-z\d+/=_]{32,}", "dynatrace": r"dt0[a-z]\d{2}\.[A-Z\d]{24}\.[A-Z\d]{64}", "honeycomb": r"hc[abpxil]{1,3}k_[a-z\d]{26,}", "launchdarkly": r"(?:sdk|mob|api)-[a-f\d]{8}-[a-f\d]{4}-4[a-f\d]{3}-[a-f\d]{4}-[a-f\d]{12}", "posthog": r"ph[cx]_[A-Za-z\d]{40,}", "pagerduty": r"u\+[\w-]{18}", "okta": r"00[A-Za-z\d_-]{40}", "tailscale": r"tskey-[\w-]{20,}", "ngrok": r"[a-zA-Z\d]{27}_[A-Za-z\d]{20,}", "logfire": r"pylf_v\d_[a-z]{2}_[A-Za-z\d]{40,}", "opsgenie": r"og_[a-f\d-]{36}", "rootly": r"rootly_[a-f\d]{64}",
}  # fmt: skip

PROVIDERS = tuple(_PROVIDERS)
"""The providers known, by the name of their rule."""

_ALL = "|".join(rf"(?P<{name}>{pattern})" for name, pattern in _PROVIDERS.items())
RULES = (
    # One pass for all of them; the lookahead spares most words of ordinary text.
    Rule(
        "token_prefix",
        Kind.SECRET,
        rf"(?<![\w-])(?=[A-Za-z\d][^\s]{{14}})(?=[^\s]{{0,40}}[\d:/$_])(?:{_ALL})(?![\w-])",
        score=0.98,
        within=r"\S{15,}",
    ),
)
