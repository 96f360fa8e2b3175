"""Words that say nothing of a problem: English's own, courtesies, and what every ticket says."""

COMMON = frozenset(
    """
    about above across after again against almost along already also although always among and
    another any anybody anymore anyone anything anyway are around asap asking away back because
    been before behind being below besides best better between both bug but call came can
    cannot cause check cheers come comes could currently customer customers day days dear did
    does doing done down during each either else end ends enough even ever every everybody
    everyone everything everywhere exactly except expect expected fact far feedback few fine
    first folks following for found from full further gave general get gets getting give given
    gives goes going gone good got great had half happen happened happening happens hardly has
    have having hello help here hers hey him his hour hours how however idea instead into issue
    issues its itself just keep keeps kind kindly knew know known large last lately later least
    less let lets like little long longer look looked looking looks lost made make makes making
    many may maybe mean means meanwhile might minute minutes month months more morning most
    much must need needed needs neither never new next nobody none nor not nothing now null
    occur occurs off often old once one ones only onto open opened other others our ours out
    over own part people perhaps please point possible posthog probably problem problems put
    question quite rather really recently regards report reported right said same saw say says
    second seconds see seem seems seen several shall she should show shows side simply since
    sincerely some somebody someone something sometimes somewhere soon still stuff such support
    sure take taken takes team teams tell than thank thanks that the their theirs them then
    there therefore these they thing things think this those though thought three through
    ticket tickets time times today together told tomorrow too took tried tries truly try
    trying two undefined under unknown until upon urgent use used user users uses using usual
    usually very want wanted wants was way ways week weeks well went were what whatever when
    whenever where whether which while who whole whom whose why will wish with within without
    wonder work worked working works would write wrote yes yesterday yet you your yours

    aren couldn didn doesn don hadn hasn haven isn mustn needn shouldn wasn weren won wouldn
    """.split()  # noqa: SIM905 - words are read as words
)

KNOWN = frozenset(
    """
    alb amplitude android angular apache api app astro aws axios azure bigquery braze browser
    cdn chrome clickhouse cloudflare cookie cookies cors csp csv curl customerio dart django
    docker edge elixir eslint express fastapi firebase firefox flask flutter gatsby gcs github
    go google graphql hogql html http https hubspot iframe ingress intercom ios ipad iphone
    java javascript jquery json kafka kotlin kubernetes lambda laravel linux localstorage mac
    macos magento mailchimp mixpanel mobile mongodb mysql next nextjs nginx node nodejs npm
    nuxt oauth okta ott parquet php postgres postgresql powerbi python rails react redis
    redshift remix ruby rust s3 safari salesforce saml scim sdk segment sendgrid sentry
    servicenow shopify slack snowflake spring sql sso stripe svelte swift swiftui tauri
    terraform typescript ubuntu unity url utm vercel vite vue webgl webgl2 webhook webpack
    webview windows wkwebview woocommerce wordpress xcode yarn zapier zendesk
    """.split()  # noqa: SIM905 - words are read as words
)
"""Names of things that a problem is told with, whose capital makes nobody of them."""
