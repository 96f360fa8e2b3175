# fish completion of csm. No program is started for it: what can be completed stands here, and in
# small files that csm keeps in its state folder. Made by `python -m tests.generated`.

# The commands below the words, with their summaries.
function __csm_commands
    switch "$argv[1]"
        case 'csm'
            printf '%s\n' \
                'mine	List what needs you, across all your customers, the nearest breach first.' \
                'due	List tickets on which our last public word is older than the plan\'s clock.' \
                'triage	List tickets that nobody has sorted; fill the form of one from Slack.' \
                'escalations	Follow your escalations: who spoke last, who sees them, their issues.' \
                'incident	Show the status page\'s incidents, and tie a ticket to one.' \
                'show	Show a ticket on one screen, with the links parsed from it.' \
                'claim	Tell support that you are on a ticket, with one internal note.' \
                'note	Leave an internal note on a ticket, of your own words or from a template.' \
                'ask	Draft a public reply that asks for what is missing, each with why.' \
                'update	Draft a public reply that tells the customer how it stands.' \
                'similar	Find the same problem elsewhere: tickets, GitHub, Pylon, Slack, docs.' \
                'login-as	Find the admin page to log in as a customer on, and the reason to give.' \
                'escalate	Hand a ticket to engineering or support, with a note to work from.' \
                'role	Show whether you are a light or a full agent; step up, and down again.' \
                'undo	Take back the last write of this machine.' \
                'whois-owns	Say which team owns a feature, and where to reach it.' \
                'tips	Say what to try for an area or a ticket, and what to look up without asking.' \
                'ownership	List, show, check and refresh who owns what.' \
                'audit-impersonation	List who from PostHog signed in as a member of an organization.' \
                'audit	Check the file of an audit\'s report.' \
                'org	Look up a customer\'s organization: id, region, plan, members, links.' \
                'log	List what was written on this machine, or tried; settle it, forget it.' \
                'init	Set csm up: write a config file, sign in, check everything.' \
                'demo	Do the main job on the sandbox, step by step.' \
                'sandbox	Run a Zendesk and a PostHog of your own on this machine.' \
                'auth	Sign in to Zendesk, PostHog and others; see how it stands; sign out.' \
                'doctor	Check everything a day\'s work depends on, and say what to do.' \
                'config	Show each setting, its value and where it came from.' \
                'completion	Print or install the script that completes csm\'s words in your shell.' \
                'help	Explain a command or a topic: exit-codes, environment, templates and more.'
        case 'csm ownership'
            printf '%s\n' \
                'list	List the features and who owns them.' \
                'show	Show all that is known of a feature and of the teams that own it, or of a team.' \
                'check	Check an ownership file, and point at the line of each finding.' \
                'refresh	Read the handbook\'s table of owners, show what has changed, and write it down.'
        case 'csm audit'
            printf '%s\n' \
                'verify	Compare the rows of a report with the SHA-256 that it carries.'
        case 'csm log'
            printf '%s\n' \
                'resolve	Settle what is undecided: look on the desk what became of it.' \
                'forget	Erase entries, and what notes and reports they keep, from this machine.'
        case 'csm sandbox'
            printf '%s\n' \
                'serve	Serve the sandbox in the foreground, until Ctrl-C or SIGTERM.' \
                'env	Print the variables of the sandbox that is being served, as export lines.' \
                'reset	Forget all that was done in the sandbox and load its scenario again.'
        case 'csm auth'
            printf '%s\n' \
                'login	Sign in to a service; without a name to Zendesk, then to PostHog.' \
                'status	Show who you are on each service, where the credential came from, and when it ends.' \
                'logout	Delete a sign-in from this machine; without a name all of the profile\'s.' \
                'token	Print the credential that csm uses, for another program; of Zendesk without a name.'
        case 'csm config'
            printf '%s\n' \
                'list	Show each setting, as csm config does without a word behind it.' \
                'get	Show one setting\'s value; ends with 5 if it is not set.' \
                'set	Write one setting into the config file; with --profile, into that profile.' \
                'unset	Take one setting out of the config file; with --profile, out of that profile.' \
                'edit	Open the config file in your editor (VISUAL, EDITOR, else vi).' \
                'path	Show where the config file is, or would be.' \
                'profiles	List the profiles, and where each of them signs in.' \
                'schema	Print the JSON Schema of the config file, for editors.'
        case 'csm help'
            printf '%s\n' \
                'environment	Every environment variable that csm reads.' \
                'exit-codes	What the exit codes mean.' \
                'json	The JSON Schema of a command\'s document.' \
                'output	What is printed where, and in which form.' \
                'privacy	What leaves this machine, and what is kept on it.' \
                'templates	The templates of notes and drafts, and what they can use.' \
                'mine	List what needs you, across all your customers, the nearest breach first.' \
                'due	List tickets on which our last public word is older than the plan\'s clock.' \
                'triage	List tickets that nobody has sorted; fill the form of one from Slack.' \
                'escalations	Follow your escalations: who spoke last, who sees them, their issues.' \
                'incident	Show the status page\'s incidents, and tie a ticket to one.' \
                'show	Show a ticket on one screen, with the links parsed from it.' \
                'claim	Tell support that you are on a ticket, with one internal note.' \
                'note	Leave an internal note on a ticket, of your own words or from a template.' \
                'ask	Draft a public reply that asks for what is missing, each with why.' \
                'update	Draft a public reply that tells the customer how it stands.' \
                'similar	Find the same problem elsewhere: tickets, GitHub, Pylon, Slack, docs.' \
                'login-as	Find the admin page to log in as a customer on, and the reason to give.' \
                'escalate	Hand a ticket to engineering or support, with a note to work from.' \
                'role	Show whether you are a light or a full agent; step up, and down again.' \
                'undo	Take back the last write of this machine.' \
                'whois-owns	Say which team owns a feature, and where to reach it.' \
                'tips	Say what to try for an area or a ticket, and what to look up without asking.' \
                'ownership	List, show, check and refresh who owns what.' \
                'audit-impersonation	List who from PostHog signed in as a member of an organization.' \
                'audit	Check the file of an audit\'s report.' \
                'org	Look up a customer\'s organization: id, region, plan, members, links.' \
                'log	List what was written on this machine, or tried; settle it, forget it.' \
                'init	Set csm up: write a config file, sign in, check everything.' \
                'demo	Do the main job on the sandbox, step by step.' \
                'sandbox	Run a Zendesk and a PostHog of your own on this machine.' \
                'auth	Sign in to Zendesk, PostHog and others; see how it stands; sign out.' \
                'doctor	Check everything a day\'s work depends on, and say what to do.' \
                'config	Show each setting, its value and where it came from.' \
                'completion	Print or install the script that completes csm\'s words in your shell.' \
                'help	Explain a command or a topic: exit-codes, environment, templates and more.'
    end
end

# The options of the words: name, spellings, kind of what follows, whether again, help.
function __csm_options
    switch "$argv[1]"
        case 'csm'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--version	--version			Print the version.' \
                '--help	-h --help			Show this help.'
        case 'csm mine'
            printf '%s\n' \
                '--waiting	--waiting	words us customer third	1	Only those that wait on this one; repeatable.' \
                '--org	--org	text	1	Only of this organization, by name or id; repeatable.' \
                '--escalated	--escalated			Only escalated ones.' \
                '--limit	--limit	text		List the first N.' \
                '--watch	--watch			Keep the list on the whole screen, with keys to act.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,tickets,tickets.ticket,tickets.url,tickets.subject,tickets.status,tickets.waiting,tickets.why,tickets.created_at,tickets.updated_at,tickets.plan,tickets.severity,tickets.clock,tickets.clock.hours,tickets.clock.began_at,tickets.clock.basis,tickets.clock.due_at,tickets.clock.left_seconds,tickets.clock.overdue,tickets.conversation_read,tickets.last_speaker,tickets.last_speaker.who,tickets.last_speaker.name,tickets.last_speaker.at,tickets.our_last_word_at,tickets.claim,tickets.claim.by,tickets.claim.email,tickets.claim.at,tickets.claim.note_id,tickets.escalated,tickets.hero_sees,tickets.hidden_by,tickets.group,tickets.assignee,tickets.requester,tickets.organization,tickets.organization.name,tickets.organization.organization_id,tickets.organization.zendesk_organization_id,counts,counts.us,counts.customer,counts.third,omitted,complete,sources,sources.why,sources.tickets,sources.whole,warnings,warnings.code,warnings.text,as_of,time_zone		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm due'
            printf '%s\n' \
                '--within	--within	text		Those, too, that are due within so many.' \
                '--waiting	--waiting	words us customer third	1	Only those that wait on this one; repeatable.' \
                '--org	--org	text	1	Only of this organization, by name or id; repeatable.' \
                '--limit	--limit	text		List the first N.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,tickets,tickets.ticket,tickets.url,tickets.subject,tickets.status,tickets.waiting,tickets.why,tickets.created_at,tickets.updated_at,tickets.plan,tickets.severity,tickets.clock,tickets.clock.hours,tickets.clock.began_at,tickets.clock.basis,tickets.clock.due_at,tickets.clock.left_seconds,tickets.clock.overdue,tickets.conversation_read,tickets.last_speaker,tickets.last_speaker.who,tickets.last_speaker.name,tickets.last_speaker.at,tickets.our_last_word_at,tickets.claim,tickets.claim.by,tickets.claim.email,tickets.claim.at,tickets.claim.note_id,tickets.escalated,tickets.hero_sees,tickets.hidden_by,tickets.group,tickets.assignee,tickets.requester,tickets.organization,tickets.organization.name,tickets.organization.organization_id,tickets.organization.zendesk_organization_id,tickets.next,within_hours,counts,counts.us,counts.customer,counts.third,omitted,complete,sources,sources.why,sources.tickets,sources.whole,warnings,warnings.code,warnings.text,as_of,time_zone		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm triage'
            printf '%s\n' \
                '--group	--group	lists groups		The Zendesk group, by name or id.' \
                '--feature	--feature	lists features		The feature; finds its group.' \
                '--team	--team	lists teams		Which of several owners of the feature.' \
                '--severity	--severity	words critical high medium low		How bad it is for them.' \
                '--all	--all			List everybody\'s tickets, not only yours.' \
                '--checklist	--checklist			Print what must be right for a Slack channel.' \
                '--channel	--channel	text		The same, looked up for this channel.' \
                '--remind	--remind			Print a text that reminds a customer of the ticket emoji.' \
                '--resend	--resend			Send an undecided note again; it can\'t be written twice.' \
                '--dry-run	--dry-run			Say exactly what would be sent; send nothing.' \
                '--yes	-y --yes			Send without asking.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,scope,unfilled,unfilled.ticket,unfilled.url,unfilled.subject,unfilled.status,unfilled.created_at,unfilled.requester,unfilled.zendesk_organization,unfilled.zendesk_organization.id,unfilled.zendesk_organization.name,unfilled.zendesk_organization.organization_id,unfilled.zendesk_organization.content_warning,unfilled.lacks,unfilled.group,unfilled.severity,unfilled.thread,unfilled.suggested,unfilled.suggested.feature,unfilled.suggested.team,unfilled.suggested.group,unfilled.suggested.score,misfiled,misfiled.ticket,misfiled.url,misfiled.subject,misfiled.status,misfiled.created_at,misfiled.requester,misfiled.zendesk_organization,misfiled.zendesk_organization.id,misfiled.zendesk_organization.name,misfiled.zendesk_organization.organization_id,misfiled.zendesk_organization.content_warning,misfiled.right,misfiled.right.organization_id,misfiled.right.name,misfiled.right.source,misfiled.right.confirmed,looked_at,complete,warnings,warnings.code,warnings.text,ticket,outcome,reason,group,group.id,group.name,severity,team,changed,note,note.id,note.public,note.body,operation_id,dry_run,requests,requests.method,requests.path,requests.body,channel,checks,checks.name,checks.text,checks.state,checks.seen,missing,missing.service,missing.code,missing.text,name,text		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm escalations'
            printf '%s\n' \
                '--all	--all			Solved and closed tickets, too.' \
                '--limit	--limit	text		Look at N tickets at the most.' \
                '--days	--days	text		Only what was escalated in N days.' \
                '--nudge	--nudge			Show what to write to each owner; JSON always does.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,escalations,escalations.ticket,escalations.url,escalations.subject,escalations.zendesk_organization,escalations.zendesk_organization.id,escalations.zendesk_organization.name,escalations.zendesk_organization.organization_id,escalations.zendesk_organization.content_warning,escalations.status,escalations.to,escalations.group,escalations.group.id,escalations.group.name,escalations.team,escalations.channel,escalations.known_by,escalations.escalated_at,escalations.escalated_by,escalations.escalated,escalations.assignee,escalations.hero_sees,escalations.hidden_by,escalations.last_engineer,escalations.last_engineer.at,escalations.last_engineer.by,escalations.last_engineer.private,escalations.quiet_days,escalations.issues,escalations.issues.repository,escalations.issues.number,escalations.issues.url,escalations.issues.state,escalations.issues.reason,escalations.issues.title,escalations.issues.closed_at,escalations.issues.updated_at,escalations.nudge,omitted,warnings,warnings.code,warnings.text,missing,missing.service,missing.code,missing.text		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm incident'
            printf '%s\n' \
                '--tag	--tag	text		Tie the ticket to the incident of this.' \
                '--resend	--resend			Send an undecided note again; it can\'t be written twice.' \
                '--dry-run	--dry-run			Say exactly what would be sent; send nothing.' \
                '--yes	-y --yes			Send without asking.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,ticket,outcome,reason,page,page.title,page.url,incidents,incidents.id,incidents.kind,incidents.name,incidents.status,incidents.impact,incidents.since,incidents.until,incidents.updated_at,incidents.text,incidents.url,incidents.regions,incidents.components,incidents.components.name,incidents.components.group,incidents.components.status,incidents.fits,incidents.why,incidents.against,tag,adds_tags,draft,note,note.id,note.public,note.body,operation_id,warnings,warnings.code,warnings.text,missing,missing.service,missing.code,missing.text,dry_run,requests,requests.method,requests.path,requests.body		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm show'
            printf '%s\n' \
                '--comments	-c --comments			Show the whole conversation as well.' \
                '--web	-w --web			Open its page in the browser instead.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,ticket,url,subject,status,priority,channel,created_at,updated_at,tags,requester,requester.id,requester.name,requester.email,requester.kind,zendesk_organization,zendesk_organization.id,zendesk_organization.name,zendesk_organization.organization_id,zendesk_organization.content_warning,organization,organization.id,organization.name,organization.region,project,project.id,project.name,user,user.id,user.email,sources,sources.organization_id,sources.organization_id.from,sources.organization_id.confirmed,sources.organization_name,sources.organization_name.from,sources.organization_name.confirmed,sources.region,sources.region.from,sources.region.confirmed,sources.project_id,sources.project_id.from,sources.project_id.confirmed,sources.project_name,sources.project_name.from,sources.project_name.confirmed,sources.user_id,sources.user_id.from,sources.user_id.confirmed,sources.user_email,sources.user_email.from,sources.user_email.confirmed,sources.area,sources.area.from,sources.area.confirmed,plan,severity,area,support_type,account_owner,distinct_id,group,group.id,group.name,assignee,assignee.id,assignee.name,assignee.email,assignee.kind,escalation,escalation.escalated,escalation.field_id,escalation.value,claim,claim.by,claim.by.id,claim.by.name,claim.by.email,claim.by.kind,claim.at,claim.note_id,last_words,last_words.id,last_words.at,last_words.private,last_words.author,last_words.author.id,last_words.author.name,last_words.author.email,last_words.author.kind,last_words.channel,last_words.body,last_customer_words,last_customer_words.id,last_customer_words.at,last_customer_words.private,last_customer_words.author,last_customer_words.author.id,last_customer_words.author.name,last_customer_words.author.email,last_customer_words.author.kind,last_customer_words.channel,last_customer_words.body,message,form,form.generation,form.kind,form.exception,form.persons_on_events,links,links.kind,links.url,links.text,links.source,links.flag,unknown_lines,comments,comments.id,comments.at,comments.private,comments.author,comments.author.id,comments.author.name,comments.author.email,comments.author.kind,comments.channel,comments.body,warnings,warnings.code,warnings.text		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm claim'
            printf '%s\n' \
                '--assign	--assign			Also make you the assignee.' \
                '--message	-m --message	text		Add words to the note.' \
                '--release	--release			Take your claim back.' \
                '--take-over	--take-over			Take it from whoever has it; asks first.' \
                '--resend	--resend			Send an undecided note again; it can\'t be written twice.' \
                '--allow-secrets	--allow-secrets			Send a note that seems to hold a secret.' \
                '--dry-run	--dry-run			Say exactly what would be sent; send nothing.' \
                '--yes	-y --yes			Take over without asking.' \
                '--no-progress	--no-progress			With many tickets: now and then a line, no bar.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,results,results.ticket,results.outcome,results.by,results.at,results.note_id,dry_run,requests,requests.method,requests.path,requests.body		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm note'
            printf '%s\n' \
                '--message	-m --message	text		The words. TEXT, @file or -.' \
                '--file	--file	file		A file with the words, or -.' \
                '--template	-t --template	templates handover findings slack bug elsewhere		Words around yours; see help.' \
                '--attach	--attach	file	1	Add a file to the note; repeatable.' \
                '--resend	--resend			Send an undecided note again; it can\'t be written twice.' \
                '--allow-secrets	--allow-secrets			Send a note that seems to hold a secret.' \
                '--dry-run	--dry-run			Say exactly what would be sent; send nothing.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,ticket,outcome,note,note.id,note.public,note.body,attachments,attachments.name,attachments.size,reason,warnings,warnings.code,warnings.text,operation_id,dry_run,requests,requests.method,requests.path,requests.body		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm ask'
            printf '%s\n' \
                '--for	--for	words link screenshot message steps when example goal consent	1	What to ask for; repeatable.' \
                '--register	--register	words keen clinical		How it sounds; by the ticket if not said.' \
                '--draft	--draft	file		Go on with a draft of csm\'s, or of yours.' \
                '--output	-o --output	file		Write the draft to a file of yours.' \
                '--force	--force			Let --output replace a file.' \
                '--send	--send			Send it to the customer, once you have typed its number.' \
                '--pending	--pending			With --send: set the ticket to pending.' \
                '--resend	--resend			With --send: send an undecided reply again.' \
                '--dry-run	--dry-run			With --send: say exactly what would be sent.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,ticket,register,medium,name,asks,asks.kind,asks.what,asks.why,asks.used_for,not_asked,not_asked.kind,not_asked.reason,superfluous,superfluous.kind,superfluous.reason,draft,edited,copied_with,file,dry_run,requests,requests.method,requests.path,requests.body		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm update'
            printf '%s\n' \
                '--progress	--progress	text		What is done. TEXT, @file or -.' \
                '--blockers	--blockers	text		What holds it up. TEXT, @file or -.' \
                '--next	--next	text		What comes next. TEXT, @file or -.' \
                '--waits-for	--waits-for	words us customer		Who is waited for; by its status if not.' \
                '--until	--until	text		Until when; by the plan\'s clock if not.' \
                '--register	--register	words keen clinical		How it sounds; by the ticket if not said.' \
                '--draft	--draft	file		Go on with a draft of csm\'s, or of yours.' \
                '--output	-o --output	file		Write the draft to a file of yours.' \
                '--force	--force			Let --output replace a file.' \
                '--send	--send			Send it to the customer, once you have typed its number.' \
                '--pending	--pending			With --send: set the ticket to pending.' \
                '--resend	--resend			With --send: send an undecided reply again.' \
                '--dry-run	--dry-run			With --send: say exactly what would be sent.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,ticket,register,medium,name,progress,blockers,next,nothing_new,waits,until,draft,edited,copied_with,file,dry_run,requests,requests.method,requests.path,requests.body		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm similar'
            printf '%s\n' \
                '--source	-s --source	words zendesk github pylon slack docs tips	1	Search there alone; repeatable.' \
                '--limit	-l --limit	text		The most matches.' \
                '--web	-w --web			Open its page in the browser instead.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,ticket,searched_for,searched_for.private,searched_for.private.error_strings,searched_for.private.words,searched_for.public,searched_for.public.error_strings,searched_for.public.words,complete,sources,sources.source,sources.complete,sources.queries,sources.found,matches,matches.source,matches.title,matches.url,matches.state,matches.changed_at,matches.score,matches.reasons,matches.reasons.code,matches.reasons.text,matches.reasons.points,matches.also,matches.also.source,matches.also.title,matches.also.url,matches.also.state,matches.also.changed_at,about_this_ticket,about_this_ticket.source,about_this_ticket.title,about_this_ticket.url,about_this_ticket.state,about_this_ticket.changed_at,omitted,missing,missing.service,missing.code,missing.text		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm login-as'
            printf '%s\n' \
                '--reason	--reason	text		What you look for; ends the reason.' \
                '--ticket	--ticket	lists tickets		The ticket that it is for.' \
                '--region	--region	words us eu		The region, where you know it.' \
                '--web	-w --web			Open its page in the browser instead.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,query,kind,ticket,organization,organization.id,organization.name,region,region_source,page,page.kind,page.region,page.url,page.certain,page.verified,pages,pages.kind,pages.region,pages.url,pages.certain,pages.verified,candidates,candidates.id,candidates.name,candidates.region,candidates.plan,candidates.members,candidates.members.current,candidates.members.without_email,candidates.found_by,candidates.confirmed,reason,mode,mode_advice,without_option,missing,missing.service,missing.code,missing.text,warnings,warnings.code,warnings.text		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm escalate'
            printf '%s\n' \
                '--to	--to	words engineering support		Who should pick it up.' \
                '--feature	--feature	lists features		The feature; finds its owner.' \
                '--team	--team	lists teams		The team that owns it.' \
                '--group	--group	lists groups		The Zendesk group, by name or id.' \
                '--why	--why	text		Why there. TEXT, @file or -.' \
                '--investigated	--investigated	text		What was tried. TEXT, @file or -.' \
                '--observed	--observed	text		What was seen. TEXT, @file or -.' \
                '--next	--next	text		What is expected next. TEXT, @file or -.' \
                '--draft	--draft	file		Go on with a draft of csm\'s, or of yours.' \
                '--attach	--attach	file	1	Add a file to the note; repeatable.' \
                '--again	--again			Hand on what is escalated to another group.' \
                '--withdraw	--withdraw			Take an escalation back; needs only --why.' \
                '--resend	--resend			Send an undecided note again; it can\'t be written twice.' \
                '--upgrade-role	--upgrade-role			As a light agent, step up for this and down again.' \
                '--allow-secrets	--allow-secrets			Send a note that seems to hold a secret.' \
                '--dry-run	--dry-run			Say exactly what would be sent; send nothing.' \
                '--yes	-y --yes			Send without asking.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,ticket,outcome,to,team,group,group.id,group.name,esc,esc.field_id,esc.value,note,note.id,note.public,note.body,attachments,attachments.name,attachments.size,warnings,warnings.code,warnings.text,operation_id,dry_run,requests,requests.method,requests.path,requests.body		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm role'
            printf '%s\n' \
                '--ticket	--ticket	lists tickets		The ticket whose page to step up on.' \
                '--web	-w --web			Open the page in the browser, terminal or not.' \
                '--dry-run	--dry-run			Say exactly what would be sent; send nothing.' \
                '--yes	-y --yes			Do it without asking.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,outcome,person,person.id,person.name,person.email,access,role,role.id,role.name,target,target.id,target.name,way,page,changer,changer.id,changer.name,changer.email,due_back,due_back.since,due_back.role,due_back.role.id,due_back.role.name,due_back.kind,due_back.confirmed,dry_run,requests,requests.method,requests.path,requests.body,requests.body.user,requests.body.user.custom_role_id		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm undo'
            printf '%s\n' \
                '--resend	--resend			Send an undecided undo again; it can\'t be written twice.' \
                '--dry-run	--dry-run			Say exactly what would be sent; send nothing.' \
                '--yes	-y --yes			Undo without asking.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,ticket,outcome,reason,undoes,undoes.operation_id,undoes.verb,undoes.at,undoes.note_id,puts_back,puts_back.esc,puts_back.esc.field_id,puts_back.esc.value,puts_back.group,puts_back.group.id,puts_back.group.name,puts_back.assignee,puts_back.assignee.id,puts_back.assignee.name,puts_back.severity,puts_back.adds_tags,puts_back.removes_tags,since,stays,note,note.id,note.public,note.body,operation_id,dry_run,requests,requests.method,requests.path,requests.body		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm whois-owns'
            printf '%s\n' \
                '--ownership	--ownership	file		Your own ownership file.' \
                '--web	-w --web			Open its page in the browser instead.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,query,match,feature,owners,owners.team,owners.team_slug,owners.slack_channel,owners.slack_channel_inferred,owners.zendesk_group,owners.github_team,owners.github_label,owners.notes,owners.as_of,owners.source,candidates,candidates.feature,candidates.score,as_of,source,warnings,warnings.code,warnings.text		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm tips'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,query,match,tips,tips.area,tips.title,tips.look_up,tips.steps,tips.docs,tips.docs.title,tips.docs.url,tips.as_of,tips.source,tips.file,ticket,ticket.number,ticket.url,ticket.subject,ticket.area,ticket.area.value,ticket.area.confirmed,ticket.region,ticket.region.value,ticket.region.confirmed,ticket.project_id,ticket.project_id.value,ticket.project_id.confirmed,ticket.pages,ticket.pages.title,ticket.pages.url,ticket.pages.confirmed,ticket.already,ticket.already.what,ticket.already.value,ticket.lacking,candidates,candidates.feature,candidates.score,warnings,warnings.code,warnings.text		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm ownership'
            printf '%s\n' \
                '--help	-h --help			Show this help.'
        case 'csm ownership list'
            printf '%s\n' \
                '--team	--team	lists teams		Only what this team owns; old names work.' \
                '--live	--live			Ask Zendesk whether it has the owners\' groups.' \
                '--ownership	--ownership	file		Your own ownership file.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,team,former_team,former_team.name,former_team.via,former_team.teams,former_team.line,features,features.feature,features.aliases,features.target_areas,features.github_labels,features.owners,features.owners.team,features.owners.team_slug,features.owners.slack_channel,features.owners.slack_channel_inferred,features.owners.zendesk_group,features.owners.group_live,features.owners.github_team,features.owners.as_of,features.owners.source,features.notes,features.as_of,features.source,features.file,warnings,warnings.code,warnings.text		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm ownership show'
            printf '%s\n' \
                '--live	--live			Ask Zendesk whether it has the owners\' groups.' \
                '--ownership	--ownership	file		Your own ownership file.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,query,match,features,features.feature,features.aliases,features.target_areas,features.github_labels,features.owners,features.owners.team,features.owners.team_slug,features.owners.slack_channel,features.owners.slack_channel_inferred,features.owners.zendesk_group,features.owners.group_live,features.owners.github_team,features.owners.as_of,features.owners.source,features.notes,features.as_of,features.source,features.file,teams,teams.team,teams.team_slug,teams.slack_channel,teams.slack_channel_inferred,teams.zendesk_group,teams.group_live,teams.github_team,teams.as_of,teams.source,teams.features,teams.lineage,teams.lineage.name,teams.lineage.via,teams.lineage.teams,teams.lineage.line,candidates,candidates.feature,candidates.score,warnings,warnings.code,warnings.text		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm ownership check'
            printf '%s\n' \
                '--max-age	--max-age	text		Report rows last confirmed longer ago.' \
                '--live	--live			Ask Zendesk whether it has the owners\' groups.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,file,features,findings,findings.line,findings.level,findings.code,findings.text		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm ownership refresh'
            printf '%s\n' \
                '--force	--force			Believe a table however few rows it has.' \
                '--dry-run	--dry-run			Show what would change; write nothing.' \
                '--yes	-y --yes			Write without asking.' \
                '--live	--live			Ask Zendesk whether it has the owners\' groups.' \
                '--ownership	--ownership	file		Your own ownership file.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,file,url,as_of,dry_run,outcome,reason,rows,known,written_rows,named_in,differences,differences.feature,differences.change,differences.before,differences.after,former_teams,former_teams.name,former_teams.via,former_teams.teams,former_teams.line,lost_groups,lost_groups.group,lost_groups.problem,lost_groups.near,lost_groups.features		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm audit-impersonation'
            printf '%s\n' \
                '--days	--days	text		Length of the window. [default: 30]' \
                '--since	--since	text		First moment: date or RFC 3339.' \
                '--until	--until	text		End, itself left out. [default: 15 minutes ago]' \
                '--region	--region	words us eu		If it can\'t be told from the members.' \
                '--email	--email	text	1	Also look for this address; repeatable.' \
                '--user-id	--user-id	text	1	Also look for this user; repeatable.' \
                '--by	--by	words session event staff user day		What a row stands for.' \
                '--timezone	--timezone	text		Tell times in Europe/Berlin, too.' \
                '--format	--format	words table json jsonl csv markdown html xlsx		How to write the result.' \
                '--output	-o --output	file		Write to a new file.' \
                '--force	--force			Let --output replace a file.' \
                '--from	--from	file		Audit those of a file, an ORG a line.' \
                '--all-mine	--all-mine			Audit those that are yours on Zendesk.' \
                '--output-dir	--output-dir	folder		Of several: a report each, in here.' \
                '--watch-since	--watch-since	words last		Only what no earlier run told.' \
                '--resume	--resume			Go on with an audit that was broken off.' \
                '--audience	--audience	words internal customer		Who is to read it.' \
                '--staff	--staff	words name initials role		How a customer\'s report calls staff.' \
                '--reasons	--reasons	words passed redacted reviewed		What a customer\'s report shows of reasons.' \
                '--review	--review			Decide on a terminal what a customer\'s report may hold.' \
                '--attach-to	--attach-to	lists tickets		Add the report to a ticket, as a private note.' \
                '--ticket-of	--ticket-of	text		The organization that it is wrongly filed under.' \
                '--resend	--resend			Send an undecided note again; it can\'t be written twice.' \
                '--allow-secrets	--allow-secrets			Send a note that seems to hold a secret.' \
                '--dry-run	--dry-run			Say exactly what would be sent; send nothing.' \
                '--yes	-y --yes			Send without asking.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,organization,organization.id,organization.name,organization.region,organization.found_by,window,window.since,window.until,complete,proof,proof.organization_found,proof.members_found,proof.pages,proof.page_rows,proof.full_pages,proof.full_pages_followed,proof.last_page_rows,proof.in_order,proof.read_to_the_end,proof.rows,proof.counted,proof.cached,proof.cut,proof.halvings,watch,watch.first,watch.last_until,watch.told_before,members,members.current,members.former,members.without_email,events,events.event_uuid,events.occurred_at,events.event,events.mode,events.region,events.staff_email,events.staff_user_id,events.target_email,events.target_user_id,events.reason,events.ticket_ref,events.basis,events.flags,events.flags.code,events.flags.text,sessions,sessions.session_id,sessions.started_at,sessions.first_seen_at,sessions.over_by,sessions.highest_mode,sessions.mode_changes,sessions.mode_changes.event,sessions.mode_changes.at,sessions.staff_email,sessions.staff_user_id,sessions.target_email,sessions.target_user_id,sessions.region,sessions.reasons,sessions.ticket_ref,sessions.ticket_url,sessions.basis,sessions.flags,sessions.flags.code,sessions.flags.text,groups,groups.staff_member,groups.sessions,groups.read_write_sessions,groups.events,groups.accounts,groups.first_at,groups.last_at,groups.account,groups.staff,groups.day,warnings,warnings.code,warnings.text,limitations,limitations.code,limitations.text,attached,attached.ticket,attached.outcome,attached.note,attached.note.id,attached.note.public,attached.note.body,attached.attachments,attached.attachments.name,attached.attachments.size,attached.operation_id,attached.earlier,attached.reason,attached.warnings,attached.warnings.code,attached.warnings.text,dry_run,requests,requests.method,requests.path,requests.body,made,made.at,made.csm_version,made.by,made.timezone,stamp,stamp.algorithm,stamp.tables,stamp.tables.name,stamp.tables.columns,stamp.tables.rows,stamp.tables.sha256,audience,title,incomplete,summary,facts,facts.label,facts.text,remarks,remarks.title,remarks.texts,rows,rows.session,rows.time_utc,rows.action,rows.mode,rows.account,rows.staff_member,rows.reason,rows.how_we_know,rows.local_time,rows.started_utc,rows.over_by_utc,rows.actions,rows.highest_mode,rows.reasons,rows.sessions,rows.read_write_sessions,rows.first_utc,rows.last_utc,rows.day,chosen_by,all_chosen,notices,results,results.outcome,results.organization,results.organization.id,results.organization.name,results.organization.region,results.window,results.window.since,results.window.until,results.events,results.sign_ins,results.read_write,results.staff,results.members,results.members.current,results.members.former,results.members.without_email,results.watch,results.watch.first,results.watch.last_until,results.watch.told_before,results.reasons,results.reasons.code,results.reasons.text,results.error,results.error.code,results.error.message,results.error.hint,results.file		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm audit'
            printf '%s\n' \
                '--help	-h --help			Show this help.'
        case 'csm audit verify'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,file,format,outcome,tables,tables.name,tables.outcome,tables.rows,tables.sha256,tables.stated_rows,tables.stated_sha256,problems		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm org'
            printf '%s\n' \
                '--web	-w --web			Open its page in the browser instead.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,query,kind,match,organization,organization.id,organization.name,organization.region,organization.plan,organization.members,organization.members.current,organization.members.without_email,organization.found_by,organization.confirmed,organization.links,organization.links.admin,organization.links.billing,organization.links.vitally,organization.zendesk_organization,organization.zendesk_organization.id,organization.zendesk_organization.name,organization.zendesk_organization.url,organization.vitally,organization.vitally.id,organization.vitally.kind,organization.vitally.name,organization.vitally.key_roles,organization.vitally.key_roles.role,organization.vitally.key_roles.name,organization.vitally.key_roles.email,candidates,candidates.id,candidates.name,candidates.region,candidates.plan,candidates.members,candidates.members.current,candidates.members.without_email,candidates.found_by,candidates.confirmed,missing,missing.service,missing.code,missing.text,warnings,warnings.code,warnings.text		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm log'
            printf '%s\n' \
                '--ticket	--ticket	lists tickets		Number, #number or Zendesk URL.' \
                '--undecided	--undecided			Only those whose outcome is not known.' \
                '--limit	--limit	text		Show the newest N.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,entries,entries.at,entries.profile,entries.account,entries.ticket,entries.verb,entries.undoes,entries.outcome,entries.reason,entries.known_by,entries.note_id,entries.operation_id,entries.request_ids,entries.seconds,omitted		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm log resolve'
            printf '%s\n' \
                '--ticket	--ticket	lists tickets		Number, #number or Zendesk URL.' \
                '--as	--as	words written not-written		Take your word for it instead of looking on the desk.' \
                '--dry-run	--dry-run			Say what would be recorded or erased; change nothing.' \
                '--yes	-y --yes			With --as: without asking.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,results,results.operation_id,results.ticket,results.verb,results.at,results.outcome,results.known_by,results.note_id,dry_run		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm log forget'
            printf '%s\n' \
                '--before	--before	text		Those from before a date or time.' \
                '--all	--all			Every one.' \
                '--dry-run	--dry-run			Say what would be recorded or erased; change nothing.' \
                '--yes	-y --yes			Forget undecided ones without asking.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,forgotten,forgotten.operation_id,forgotten.ticket,forgotten.verb,forgotten.at,forgotten.outcome,dry_run		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm init'
            printf '%s\n' \
                '--zendesk-url	--zendesk-url	text		Your Zendesk, or its subdomain alone.' \
                '--client-id	--client-id	text		The OAuth client to sign in through.' \
                '--offline	--offline			Ask no service: write the file, and no more.' \
                '--yes	-y --yes			Take the proposals instead of asking.' \
                '--dry-run	--dry-run			Show the file that would be written; write nothing.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,config_file,profile,outcome,changes,changes.name,changes.before,changes.after,not_found,text,doctor,doctor.summary,doctor.summary.ok,doctor.summary.warn,doctor.summary.fail,doctor.summary.skipped,doctor.failed,doctor.failed.name,doctor.failed.found,doctor.failed.next,dry_run,requests		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm demo'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,steps,steps.command,steps.exit_code,steps.changes,steps.good,good		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm sandbox'
            printf '%s\n' \
                '--help	-h --help			Show this help.'
        case 'csm sandbox serve'
            printf '%s\n' \
                '--port-base	--port-base	text		Use the ports N to N+8.' \
                '--scenario	--scenario	folder		Load this scenario instead of the default.' \
                '--state	--state	folder		Keep the sandbox\'s state in this folder.' \
                '--tls	--tls			Serve https, with a certificate made for it.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,services,env		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm sandbox env'
            printf '%s\n' \
                '--state	--state	folder		Keep the sandbox\'s state in this folder.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,services,env		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm sandbox reset'
            printf '%s\n' \
                '--scenario	--scenario	folder		Load this scenario instead of the default.' \
                '--state	--state	folder		Keep the sandbox\'s state in this folder.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,state,scenario,loaded_at		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm auth'
            printf '%s\n' \
                '--help	-h --help			Show this help.'
        case 'csm auth login'
            printf '%s\n' \
                '--client-id	--client-id	text		The identifier of csm\'s OAuth client.' \
                '--no-browser	--no-browser			Print the page\'s address; open nothing.' \
                '--api-token	--api-token			Zendesk: with an API token that you still have.' \
                '--email	--email	text		The e-mail that the API token is of.' \
                '--with-token	--with-token			Read the key or API token from stdin.' \
                '--insecure-storage	--insecure-storage			Keep it in a file of yours, not in the keyring.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,signed_in,signed_in.service,signed_in.url,signed_in.who,signed_in.role,signed_in.scopes,signed_in.region,signed_in.ends,signed_in.warnings,signed_in.warnings.code,signed_in.warnings.text,signed_in.place		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm auth status'
            printf '%s\n' \
                '--offline	--offline			Ask no service; say what is known without.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,services,services.service,services.state,services.url,services.who,services.role,services.scopes,services.region,services.ends,services.warnings,services.warnings.code,services.warnings.text,services.source,services.shadowed,services.problem,services.next		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm auth logout'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,signed_out,signed_out.service,signed_out.deleted,signed_out.revoked,signed_out.still		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm auth token'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,service,url,kind,source,token		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm doctor'
            printf '%s\n' \
                '--fix	--fix			Do what is safe on this machine first, and say each thing.' \
                '--check-version	--check-version			Ask the package index for a newer csm.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,summary,summary.ok,summary.warn,summary.fail,summary.skipped,checks,checks.name,checks.state,checks.found,checks.next,checks.fixable,checks.items,fixed,fixed.name,fixed.done		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm config'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,settings,settings.name,settings.value,settings.source		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm config list'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,settings,settings.name,settings.value,settings.source		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm config get'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,name,value,source		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm config set'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,name,profile,before,after,outcome,config_file		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm config unset'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,name,profile,before,after,outcome,config_file		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm config edit'
            printf '%s\n' \
                '--draft	--draft	file		Go on with a draft of csm\'s.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,config_file,outcome		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm config path'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,config_file,exists,named_by		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm config profiles'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,profiles,profiles.name,profiles.in_use,profiles.accounts,profiles.accounts.service,profiles.accounts.url,profiles.accounts.source		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm config schema'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,schema		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm completion'
            printf '%s\n' \
                '--install	--install			Put it where the shell looks for it.' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,shell,script,installed,then		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm help'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,topic,entries,entries.name,entries.text		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm help json'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,topic,entries,entries.name,entries.text		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm help templates'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,topic,entries,entries.name,entries.text		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm help ownership'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,topic,entries,entries.name,entries.text		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm help audit'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,topic,entries,entries.name,entries.text		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm help log'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,topic,entries,entries.name,entries.text		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm help sandbox'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,topic,entries,entries.name,entries.text		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm help auth'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,topic,entries,entries.name,entries.text		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
        case 'csm help config'
            printf '%s\n' \
                '--json	--json			Print one JSON document on stdout.' \
                '--profile	--profile	lists profiles		Use this profile\'s settings.' \
                '--sandbox	--sandbox			Run against a sandbox on this machine.' \
                '--no-input	--no-input			Never ask; stop instead.' \
                '--verbose	-v --verbose			Tell each request, and times to the second.' \
                '--no-pager	--no-pager			Show what is long without a pager.' \
                '--fields	--fields	list help,schema_version,topic,entries,entries.name,entries.text		Print only these fields; `help` lists them.' \
                '--jq	--jq	text		With --json: print what jq makes of it.' \
                '--quiet	-q --quiet			Say nothing of progress and success.' \
                '--refresh	--refresh			Ask again for what is kept between runs.' \
                '--help	-h --help			Show this help.'
    end
end

# The kinds of the arguments of the words.
function __csm_arguments
    switch "$argv[1]"
        case 'csm triage'
            printf '%s\n' \
                'lists tickets'
        case 'csm incident'
            printf '%s\n' \
                'lists tickets'
        case 'csm show'
            printf '%s\n' \
                'lists tickets'
        case 'csm claim'
            printf '%s\n' \
                'lists tickets...'
        case 'csm note'
            printf '%s\n' \
                'lists tickets'
        case 'csm ask'
            printf '%s\n' \
                'lists tickets'
        case 'csm update'
            printf '%s\n' \
                'lists tickets'
        case 'csm similar'
            printf '%s\n' \
                'lists tickets...'
        case 'csm login-as'
            printf '%s\n' \
                'lists tickets...'
        case 'csm escalate'
            printf '%s\n' \
                'lists tickets'
        case 'csm role'
            printf '%s\n' \
                'words show upgrade downgrade'
        case 'csm whois-owns'
            printf '%s\n' \
                'lists features teams tickets...'
        case 'csm tips'
            printf '%s\n' \
                'lists areas features tickets...'
        case 'csm ownership show'
            printf '%s\n' \
                'lists features teams...'
        case 'csm ownership check'
            printf '%s\n' \
                'file'
        case 'csm audit-impersonation'
            printf '%s\n' \
                'lists tickets'
        case 'csm audit verify'
            printf '%s\n' \
                'file'
        case 'csm org'
            printf '%s\n' \
                'lists tickets...'
        case 'csm log resolve'
            printf '%s\n' \
                'text...'
        case 'csm log forget'
            printf '%s\n' \
                'text...'
        case 'csm auth login'
            printf '%s\n' \
                'words zendesk posthog github pylon vitally slack'
        case 'csm auth status'
            printf '%s\n' \
                'words zendesk posthog github pylon vitally slack'
        case 'csm auth logout'
            printf '%s\n' \
                'words zendesk posthog github pylon vitally slack'
        case 'csm auth token'
            printf '%s\n' \
                'words zendesk posthog github pylon vitally slack'
        case 'csm config get'
            printf '%s\n' \
                'words zendesk.url zendesk.token_creation_ended zendesk.tokens_end zendesk.oauth_scopes zendesk.client_id zendesk.escalation_title zendesk.escalation_option zendesk.holding_organization zendesk.organization_page zendesk.note_limit zendesk.search_lag_minutes zendesk.search_page zendesk.attachment_limit zendesk.fields.severity zendesk.fields.distinct_id zendesk.fields.area zendesk.fields.organization_id zendesk.fields.support_type zendesk.fields.account_owner zendesk.fields.exception_event zendesk.rates.account.requests zendesk.rates.account.seconds zendesk.rates.tickets-update.requests zendesk.rates.tickets-update.seconds zendesk.rates.per-ticket-updates.requests zendesk.rates.per-ticket-updates.seconds zendesk.rates.users-update.requests zendesk.rates.users-update.seconds zendesk.rates.search-export.requests zendesk.rates.search-export.seconds zendesk.roles.light zendesk.roles.full zendesk.roles.advice_up zendesk.roles.advice_down zendesk.organization_fields.organization_id zendesk.organization_fields.content_warning posthog.key_page posthog.us_url posthog.eu_url posthog.short_host posthog.audit_project_id posthog.organization_group_index posthog.organization_group_type posthog.us_sites posthog.eu_sites posthog_support.hosts github.url github.key_page pylon.url pylon.key_page vitally.url vitally.key_page slack.url slack.key_page status.url status.path status.tag status.warns status.warn_seconds status.wait_seconds status.keep_seconds status.older_hours status.areas.analytics status.areas.analytics_platform status.areas.batch_exports status.areas.cdp_destinations status.areas.data_ingestion status.areas.data_modeling status.areas.data_warehouse status.areas.error_tracking status.areas.experiments status.areas.feature_flags status.areas.login status.areas.posthog_ai status.areas.session_replay status.areas.surveys status.areas.web_analytics status.areas.workflows website.url website.docs_index website.docs_index_hours similar.repository similar.wait_seconds similar.limit login_as.user_page login_as.user_search_page login_as.organization_page login_as.project_page login_as.project_search_page login_as.reason login_as.lead login_as.ask organizations.plan_property organizations.vitally_url organizations.vitally_kinds organizations.vitally_pages organizations.vitally_seconds organizations.free_mail_domains audit.first_event audit.ingestion_lag_minutes audit.session_limit_hours audit.history_days audit.watch_days audit.resume_days audit.page_rows audit.most_halvings audit.shortest_stretch_minutes audit.most_rows audit.membership_events audit.events.started audit.events.upgraded audit.events.downgraded mine.search mine.organizations mine.in_sight mine.beyond_sight mine.most_conversations mine.watch_seconds mine.conversations_at_once mine.kept_days triage.slack_tags triage.owner_tag triage.threads triage.emoji triage.channel.prefix triage.channel.invite triage.channel.feed triage.channel.field triage.channel.folder triage.channel.admin_path triage.severities.critical triage.severities.high triage.severities.medium triage.severities.low limits.cache_hours limits.timeout_seconds limits.token_margin_seconds limits.approval_seconds limits.github_seconds limits.optional_wait_seconds limits.keyring_seconds limits.query_timeout_seconds limits.queries_per_minute limits.queries_per_hour limits.read_attempts limits.first_wait_seconds limits.busy_wait_seconds limits.verify_seconds limits.retry_after_cap_seconds limits.waiting_cap_seconds limits.stop_grace_seconds limits.progress_line_seconds limits.role_wait_seconds limits.role_poll_seconds limits.role_return_seconds clocks.time_zone clocks.payg clocks.boost clocks.scale clocks.enterprise clocks.plans.free clocks.plans.onboarding clocks.plans.pay-as-you-go_free clocks.plans.pay-as-you-go_paying clocks.plans.teams_legacy clocks.plans.boost clocks.plans.scale clocks.plans.enterprise clocks.plans.yc clocks.plans.startup routes.billing routes.sales routes.security routes.legal routes.incident routes.self-hosted sending.reply_limit sending.slack_tags sending.slack_channel sending.slack_host sending.internal sending.channels.api sending.channels.web sending.channels.email sending.channels.mail sending.channels.chat sending.channels.native_messaging drafts.closes_after_days drafts.otherwise_hours support.group support.channel completion.recent_tickets ownership.old_days ownership.page ownership.json_page ownership.page_sources ownership.least_share doctor.clock_doubtful_seconds doctor.clock_wrong_seconds doctor.impersonations_days doctor.impersonations_far_days doctor.token_end_soon_days doctor.sign_in_end_soon_days doctor.key_end_soon_days doctor.least_free_megabytes doctor.lock_hours doctor.index_url profile zendesk.email zendesk.token zendesk.oauth_token zendesk.escalation_field_id zendesk.roles.url zendesk.roles.email zendesk.roles.token zendesk.roles.oauth_token posthog.key github.key pylon.key vitally.key slack.key ownership.file'
        case 'csm config set'
            printf '%s\n' \
                'words zendesk.url zendesk.token_creation_ended zendesk.tokens_end zendesk.oauth_scopes zendesk.client_id zendesk.escalation_title zendesk.escalation_option zendesk.holding_organization zendesk.organization_page zendesk.note_limit zendesk.search_lag_minutes zendesk.search_page zendesk.attachment_limit zendesk.fields.severity zendesk.fields.distinct_id zendesk.fields.area zendesk.fields.organization_id zendesk.fields.support_type zendesk.fields.account_owner zendesk.fields.exception_event zendesk.rates.account.requests zendesk.rates.account.seconds zendesk.rates.tickets-update.requests zendesk.rates.tickets-update.seconds zendesk.rates.per-ticket-updates.requests zendesk.rates.per-ticket-updates.seconds zendesk.rates.users-update.requests zendesk.rates.users-update.seconds zendesk.rates.search-export.requests zendesk.rates.search-export.seconds zendesk.roles.light zendesk.roles.full zendesk.roles.advice_up zendesk.roles.advice_down zendesk.organization_fields.organization_id zendesk.organization_fields.content_warning posthog.key_page posthog.us_url posthog.eu_url posthog.short_host posthog.audit_project_id posthog.organization_group_index posthog.organization_group_type posthog.us_sites posthog.eu_sites posthog_support.hosts github.url github.key_page pylon.url pylon.key_page vitally.url vitally.key_page slack.url slack.key_page status.url status.path status.tag status.warns status.warn_seconds status.wait_seconds status.keep_seconds status.older_hours status.areas.analytics status.areas.analytics_platform status.areas.batch_exports status.areas.cdp_destinations status.areas.data_ingestion status.areas.data_modeling status.areas.data_warehouse status.areas.error_tracking status.areas.experiments status.areas.feature_flags status.areas.login status.areas.posthog_ai status.areas.session_replay status.areas.surveys status.areas.web_analytics status.areas.workflows website.url website.docs_index website.docs_index_hours similar.repository similar.wait_seconds similar.limit login_as.user_page login_as.user_search_page login_as.organization_page login_as.project_page login_as.project_search_page login_as.reason login_as.lead login_as.ask organizations.plan_property organizations.vitally_url organizations.vitally_kinds organizations.vitally_pages organizations.vitally_seconds organizations.free_mail_domains audit.first_event audit.ingestion_lag_minutes audit.session_limit_hours audit.history_days audit.watch_days audit.resume_days audit.page_rows audit.most_halvings audit.shortest_stretch_minutes audit.most_rows audit.membership_events audit.events.started audit.events.upgraded audit.events.downgraded mine.search mine.organizations mine.in_sight mine.beyond_sight mine.most_conversations mine.watch_seconds mine.conversations_at_once mine.kept_days triage.slack_tags triage.owner_tag triage.threads triage.emoji triage.channel.prefix triage.channel.invite triage.channel.feed triage.channel.field triage.channel.folder triage.channel.admin_path triage.severities.critical triage.severities.high triage.severities.medium triage.severities.low limits.cache_hours limits.timeout_seconds limits.token_margin_seconds limits.approval_seconds limits.github_seconds limits.optional_wait_seconds limits.keyring_seconds limits.query_timeout_seconds limits.queries_per_minute limits.queries_per_hour limits.read_attempts limits.first_wait_seconds limits.busy_wait_seconds limits.verify_seconds limits.retry_after_cap_seconds limits.waiting_cap_seconds limits.stop_grace_seconds limits.progress_line_seconds limits.role_wait_seconds limits.role_poll_seconds limits.role_return_seconds clocks.time_zone clocks.payg clocks.boost clocks.scale clocks.enterprise clocks.plans.free clocks.plans.onboarding clocks.plans.pay-as-you-go_free clocks.plans.pay-as-you-go_paying clocks.plans.teams_legacy clocks.plans.boost clocks.plans.scale clocks.plans.enterprise clocks.plans.yc clocks.plans.startup routes.billing routes.sales routes.security routes.legal routes.incident routes.self-hosted sending.reply_limit sending.slack_tags sending.slack_channel sending.slack_host sending.internal sending.channels.api sending.channels.web sending.channels.email sending.channels.mail sending.channels.chat sending.channels.native_messaging drafts.closes_after_days drafts.otherwise_hours support.group support.channel completion.recent_tickets ownership.old_days ownership.page ownership.json_page ownership.page_sources ownership.least_share doctor.clock_doubtful_seconds doctor.clock_wrong_seconds doctor.impersonations_days doctor.impersonations_far_days doctor.token_end_soon_days doctor.sign_in_end_soon_days doctor.key_end_soon_days doctor.least_free_megabytes doctor.lock_hours doctor.index_url profile zendesk.email zendesk.token zendesk.oauth_token zendesk.escalation_field_id zendesk.roles.url zendesk.roles.email zendesk.roles.token zendesk.roles.oauth_token posthog.key github.key pylon.key vitally.key slack.key ownership.file' \
                'text'
        case 'csm config unset'
            printf '%s\n' \
                'words zendesk.url zendesk.token_creation_ended zendesk.tokens_end zendesk.oauth_scopes zendesk.client_id zendesk.escalation_title zendesk.escalation_option zendesk.holding_organization zendesk.organization_page zendesk.note_limit zendesk.search_lag_minutes zendesk.search_page zendesk.attachment_limit zendesk.fields.severity zendesk.fields.distinct_id zendesk.fields.area zendesk.fields.organization_id zendesk.fields.support_type zendesk.fields.account_owner zendesk.fields.exception_event zendesk.rates.account.requests zendesk.rates.account.seconds zendesk.rates.tickets-update.requests zendesk.rates.tickets-update.seconds zendesk.rates.per-ticket-updates.requests zendesk.rates.per-ticket-updates.seconds zendesk.rates.users-update.requests zendesk.rates.users-update.seconds zendesk.rates.search-export.requests zendesk.rates.search-export.seconds zendesk.roles.light zendesk.roles.full zendesk.roles.advice_up zendesk.roles.advice_down zendesk.organization_fields.organization_id zendesk.organization_fields.content_warning posthog.key_page posthog.us_url posthog.eu_url posthog.short_host posthog.audit_project_id posthog.organization_group_index posthog.organization_group_type posthog.us_sites posthog.eu_sites posthog_support.hosts github.url github.key_page pylon.url pylon.key_page vitally.url vitally.key_page slack.url slack.key_page status.url status.path status.tag status.warns status.warn_seconds status.wait_seconds status.keep_seconds status.older_hours status.areas.analytics status.areas.analytics_platform status.areas.batch_exports status.areas.cdp_destinations status.areas.data_ingestion status.areas.data_modeling status.areas.data_warehouse status.areas.error_tracking status.areas.experiments status.areas.feature_flags status.areas.login status.areas.posthog_ai status.areas.session_replay status.areas.surveys status.areas.web_analytics status.areas.workflows website.url website.docs_index website.docs_index_hours similar.repository similar.wait_seconds similar.limit login_as.user_page login_as.user_search_page login_as.organization_page login_as.project_page login_as.project_search_page login_as.reason login_as.lead login_as.ask organizations.plan_property organizations.vitally_url organizations.vitally_kinds organizations.vitally_pages organizations.vitally_seconds organizations.free_mail_domains audit.first_event audit.ingestion_lag_minutes audit.session_limit_hours audit.history_days audit.watch_days audit.resume_days audit.page_rows audit.most_halvings audit.shortest_stretch_minutes audit.most_rows audit.membership_events audit.events.started audit.events.upgraded audit.events.downgraded mine.search mine.organizations mine.in_sight mine.beyond_sight mine.most_conversations mine.watch_seconds mine.conversations_at_once mine.kept_days triage.slack_tags triage.owner_tag triage.threads triage.emoji triage.channel.prefix triage.channel.invite triage.channel.feed triage.channel.field triage.channel.folder triage.channel.admin_path triage.severities.critical triage.severities.high triage.severities.medium triage.severities.low limits.cache_hours limits.timeout_seconds limits.token_margin_seconds limits.approval_seconds limits.github_seconds limits.optional_wait_seconds limits.keyring_seconds limits.query_timeout_seconds limits.queries_per_minute limits.queries_per_hour limits.read_attempts limits.first_wait_seconds limits.busy_wait_seconds limits.verify_seconds limits.retry_after_cap_seconds limits.waiting_cap_seconds limits.stop_grace_seconds limits.progress_line_seconds limits.role_wait_seconds limits.role_poll_seconds limits.role_return_seconds clocks.time_zone clocks.payg clocks.boost clocks.scale clocks.enterprise clocks.plans.free clocks.plans.onboarding clocks.plans.pay-as-you-go_free clocks.plans.pay-as-you-go_paying clocks.plans.teams_legacy clocks.plans.boost clocks.plans.scale clocks.plans.enterprise clocks.plans.yc clocks.plans.startup routes.billing routes.sales routes.security routes.legal routes.incident routes.self-hosted sending.reply_limit sending.slack_tags sending.slack_channel sending.slack_host sending.internal sending.channels.api sending.channels.web sending.channels.email sending.channels.mail sending.channels.chat sending.channels.native_messaging drafts.closes_after_days drafts.otherwise_hours support.group support.channel completion.recent_tickets ownership.old_days ownership.page ownership.json_page ownership.page_sources ownership.least_share doctor.clock_doubtful_seconds doctor.clock_wrong_seconds doctor.impersonations_days doctor.impersonations_far_days doctor.token_end_soon_days doctor.sign_in_end_soon_days doctor.key_end_soon_days doctor.least_free_megabytes doctor.lock_hours doctor.index_url profile zendesk.email zendesk.token zendesk.oauth_token zendesk.escalation_field_id zendesk.roles.url zendesk.roles.email zendesk.roles.token zendesk.roles.oauth_token posthog.key github.key pylon.key vitally.key slack.key ownership.file'
        case 'csm completion'
            printf '%s\n' \
                'words bash zsh fish powershell'
        case 'csm help json'
            printf '%s\n' \
                'words ask audit-impersonation audit-impersonation-customer audit-impersonation-several audit-verify auth-login auth-logout auth-status auth-token claim completion config config-edit config-get config-list config-path config-profiles config-schema config-set config-unset config.toml demo doctor due error escalate escalations help incident init log log-forget log-resolve login-as mine note org ownership-check ownership-list ownership-refresh ownership-show ownership.yaml role sandbox-env sandbox-reset sandbox-serve show similar tips tips.yaml triage triage-checklist triage-remind triage-ticket undo update whois-owns'
        case 'csm help templates'
            printf '%s\n' \
                'words escalate-engineering escalate-support withdraw nudge incident incident-customer remind-ticket-emoji note-handover note-findings note-slack note-bug ask-keen ask-clinical update-keen update-clinical note-elsewhere'
        case 'csm help ownership'
            printf '%s\n' \
                'words list show check refresh'
        case 'csm help audit'
            printf '%s\n' \
                'words verify'
        case 'csm help log'
            printf '%s\n' \
                'words resolve forget'
        case 'csm help sandbox'
            printf '%s\n' \
                'words serve env reset'
        case 'csm help auth'
            printf '%s\n' \
                'words login status logout token'
        case 'csm help config'
            printf '%s\n' \
                'words list get set unset edit path profiles schema'
    end
end

# The values that come with csm.
function __csm_shipped
    switch "$argv[1]"
        case 'areas'
            printf '%s\n' \
                'general	Any area' \
                'session_replay	Session replay' \
                'feature_flags	Feature flags' \
                'experiments	Experiments' \
                'analytics	Product analytics' \
                'data_ingestion	Data ingestion' \
                'error_tracking	Error tracking' \
                'surveys	Surveys' \
                'web_analytics	Web analytics' \
                'workflows	Workflows' \
                'logs	Logs' \
                'cohorts	Cohorts' \
                'group_analytics	Group analytics' \
                'heatmaps	Heatmaps' \
                'llm-analytics	AI observability' \
                'health_overview	Health overview' \
                'sdk	SDKs' \
                'mobile	Mobile SDKs' \
                'batch_exports	Batch exports' \
                'cdp_destinations	Real-time destinations' \
                'apps	Apps and transformations' \
                'data_warehouse	Data warehouse sources' \
                'data_modeling	Data modeling' \
                'data_management	Data management' \
                'analytics_platform	Alerts, subscriptions and exports' \
                'notebooks	Notebooks' \
                'platform_addons	Platform add-ons' \
                'login	Authentication' \
                'billing	Billing' \
                'toolbar	Toolbar' \
                'posthog-ai	PostHog AI' \
                'posthog-mcp	PostHog MCP' \
                'setup-wizard	Wizard' \
                'onboarding	Onboarding' \
                'ai_gateway	AI gateway' \
                'customer_analytics	Customer analytics' \
                'revenue_analytics	Revenue analytics' \
                'signals	Inbox' \
                'slack	Slack app'
        case 'features'
            printf '%s\n' \
                'Actions	Analytics Platform' \
                'Activity log	Platform Features' \
                'Activity view	Product Analytics' \
                'AI gateway	AI Gateway' \
                'AI observability (LLM analytics)	AI Observability' \
                'Alerts	Analytics Platform' \
                'Annotations	Product Analytics' \
                'API structure	' \
                'Authentication	Platform Features' \
                'Autocapture	Analytics Platform and Web Analytics' \
                'Base currency	Web Analytics' \
                'Batch exports	Batch Exports' \
                'Billing	Billing' \
                'Cache warming	Analytics Platform' \
                'Client libraries	Client Libraries' \
                'Cohorts	Feature Flags' \
                'Command palette	Platform UX' \
                'Comments/Discussions	Platform Features' \
                'CSP tracking	Web Analytics' \
                'Currency rate dataset	Growth and Customer Analytics' \
                'Customer Analytics	Customer Analytics' \
                'Dashboard templates	Analytics Platform' \
                'Dashboards	Product Analytics and Analytics Platform' \
                'Data colors & themes	Analytics Platform' \
                'Data management	Analytics Platform' \
                'Data modeling (views, matviews)	Data Modeling' \
                'Data pipelines	Workflows' \
                'Data table	Product Analytics' \
                'Data visualization	Data Stack' \
                'Data warehouse	Data Stack' \
                'Developer tooling (CI, local dev)	Developer Experience' \
                'Early access features	Feature Flags' \
                'Endpoints	Data Stack' \
                'Error tracking	Error Tracking' \
                'Experiments	Experiments' \
                'Feature flags	Feature Flags' \
                'Feed	Growth' \
                'Group analytics	Customer Analytics' \
                'Heatmaps	Web Analytics' \
                'HogQL	Data Stack' \
                'Inbox / Signals	Self-driving' \
                'Ingestion	Ingestion' \
                'Insights	Product Analytics' \
                'Internal messaging (email, notifications)	Platform Features' \
                'Live events	ClickHouse' \
                'Logs	APM' \
                'Managed migrations	Ingestion' \
                'Managed reverse proxy	Platform Features' \
                'Marketing analytics	Web Analytics' \
                'MCP analytics	MCP Analytics' \
                'MCP server	PostHog AI' \
                'Notebooks	Platform Features' \
                'Onboarding	Growth' \
                'Organization Management & Deletion	Platform Features' \
                'Path cleaning	Web Analytics' \
                'Permissions and access control	Platform Features' \
                'Persons	Ingestion' \
                'Persons view	Product Analytics' \
                'Pipeline destinations	Workflows' \
                'Pipeline sources	Warehouse Sources' \
                'Pipeline transformations	Workflows' \
                'Platform (US + EU)	Infrastructure' \
                'PostHog AI platform	PostHog AI' \
                'PostHog Code / Desktop	PostHog Code / Desktop' \
                'PostHog Support (Conversations product)	Conversations' \
                'PostHog.com	Brand' \
                'Product tours	Surveys' \
                'Project homepage	Platform UX' \
                'Property filters	Platform UX' \
                'Queries as a Service	Data Stack' \
                'Query performance	Analytics Platform' \
                'Quota limiting	Billing and Platform Features' \
                'Replay	Replay' \
                'Revenue analytics	Customer Analytics and Growth' \
                'Revenue data management	Customer Analytics and Growth' \
                'SDK doctor	Growth' \
                'SDKs & client libraries (web, server-side)	Client Libraries' \
                'SDKs (mobile)	Client Libraries' \
                'Search	Platform UX' \
                'Security	Infrastructure' \
                'Self-hosting	Infrastructure' \
                'Sentry integration	Error Tracking' \
                'Session analytics	Web Analytics' \
                'Session explorer	Web Analytics' \
                'Settings structure (personal & project)	Platform UX' \
                'Source maps	Error Tracking' \
                'SQL editor	Data Stack' \
                'SQL insights	Data Stack' \
                'SSO	Platform Features' \
                'Statistical analysis	Product Analytics' \
                'Subscriptions	Analytics Platform' \
                'Surveys	Surveys' \
                'Table exports	Analytics Platform' \
                'Targeted data deletion	ClickHouse' \
                'Taxonomic filters	Platform UX' \
                'Terraform integration	Analytics Platform' \
                'Toolbar	Growth' \
                'Tracing and metrics	APM' \
                'Unclassified tickets	Support' \
                'Usage reports	Billing and Platform Features' \
                'Variables	Product Analytics' \
                'Web analytics	Web Analytics' \
                'Webhook delivery service	Workflows' \
                'Weekly digest	Growth' \
                'Wizard	Docs & Wizard' \
                'Workflows	Workflows' \
                'audit log	Activity log' \
                'activity logging	Activity log' \
                'events	Activity view' \
                'activity	Activity view' \
                'LLM gateway	AI gateway' \
                'playground	AI gateway' \
                'LLM analytics	AI observability (LLM analytics)' \
                'LLM observability	AI observability (LLM analytics)' \
                'insight alerts	Alerts' \
                'REST API	API structure' \
                'API	API structure' \
                'login	Authentication' \
                'sign-up	Authentication' \
                'invites	Authentication' \
                '2FA	Authentication' \
                'password reset	Authentication' \
                'destinations (batch)	Batch exports' \
                'S3 export	Batch exports' \
                'BigQuery export	Batch exports' \
                'invoice	Billing' \
                'pricing	Billing' \
                'refund	Billing' \
                'Dollars & Cents	Billing' \
                'SDK	Client libraries' \
                'SDKs	Client libraries' \
                'cmd+k	Command palette' \
                'command bar	Command palette' \
                'CRM	Customer Analytics' \
                'accounts	Customer Analytics' \
                'dashboard	Dashboards' \
                'event definitions	Data management' \
                'property definitions	Data management' \
                'taxonomy	Data management' \
                'saved queries	Data modeling (views, matviews)' \
                'materialized views	Data modeling (views, matviews)' \
                'CDP	Data pipelines' \
                'pipelines	Data pipelines' \
                'DWH	Data warehouse' \
                'warehouse	Data warehouse' \
                'feature previews	Early access features' \
                'EAF	Early access features' \
                'API endpoints product	Endpoints' \
                'exceptions	Error tracking' \
                'experimentation	Experiments' \
                'A/B testing	Experiments' \
                'flags	Feature flags' \
                'decide	Feature flags' \
                '/flags endpoint	Feature flags' \
                'groups	Group analytics' \
                'clickmaps	Heatmaps' \
                'scrollmaps	Heatmaps' \
                'SQL	HogQL' \
                'query language	HogQL' \
                'signals	Inbox / Signals' \
                'inbox	Inbox / Signals' \
                'event ingestion	Ingestion' \
                'capture	Ingestion' \
                'missing events	Ingestion' \
                'trends	Insights' \
                'funnels	Insights' \
                'retention	Insights' \
                'paths	Insights' \
                'lifecycle	Insights' \
                'stickiness	Insights' \
                'saved insights	Insights' \
                'correlation analysis	Insights' \
                'actors modal	Insights' \
                'log management	Logs' \
                'proxy	Managed reverse proxy' \
                'reverse proxy	Managed reverse proxy' \
                'MCP	MCP server' \
                'product onboarding	Onboarding' \
                'organization deletion	Organization Management & Deletion' \
                'ownership transfer	Organization Management & Deletion' \
                'project deletion	Organization Management & Deletion' \
                'RBAC	Permissions and access control' \
                'roles	Permissions and access control' \
                'access control	Permissions and access control' \
                'person profiles	Persons' \
                'identify	Persons' \
                'alias	Persons' \
                'merge	Persons' \
                'real-time destinations	Pipeline destinations' \
                'hog functions	Pipeline destinations' \
                'warehouse sources	Pipeline sources' \
                'data imports	Pipeline sources' \
                'syncs	Pipeline sources' \
                'transformations	Pipeline transformations' \
                'plugins	Pipeline transformations' \
                'apps	Pipeline transformations' \
                'infra	Platform (US + EU)' \
                'cloud	Platform (US + EU)' \
                'outage	Platform (US + EU)' \
                'Max	PostHog AI platform' \
                'Max AI	PostHog AI platform' \
                'desktop app	PostHog Code / Desktop' \
                'support product	PostHog Support (Conversations product)' \
                'SupportHog	PostHog Support (Conversations product)' \
                'conversations	PostHog Support (Conversations product)' \
                'website	PostHog.com' \
                'docs site	PostHog.com' \
                'QaaS	Queries as a Service' \
                'query API	Queries as a Service' \
                'slow query	Query performance' \
                'timeouts	Query performance' \
                'billing limit	Quota limiting' \
                'session replay	Replay' \
                'recordings	Replay' \
                'session recording	Replay' \
                'health overview	SDK doctor' \
                'posthog-js	SDKs & client libraries (web, server-side)' \
                'posthog-python	SDKs & client libraries (web, server-side)' \
                'posthog-node	SDKs & client libraries (web, server-side)' \
                'SDK	SDKs & client libraries (web, server-side)' \
                'iOS	SDKs (mobile)' \
                'Android	SDKs (mobile)' \
                'React Native	SDKs (mobile)' \
                'Flutter	SDKs (mobile)' \
                'vulnerability report	Security' \
                'open source deployment	Self-hosting' \
                'hobby deploy	Self-hosting' \
                'settings	Settings structure (personal & project)' \
                'sourcemaps	Source maps' \
                'symbolication	Source maps' \
                'SAML	SSO' \
                'SCIM	SSO' \
                'Google login	SSO' \
                'report emails	Subscriptions' \
                'insight subscriptions	Subscriptions' \
                'NPS	Surveys' \
                'CSAT survey product	Surveys' \
                'CSV export	Table exports' \
                'exports	Table exports' \
                'event deletion	Targeted data deletion' \
                'PII deletion	Targeted data deletion' \
                'APM	Tracing and metrics' \
                'traces	Tracing and metrics' \
                'support	Unclassified tickets' \
                'general	Unclassified tickets' \
                'do not know	Unclassified tickets' \
                'support_needs_triage	Unclassified tickets' \
                'SQL variables	Variables' \
                'web vitals	Web analytics' \
                'webhooks	Webhook delivery service' \
                'setup wizard	Wizard' \
                'messaging	Workflows' \
                'campaigns	Workflows' \
                'broadcasts	Workflows'
        case 'teams'
            printf '%s\n' \
                'AI Gateway	#support-ai-gateway' \
                'AI Observability	#support-ai-observability' \
                'APM	#team-apm' \
                'Analytics Platform	#support-analytics-platform' \
                'Batch Exports	#support-batch-exports' \
                'Billing	#support-billing' \
                'Brand	' \
                'ClickHouse	#support-clickhouse' \
                'Client Libraries	#support-mobile' \
                'Conversations	#team-conversations' \
                'Customer Analytics	#support-customer-analytics' \
                'Data Modeling	#support-data-modeling' \
                'Data Stack	#support-data-stack' \
                'Developer Experience	#team-devex' \
                'Docs & Wizard	' \
                'Error Tracking	#support-error-tracking' \
                'Experiments	#support-experiments' \
                'Feature Flags	#support-feature-flags' \
                'Growth	#support-growth' \
                'Infrastructure	#support-infrastructure' \
                'Ingestion	#support-ingestion' \
                'MCP Analytics	#support-mcp-analytics' \
                'Platform Features	#support-platform-features' \
                'Platform UX	#support-platform-ux' \
                'PostHog AI	#support-posthog-ai' \
                'PostHog Code / Desktop	#team-desktop' \
                'Product Analytics	#support-product-analytics' \
                'Replay	#support-replay' \
                'Self-driving	#support-self-driving' \
                'Support	#team-support' \
                'Surveys	#support-surveys' \
                'Warehouse Sources	#support-warehouse-sources' \
                'Web Analytics	#support-web-analytics' \
                'Workflows	#support-workflows'
        case 'profiles'
            printf '%s\n' \
                'default	what stands outside the profiles of the config file' \
                'sandbox	a Zendesk and a PostHog of your own, on this machine'
    end
end

function __csm_state
    if set -q CSM_STATE; and test -n "$CSM_STATE"
        echo $CSM_STATE
    else if string match -q '/?*' -- "$XDG_STATE_HOME"
        echo $XDG_STATE_HOME/csm
    else if test -e /System/Library/CoreServices/SystemVersion.plist
        echo "$HOME/Library/Application Support/csm"
    else
        echo $HOME/.local/state/csm
    end
end

# The values of a list: those that csm has kept, else those that it comes with.
function __csm_values --argument-names name
    set -l file (__csm_state)/completion/$name
    if test $name = profiles; or not test -r $file
        __csm_shipped $name
    end
    if test -r $file
        while read -l line
            printf '%s\n' $line
        end <$file
    end
end

# The templates of notes of a user, which lie beside the config file.
function __csm_own_templates
    set -l config $HOME/.config/csm
    if set -q CSM_CONFIG; and test -n "$CSM_CONFIG"
        set config (string match -q '*/*' -- $CSM_CONFIG; and string replace -r '/[^/]*$' '' -- $CSM_CONFIG; or echo .)
    else if string match -q '/?*' -- "$XDG_CONFIG_HOME"
        set config $XDG_CONFIG_HOME/csm
    else if test -e /System/Library/CoreServices/SystemVersion.plist
        set config "$HOME/Library/Application Support/csm"
    end
    for each in $config/templates/note-?*.md.j2
        printf '%s\tyour own\n' (string replace -r '^.*/note-(.*)\.md\.j2$' '$1' -- $each)
    end
end

# What a word of the kind can be; `typed` is what stands of it.
function __csm_offer_kind --argument-names kind typed
    switch $kind
        case file
            complete -C "__csm_none $typed" # of no command: files; fish's own function starts ls
        case folder
            complete -C "__csm_none $typed" | string match -r '.*/$'
        case 'lists *'
            for each in (string split ' ' -- (string replace 'lists ' '' -- $kind))
                __csm_values $each
            end
        case 'templates *'
            string split ' ' -- (string replace 'templates ' '' -- $kind)
            __csm_own_templates
        case 'words *'
            string split ' ' -- (string replace 'words ' '' -- $kind)
        case 'list *'
            set -l before (string match -r '^.*,' -- $typed)
            set -l named (string split , -- $before)
            for each in (string split , -- (string replace 'list ' '' -- $kind))
                contains -- $each $named; or printf '%s%s\n' "$before" $each
            end
    end
end

# Set `option`, `kind` and `again` of the caller for an option; fails if it is none.
function __csm_option --no-scope-shadowing
    set -l wanted $argv[2]
    set option
    for each in (__csm_options $argv[1])
        set -l parts (string split \t -- $each)
        if contains -- $wanted (string split ' ' -- $parts[2])
            set option $parts[1]
            set kind $parts[3]
            set again $parts[4]
            return 0
        end
    end
    return 1
end

function __csm_offer_options
    for each in (__csm_options $argv[1])
        set -l parts (string split \t -- $each)
        contains -- $parts[1] $argv[2..]; or printf '%s\t%s\n' $parts[1] $parts[5]
    end
end

function __csm_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l place csm
    set -l names (__csm_commands $place | string replace -r '\t.*' '')
    set -l used
    set -l option
    set -l kind
    set -l again
    set -l pending
    set -l only
    set -l n 0
    set -l i 2
    while test $i -le (count $words)
        set -l word $words[$i]
        set i (math $i + 1)
        if test -z "$only"; and test "$word" = --
            set only 1
        else if test -z "$only"; and string match -q -- '-?*' $word
            __csm_option $place (string replace -r '=.*' '' -- $word); or continue
            test -n "$again"; or set -a used $option
            if test -n "$kind"; and not string match -q -- '*=*' $word
                set i (math $i + 1)
                test $i -le (math (count $words) + 1); or set pending $kind
            end
        else if test $n -eq 0; and contains -- $word $names
            set place "$place $word"
            set names (__csm_commands $place | string replace -r '\t.*' '')
        else
            set n (math $n + 1)
        end
    end

    if test -n "$pending"
        __csm_offer_kind $pending "$current"
    else if test -z "$only"; and string match -q -- '--*=*' $current
        __csm_option $place (string replace -r '=.*' '' -- $current); or return
        set -l cut (string replace -r '=.*' '=' -- $current)
        test -n "$kind"; and printf '%s\n' $cut(__csm_offer_kind $kind (string replace -r '^[^=]*=' '' -- $current))
    else if test -z "$only"; and string match -q -- '-*' $current
        __csm_offer_options $place $used
    else if test $n -eq 0; and test -n "$names[1]"
        __csm_commands $place
    else
        set -l arguments (__csm_arguments $place)
        if test -z "$arguments[1]"
            test -n "$only"; or __csm_offer_options $place $used
            return
        end
        set n (math $n + 1)
        if test $n -gt (count $arguments)
            string match -q -- '*...' $arguments[-1]; or return
            set n -1
        end
        __csm_offer_kind (string replace -r '\.\.\.$' '' -- $arguments[$n]) "$current"
    end
end

complete -c csm -e
complete -c csm -f -k -a '(__csm_complete)'
