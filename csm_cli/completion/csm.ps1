# PowerShell completion of csm. No program is started for it: what can be completed stands here,
# and in small files that csm keeps in its state folder. Made by `python -m tests.generated`.
# It is looked at in a test and has not been run: csm is not tested on Windows.

Register-ArgumentCompleter -Native -CommandName csm -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $places = @{
        'csm' = @{
            commands  = @(
                , @('mine', 'List what needs you, across all your customers, the nearest breach first.')
                , @('due', 'List tickets on which our last public word is older than the plan''s clock.')
                , @('triage', 'List tickets that nobody has sorted; fill the form of one from Slack.')
                , @('escalations', 'Follow your escalations: who spoke last, who sees them, their issues.')
                , @('incident', 'Show the status page''s incidents, and tie a ticket to one.')
                , @('show', 'Show a ticket on one screen, with the links parsed from it.')
                , @('claim', 'Tell support that you are on a ticket, with one internal note.')
                , @('note', 'Leave an internal note on a ticket, of your own words or from a template.')
                , @('ask', 'Draft a public reply that asks for what is missing, each with why.')
                , @('update', 'Draft a public reply that tells the customer how it stands.')
                , @('similar', 'Find the same problem elsewhere: tickets, GitHub, Pylon, Slack, docs.')
                , @('login-as', 'Find the admin page to log in as a customer on, and the reason to give.')
                , @('escalate', 'Hand a ticket to engineering or support, with a note to work from.')
                , @('role', 'Show whether you are a light or a full agent; step up, and down again.')
                , @('undo', 'Take back the last write of this machine.')
                , @('whois-owns', 'Say which team owns a feature, and where to reach it.')
                , @('tips', 'Say what to try for an area or a ticket, and what to look up without asking.')
                , @('ownership', 'List, show, check and refresh who owns what.')
                , @('audit-impersonation', 'List who from PostHog signed in as a member of an organization.')
                , @('audit', 'Check the file of an audit''s report.')
                , @('org', 'Look up a customer''s organization: id, region, plan, members, links.')
                , @('log', 'List what was written on this machine, or tried; settle it, forget it.')
                , @('init', 'Set csm up: write a config file, sign in, check everything.')
                , @('demo', 'Do the main job on the sandbox, step by step.')
                , @('sandbox', 'Run a Zendesk and a PostHog of your own on this machine.')
                , @('auth', 'Sign in to Zendesk, PostHog and others; see how it stands; sign out.')
                , @('doctor', 'Check everything a day''s work depends on, and say what to do.')
                , @('config', 'Show each setting, its value and where it came from.')
                , @('completion', 'Print or install the script that completes csm''s words in your shell.')
                , @('help', 'Explain a command or a topic: exit-codes, environment, templates and more.')
            )
            arguments = @()
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--version'; spellings = @('--version'); kind = ''; again = $false; help = 'Print the version.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm mine' = @{
            commands  = @()
            arguments = @()
            options   = @(
                @{ name = '--waiting'; spellings = @('--waiting'); kind = 'words us customer third'; again = $true; help = 'Only those that wait on this one; repeatable.' }
                @{ name = '--org'; spellings = @('--org'); kind = 'text'; again = $true; help = 'Only of this organization, by name or id; repeatable.' }
                @{ name = '--escalated'; spellings = @('--escalated'); kind = ''; again = $false; help = 'Only escalated ones.' }
                @{ name = '--limit'; spellings = @('--limit'); kind = 'text'; again = $false; help = 'List the first N.' }
                @{ name = '--watch'; spellings = @('--watch'); kind = ''; again = $false; help = 'Keep the list on the whole screen, with keys to act.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,tickets,tickets.ticket,tickets.url,tickets.subject,tickets.status,tickets.waiting,tickets.why,tickets.created_at,tickets.updated_at,tickets.plan,tickets.severity,tickets.clock,tickets.clock.hours,tickets.clock.began_at,tickets.clock.basis,tickets.clock.due_at,tickets.clock.left_seconds,tickets.clock.overdue,tickets.conversation_read,tickets.last_speaker,tickets.last_speaker.who,tickets.last_speaker.name,tickets.last_speaker.at,tickets.our_last_word_at,tickets.claim,tickets.claim.by,tickets.claim.email,tickets.claim.at,tickets.claim.note_id,tickets.escalated,tickets.hero_sees,tickets.hidden_by,tickets.group,tickets.assignee,tickets.requester,tickets.organization,tickets.organization.name,tickets.organization.organization_id,tickets.organization.zendesk_organization_id,counts,counts.us,counts.customer,counts.third,omitted,complete,sources,sources.why,sources.tickets,sources.whole,warnings,warnings.code,warnings.text,as_of,time_zone'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm due' = @{
            commands  = @()
            arguments = @()
            options   = @(
                @{ name = '--within'; spellings = @('--within'); kind = 'text'; again = $false; help = 'Those, too, that are due within so many.' }
                @{ name = '--waiting'; spellings = @('--waiting'); kind = 'words us customer third'; again = $true; help = 'Only those that wait on this one; repeatable.' }
                @{ name = '--org'; spellings = @('--org'); kind = 'text'; again = $true; help = 'Only of this organization, by name or id; repeatable.' }
                @{ name = '--limit'; spellings = @('--limit'); kind = 'text'; again = $false; help = 'List the first N.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,tickets,tickets.ticket,tickets.url,tickets.subject,tickets.status,tickets.waiting,tickets.why,tickets.created_at,tickets.updated_at,tickets.plan,tickets.severity,tickets.clock,tickets.clock.hours,tickets.clock.began_at,tickets.clock.basis,tickets.clock.due_at,tickets.clock.left_seconds,tickets.clock.overdue,tickets.conversation_read,tickets.last_speaker,tickets.last_speaker.who,tickets.last_speaker.name,tickets.last_speaker.at,tickets.our_last_word_at,tickets.claim,tickets.claim.by,tickets.claim.email,tickets.claim.at,tickets.claim.note_id,tickets.escalated,tickets.hero_sees,tickets.hidden_by,tickets.group,tickets.assignee,tickets.requester,tickets.organization,tickets.organization.name,tickets.organization.organization_id,tickets.organization.zendesk_organization_id,tickets.next,within_hours,counts,counts.us,counts.customer,counts.third,omitted,complete,sources,sources.why,sources.tickets,sources.whole,warnings,warnings.code,warnings.text,as_of,time_zone'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm triage' = @{
            commands  = @()
            arguments = @('lists tickets')
            options   = @(
                @{ name = '--group'; spellings = @('--group'); kind = 'lists groups'; again = $false; help = 'The Zendesk group, by name or id.' }
                @{ name = '--feature'; spellings = @('--feature'); kind = 'lists features'; again = $false; help = 'The feature; finds its group.' }
                @{ name = '--team'; spellings = @('--team'); kind = 'lists teams'; again = $false; help = 'Which of several owners of the feature.' }
                @{ name = '--severity'; spellings = @('--severity'); kind = 'words critical high medium low'; again = $false; help = 'How bad it is for them.' }
                @{ name = '--all'; spellings = @('--all'); kind = ''; again = $false; help = 'List everybody''s tickets, not only yours.' }
                @{ name = '--checklist'; spellings = @('--checklist'); kind = ''; again = $false; help = 'Print what must be right for a Slack channel.' }
                @{ name = '--channel'; spellings = @('--channel'); kind = 'text'; again = $false; help = 'The same, looked up for this channel.' }
                @{ name = '--remind'; spellings = @('--remind'); kind = ''; again = $false; help = 'Print a text that reminds a customer of the ticket emoji.' }
                @{ name = '--resend'; spellings = @('--resend'); kind = ''; again = $false; help = 'Send an undecided note again; it can''t be written twice.' }
                @{ name = '--dry-run'; spellings = @('--dry-run'); kind = ''; again = $false; help = 'Say exactly what would be sent; send nothing.' }
                @{ name = '--yes'; spellings = @('-y', '--yes'); kind = ''; again = $false; help = 'Send without asking.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,scope,unfilled,unfilled.ticket,unfilled.url,unfilled.subject,unfilled.status,unfilled.created_at,unfilled.requester,unfilled.zendesk_organization,unfilled.zendesk_organization.id,unfilled.zendesk_organization.name,unfilled.zendesk_organization.organization_id,unfilled.zendesk_organization.content_warning,unfilled.lacks,unfilled.group,unfilled.severity,unfilled.thread,unfilled.suggested,unfilled.suggested.feature,unfilled.suggested.team,unfilled.suggested.group,unfilled.suggested.score,misfiled,misfiled.ticket,misfiled.url,misfiled.subject,misfiled.status,misfiled.created_at,misfiled.requester,misfiled.zendesk_organization,misfiled.zendesk_organization.id,misfiled.zendesk_organization.name,misfiled.zendesk_organization.organization_id,misfiled.zendesk_organization.content_warning,misfiled.right,misfiled.right.organization_id,misfiled.right.name,misfiled.right.source,misfiled.right.confirmed,looked_at,complete,warnings,warnings.code,warnings.text,ticket,outcome,reason,group,group.id,group.name,severity,team,changed,note,note.id,note.public,note.body,operation_id,dry_run,requests,requests.method,requests.path,requests.body,channel,checks,checks.name,checks.text,checks.state,checks.seen,missing,missing.service,missing.code,missing.text,name,text'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm escalations' = @{
            commands  = @()
            arguments = @()
            options   = @(
                @{ name = '--all'; spellings = @('--all'); kind = ''; again = $false; help = 'Solved and closed tickets, too.' }
                @{ name = '--limit'; spellings = @('--limit'); kind = 'text'; again = $false; help = 'Look at N tickets at the most.' }
                @{ name = '--days'; spellings = @('--days'); kind = 'text'; again = $false; help = 'Only what was escalated in N days.' }
                @{ name = '--nudge'; spellings = @('--nudge'); kind = ''; again = $false; help = 'Show what to write to each owner; JSON always does.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,escalations,escalations.ticket,escalations.url,escalations.subject,escalations.zendesk_organization,escalations.zendesk_organization.id,escalations.zendesk_organization.name,escalations.zendesk_organization.organization_id,escalations.zendesk_organization.content_warning,escalations.status,escalations.to,escalations.group,escalations.group.id,escalations.group.name,escalations.team,escalations.channel,escalations.known_by,escalations.escalated_at,escalations.escalated_by,escalations.escalated,escalations.assignee,escalations.hero_sees,escalations.hidden_by,escalations.last_engineer,escalations.last_engineer.at,escalations.last_engineer.by,escalations.last_engineer.private,escalations.quiet_days,escalations.issues,escalations.issues.repository,escalations.issues.number,escalations.issues.url,escalations.issues.state,escalations.issues.reason,escalations.issues.title,escalations.issues.closed_at,escalations.issues.updated_at,escalations.nudge,omitted,warnings,warnings.code,warnings.text,missing,missing.service,missing.code,missing.text'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm incident' = @{
            commands  = @()
            arguments = @('lists tickets')
            options   = @(
                @{ name = '--tag'; spellings = @('--tag'); kind = 'text'; again = $false; help = 'Tie the ticket to the incident of this.' }
                @{ name = '--resend'; spellings = @('--resend'); kind = ''; again = $false; help = 'Send an undecided note again; it can''t be written twice.' }
                @{ name = '--dry-run'; spellings = @('--dry-run'); kind = ''; again = $false; help = 'Say exactly what would be sent; send nothing.' }
                @{ name = '--yes'; spellings = @('-y', '--yes'); kind = ''; again = $false; help = 'Send without asking.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,ticket,outcome,reason,page,page.title,page.url,incidents,incidents.id,incidents.kind,incidents.name,incidents.status,incidents.impact,incidents.since,incidents.until,incidents.updated_at,incidents.text,incidents.url,incidents.regions,incidents.components,incidents.components.name,incidents.components.group,incidents.components.status,incidents.fits,incidents.why,incidents.against,tag,adds_tags,draft,note,note.id,note.public,note.body,operation_id,warnings,warnings.code,warnings.text,missing,missing.service,missing.code,missing.text,dry_run,requests,requests.method,requests.path,requests.body'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm show' = @{
            commands  = @()
            arguments = @('lists tickets')
            options   = @(
                @{ name = '--comments'; spellings = @('-c', '--comments'); kind = ''; again = $false; help = 'Show the whole conversation as well.' }
                @{ name = '--web'; spellings = @('-w', '--web'); kind = ''; again = $false; help = 'Open its page in the browser instead.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,ticket,url,subject,status,priority,channel,created_at,updated_at,tags,requester,requester.id,requester.name,requester.email,requester.kind,zendesk_organization,zendesk_organization.id,zendesk_organization.name,zendesk_organization.organization_id,zendesk_organization.content_warning,organization,organization.id,organization.name,organization.region,project,project.id,project.name,user,user.id,user.email,sources,sources.organization_id,sources.organization_id.from,sources.organization_id.confirmed,sources.organization_name,sources.organization_name.from,sources.organization_name.confirmed,sources.region,sources.region.from,sources.region.confirmed,sources.project_id,sources.project_id.from,sources.project_id.confirmed,sources.project_name,sources.project_name.from,sources.project_name.confirmed,sources.user_id,sources.user_id.from,sources.user_id.confirmed,sources.user_email,sources.user_email.from,sources.user_email.confirmed,sources.area,sources.area.from,sources.area.confirmed,plan,severity,area,support_type,account_owner,distinct_id,group,group.id,group.name,assignee,assignee.id,assignee.name,assignee.email,assignee.kind,escalation,escalation.escalated,escalation.field_id,escalation.value,claim,claim.by,claim.by.id,claim.by.name,claim.by.email,claim.by.kind,claim.at,claim.note_id,last_words,last_words.id,last_words.at,last_words.private,last_words.author,last_words.author.id,last_words.author.name,last_words.author.email,last_words.author.kind,last_words.channel,last_words.body,last_customer_words,last_customer_words.id,last_customer_words.at,last_customer_words.private,last_customer_words.author,last_customer_words.author.id,last_customer_words.author.name,last_customer_words.author.email,last_customer_words.author.kind,last_customer_words.channel,last_customer_words.body,message,form,form.generation,form.kind,form.exception,form.persons_on_events,links,links.kind,links.url,links.text,links.source,links.flag,unknown_lines,comments,comments.id,comments.at,comments.private,comments.author,comments.author.id,comments.author.name,comments.author.email,comments.author.kind,comments.channel,comments.body,warnings,warnings.code,warnings.text'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm claim' = @{
            commands  = @()
            arguments = @('lists tickets...')
            options   = @(
                @{ name = '--assign'; spellings = @('--assign'); kind = ''; again = $false; help = 'Also make you the assignee.' }
                @{ name = '--message'; spellings = @('-m', '--message'); kind = 'text'; again = $false; help = 'Add words to the note.' }
                @{ name = '--release'; spellings = @('--release'); kind = ''; again = $false; help = 'Take your claim back.' }
                @{ name = '--take-over'; spellings = @('--take-over'); kind = ''; again = $false; help = 'Take it from whoever has it; asks first.' }
                @{ name = '--resend'; spellings = @('--resend'); kind = ''; again = $false; help = 'Send an undecided note again; it can''t be written twice.' }
                @{ name = '--allow-secrets'; spellings = @('--allow-secrets'); kind = ''; again = $false; help = 'Send a note that seems to hold a secret.' }
                @{ name = '--dry-run'; spellings = @('--dry-run'); kind = ''; again = $false; help = 'Say exactly what would be sent; send nothing.' }
                @{ name = '--yes'; spellings = @('-y', '--yes'); kind = ''; again = $false; help = 'Take over without asking.' }
                @{ name = '--no-progress'; spellings = @('--no-progress'); kind = ''; again = $false; help = 'With many tickets: now and then a line, no bar.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,results,results.ticket,results.outcome,results.by,results.at,results.note_id,dry_run,requests,requests.method,requests.path,requests.body'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm note' = @{
            commands  = @()
            arguments = @('lists tickets')
            options   = @(
                @{ name = '--message'; spellings = @('-m', '--message'); kind = 'text'; again = $false; help = 'The words. TEXT, @file or -.' }
                @{ name = '--file'; spellings = @('--file'); kind = 'file'; again = $false; help = 'A file with the words, or -.' }
                @{ name = '--template'; spellings = @('-t', '--template'); kind = 'templates handover findings slack bug elsewhere'; again = $false; help = 'Words around yours; see help.' }
                @{ name = '--attach'; spellings = @('--attach'); kind = 'file'; again = $true; help = 'Add a file to the note; repeatable.' }
                @{ name = '--resend'; spellings = @('--resend'); kind = ''; again = $false; help = 'Send an undecided note again; it can''t be written twice.' }
                @{ name = '--allow-secrets'; spellings = @('--allow-secrets'); kind = ''; again = $false; help = 'Send a note that seems to hold a secret.' }
                @{ name = '--dry-run'; spellings = @('--dry-run'); kind = ''; again = $false; help = 'Say exactly what would be sent; send nothing.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,ticket,outcome,note,note.id,note.public,note.body,attachments,attachments.name,attachments.size,reason,warnings,warnings.code,warnings.text,operation_id,dry_run,requests,requests.method,requests.path,requests.body'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm ask' = @{
            commands  = @()
            arguments = @('lists tickets')
            options   = @(
                @{ name = '--for'; spellings = @('--for'); kind = 'words link screenshot message steps when example goal consent'; again = $true; help = 'What to ask for; repeatable.' }
                @{ name = '--register'; spellings = @('--register'); kind = 'words keen clinical'; again = $false; help = 'How it sounds; by the ticket if not said.' }
                @{ name = '--draft'; spellings = @('--draft'); kind = 'file'; again = $false; help = 'Go on with a draft of csm''s, or of yours.' }
                @{ name = '--output'; spellings = @('-o', '--output'); kind = 'file'; again = $false; help = 'Write the draft to a file of yours.' }
                @{ name = '--force'; spellings = @('--force'); kind = ''; again = $false; help = 'Let --output replace a file.' }
                @{ name = '--send'; spellings = @('--send'); kind = ''; again = $false; help = 'Send it to the customer, once you have typed its number.' }
                @{ name = '--pending'; spellings = @('--pending'); kind = ''; again = $false; help = 'With --send: set the ticket to pending.' }
                @{ name = '--resend'; spellings = @('--resend'); kind = ''; again = $false; help = 'With --send: send an undecided reply again.' }
                @{ name = '--dry-run'; spellings = @('--dry-run'); kind = ''; again = $false; help = 'With --send: say exactly what would be sent.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,ticket,register,medium,name,asks,asks.kind,asks.what,asks.why,asks.used_for,not_asked,not_asked.kind,not_asked.reason,superfluous,superfluous.kind,superfluous.reason,draft,edited,copied_with,file,dry_run,requests,requests.method,requests.path,requests.body'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm update' = @{
            commands  = @()
            arguments = @('lists tickets')
            options   = @(
                @{ name = '--progress'; spellings = @('--progress'); kind = 'text'; again = $false; help = 'What is done. TEXT, @file or -.' }
                @{ name = '--blockers'; spellings = @('--blockers'); kind = 'text'; again = $false; help = 'What holds it up. TEXT, @file or -.' }
                @{ name = '--next'; spellings = @('--next'); kind = 'text'; again = $false; help = 'What comes next. TEXT, @file or -.' }
                @{ name = '--waits-for'; spellings = @('--waits-for'); kind = 'words us customer'; again = $false; help = 'Who is waited for; by its status if not.' }
                @{ name = '--until'; spellings = @('--until'); kind = 'text'; again = $false; help = 'Until when; by the plan''s clock if not.' }
                @{ name = '--register'; spellings = @('--register'); kind = 'words keen clinical'; again = $false; help = 'How it sounds; by the ticket if not said.' }
                @{ name = '--draft'; spellings = @('--draft'); kind = 'file'; again = $false; help = 'Go on with a draft of csm''s, or of yours.' }
                @{ name = '--output'; spellings = @('-o', '--output'); kind = 'file'; again = $false; help = 'Write the draft to a file of yours.' }
                @{ name = '--force'; spellings = @('--force'); kind = ''; again = $false; help = 'Let --output replace a file.' }
                @{ name = '--send'; spellings = @('--send'); kind = ''; again = $false; help = 'Send it to the customer, once you have typed its number.' }
                @{ name = '--pending'; spellings = @('--pending'); kind = ''; again = $false; help = 'With --send: set the ticket to pending.' }
                @{ name = '--resend'; spellings = @('--resend'); kind = ''; again = $false; help = 'With --send: send an undecided reply again.' }
                @{ name = '--dry-run'; spellings = @('--dry-run'); kind = ''; again = $false; help = 'With --send: say exactly what would be sent.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,ticket,register,medium,name,progress,blockers,next,nothing_new,waits,until,draft,edited,copied_with,file,dry_run,requests,requests.method,requests.path,requests.body'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm similar' = @{
            commands  = @()
            arguments = @('lists tickets...')
            options   = @(
                @{ name = '--source'; spellings = @('-s', '--source'); kind = 'words zendesk github pylon slack docs tips'; again = $true; help = 'Search there alone; repeatable.' }
                @{ name = '--limit'; spellings = @('-l', '--limit'); kind = 'text'; again = $false; help = 'The most matches.' }
                @{ name = '--web'; spellings = @('-w', '--web'); kind = ''; again = $false; help = 'Open its page in the browser instead.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,ticket,searched_for,searched_for.private,searched_for.private.error_strings,searched_for.private.words,searched_for.public,searched_for.public.error_strings,searched_for.public.words,complete,sources,sources.source,sources.complete,sources.queries,sources.found,matches,matches.source,matches.title,matches.url,matches.state,matches.changed_at,matches.score,matches.reasons,matches.reasons.code,matches.reasons.text,matches.reasons.points,matches.also,matches.also.source,matches.also.title,matches.also.url,matches.also.state,matches.also.changed_at,about_this_ticket,about_this_ticket.source,about_this_ticket.title,about_this_ticket.url,about_this_ticket.state,about_this_ticket.changed_at,omitted,missing,missing.service,missing.code,missing.text'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm login-as' = @{
            commands  = @()
            arguments = @('lists tickets...')
            options   = @(
                @{ name = '--reason'; spellings = @('--reason'); kind = 'text'; again = $false; help = 'What you look for; ends the reason.' }
                @{ name = '--ticket'; spellings = @('--ticket'); kind = 'lists tickets'; again = $false; help = 'The ticket that it is for.' }
                @{ name = '--region'; spellings = @('--region'); kind = 'words us eu'; again = $false; help = 'The region, where you know it.' }
                @{ name = '--web'; spellings = @('-w', '--web'); kind = ''; again = $false; help = 'Open its page in the browser instead.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,query,kind,ticket,organization,organization.id,organization.name,region,region_source,page,page.kind,page.region,page.url,page.certain,page.verified,pages,pages.kind,pages.region,pages.url,pages.certain,pages.verified,candidates,candidates.id,candidates.name,candidates.region,candidates.plan,candidates.members,candidates.members.current,candidates.members.without_email,candidates.found_by,candidates.confirmed,reason,mode,mode_advice,without_option,missing,missing.service,missing.code,missing.text,warnings,warnings.code,warnings.text'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm escalate' = @{
            commands  = @()
            arguments = @('lists tickets')
            options   = @(
                @{ name = '--to'; spellings = @('--to'); kind = 'words engineering support'; again = $false; help = 'Who should pick it up.' }
                @{ name = '--feature'; spellings = @('--feature'); kind = 'lists features'; again = $false; help = 'The feature; finds its owner.' }
                @{ name = '--team'; spellings = @('--team'); kind = 'lists teams'; again = $false; help = 'The team that owns it.' }
                @{ name = '--group'; spellings = @('--group'); kind = 'lists groups'; again = $false; help = 'The Zendesk group, by name or id.' }
                @{ name = '--why'; spellings = @('--why'); kind = 'text'; again = $false; help = 'Why there. TEXT, @file or -.' }
                @{ name = '--investigated'; spellings = @('--investigated'); kind = 'text'; again = $false; help = 'What was tried. TEXT, @file or -.' }
                @{ name = '--observed'; spellings = @('--observed'); kind = 'text'; again = $false; help = 'What was seen. TEXT, @file or -.' }
                @{ name = '--next'; spellings = @('--next'); kind = 'text'; again = $false; help = 'What is expected next. TEXT, @file or -.' }
                @{ name = '--draft'; spellings = @('--draft'); kind = 'file'; again = $false; help = 'Go on with a draft of csm''s, or of yours.' }
                @{ name = '--attach'; spellings = @('--attach'); kind = 'file'; again = $true; help = 'Add a file to the note; repeatable.' }
                @{ name = '--again'; spellings = @('--again'); kind = ''; again = $false; help = 'Hand on what is escalated to another group.' }
                @{ name = '--withdraw'; spellings = @('--withdraw'); kind = ''; again = $false; help = 'Take an escalation back; needs only --why.' }
                @{ name = '--resend'; spellings = @('--resend'); kind = ''; again = $false; help = 'Send an undecided note again; it can''t be written twice.' }
                @{ name = '--upgrade-role'; spellings = @('--upgrade-role'); kind = ''; again = $false; help = 'As a light agent, step up for this and down again.' }
                @{ name = '--allow-secrets'; spellings = @('--allow-secrets'); kind = ''; again = $false; help = 'Send a note that seems to hold a secret.' }
                @{ name = '--dry-run'; spellings = @('--dry-run'); kind = ''; again = $false; help = 'Say exactly what would be sent; send nothing.' }
                @{ name = '--yes'; spellings = @('-y', '--yes'); kind = ''; again = $false; help = 'Send without asking.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,ticket,outcome,to,team,group,group.id,group.name,esc,esc.field_id,esc.value,note,note.id,note.public,note.body,attachments,attachments.name,attachments.size,warnings,warnings.code,warnings.text,operation_id,dry_run,requests,requests.method,requests.path,requests.body'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm role' = @{
            commands  = @()
            arguments = @('words show upgrade downgrade')
            options   = @(
                @{ name = '--ticket'; spellings = @('--ticket'); kind = 'lists tickets'; again = $false; help = 'The ticket whose page to step up on.' }
                @{ name = '--web'; spellings = @('-w', '--web'); kind = ''; again = $false; help = 'Open the page in the browser, terminal or not.' }
                @{ name = '--dry-run'; spellings = @('--dry-run'); kind = ''; again = $false; help = 'Say exactly what would be sent; send nothing.' }
                @{ name = '--yes'; spellings = @('-y', '--yes'); kind = ''; again = $false; help = 'Do it without asking.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,outcome,person,person.id,person.name,person.email,access,role,role.id,role.name,target,target.id,target.name,way,page,changer,changer.id,changer.name,changer.email,due_back,due_back.since,due_back.role,due_back.role.id,due_back.role.name,due_back.kind,due_back.confirmed,dry_run,requests,requests.method,requests.path,requests.body,requests.body.user,requests.body.user.custom_role_id'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm undo' = @{
            commands  = @()
            arguments = @()
            options   = @(
                @{ name = '--resend'; spellings = @('--resend'); kind = ''; again = $false; help = 'Send an undecided undo again; it can''t be written twice.' }
                @{ name = '--dry-run'; spellings = @('--dry-run'); kind = ''; again = $false; help = 'Say exactly what would be sent; send nothing.' }
                @{ name = '--yes'; spellings = @('-y', '--yes'); kind = ''; again = $false; help = 'Undo without asking.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,ticket,outcome,reason,undoes,undoes.operation_id,undoes.verb,undoes.at,undoes.note_id,puts_back,puts_back.esc,puts_back.esc.field_id,puts_back.esc.value,puts_back.group,puts_back.group.id,puts_back.group.name,puts_back.assignee,puts_back.assignee.id,puts_back.assignee.name,puts_back.severity,puts_back.adds_tags,puts_back.removes_tags,since,stays,note,note.id,note.public,note.body,operation_id,dry_run,requests,requests.method,requests.path,requests.body'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm whois-owns' = @{
            commands  = @()
            arguments = @('lists features teams tickets...')
            options   = @(
                @{ name = '--ownership'; spellings = @('--ownership'); kind = 'file'; again = $false; help = 'Your own ownership file.' }
                @{ name = '--web'; spellings = @('-w', '--web'); kind = ''; again = $false; help = 'Open its page in the browser instead.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,query,match,feature,owners,owners.team,owners.team_slug,owners.slack_channel,owners.slack_channel_inferred,owners.zendesk_group,owners.github_team,owners.github_label,owners.notes,owners.as_of,owners.source,candidates,candidates.feature,candidates.score,as_of,source,warnings,warnings.code,warnings.text'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm tips' = @{
            commands  = @()
            arguments = @('lists areas features tickets...')
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,query,match,tips,tips.area,tips.title,tips.look_up,tips.steps,tips.docs,tips.docs.title,tips.docs.url,tips.as_of,tips.source,tips.file,ticket,ticket.number,ticket.url,ticket.subject,ticket.area,ticket.area.value,ticket.area.confirmed,ticket.region,ticket.region.value,ticket.region.confirmed,ticket.project_id,ticket.project_id.value,ticket.project_id.confirmed,ticket.pages,ticket.pages.title,ticket.pages.url,ticket.pages.confirmed,ticket.already,ticket.already.what,ticket.already.value,ticket.lacking,candidates,candidates.feature,candidates.score,warnings,warnings.code,warnings.text'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm ownership' = @{
            commands  = @(
                , @('list', 'List the features and who owns them.')
                , @('show', 'Show all that is known of a feature and of the teams that own it, or of a team.')
                , @('check', 'Check an ownership file, and point at the line of each finding.')
                , @('refresh', 'Read the handbook''s table of owners, show what has changed, and write it down.')
            )
            arguments = @()
            options   = @(
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm ownership list' = @{
            commands  = @()
            arguments = @()
            options   = @(
                @{ name = '--team'; spellings = @('--team'); kind = 'lists teams'; again = $false; help = 'Only what this team owns; old names work.' }
                @{ name = '--live'; spellings = @('--live'); kind = ''; again = $false; help = 'Ask Zendesk whether it has the owners'' groups.' }
                @{ name = '--ownership'; spellings = @('--ownership'); kind = 'file'; again = $false; help = 'Your own ownership file.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,team,former_team,former_team.name,former_team.via,former_team.teams,former_team.line,features,features.feature,features.aliases,features.target_areas,features.github_labels,features.owners,features.owners.team,features.owners.team_slug,features.owners.slack_channel,features.owners.slack_channel_inferred,features.owners.zendesk_group,features.owners.group_live,features.owners.github_team,features.owners.as_of,features.owners.source,features.notes,features.as_of,features.source,features.file,warnings,warnings.code,warnings.text'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm ownership show' = @{
            commands  = @()
            arguments = @('lists features teams...')
            options   = @(
                @{ name = '--live'; spellings = @('--live'); kind = ''; again = $false; help = 'Ask Zendesk whether it has the owners'' groups.' }
                @{ name = '--ownership'; spellings = @('--ownership'); kind = 'file'; again = $false; help = 'Your own ownership file.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,query,match,features,features.feature,features.aliases,features.target_areas,features.github_labels,features.owners,features.owners.team,features.owners.team_slug,features.owners.slack_channel,features.owners.slack_channel_inferred,features.owners.zendesk_group,features.owners.group_live,features.owners.github_team,features.owners.as_of,features.owners.source,features.notes,features.as_of,features.source,features.file,teams,teams.team,teams.team_slug,teams.slack_channel,teams.slack_channel_inferred,teams.zendesk_group,teams.group_live,teams.github_team,teams.as_of,teams.source,teams.features,teams.lineage,teams.lineage.name,teams.lineage.via,teams.lineage.teams,teams.lineage.line,candidates,candidates.feature,candidates.score,warnings,warnings.code,warnings.text'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm ownership check' = @{
            commands  = @()
            arguments = @('file')
            options   = @(
                @{ name = '--max-age'; spellings = @('--max-age'); kind = 'text'; again = $false; help = 'Report rows last confirmed longer ago.' }
                @{ name = '--live'; spellings = @('--live'); kind = ''; again = $false; help = 'Ask Zendesk whether it has the owners'' groups.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,file,features,findings,findings.line,findings.level,findings.code,findings.text'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm ownership refresh' = @{
            commands  = @()
            arguments = @()
            options   = @(
                @{ name = '--force'; spellings = @('--force'); kind = ''; again = $false; help = 'Believe a table however few rows it has.' }
                @{ name = '--dry-run'; spellings = @('--dry-run'); kind = ''; again = $false; help = 'Show what would change; write nothing.' }
                @{ name = '--yes'; spellings = @('-y', '--yes'); kind = ''; again = $false; help = 'Write without asking.' }
                @{ name = '--live'; spellings = @('--live'); kind = ''; again = $false; help = 'Ask Zendesk whether it has the owners'' groups.' }
                @{ name = '--ownership'; spellings = @('--ownership'); kind = 'file'; again = $false; help = 'Your own ownership file.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,file,url,as_of,dry_run,outcome,reason,rows,known,written_rows,named_in,differences,differences.feature,differences.change,differences.before,differences.after,former_teams,former_teams.name,former_teams.via,former_teams.teams,former_teams.line,lost_groups,lost_groups.group,lost_groups.problem,lost_groups.near,lost_groups.features'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm audit-impersonation' = @{
            commands  = @()
            arguments = @('lists tickets')
            options   = @(
                @{ name = '--days'; spellings = @('--days'); kind = 'text'; again = $false; help = 'Length of the window. [default: 30]' }
                @{ name = '--since'; spellings = @('--since'); kind = 'text'; again = $false; help = 'First moment: date or RFC 3339.' }
                @{ name = '--until'; spellings = @('--until'); kind = 'text'; again = $false; help = 'End, itself left out. [default: 15 minutes ago]' }
                @{ name = '--region'; spellings = @('--region'); kind = 'words us eu'; again = $false; help = 'If it can''t be told from the members.' }
                @{ name = '--email'; spellings = @('--email'); kind = 'text'; again = $true; help = 'Also look for this address; repeatable.' }
                @{ name = '--user-id'; spellings = @('--user-id'); kind = 'text'; again = $true; help = 'Also look for this user; repeatable.' }
                @{ name = '--by'; spellings = @('--by'); kind = 'words session event staff user day'; again = $false; help = 'What a row stands for.' }
                @{ name = '--timezone'; spellings = @('--timezone'); kind = 'text'; again = $false; help = 'Tell times in Europe/Berlin, too.' }
                @{ name = '--format'; spellings = @('--format'); kind = 'words table json jsonl csv markdown html xlsx'; again = $false; help = 'How to write the result.' }
                @{ name = '--output'; spellings = @('-o', '--output'); kind = 'file'; again = $false; help = 'Write to a new file.' }
                @{ name = '--force'; spellings = @('--force'); kind = ''; again = $false; help = 'Let --output replace a file.' }
                @{ name = '--from'; spellings = @('--from'); kind = 'file'; again = $false; help = 'Audit those of a file, an ORG a line.' }
                @{ name = '--all-mine'; spellings = @('--all-mine'); kind = ''; again = $false; help = 'Audit those that are yours on Zendesk.' }
                @{ name = '--output-dir'; spellings = @('--output-dir'); kind = 'folder'; again = $false; help = 'Of several: a report each, in here.' }
                @{ name = '--watch-since'; spellings = @('--watch-since'); kind = 'words last'; again = $false; help = 'Only what no earlier run told.' }
                @{ name = '--resume'; spellings = @('--resume'); kind = ''; again = $false; help = 'Go on with an audit that was broken off.' }
                @{ name = '--audience'; spellings = @('--audience'); kind = 'words internal customer'; again = $false; help = 'Who is to read it.' }
                @{ name = '--staff'; spellings = @('--staff'); kind = 'words name initials role'; again = $false; help = 'How a customer''s report calls staff.' }
                @{ name = '--reasons'; spellings = @('--reasons'); kind = 'words passed redacted reviewed'; again = $false; help = 'What a customer''s report shows of reasons.' }
                @{ name = '--review'; spellings = @('--review'); kind = ''; again = $false; help = 'Decide on a terminal what a customer''s report may hold.' }
                @{ name = '--attach-to'; spellings = @('--attach-to'); kind = 'lists tickets'; again = $false; help = 'Add the report to a ticket, as a private note.' }
                @{ name = '--ticket-of'; spellings = @('--ticket-of'); kind = 'text'; again = $false; help = 'The organization that it is wrongly filed under.' }
                @{ name = '--resend'; spellings = @('--resend'); kind = ''; again = $false; help = 'Send an undecided note again; it can''t be written twice.' }
                @{ name = '--allow-secrets'; spellings = @('--allow-secrets'); kind = ''; again = $false; help = 'Send a note that seems to hold a secret.' }
                @{ name = '--dry-run'; spellings = @('--dry-run'); kind = ''; again = $false; help = 'Say exactly what would be sent; send nothing.' }
                @{ name = '--yes'; spellings = @('-y', '--yes'); kind = ''; again = $false; help = 'Send without asking.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,organization,organization.id,organization.name,organization.region,organization.found_by,window,window.since,window.until,complete,proof,proof.organization_found,proof.members_found,proof.pages,proof.page_rows,proof.full_pages,proof.full_pages_followed,proof.last_page_rows,proof.in_order,proof.read_to_the_end,proof.rows,proof.counted,proof.cached,proof.cut,proof.halvings,watch,watch.first,watch.last_until,watch.told_before,members,members.current,members.former,members.without_email,events,events.event_uuid,events.occurred_at,events.event,events.mode,events.region,events.staff_email,events.staff_user_id,events.target_email,events.target_user_id,events.reason,events.ticket_ref,events.basis,events.flags,events.flags.code,events.flags.text,sessions,sessions.session_id,sessions.started_at,sessions.first_seen_at,sessions.over_by,sessions.highest_mode,sessions.mode_changes,sessions.mode_changes.event,sessions.mode_changes.at,sessions.staff_email,sessions.staff_user_id,sessions.target_email,sessions.target_user_id,sessions.region,sessions.reasons,sessions.ticket_ref,sessions.ticket_url,sessions.basis,sessions.flags,sessions.flags.code,sessions.flags.text,groups,groups.staff_member,groups.sessions,groups.read_write_sessions,groups.events,groups.accounts,groups.first_at,groups.last_at,groups.account,groups.staff,groups.day,warnings,warnings.code,warnings.text,limitations,limitations.code,limitations.text,attached,attached.ticket,attached.outcome,attached.note,attached.note.id,attached.note.public,attached.note.body,attached.attachments,attached.attachments.name,attached.attachments.size,attached.operation_id,attached.earlier,attached.reason,attached.warnings,attached.warnings.code,attached.warnings.text,dry_run,requests,requests.method,requests.path,requests.body,made,made.at,made.csm_version,made.by,made.timezone,stamp,stamp.algorithm,stamp.tables,stamp.tables.name,stamp.tables.columns,stamp.tables.rows,stamp.tables.sha256,audience,title,incomplete,summary,facts,facts.label,facts.text,remarks,remarks.title,remarks.texts,rows,rows.session,rows.time_utc,rows.action,rows.mode,rows.account,rows.staff_member,rows.reason,rows.how_we_know,rows.local_time,rows.started_utc,rows.over_by_utc,rows.actions,rows.highest_mode,rows.reasons,rows.sessions,rows.read_write_sessions,rows.first_utc,rows.last_utc,rows.day,chosen_by,all_chosen,notices,results,results.outcome,results.organization,results.organization.id,results.organization.name,results.organization.region,results.window,results.window.since,results.window.until,results.events,results.sign_ins,results.read_write,results.staff,results.members,results.members.current,results.members.former,results.members.without_email,results.watch,results.watch.first,results.watch.last_until,results.watch.told_before,results.reasons,results.reasons.code,results.reasons.text,results.error,results.error.code,results.error.message,results.error.hint,results.file'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm audit' = @{
            commands  = @(
                , @('verify', 'Compare the rows of a report with the SHA-256 that it carries.')
            )
            arguments = @()
            options   = @(
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm audit verify' = @{
            commands  = @()
            arguments = @('file')
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,file,format,outcome,tables,tables.name,tables.outcome,tables.rows,tables.sha256,tables.stated_rows,tables.stated_sha256,problems'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm org' = @{
            commands  = @()
            arguments = @('lists tickets...')
            options   = @(
                @{ name = '--web'; spellings = @('-w', '--web'); kind = ''; again = $false; help = 'Open its page in the browser instead.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,query,kind,match,organization,organization.id,organization.name,organization.region,organization.plan,organization.members,organization.members.current,organization.members.without_email,organization.found_by,organization.confirmed,organization.links,organization.links.admin,organization.links.billing,organization.links.vitally,organization.zendesk_organization,organization.zendesk_organization.id,organization.zendesk_organization.name,organization.zendesk_organization.url,organization.vitally,organization.vitally.id,organization.vitally.kind,organization.vitally.name,organization.vitally.key_roles,organization.vitally.key_roles.role,organization.vitally.key_roles.name,organization.vitally.key_roles.email,candidates,candidates.id,candidates.name,candidates.region,candidates.plan,candidates.members,candidates.members.current,candidates.members.without_email,candidates.found_by,candidates.confirmed,missing,missing.service,missing.code,missing.text,warnings,warnings.code,warnings.text'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm log' = @{
            commands  = @(
                , @('resolve', 'Settle what is undecided: look on the desk what became of it.')
                , @('forget', 'Erase entries, and what notes and reports they keep, from this machine.')
            )
            arguments = @()
            options   = @(
                @{ name = '--ticket'; spellings = @('--ticket'); kind = 'lists tickets'; again = $false; help = 'Number, #number or Zendesk URL.' }
                @{ name = '--undecided'; spellings = @('--undecided'); kind = ''; again = $false; help = 'Only those whose outcome is not known.' }
                @{ name = '--limit'; spellings = @('--limit'); kind = 'text'; again = $false; help = 'Show the newest N.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,entries,entries.at,entries.profile,entries.account,entries.ticket,entries.verb,entries.undoes,entries.outcome,entries.reason,entries.known_by,entries.note_id,entries.operation_id,entries.request_ids,entries.seconds,omitted'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm log resolve' = @{
            commands  = @()
            arguments = @('text...')
            options   = @(
                @{ name = '--ticket'; spellings = @('--ticket'); kind = 'lists tickets'; again = $false; help = 'Number, #number or Zendesk URL.' }
                @{ name = '--as'; spellings = @('--as'); kind = 'words written not-written'; again = $false; help = 'Take your word for it instead of looking on the desk.' }
                @{ name = '--dry-run'; spellings = @('--dry-run'); kind = ''; again = $false; help = 'Say what would be recorded or erased; change nothing.' }
                @{ name = '--yes'; spellings = @('-y', '--yes'); kind = ''; again = $false; help = 'With --as: without asking.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,results,results.operation_id,results.ticket,results.verb,results.at,results.outcome,results.known_by,results.note_id,dry_run'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm log forget' = @{
            commands  = @()
            arguments = @('text...')
            options   = @(
                @{ name = '--before'; spellings = @('--before'); kind = 'text'; again = $false; help = 'Those from before a date or time.' }
                @{ name = '--all'; spellings = @('--all'); kind = ''; again = $false; help = 'Every one.' }
                @{ name = '--dry-run'; spellings = @('--dry-run'); kind = ''; again = $false; help = 'Say what would be recorded or erased; change nothing.' }
                @{ name = '--yes'; spellings = @('-y', '--yes'); kind = ''; again = $false; help = 'Forget undecided ones without asking.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,forgotten,forgotten.operation_id,forgotten.ticket,forgotten.verb,forgotten.at,forgotten.outcome,dry_run'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm init' = @{
            commands  = @()
            arguments = @()
            options   = @(
                @{ name = '--zendesk-url'; spellings = @('--zendesk-url'); kind = 'text'; again = $false; help = 'Your Zendesk, or its subdomain alone.' }
                @{ name = '--client-id'; spellings = @('--client-id'); kind = 'text'; again = $false; help = 'The OAuth client to sign in through.' }
                @{ name = '--offline'; spellings = @('--offline'); kind = ''; again = $false; help = 'Ask no service: write the file, and no more.' }
                @{ name = '--yes'; spellings = @('-y', '--yes'); kind = ''; again = $false; help = 'Take the proposals instead of asking.' }
                @{ name = '--dry-run'; spellings = @('--dry-run'); kind = ''; again = $false; help = 'Show the file that would be written; write nothing.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,config_file,profile,outcome,changes,changes.name,changes.before,changes.after,not_found,text,doctor,doctor.summary,doctor.summary.ok,doctor.summary.warn,doctor.summary.fail,doctor.summary.skipped,doctor.failed,doctor.failed.name,doctor.failed.found,doctor.failed.next,dry_run,requests'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm demo' = @{
            commands  = @()
            arguments = @()
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,steps,steps.command,steps.exit_code,steps.changes,steps.good,good'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm sandbox' = @{
            commands  = @(
                , @('serve', 'Serve the sandbox in the foreground, until Ctrl-C or SIGTERM.')
                , @('env', 'Print the variables of the sandbox that is being served, as export lines.')
                , @('reset', 'Forget all that was done in the sandbox and load its scenario again.')
            )
            arguments = @()
            options   = @(
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm sandbox serve' = @{
            commands  = @()
            arguments = @()
            options   = @(
                @{ name = '--port-base'; spellings = @('--port-base'); kind = 'text'; again = $false; help = 'Use the ports N to N+8.' }
                @{ name = '--scenario'; spellings = @('--scenario'); kind = 'folder'; again = $false; help = 'Load this scenario instead of the default.' }
                @{ name = '--state'; spellings = @('--state'); kind = 'folder'; again = $false; help = 'Keep the sandbox''s state in this folder.' }
                @{ name = '--tls'; spellings = @('--tls'); kind = ''; again = $false; help = 'Serve https, with a certificate made for it.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,services,env'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm sandbox env' = @{
            commands  = @()
            arguments = @()
            options   = @(
                @{ name = '--state'; spellings = @('--state'); kind = 'folder'; again = $false; help = 'Keep the sandbox''s state in this folder.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,services,env'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm sandbox reset' = @{
            commands  = @()
            arguments = @()
            options   = @(
                @{ name = '--scenario'; spellings = @('--scenario'); kind = 'folder'; again = $false; help = 'Load this scenario instead of the default.' }
                @{ name = '--state'; spellings = @('--state'); kind = 'folder'; again = $false; help = 'Keep the sandbox''s state in this folder.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,state,scenario,loaded_at'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm auth' = @{
            commands  = @(
                , @('login', 'Sign in to a service; without a name to Zendesk, then to PostHog.')
                , @('status', 'Show who you are on each service, where the credential came from, and when it ends.')
                , @('logout', 'Delete a sign-in from this machine; without a name all of the profile''s.')
                , @('token', 'Print the credential that csm uses, for another program; of Zendesk without a name.')
            )
            arguments = @()
            options   = @(
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm auth login' = @{
            commands  = @()
            arguments = @('words zendesk posthog github pylon vitally slack')
            options   = @(
                @{ name = '--client-id'; spellings = @('--client-id'); kind = 'text'; again = $false; help = 'The identifier of csm''s OAuth client.' }
                @{ name = '--no-browser'; spellings = @('--no-browser'); kind = ''; again = $false; help = 'Print the page''s address; open nothing.' }
                @{ name = '--api-token'; spellings = @('--api-token'); kind = ''; again = $false; help = 'Zendesk: with an API token that you still have.' }
                @{ name = '--email'; spellings = @('--email'); kind = 'text'; again = $false; help = 'The e-mail that the API token is of.' }
                @{ name = '--with-token'; spellings = @('--with-token'); kind = ''; again = $false; help = 'Read the key or API token from stdin.' }
                @{ name = '--insecure-storage'; spellings = @('--insecure-storage'); kind = ''; again = $false; help = 'Keep it in a file of yours, not in the keyring.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,signed_in,signed_in.service,signed_in.url,signed_in.who,signed_in.role,signed_in.scopes,signed_in.region,signed_in.ends,signed_in.warnings,signed_in.warnings.code,signed_in.warnings.text,signed_in.place'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm auth status' = @{
            commands  = @()
            arguments = @('words zendesk posthog github pylon vitally slack')
            options   = @(
                @{ name = '--offline'; spellings = @('--offline'); kind = ''; again = $false; help = 'Ask no service; say what is known without.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,services,services.service,services.state,services.url,services.who,services.role,services.scopes,services.region,services.ends,services.warnings,services.warnings.code,services.warnings.text,services.source,services.shadowed,services.problem,services.next'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm auth logout' = @{
            commands  = @()
            arguments = @('words zendesk posthog github pylon vitally slack')
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,signed_out,signed_out.service,signed_out.deleted,signed_out.revoked,signed_out.still'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm auth token' = @{
            commands  = @()
            arguments = @('words zendesk posthog github pylon vitally slack')
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,service,url,kind,source,token'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm doctor' = @{
            commands  = @()
            arguments = @()
            options   = @(
                @{ name = '--fix'; spellings = @('--fix'); kind = ''; again = $false; help = 'Do what is safe on this machine first, and say each thing.' }
                @{ name = '--check-version'; spellings = @('--check-version'); kind = ''; again = $false; help = 'Ask the package index for a newer csm.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,summary,summary.ok,summary.warn,summary.fail,summary.skipped,checks,checks.name,checks.state,checks.found,checks.next,checks.fixable,checks.items,fixed,fixed.name,fixed.done'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm config' = @{
            commands  = @(
                , @('list', 'Show each setting, as csm config does without a word behind it.')
                , @('get', 'Show one setting''s value; ends with 5 if it is not set.')
                , @('set', 'Write one setting into the config file; with --profile, into that profile.')
                , @('unset', 'Take one setting out of the config file; with --profile, out of that profile.')
                , @('edit', 'Open the config file in your editor (VISUAL, EDITOR, else vi).')
                , @('path', 'Show where the config file is, or would be.')
                , @('profiles', 'List the profiles, and where each of them signs in.')
                , @('schema', 'Print the JSON Schema of the config file, for editors.')
            )
            arguments = @()
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,settings,settings.name,settings.value,settings.source'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm config list' = @{
            commands  = @()
            arguments = @()
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,settings,settings.name,settings.value,settings.source'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm config get' = @{
            commands  = @()
            arguments = @('words zendesk.url zendesk.token_creation_ended zendesk.tokens_end zendesk.oauth_scopes zendesk.client_id zendesk.escalation_title zendesk.escalation_option zendesk.holding_organization zendesk.organization_page zendesk.note_limit zendesk.search_lag_minutes zendesk.search_page zendesk.attachment_limit zendesk.fields.severity zendesk.fields.distinct_id zendesk.fields.area zendesk.fields.organization_id zendesk.fields.support_type zendesk.fields.account_owner zendesk.fields.exception_event zendesk.rates.account.requests zendesk.rates.account.seconds zendesk.rates.tickets-update.requests zendesk.rates.tickets-update.seconds zendesk.rates.per-ticket-updates.requests zendesk.rates.per-ticket-updates.seconds zendesk.rates.users-update.requests zendesk.rates.users-update.seconds zendesk.rates.search-export.requests zendesk.rates.search-export.seconds zendesk.roles.light zendesk.roles.full zendesk.roles.advice_up zendesk.roles.advice_down zendesk.organization_fields.organization_id zendesk.organization_fields.content_warning posthog.key_page posthog.us_url posthog.eu_url posthog.short_host posthog.audit_project_id posthog.organization_group_index posthog.organization_group_type posthog.us_sites posthog.eu_sites posthog_support.hosts github.url github.key_page pylon.url pylon.key_page vitally.url vitally.key_page slack.url slack.key_page status.url status.path status.tag status.warns status.warn_seconds status.wait_seconds status.keep_seconds status.older_hours status.areas.analytics status.areas.analytics_platform status.areas.batch_exports status.areas.cdp_destinations status.areas.data_ingestion status.areas.data_modeling status.areas.data_warehouse status.areas.error_tracking status.areas.experiments status.areas.feature_flags status.areas.login status.areas.posthog_ai status.areas.session_replay status.areas.surveys status.areas.web_analytics status.areas.workflows website.url website.docs_index website.docs_index_hours similar.repository similar.wait_seconds similar.limit login_as.user_page login_as.user_search_page login_as.organization_page login_as.project_page login_as.project_search_page login_as.reason login_as.lead login_as.ask organizations.plan_property organizations.vitally_url organizations.vitally_kinds organizations.vitally_pages organizations.vitally_seconds organizations.free_mail_domains audit.first_event audit.ingestion_lag_minutes audit.session_limit_hours audit.history_days audit.watch_days audit.resume_days audit.page_rows audit.most_halvings audit.shortest_stretch_minutes audit.most_rows audit.membership_events audit.events.started audit.events.upgraded audit.events.downgraded mine.search mine.organizations mine.in_sight mine.beyond_sight mine.most_conversations mine.watch_seconds mine.conversations_at_once mine.kept_days triage.slack_tags triage.owner_tag triage.threads triage.emoji triage.channel.prefix triage.channel.invite triage.channel.feed triage.channel.field triage.channel.folder triage.channel.admin_path triage.severities.critical triage.severities.high triage.severities.medium triage.severities.low limits.cache_hours limits.timeout_seconds limits.token_margin_seconds limits.approval_seconds limits.github_seconds limits.optional_wait_seconds limits.keyring_seconds limits.query_timeout_seconds limits.queries_per_minute limits.queries_per_hour limits.read_attempts limits.first_wait_seconds limits.busy_wait_seconds limits.verify_seconds limits.retry_after_cap_seconds limits.waiting_cap_seconds limits.stop_grace_seconds limits.progress_line_seconds limits.role_wait_seconds limits.role_poll_seconds limits.role_return_seconds clocks.time_zone clocks.payg clocks.boost clocks.scale clocks.enterprise clocks.plans.free clocks.plans.onboarding clocks.plans.pay-as-you-go_free clocks.plans.pay-as-you-go_paying clocks.plans.teams_legacy clocks.plans.boost clocks.plans.scale clocks.plans.enterprise clocks.plans.yc clocks.plans.startup routes.billing routes.sales routes.security routes.legal routes.incident routes.self-hosted sending.reply_limit sending.slack_tags sending.slack_channel sending.slack_host sending.internal sending.channels.api sending.channels.web sending.channels.email sending.channels.mail sending.channels.chat sending.channels.native_messaging drafts.closes_after_days drafts.otherwise_hours support.group support.channel completion.recent_tickets ownership.old_days ownership.page ownership.json_page ownership.page_sources ownership.least_share doctor.clock_doubtful_seconds doctor.clock_wrong_seconds doctor.impersonations_days doctor.impersonations_far_days doctor.token_end_soon_days doctor.sign_in_end_soon_days doctor.key_end_soon_days doctor.least_free_megabytes doctor.lock_hours doctor.index_url profile zendesk.email zendesk.token zendesk.oauth_token zendesk.escalation_field_id zendesk.roles.url zendesk.roles.email zendesk.roles.token zendesk.roles.oauth_token posthog.key github.key pylon.key vitally.key slack.key ownership.file')
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,name,value,source'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm config set' = @{
            commands  = @()
            arguments = @('words zendesk.url zendesk.token_creation_ended zendesk.tokens_end zendesk.oauth_scopes zendesk.client_id zendesk.escalation_title zendesk.escalation_option zendesk.holding_organization zendesk.organization_page zendesk.note_limit zendesk.search_lag_minutes zendesk.search_page zendesk.attachment_limit zendesk.fields.severity zendesk.fields.distinct_id zendesk.fields.area zendesk.fields.organization_id zendesk.fields.support_type zendesk.fields.account_owner zendesk.fields.exception_event zendesk.rates.account.requests zendesk.rates.account.seconds zendesk.rates.tickets-update.requests zendesk.rates.tickets-update.seconds zendesk.rates.per-ticket-updates.requests zendesk.rates.per-ticket-updates.seconds zendesk.rates.users-update.requests zendesk.rates.users-update.seconds zendesk.rates.search-export.requests zendesk.rates.search-export.seconds zendesk.roles.light zendesk.roles.full zendesk.roles.advice_up zendesk.roles.advice_down zendesk.organization_fields.organization_id zendesk.organization_fields.content_warning posthog.key_page posthog.us_url posthog.eu_url posthog.short_host posthog.audit_project_id posthog.organization_group_index posthog.organization_group_type posthog.us_sites posthog.eu_sites posthog_support.hosts github.url github.key_page pylon.url pylon.key_page vitally.url vitally.key_page slack.url slack.key_page status.url status.path status.tag status.warns status.warn_seconds status.wait_seconds status.keep_seconds status.older_hours status.areas.analytics status.areas.analytics_platform status.areas.batch_exports status.areas.cdp_destinations status.areas.data_ingestion status.areas.data_modeling status.areas.data_warehouse status.areas.error_tracking status.areas.experiments status.areas.feature_flags status.areas.login status.areas.posthog_ai status.areas.session_replay status.areas.surveys status.areas.web_analytics status.areas.workflows website.url website.docs_index website.docs_index_hours similar.repository similar.wait_seconds similar.limit login_as.user_page login_as.user_search_page login_as.organization_page login_as.project_page login_as.project_search_page login_as.reason login_as.lead login_as.ask organizations.plan_property organizations.vitally_url organizations.vitally_kinds organizations.vitally_pages organizations.vitally_seconds organizations.free_mail_domains audit.first_event audit.ingestion_lag_minutes audit.session_limit_hours audit.history_days audit.watch_days audit.resume_days audit.page_rows audit.most_halvings audit.shortest_stretch_minutes audit.most_rows audit.membership_events audit.events.started audit.events.upgraded audit.events.downgraded mine.search mine.organizations mine.in_sight mine.beyond_sight mine.most_conversations mine.watch_seconds mine.conversations_at_once mine.kept_days triage.slack_tags triage.owner_tag triage.threads triage.emoji triage.channel.prefix triage.channel.invite triage.channel.feed triage.channel.field triage.channel.folder triage.channel.admin_path triage.severities.critical triage.severities.high triage.severities.medium triage.severities.low limits.cache_hours limits.timeout_seconds limits.token_margin_seconds limits.approval_seconds limits.github_seconds limits.optional_wait_seconds limits.keyring_seconds limits.query_timeout_seconds limits.queries_per_minute limits.queries_per_hour limits.read_attempts limits.first_wait_seconds limits.busy_wait_seconds limits.verify_seconds limits.retry_after_cap_seconds limits.waiting_cap_seconds limits.stop_grace_seconds limits.progress_line_seconds limits.role_wait_seconds limits.role_poll_seconds limits.role_return_seconds clocks.time_zone clocks.payg clocks.boost clocks.scale clocks.enterprise clocks.plans.free clocks.plans.onboarding clocks.plans.pay-as-you-go_free clocks.plans.pay-as-you-go_paying clocks.plans.teams_legacy clocks.plans.boost clocks.plans.scale clocks.plans.enterprise clocks.plans.yc clocks.plans.startup routes.billing routes.sales routes.security routes.legal routes.incident routes.self-hosted sending.reply_limit sending.slack_tags sending.slack_channel sending.slack_host sending.internal sending.channels.api sending.channels.web sending.channels.email sending.channels.mail sending.channels.chat sending.channels.native_messaging drafts.closes_after_days drafts.otherwise_hours support.group support.channel completion.recent_tickets ownership.old_days ownership.page ownership.json_page ownership.page_sources ownership.least_share doctor.clock_doubtful_seconds doctor.clock_wrong_seconds doctor.impersonations_days doctor.impersonations_far_days doctor.token_end_soon_days doctor.sign_in_end_soon_days doctor.key_end_soon_days doctor.least_free_megabytes doctor.lock_hours doctor.index_url profile zendesk.email zendesk.token zendesk.oauth_token zendesk.escalation_field_id zendesk.roles.url zendesk.roles.email zendesk.roles.token zendesk.roles.oauth_token posthog.key github.key pylon.key vitally.key slack.key ownership.file', 'text')
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,name,profile,before,after,outcome,config_file'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm config unset' = @{
            commands  = @()
            arguments = @('words zendesk.url zendesk.token_creation_ended zendesk.tokens_end zendesk.oauth_scopes zendesk.client_id zendesk.escalation_title zendesk.escalation_option zendesk.holding_organization zendesk.organization_page zendesk.note_limit zendesk.search_lag_minutes zendesk.search_page zendesk.attachment_limit zendesk.fields.severity zendesk.fields.distinct_id zendesk.fields.area zendesk.fields.organization_id zendesk.fields.support_type zendesk.fields.account_owner zendesk.fields.exception_event zendesk.rates.account.requests zendesk.rates.account.seconds zendesk.rates.tickets-update.requests zendesk.rates.tickets-update.seconds zendesk.rates.per-ticket-updates.requests zendesk.rates.per-ticket-updates.seconds zendesk.rates.users-update.requests zendesk.rates.users-update.seconds zendesk.rates.search-export.requests zendesk.rates.search-export.seconds zendesk.roles.light zendesk.roles.full zendesk.roles.advice_up zendesk.roles.advice_down zendesk.organization_fields.organization_id zendesk.organization_fields.content_warning posthog.key_page posthog.us_url posthog.eu_url posthog.short_host posthog.audit_project_id posthog.organization_group_index posthog.organization_group_type posthog.us_sites posthog.eu_sites posthog_support.hosts github.url github.key_page pylon.url pylon.key_page vitally.url vitally.key_page slack.url slack.key_page status.url status.path status.tag status.warns status.warn_seconds status.wait_seconds status.keep_seconds status.older_hours status.areas.analytics status.areas.analytics_platform status.areas.batch_exports status.areas.cdp_destinations status.areas.data_ingestion status.areas.data_modeling status.areas.data_warehouse status.areas.error_tracking status.areas.experiments status.areas.feature_flags status.areas.login status.areas.posthog_ai status.areas.session_replay status.areas.surveys status.areas.web_analytics status.areas.workflows website.url website.docs_index website.docs_index_hours similar.repository similar.wait_seconds similar.limit login_as.user_page login_as.user_search_page login_as.organization_page login_as.project_page login_as.project_search_page login_as.reason login_as.lead login_as.ask organizations.plan_property organizations.vitally_url organizations.vitally_kinds organizations.vitally_pages organizations.vitally_seconds organizations.free_mail_domains audit.first_event audit.ingestion_lag_minutes audit.session_limit_hours audit.history_days audit.watch_days audit.resume_days audit.page_rows audit.most_halvings audit.shortest_stretch_minutes audit.most_rows audit.membership_events audit.events.started audit.events.upgraded audit.events.downgraded mine.search mine.organizations mine.in_sight mine.beyond_sight mine.most_conversations mine.watch_seconds mine.conversations_at_once mine.kept_days triage.slack_tags triage.owner_tag triage.threads triage.emoji triage.channel.prefix triage.channel.invite triage.channel.feed triage.channel.field triage.channel.folder triage.channel.admin_path triage.severities.critical triage.severities.high triage.severities.medium triage.severities.low limits.cache_hours limits.timeout_seconds limits.token_margin_seconds limits.approval_seconds limits.github_seconds limits.optional_wait_seconds limits.keyring_seconds limits.query_timeout_seconds limits.queries_per_minute limits.queries_per_hour limits.read_attempts limits.first_wait_seconds limits.busy_wait_seconds limits.verify_seconds limits.retry_after_cap_seconds limits.waiting_cap_seconds limits.stop_grace_seconds limits.progress_line_seconds limits.role_wait_seconds limits.role_poll_seconds limits.role_return_seconds clocks.time_zone clocks.payg clocks.boost clocks.scale clocks.enterprise clocks.plans.free clocks.plans.onboarding clocks.plans.pay-as-you-go_free clocks.plans.pay-as-you-go_paying clocks.plans.teams_legacy clocks.plans.boost clocks.plans.scale clocks.plans.enterprise clocks.plans.yc clocks.plans.startup routes.billing routes.sales routes.security routes.legal routes.incident routes.self-hosted sending.reply_limit sending.slack_tags sending.slack_channel sending.slack_host sending.internal sending.channels.api sending.channels.web sending.channels.email sending.channels.mail sending.channels.chat sending.channels.native_messaging drafts.closes_after_days drafts.otherwise_hours support.group support.channel completion.recent_tickets ownership.old_days ownership.page ownership.json_page ownership.page_sources ownership.least_share doctor.clock_doubtful_seconds doctor.clock_wrong_seconds doctor.impersonations_days doctor.impersonations_far_days doctor.token_end_soon_days doctor.sign_in_end_soon_days doctor.key_end_soon_days doctor.least_free_megabytes doctor.lock_hours doctor.index_url profile zendesk.email zendesk.token zendesk.oauth_token zendesk.escalation_field_id zendesk.roles.url zendesk.roles.email zendesk.roles.token zendesk.roles.oauth_token posthog.key github.key pylon.key vitally.key slack.key ownership.file')
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,name,profile,before,after,outcome,config_file'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm config edit' = @{
            commands  = @()
            arguments = @()
            options   = @(
                @{ name = '--draft'; spellings = @('--draft'); kind = 'file'; again = $false; help = 'Go on with a draft of csm''s.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,config_file,outcome'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm config path' = @{
            commands  = @()
            arguments = @()
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,config_file,exists,named_by'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm config profiles' = @{
            commands  = @()
            arguments = @()
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,profiles,profiles.name,profiles.in_use,profiles.accounts,profiles.accounts.service,profiles.accounts.url,profiles.accounts.source'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm config schema' = @{
            commands  = @()
            arguments = @()
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,schema'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm completion' = @{
            commands  = @()
            arguments = @('words bash zsh fish powershell')
            options   = @(
                @{ name = '--install'; spellings = @('--install'); kind = ''; again = $false; help = 'Put it where the shell looks for it.' }
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,shell,script,installed,then'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm help' = @{
            commands  = @(
                , @('environment', 'Every environment variable that csm reads.')
                , @('exit-codes', 'What the exit codes mean.')
                , @('json', 'The JSON Schema of a command''s document.')
                , @('output', 'What is printed where, and in which form.')
                , @('privacy', 'What leaves this machine, and what is kept on it.')
                , @('templates', 'The templates of notes and drafts, and what they can use.')
                , @('mine', 'List what needs you, across all your customers, the nearest breach first.')
                , @('due', 'List tickets on which our last public word is older than the plan''s clock.')
                , @('triage', 'List tickets that nobody has sorted; fill the form of one from Slack.')
                , @('escalations', 'Follow your escalations: who spoke last, who sees them, their issues.')
                , @('incident', 'Show the status page''s incidents, and tie a ticket to one.')
                , @('show', 'Show a ticket on one screen, with the links parsed from it.')
                , @('claim', 'Tell support that you are on a ticket, with one internal note.')
                , @('note', 'Leave an internal note on a ticket, of your own words or from a template.')
                , @('ask', 'Draft a public reply that asks for what is missing, each with why.')
                , @('update', 'Draft a public reply that tells the customer how it stands.')
                , @('similar', 'Find the same problem elsewhere: tickets, GitHub, Pylon, Slack, docs.')
                , @('login-as', 'Find the admin page to log in as a customer on, and the reason to give.')
                , @('escalate', 'Hand a ticket to engineering or support, with a note to work from.')
                , @('role', 'Show whether you are a light or a full agent; step up, and down again.')
                , @('undo', 'Take back the last write of this machine.')
                , @('whois-owns', 'Say which team owns a feature, and where to reach it.')
                , @('tips', 'Say what to try for an area or a ticket, and what to look up without asking.')
                , @('ownership', 'List, show, check and refresh who owns what.')
                , @('audit-impersonation', 'List who from PostHog signed in as a member of an organization.')
                , @('audit', 'Check the file of an audit''s report.')
                , @('org', 'Look up a customer''s organization: id, region, plan, members, links.')
                , @('log', 'List what was written on this machine, or tried; settle it, forget it.')
                , @('init', 'Set csm up: write a config file, sign in, check everything.')
                , @('demo', 'Do the main job on the sandbox, step by step.')
                , @('sandbox', 'Run a Zendesk and a PostHog of your own on this machine.')
                , @('auth', 'Sign in to Zendesk, PostHog and others; see how it stands; sign out.')
                , @('doctor', 'Check everything a day''s work depends on, and say what to do.')
                , @('config', 'Show each setting, its value and where it came from.')
                , @('completion', 'Print or install the script that completes csm''s words in your shell.')
                , @('help', 'Explain a command or a topic: exit-codes, environment, templates and more.')
            )
            arguments = @()
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,topic,entries,entries.name,entries.text'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm help json' = @{
            commands  = @()
            arguments = @('words ask audit-impersonation audit-impersonation-customer audit-impersonation-several audit-verify auth-login auth-logout auth-status auth-token claim completion config config-edit config-get config-list config-path config-profiles config-schema config-set config-unset config.toml demo doctor due error escalate escalations help incident init log log-forget log-resolve login-as mine note org ownership-check ownership-list ownership-refresh ownership-show ownership.yaml role sandbox-env sandbox-reset sandbox-serve show similar tips tips.yaml triage triage-checklist triage-remind triage-ticket undo update whois-owns')
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,topic,entries,entries.name,entries.text'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm help templates' = @{
            commands  = @()
            arguments = @('words escalate-engineering escalate-support withdraw nudge incident incident-customer remind-ticket-emoji note-handover note-findings note-slack note-bug ask-keen ask-clinical update-keen update-clinical note-elsewhere')
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,topic,entries,entries.name,entries.text'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm help ownership' = @{
            commands  = @()
            arguments = @('words list show check refresh')
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,topic,entries,entries.name,entries.text'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm help audit' = @{
            commands  = @()
            arguments = @('words verify')
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,topic,entries,entries.name,entries.text'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm help log' = @{
            commands  = @()
            arguments = @('words resolve forget')
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,topic,entries,entries.name,entries.text'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm help sandbox' = @{
            commands  = @()
            arguments = @('words serve env reset')
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,topic,entries,entries.name,entries.text'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm help auth' = @{
            commands  = @()
            arguments = @('words login status logout token')
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,topic,entries,entries.name,entries.text'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
        'csm help config' = @{
            commands  = @()
            arguments = @('words list get set unset edit path profiles schema')
            options   = @(
                @{ name = '--json'; spellings = @('--json'); kind = ''; again = $false; help = 'Print one JSON document on stdout.' }
                @{ name = '--profile'; spellings = @('--profile'); kind = 'lists profiles'; again = $false; help = 'Use this profile''s settings.' }
                @{ name = '--sandbox'; spellings = @('--sandbox'); kind = ''; again = $false; help = 'Run against a sandbox on this machine.' }
                @{ name = '--no-input'; spellings = @('--no-input'); kind = ''; again = $false; help = 'Never ask; stop instead.' }
                @{ name = '--verbose'; spellings = @('-v', '--verbose'); kind = ''; again = $false; help = 'Tell each request, and times to the second.' }
                @{ name = '--no-pager'; spellings = @('--no-pager'); kind = ''; again = $false; help = 'Show what is long without a pager.' }
                @{ name = '--fields'; spellings = @('--fields'); kind = 'list help,schema_version,topic,entries,entries.name,entries.text'; again = $false; help = 'Print only these fields; `help` lists them.' }
                @{ name = '--jq'; spellings = @('--jq'); kind = 'text'; again = $false; help = 'With --json: print what jq makes of it.' }
                @{ name = '--quiet'; spellings = @('-q', '--quiet'); kind = ''; again = $false; help = 'Say nothing of progress and success.' }
                @{ name = '--refresh'; spellings = @('--refresh'); kind = ''; again = $false; help = 'Ask again for what is kept between runs.' }
                @{ name = '--help'; spellings = @('-h', '--help'); kind = ''; again = $false; help = 'Show this help.' }
            )
        }
    }
    $shipped = @{
        areas = @(
            , @('general', 'Any area')
            , @('session_replay', 'Session replay')
            , @('feature_flags', 'Feature flags')
            , @('experiments', 'Experiments')
            , @('analytics', 'Product analytics')
            , @('data_ingestion', 'Data ingestion')
            , @('error_tracking', 'Error tracking')
            , @('surveys', 'Surveys')
            , @('web_analytics', 'Web analytics')
            , @('workflows', 'Workflows')
            , @('logs', 'Logs')
            , @('cohorts', 'Cohorts')
            , @('group_analytics', 'Group analytics')
            , @('heatmaps', 'Heatmaps')
            , @('llm-analytics', 'AI observability')
            , @('health_overview', 'Health overview')
            , @('sdk', 'SDKs')
            , @('mobile', 'Mobile SDKs')
            , @('batch_exports', 'Batch exports')
            , @('cdp_destinations', 'Real-time destinations')
            , @('apps', 'Apps and transformations')
            , @('data_warehouse', 'Data warehouse sources')
            , @('data_modeling', 'Data modeling')
            , @('data_management', 'Data management')
            , @('analytics_platform', 'Alerts, subscriptions and exports')
            , @('notebooks', 'Notebooks')
            , @('platform_addons', 'Platform add-ons')
            , @('login', 'Authentication')
            , @('billing', 'Billing')
            , @('toolbar', 'Toolbar')
            , @('posthog-ai', 'PostHog AI')
            , @('posthog-mcp', 'PostHog MCP')
            , @('setup-wizard', 'Wizard')
            , @('onboarding', 'Onboarding')
            , @('ai_gateway', 'AI gateway')
            , @('customer_analytics', 'Customer analytics')
            , @('revenue_analytics', 'Revenue analytics')
            , @('signals', 'Inbox')
            , @('slack', 'Slack app')
        )
        features = @(
            , @('Actions', 'Analytics Platform')
            , @('Activity log', 'Platform Features')
            , @('Activity view', 'Product Analytics')
            , @('AI gateway', 'AI Gateway')
            , @('AI observability (LLM analytics)', 'AI Observability')
            , @('Alerts', 'Analytics Platform')
            , @('Annotations', 'Product Analytics')
            , @('API structure', '')
            , @('Authentication', 'Platform Features')
            , @('Autocapture', 'Analytics Platform and Web Analytics')
            , @('Base currency', 'Web Analytics')
            , @('Batch exports', 'Batch Exports')
            , @('Billing', 'Billing')
            , @('Cache warming', 'Analytics Platform')
            , @('Client libraries', 'Client Libraries')
            , @('Cohorts', 'Feature Flags')
            , @('Command palette', 'Platform UX')
            , @('Comments/Discussions', 'Platform Features')
            , @('CSP tracking', 'Web Analytics')
            , @('Currency rate dataset', 'Growth and Customer Analytics')
            , @('Customer Analytics', 'Customer Analytics')
            , @('Dashboard templates', 'Analytics Platform')
            , @('Dashboards', 'Product Analytics and Analytics Platform')
            , @('Data colors & themes', 'Analytics Platform')
            , @('Data management', 'Analytics Platform')
            , @('Data modeling (views, matviews)', 'Data Modeling')
            , @('Data pipelines', 'Workflows')
            , @('Data table', 'Product Analytics')
            , @('Data visualization', 'Data Stack')
            , @('Data warehouse', 'Data Stack')
            , @('Developer tooling (CI, local dev)', 'Developer Experience')
            , @('Early access features', 'Feature Flags')
            , @('Endpoints', 'Data Stack')
            , @('Error tracking', 'Error Tracking')
            , @('Experiments', 'Experiments')
            , @('Feature flags', 'Feature Flags')
            , @('Feed', 'Growth')
            , @('Group analytics', 'Customer Analytics')
            , @('Heatmaps', 'Web Analytics')
            , @('HogQL', 'Data Stack')
            , @('Inbox / Signals', 'Self-driving')
            , @('Ingestion', 'Ingestion')
            , @('Insights', 'Product Analytics')
            , @('Internal messaging (email, notifications)', 'Platform Features')
            , @('Live events', 'ClickHouse')
            , @('Logs', 'APM')
            , @('Managed migrations', 'Ingestion')
            , @('Managed reverse proxy', 'Platform Features')
            , @('Marketing analytics', 'Web Analytics')
            , @('MCP analytics', 'MCP Analytics')
            , @('MCP server', 'PostHog AI')
            , @('Notebooks', 'Platform Features')
            , @('Onboarding', 'Growth')
            , @('Organization Management & Deletion', 'Platform Features')
            , @('Path cleaning', 'Web Analytics')
            , @('Permissions and access control', 'Platform Features')
            , @('Persons', 'Ingestion')
            , @('Persons view', 'Product Analytics')
            , @('Pipeline destinations', 'Workflows')
            , @('Pipeline sources', 'Warehouse Sources')
            , @('Pipeline transformations', 'Workflows')
            , @('Platform (US + EU)', 'Infrastructure')
            , @('PostHog AI platform', 'PostHog AI')
            , @('PostHog Code / Desktop', 'PostHog Code / Desktop')
            , @('PostHog Support (Conversations product)', 'Conversations')
            , @('PostHog.com', 'Brand')
            , @('Product tours', 'Surveys')
            , @('Project homepage', 'Platform UX')
            , @('Property filters', 'Platform UX')
            , @('Queries as a Service', 'Data Stack')
            , @('Query performance', 'Analytics Platform')
            , @('Quota limiting', 'Billing and Platform Features')
            , @('Replay', 'Replay')
            , @('Revenue analytics', 'Customer Analytics and Growth')
            , @('Revenue data management', 'Customer Analytics and Growth')
            , @('SDK doctor', 'Growth')
            , @('SDKs & client libraries (web, server-side)', 'Client Libraries')
            , @('SDKs (mobile)', 'Client Libraries')
            , @('Search', 'Platform UX')
            , @('Security', 'Infrastructure')
            , @('Self-hosting', 'Infrastructure')
            , @('Sentry integration', 'Error Tracking')
            , @('Session analytics', 'Web Analytics')
            , @('Session explorer', 'Web Analytics')
            , @('Settings structure (personal & project)', 'Platform UX')
            , @('Source maps', 'Error Tracking')
            , @('SQL editor', 'Data Stack')
            , @('SQL insights', 'Data Stack')
            , @('SSO', 'Platform Features')
            , @('Statistical analysis', 'Product Analytics')
            , @('Subscriptions', 'Analytics Platform')
            , @('Surveys', 'Surveys')
            , @('Table exports', 'Analytics Platform')
            , @('Targeted data deletion', 'ClickHouse')
            , @('Taxonomic filters', 'Platform UX')
            , @('Terraform integration', 'Analytics Platform')
            , @('Toolbar', 'Growth')
            , @('Tracing and metrics', 'APM')
            , @('Unclassified tickets', 'Support')
            , @('Usage reports', 'Billing and Platform Features')
            , @('Variables', 'Product Analytics')
            , @('Web analytics', 'Web Analytics')
            , @('Webhook delivery service', 'Workflows')
            , @('Weekly digest', 'Growth')
            , @('Wizard', 'Docs & Wizard')
            , @('Workflows', 'Workflows')
            , @('audit log', 'Activity log')
            , @('activity logging', 'Activity log')
            , @('events', 'Activity view')
            , @('activity', 'Activity view')
            , @('LLM gateway', 'AI gateway')
            , @('playground', 'AI gateway')
            , @('LLM analytics', 'AI observability (LLM analytics)')
            , @('LLM observability', 'AI observability (LLM analytics)')
            , @('insight alerts', 'Alerts')
            , @('REST API', 'API structure')
            , @('API', 'API structure')
            , @('login', 'Authentication')
            , @('sign-up', 'Authentication')
            , @('invites', 'Authentication')
            , @('2FA', 'Authentication')
            , @('password reset', 'Authentication')
            , @('destinations (batch)', 'Batch exports')
            , @('S3 export', 'Batch exports')
            , @('BigQuery export', 'Batch exports')
            , @('invoice', 'Billing')
            , @('pricing', 'Billing')
            , @('refund', 'Billing')
            , @('Dollars & Cents', 'Billing')
            , @('SDK', 'Client libraries')
            , @('SDKs', 'Client libraries')
            , @('cmd+k', 'Command palette')
            , @('command bar', 'Command palette')
            , @('CRM', 'Customer Analytics')
            , @('accounts', 'Customer Analytics')
            , @('dashboard', 'Dashboards')
            , @('event definitions', 'Data management')
            , @('property definitions', 'Data management')
            , @('taxonomy', 'Data management')
            , @('saved queries', 'Data modeling (views, matviews)')
            , @('materialized views', 'Data modeling (views, matviews)')
            , @('CDP', 'Data pipelines')
            , @('pipelines', 'Data pipelines')
            , @('DWH', 'Data warehouse')
            , @('warehouse', 'Data warehouse')
            , @('feature previews', 'Early access features')
            , @('EAF', 'Early access features')
            , @('API endpoints product', 'Endpoints')
            , @('exceptions', 'Error tracking')
            , @('experimentation', 'Experiments')
            , @('A/B testing', 'Experiments')
            , @('flags', 'Feature flags')
            , @('decide', 'Feature flags')
            , @('/flags endpoint', 'Feature flags')
            , @('groups', 'Group analytics')
            , @('clickmaps', 'Heatmaps')
            , @('scrollmaps', 'Heatmaps')
            , @('SQL', 'HogQL')
            , @('query language', 'HogQL')
            , @('signals', 'Inbox / Signals')
            , @('inbox', 'Inbox / Signals')
            , @('event ingestion', 'Ingestion')
            , @('capture', 'Ingestion')
            , @('missing events', 'Ingestion')
            , @('trends', 'Insights')
            , @('funnels', 'Insights')
            , @('retention', 'Insights')
            , @('paths', 'Insights')
            , @('lifecycle', 'Insights')
            , @('stickiness', 'Insights')
            , @('saved insights', 'Insights')
            , @('correlation analysis', 'Insights')
            , @('actors modal', 'Insights')
            , @('log management', 'Logs')
            , @('proxy', 'Managed reverse proxy')
            , @('reverse proxy', 'Managed reverse proxy')
            , @('MCP', 'MCP server')
            , @('product onboarding', 'Onboarding')
            , @('organization deletion', 'Organization Management & Deletion')
            , @('ownership transfer', 'Organization Management & Deletion')
            , @('project deletion', 'Organization Management & Deletion')
            , @('RBAC', 'Permissions and access control')
            , @('roles', 'Permissions and access control')
            , @('access control', 'Permissions and access control')
            , @('person profiles', 'Persons')
            , @('identify', 'Persons')
            , @('alias', 'Persons')
            , @('merge', 'Persons')
            , @('real-time destinations', 'Pipeline destinations')
            , @('hog functions', 'Pipeline destinations')
            , @('warehouse sources', 'Pipeline sources')
            , @('data imports', 'Pipeline sources')
            , @('syncs', 'Pipeline sources')
            , @('transformations', 'Pipeline transformations')
            , @('plugins', 'Pipeline transformations')
            , @('apps', 'Pipeline transformations')
            , @('infra', 'Platform (US + EU)')
            , @('cloud', 'Platform (US + EU)')
            , @('outage', 'Platform (US + EU)')
            , @('Max', 'PostHog AI platform')
            , @('Max AI', 'PostHog AI platform')
            , @('desktop app', 'PostHog Code / Desktop')
            , @('support product', 'PostHog Support (Conversations product)')
            , @('SupportHog', 'PostHog Support (Conversations product)')
            , @('conversations', 'PostHog Support (Conversations product)')
            , @('website', 'PostHog.com')
            , @('docs site', 'PostHog.com')
            , @('QaaS', 'Queries as a Service')
            , @('query API', 'Queries as a Service')
            , @('slow query', 'Query performance')
            , @('timeouts', 'Query performance')
            , @('billing limit', 'Quota limiting')
            , @('session replay', 'Replay')
            , @('recordings', 'Replay')
            , @('session recording', 'Replay')
            , @('health overview', 'SDK doctor')
            , @('posthog-js', 'SDKs & client libraries (web, server-side)')
            , @('posthog-python', 'SDKs & client libraries (web, server-side)')
            , @('posthog-node', 'SDKs & client libraries (web, server-side)')
            , @('SDK', 'SDKs & client libraries (web, server-side)')
            , @('iOS', 'SDKs (mobile)')
            , @('Android', 'SDKs (mobile)')
            , @('React Native', 'SDKs (mobile)')
            , @('Flutter', 'SDKs (mobile)')
            , @('vulnerability report', 'Security')
            , @('open source deployment', 'Self-hosting')
            , @('hobby deploy', 'Self-hosting')
            , @('settings', 'Settings structure (personal & project)')
            , @('sourcemaps', 'Source maps')
            , @('symbolication', 'Source maps')
            , @('SAML', 'SSO')
            , @('SCIM', 'SSO')
            , @('Google login', 'SSO')
            , @('report emails', 'Subscriptions')
            , @('insight subscriptions', 'Subscriptions')
            , @('NPS', 'Surveys')
            , @('CSAT survey product', 'Surveys')
            , @('CSV export', 'Table exports')
            , @('exports', 'Table exports')
            , @('event deletion', 'Targeted data deletion')
            , @('PII deletion', 'Targeted data deletion')
            , @('APM', 'Tracing and metrics')
            , @('traces', 'Tracing and metrics')
            , @('support', 'Unclassified tickets')
            , @('general', 'Unclassified tickets')
            , @('do not know', 'Unclassified tickets')
            , @('support_needs_triage', 'Unclassified tickets')
            , @('SQL variables', 'Variables')
            , @('web vitals', 'Web analytics')
            , @('webhooks', 'Webhook delivery service')
            , @('setup wizard', 'Wizard')
            , @('messaging', 'Workflows')
            , @('campaigns', 'Workflows')
            , @('broadcasts', 'Workflows')
        )
        teams = @(
            , @('AI Gateway', '#support-ai-gateway')
            , @('AI Observability', '#support-ai-observability')
            , @('APM', '#team-apm')
            , @('Analytics Platform', '#support-analytics-platform')
            , @('Batch Exports', '#support-batch-exports')
            , @('Billing', '#support-billing')
            , @('Brand', '')
            , @('ClickHouse', '#support-clickhouse')
            , @('Client Libraries', '#support-mobile')
            , @('Conversations', '#team-conversations')
            , @('Customer Analytics', '#support-customer-analytics')
            , @('Data Modeling', '#support-data-modeling')
            , @('Data Stack', '#support-data-stack')
            , @('Developer Experience', '#team-devex')
            , @('Docs & Wizard', '')
            , @('Error Tracking', '#support-error-tracking')
            , @('Experiments', '#support-experiments')
            , @('Feature Flags', '#support-feature-flags')
            , @('Growth', '#support-growth')
            , @('Infrastructure', '#support-infrastructure')
            , @('Ingestion', '#support-ingestion')
            , @('MCP Analytics', '#support-mcp-analytics')
            , @('Platform Features', '#support-platform-features')
            , @('Platform UX', '#support-platform-ux')
            , @('PostHog AI', '#support-posthog-ai')
            , @('PostHog Code / Desktop', '#team-desktop')
            , @('Product Analytics', '#support-product-analytics')
            , @('Replay', '#support-replay')
            , @('Self-driving', '#support-self-driving')
            , @('Support', '#team-support')
            , @('Surveys', '#support-surveys')
            , @('Warehouse Sources', '#support-warehouse-sources')
            , @('Web Analytics', '#support-web-analytics')
            , @('Workflows', '#support-workflows')
        )
        profiles = @(
            , @('default', 'what stands outside the profiles of the config file')
            , @('sandbox', 'a Zendesk and a PostHog of your own, on this machine')
        )
    }

    $state = $env:CSM_STATE
    if (-not $state) {
        if ($env:XDG_STATE_HOME) { $state = Join-Path $env:XDG_STATE_HOME 'csm' }
        elseif ($IsMacOS) { $state = Join-Path $HOME 'Library/Application Support/csm' }
        elseif ($IsLinux) { $state = Join-Path $HOME '.local/state/csm' }
        else { $state = Join-Path $env:LOCALAPPDATA 'csm\csm' }
    }

    # The values of a list: those that csm has kept, else those that it comes with.
    function Get-CsmValues($name) {
        $file = Join-Path (Join-Path $state 'completion') $name
        $kept = Test-Path -LiteralPath $file
        if ($name -eq 'profiles' -or -not $kept) { $shipped[$name] }
        if ($kept) {
            foreach ($line in [IO.File]::ReadLines((Convert-Path -LiteralPath $file))) {
                , ($line -split "`t", 2)
            }
        }
    }

    # The templates of notes of a user, which lie beside the config file.
    function Get-CsmOwnTemplates {
        if ($env:CSM_CONFIG) { $config = Split-Path -Parent $env:CSM_CONFIG }
        elseif ($env:XDG_CONFIG_HOME) { $config = Join-Path $env:XDG_CONFIG_HOME 'csm' }
        elseif ($IsMacOS) { $config = Join-Path $HOME 'Library/Application Support/csm' }
        elseif ($IsLinux) { $config = Join-Path $HOME '.config/csm' }
        else { $config = Join-Path $env:LOCALAPPDATA 'csm\csm' }
        if (-not $config) { $config = '.' }
        $folder = Join-Path $config 'templates'
        if (Test-Path -LiteralPath $folder) {
            Get-ChildItem -LiteralPath $folder -Filter 'note-?*.md.j2' | ForEach-Object {
                , @($_.Name.Substring(5, $_.Name.Length - 11), 'your own')
            }
        }
    }

    # What a word of the kind can be, as pairs of value and description.
    function Get-CsmOffers($kind) {
        switch -Wildcard ($kind) {
            'lists *' { foreach ($each in ($kind.Substring(6) -split ' ')) { Get-CsmValues $each } }
            'templates *' {
                foreach ($each in ($kind.Substring(10) -split ' ')) { , @($each, '') }
                Get-CsmOwnTemplates
            }
            'words *' { foreach ($each in ($kind.Substring(6) -split ' ')) { , @($each, '') } }
            'list *' {
                $before = $typed -replace '[^,]*$', ''
                foreach ($each in ($kind.Substring(5) -split ',')) {
                    if (($before -split ',') -notcontains $each) { , @(($before + $each), '') }
                }
            }
        }
    }

    $place = 'csm'
    $used = @()
    $pending = $null
    $only = $false
    $n = 0
    $before = @($commandAst.CommandElements | Select-Object -Skip 1 |
            Where-Object { $_.Extent.EndOffset -lt $cursorPosition -or ($_.Extent.EndOffset -eq $cursorPosition -and -not $wordToComplete) } |
            ForEach-Object { $_.Extent.Text })
    for ($i = 0; $i -lt $before.Count; $i++) {
        $word = $before[$i]
        if (-not $only -and $word -eq '--') { $only = $true }
        elseif (-not $only -and $word -like '-?*') {
            $option = $places[$place].options | Where-Object { $_.spellings -ccontains ($word -split '=')[0] } | Select-Object -First 1
            if (-not $option) { continue }
            if (-not $option.again) { $used += $option.name }
            if ($option.kind -and $word -notlike '*=*') {
                $i++
                if ($i -ge $before.Count) { $pending = $option.kind }
            }
        }
        elseif ($n -eq 0 -and ($places[$place].commands | Where-Object { $_[0] -ceq $word })) { $place = "$place $word" }
        else { $n++ }
    }

    $here = $places[$place]
    $typed = $wordToComplete -replace "^['""]", ''
    $cut = ''
    if (-not $pending -and -not $only -and $typed -like '--*=*') {
        $name = ($typed -split '=')[0]
        $option = $here.options | Where-Object { $_.spellings -ccontains $name } | Select-Object -First 1
        if (-not $option -or -not $option.kind) { return }
        $pending = $option.kind
        $cut = "$name="
        $typed = $typed.Substring($cut.Length)
    }
    if ($pending) { $offers = Get-CsmOffers $pending }
    elseif (-not $only -and ($typed -like '-*' -or ($n -eq 0 -and -not $here.commands -and -not $here.arguments))) {
        $offers = $here.options | Where-Object { $used -cnotcontains $_.name } | ForEach-Object { , @($_.name, $_.help) }
    }
    elseif ($n -eq 0 -and $here.commands) { $offers = $here.commands }
    elseif ($n -lt $here.arguments.Count) { $offers = Get-CsmOffers ($here.arguments[$n] -replace '\.\.\.$', '') }
    elseif ($here.arguments.Count -and $here.arguments[-1] -like '*...') { $offers = Get-CsmOffers ($here.arguments[-1] -replace '\.\.\.$', '') }

    foreach ($each in $offers) {
        $value = $each[0]
        if (-not $value.StartsWith($typed, [StringComparison]::OrdinalIgnoreCase)) { continue }
        $about = if ($each[1]) { $each[1] } else { $value }
        $text = $cut + $value
        if ($text -notmatch '^[\w./:@%+,=-]+$') { $text = "'" + [Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($text) + "'" }
        [Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $about)
    }
}
