# bash completion of csm. No program is started for it: what can be completed stands here, and in
# small files that csm keeps in its state folder. Made by `python -m tests.generated`.

# What can follow the words `$1`: commands, options with their help, arguments.
__csm_place() {
  case $1 in
    'csm')
      names='mine due triage escalations incident show claim note ask update similar login-as escalate role undo whois-owns tips ownership audit-impersonation audit org log init demo sandbox auth doctor config completion help'
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--version Print the version.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm mine')
      names=''
      switches=(
        '--waiting Only those that wait on this one; repeatable.'
        '--org Only of this organization, by name or id; repeatable.'
        '--escalated Only escalated ones.'
        '--limit List the first N.'
        '--watch Keep the list on the whole screen, with keys to act.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm due')
      names=''
      switches=(
        '--within Those, too, that are due within so many.'
        '--waiting Only those that wait on this one; repeatable.'
        '--org Only of this organization, by name or id; repeatable.'
        '--limit List the first N.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm triage')
      names=''
      switches=(
        '--group The Zendesk group, by name or id.'
        '--feature The feature; finds its group.'
        '--team Which of several owners of the feature.'
        '--severity How bad it is for them.'
        '--all List everybody'\''s tickets, not only yours.'
        '--checklist Print what must be right for a Slack channel.'
        '--channel The same, looked up for this channel.'
        '--remind Print a text that reminds a customer of the ticket emoji.'
        '--resend Send an undecided note again; it can'\''t be written twice.'
        '--dry-run Say exactly what would be sent; send nothing.'
        '--yes Send without asking.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('lists tickets') ;;
    'csm escalations')
      names=''
      switches=(
        '--all Solved and closed tickets, too.'
        '--limit Look at N tickets at the most.'
        '--days Only what was escalated in N days.'
        '--nudge Show what to write to each owner; JSON always does.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm incident')
      names=''
      switches=(
        '--tag Tie the ticket to the incident of this.'
        '--resend Send an undecided note again; it can'\''t be written twice.'
        '--dry-run Say exactly what would be sent; send nothing.'
        '--yes Send without asking.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('lists tickets') ;;
    'csm show')
      names=''
      switches=(
        '--comments Show the whole conversation as well.'
        '--web Open its page in the browser instead.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('lists tickets') ;;
    'csm claim')
      names=''
      switches=(
        '--assign Also make you the assignee.'
        '--message Add words to the note.'
        '--release Take your claim back.'
        '--take-over Take it from whoever has it; asks first.'
        '--resend Send an undecided note again; it can'\''t be written twice.'
        '--allow-secrets Send a note that seems to hold a secret.'
        '--dry-run Say exactly what would be sent; send nothing.'
        '--yes Take over without asking.'
        '--no-progress With many tickets: now and then a line, no bar.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('lists tickets...') ;;
    'csm note')
      names=''
      switches=(
        '--message The words. TEXT, @file or -.'
        '--file A file with the words, or -.'
        '--template Words around yours; see help.'
        '--attach Add a file to the note; repeatable.'
        '--resend Send an undecided note again; it can'\''t be written twice.'
        '--allow-secrets Send a note that seems to hold a secret.'
        '--dry-run Say exactly what would be sent; send nothing.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('lists tickets') ;;
    'csm ask')
      names=''
      switches=(
        '--for What to ask for; repeatable.'
        '--register How it sounds; by the ticket if not said.'
        '--draft Go on with a draft of csm'\''s, or of yours.'
        '--output Write the draft to a file of yours.'
        '--force Let --output replace a file.'
        '--send Send it to the customer, once you have typed its number.'
        '--pending With --send: set the ticket to pending.'
        '--resend With --send: send an undecided reply again.'
        '--dry-run With --send: say exactly what would be sent.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('lists tickets') ;;
    'csm update')
      names=''
      switches=(
        '--progress What is done. TEXT, @file or -.'
        '--blockers What holds it up. TEXT, @file or -.'
        '--next What comes next. TEXT, @file or -.'
        '--waits-for Who is waited for; by its status if not.'
        '--until Until when; by the plan'\''s clock if not.'
        '--register How it sounds; by the ticket if not said.'
        '--draft Go on with a draft of csm'\''s, or of yours.'
        '--output Write the draft to a file of yours.'
        '--force Let --output replace a file.'
        '--send Send it to the customer, once you have typed its number.'
        '--pending With --send: set the ticket to pending.'
        '--resend With --send: send an undecided reply again.'
        '--dry-run With --send: say exactly what would be sent.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('lists tickets') ;;
    'csm similar')
      names=''
      switches=(
        '--source Search there alone; repeatable.'
        '--limit The most matches.'
        '--web Open its page in the browser instead.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('lists tickets...') ;;
    'csm login-as')
      names=''
      switches=(
        '--reason What you look for; ends the reason.'
        '--ticket The ticket that it is for.'
        '--region The region, where you know it.'
        '--web Open its page in the browser instead.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('lists tickets...') ;;
    'csm escalate')
      names=''
      switches=(
        '--to Who should pick it up.'
        '--feature The feature; finds its owner.'
        '--team The team that owns it.'
        '--group The Zendesk group, by name or id.'
        '--why Why there. TEXT, @file or -.'
        '--investigated What was tried. TEXT, @file or -.'
        '--observed What was seen. TEXT, @file or -.'
        '--next What is expected next. TEXT, @file or -.'
        '--draft Go on with a draft of csm'\''s, or of yours.'
        '--attach Add a file to the note; repeatable.'
        '--again Hand on what is escalated to another group.'
        '--withdraw Take an escalation back; needs only --why.'
        '--resend Send an undecided note again; it can'\''t be written twice.'
        '--upgrade-role As a light agent, step up for this and down again.'
        '--allow-secrets Send a note that seems to hold a secret.'
        '--dry-run Say exactly what would be sent; send nothing.'
        '--yes Send without asking.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('lists tickets') ;;
    'csm role')
      names=''
      switches=(
        '--ticket The ticket whose page to step up on.'
        '--web Open the page in the browser, terminal or not.'
        '--dry-run Say exactly what would be sent; send nothing.'
        '--yes Do it without asking.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('words show upgrade downgrade') ;;
    'csm undo')
      names=''
      switches=(
        '--resend Send an undecided undo again; it can'\''t be written twice.'
        '--dry-run Say exactly what would be sent; send nothing.'
        '--yes Undo without asking.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm whois-owns')
      names=''
      switches=(
        '--ownership Your own ownership file.'
        '--web Open its page in the browser instead.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('lists features teams tickets...') ;;
    'csm tips')
      names=''
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('lists areas features tickets...') ;;
    'csm ownership')
      names='list show check refresh'
      switches=(
        '--help Show this help.'
      )
      wants=() ;;
    'csm ownership list')
      names=''
      switches=(
        '--team Only what this team owns; old names work.'
        '--live Ask Zendesk whether it has the owners'\'' groups.'
        '--ownership Your own ownership file.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm ownership show')
      names=''
      switches=(
        '--live Ask Zendesk whether it has the owners'\'' groups.'
        '--ownership Your own ownership file.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('lists features teams...') ;;
    'csm ownership check')
      names=''
      switches=(
        '--max-age Report rows last confirmed longer ago.'
        '--live Ask Zendesk whether it has the owners'\'' groups.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('file') ;;
    'csm ownership refresh')
      names=''
      switches=(
        '--force Believe a table however few rows it has.'
        '--dry-run Show what would change; write nothing.'
        '--yes Write without asking.'
        '--live Ask Zendesk whether it has the owners'\'' groups.'
        '--ownership Your own ownership file.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm audit-impersonation')
      names=''
      switches=(
        '--days Length of the window. [default: 30]'
        '--since First moment: date or RFC 3339.'
        '--until End, itself left out. [default: 15 minutes ago]'
        '--region If it can'\''t be told from the members.'
        '--email Also look for this address; repeatable.'
        '--user-id Also look for this user; repeatable.'
        '--by What a row stands for.'
        '--timezone Tell times in Europe/Berlin, too.'
        '--format How to write the result.'
        '--output Write to a new file.'
        '--force Let --output replace a file.'
        '--from Audit those of a file, an ORG a line.'
        '--all-mine Audit those that are yours on Zendesk.'
        '--output-dir Of several: a report each, in here.'
        '--watch-since Only what no earlier run told.'
        '--resume Go on with an audit that was broken off.'
        '--audience Who is to read it.'
        '--staff How a customer'\''s report calls staff.'
        '--reasons What a customer'\''s report shows of reasons.'
        '--review Decide on a terminal what a customer'\''s report may hold.'
        '--attach-to Add the report to a ticket, as a private note.'
        '--ticket-of The organization that it is wrongly filed under.'
        '--resend Send an undecided note again; it can'\''t be written twice.'
        '--allow-secrets Send a note that seems to hold a secret.'
        '--dry-run Say exactly what would be sent; send nothing.'
        '--yes Send without asking.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('lists tickets') ;;
    'csm audit')
      names='verify'
      switches=(
        '--help Show this help.'
      )
      wants=() ;;
    'csm audit verify')
      names=''
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('file') ;;
    'csm org')
      names=''
      switches=(
        '--web Open its page in the browser instead.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('lists tickets...') ;;
    'csm log')
      names='resolve forget'
      switches=(
        '--ticket Number, #number or Zendesk URL.'
        '--undecided Only those whose outcome is not known.'
        '--limit Show the newest N.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm log resolve')
      names=''
      switches=(
        '--ticket Number, #number or Zendesk URL.'
        '--as Take your word for it instead of looking on the desk.'
        '--dry-run Say what would be recorded or erased; change nothing.'
        '--yes With --as: without asking.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('text...') ;;
    'csm log forget')
      names=''
      switches=(
        '--before Those from before a date or time.'
        '--all Every one.'
        '--dry-run Say what would be recorded or erased; change nothing.'
        '--yes Forget undecided ones without asking.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('text...') ;;
    'csm init')
      names=''
      switches=(
        '--zendesk-url Your Zendesk, or its subdomain alone.'
        '--client-id The OAuth client to sign in through.'
        '--offline Ask no service: write the file, and no more.'
        '--yes Take the proposals instead of asking.'
        '--dry-run Show the file that would be written; write nothing.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm demo')
      names=''
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm sandbox')
      names='serve env reset'
      switches=(
        '--help Show this help.'
      )
      wants=() ;;
    'csm sandbox serve')
      names=''
      switches=(
        '--port-base Use the ports N to N+8.'
        '--scenario Load this scenario instead of the default.'
        '--state Keep the sandbox'\''s state in this folder.'
        '--tls Serve https, with a certificate made for it.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm sandbox env')
      names=''
      switches=(
        '--state Keep the sandbox'\''s state in this folder.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm sandbox reset')
      names=''
      switches=(
        '--scenario Load this scenario instead of the default.'
        '--state Keep the sandbox'\''s state in this folder.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm auth')
      names='login status logout token'
      switches=(
        '--help Show this help.'
      )
      wants=() ;;
    'csm auth login')
      names=''
      switches=(
        '--client-id The identifier of csm'\''s OAuth client.'
        '--no-browser Print the page'\''s address; open nothing.'
        '--api-token Zendesk: with an API token that you still have.'
        '--email The e-mail that the API token is of.'
        '--with-token Read the key or API token from stdin.'
        '--insecure-storage Keep it in a file of yours, not in the keyring.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('words zendesk posthog github pylon vitally slack') ;;
    'csm auth status')
      names=''
      switches=(
        '--offline Ask no service; say what is known without.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('words zendesk posthog github pylon vitally slack') ;;
    'csm auth logout')
      names=''
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('words zendesk posthog github pylon vitally slack') ;;
    'csm auth token')
      names=''
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('words zendesk posthog github pylon vitally slack') ;;
    'csm doctor')
      names=''
      switches=(
        '--fix Do what is safe on this machine first, and say each thing.'
        '--check-version Ask the package index for a newer csm.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm config')
      names='list get set unset edit path profiles schema'
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm config list')
      names=''
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm config get')
      names=''
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('words zendesk.url zendesk.token_creation_ended zendesk.tokens_end zendesk.oauth_scopes zendesk.client_id zendesk.escalation_title zendesk.escalation_option zendesk.holding_organization zendesk.organization_page zendesk.note_limit zendesk.search_lag_minutes zendesk.search_page zendesk.attachment_limit zendesk.fields.severity zendesk.fields.distinct_id zendesk.fields.area zendesk.fields.organization_id zendesk.fields.support_type zendesk.fields.account_owner zendesk.fields.exception_event zendesk.rates.account.requests zendesk.rates.account.seconds zendesk.rates.tickets-update.requests zendesk.rates.tickets-update.seconds zendesk.rates.per-ticket-updates.requests zendesk.rates.per-ticket-updates.seconds zendesk.rates.users-update.requests zendesk.rates.users-update.seconds zendesk.rates.search-export.requests zendesk.rates.search-export.seconds zendesk.roles.light zendesk.roles.full zendesk.roles.advice_up zendesk.roles.advice_down zendesk.organization_fields.organization_id zendesk.organization_fields.content_warning posthog.key_page posthog.us_url posthog.eu_url posthog.short_host posthog.audit_project_id posthog.organization_group_index posthog.organization_group_type posthog.us_sites posthog.eu_sites posthog_support.hosts github.url github.key_page pylon.url pylon.key_page vitally.url vitally.key_page slack.url slack.key_page status.url status.path status.tag status.warns status.warn_seconds status.wait_seconds status.keep_seconds status.older_hours status.areas.analytics status.areas.analytics_platform status.areas.batch_exports status.areas.cdp_destinations status.areas.data_ingestion status.areas.data_modeling status.areas.data_warehouse status.areas.error_tracking status.areas.experiments status.areas.feature_flags status.areas.login status.areas.posthog_ai status.areas.session_replay status.areas.surveys status.areas.web_analytics status.areas.workflows website.url website.docs_index website.docs_index_hours similar.repository similar.wait_seconds similar.limit login_as.user_page login_as.user_search_page login_as.organization_page login_as.project_page login_as.project_search_page login_as.reason login_as.lead login_as.ask organizations.plan_property organizations.vitally_url organizations.vitally_kinds organizations.vitally_pages organizations.vitally_seconds organizations.free_mail_domains audit.first_event audit.ingestion_lag_minutes audit.session_limit_hours audit.history_days audit.watch_days audit.resume_days audit.page_rows audit.most_halvings audit.shortest_stretch_minutes audit.most_rows audit.membership_events audit.events.started audit.events.upgraded audit.events.downgraded mine.search mine.organizations mine.in_sight mine.beyond_sight mine.most_conversations mine.watch_seconds mine.conversations_at_once mine.kept_days triage.slack_tags triage.owner_tag triage.threads triage.emoji triage.channel.prefix triage.channel.invite triage.channel.feed triage.channel.field triage.channel.folder triage.channel.admin_path triage.severities.critical triage.severities.high triage.severities.medium triage.severities.low limits.cache_hours limits.timeout_seconds limits.token_margin_seconds limits.approval_seconds limits.github_seconds limits.optional_wait_seconds limits.keyring_seconds limits.query_timeout_seconds limits.queries_per_minute limits.queries_per_hour limits.read_attempts limits.first_wait_seconds limits.busy_wait_seconds limits.verify_seconds limits.retry_after_cap_seconds limits.waiting_cap_seconds limits.stop_grace_seconds limits.progress_line_seconds limits.role_wait_seconds limits.role_poll_seconds limits.role_return_seconds clocks.time_zone clocks.payg clocks.boost clocks.scale clocks.enterprise clocks.plans.free clocks.plans.onboarding clocks.plans.pay-as-you-go_free clocks.plans.pay-as-you-go_paying clocks.plans.teams_legacy clocks.plans.boost clocks.plans.scale clocks.plans.enterprise clocks.plans.yc clocks.plans.startup routes.billing routes.sales routes.security routes.legal routes.incident routes.self-hosted sending.reply_limit sending.slack_tags sending.slack_channel sending.slack_host sending.internal sending.channels.api sending.channels.web sending.channels.email sending.channels.mail sending.channels.chat sending.channels.native_messaging drafts.closes_after_days drafts.otherwise_hours support.group support.channel completion.recent_tickets ownership.old_days ownership.page ownership.json_page ownership.page_sources ownership.least_share doctor.clock_doubtful_seconds doctor.clock_wrong_seconds doctor.impersonations_days doctor.impersonations_far_days doctor.token_end_soon_days doctor.sign_in_end_soon_days doctor.key_end_soon_days doctor.least_free_megabytes doctor.lock_hours doctor.index_url profile zendesk.email zendesk.token zendesk.oauth_token zendesk.escalation_field_id zendesk.roles.url zendesk.roles.email zendesk.roles.token zendesk.roles.oauth_token posthog.key github.key pylon.key vitally.key slack.key ownership.file') ;;
    'csm config set')
      names=''
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('words zendesk.url zendesk.token_creation_ended zendesk.tokens_end zendesk.oauth_scopes zendesk.client_id zendesk.escalation_title zendesk.escalation_option zendesk.holding_organization zendesk.organization_page zendesk.note_limit zendesk.search_lag_minutes zendesk.search_page zendesk.attachment_limit zendesk.fields.severity zendesk.fields.distinct_id zendesk.fields.area zendesk.fields.organization_id zendesk.fields.support_type zendesk.fields.account_owner zendesk.fields.exception_event zendesk.rates.account.requests zendesk.rates.account.seconds zendesk.rates.tickets-update.requests zendesk.rates.tickets-update.seconds zendesk.rates.per-ticket-updates.requests zendesk.rates.per-ticket-updates.seconds zendesk.rates.users-update.requests zendesk.rates.users-update.seconds zendesk.rates.search-export.requests zendesk.rates.search-export.seconds zendesk.roles.light zendesk.roles.full zendesk.roles.advice_up zendesk.roles.advice_down zendesk.organization_fields.organization_id zendesk.organization_fields.content_warning posthog.key_page posthog.us_url posthog.eu_url posthog.short_host posthog.audit_project_id posthog.organization_group_index posthog.organization_group_type posthog.us_sites posthog.eu_sites posthog_support.hosts github.url github.key_page pylon.url pylon.key_page vitally.url vitally.key_page slack.url slack.key_page status.url status.path status.tag status.warns status.warn_seconds status.wait_seconds status.keep_seconds status.older_hours status.areas.analytics status.areas.analytics_platform status.areas.batch_exports status.areas.cdp_destinations status.areas.data_ingestion status.areas.data_modeling status.areas.data_warehouse status.areas.error_tracking status.areas.experiments status.areas.feature_flags status.areas.login status.areas.posthog_ai status.areas.session_replay status.areas.surveys status.areas.web_analytics status.areas.workflows website.url website.docs_index website.docs_index_hours similar.repository similar.wait_seconds similar.limit login_as.user_page login_as.user_search_page login_as.organization_page login_as.project_page login_as.project_search_page login_as.reason login_as.lead login_as.ask organizations.plan_property organizations.vitally_url organizations.vitally_kinds organizations.vitally_pages organizations.vitally_seconds organizations.free_mail_domains audit.first_event audit.ingestion_lag_minutes audit.session_limit_hours audit.history_days audit.watch_days audit.resume_days audit.page_rows audit.most_halvings audit.shortest_stretch_minutes audit.most_rows audit.membership_events audit.events.started audit.events.upgraded audit.events.downgraded mine.search mine.organizations mine.in_sight mine.beyond_sight mine.most_conversations mine.watch_seconds mine.conversations_at_once mine.kept_days triage.slack_tags triage.owner_tag triage.threads triage.emoji triage.channel.prefix triage.channel.invite triage.channel.feed triage.channel.field triage.channel.folder triage.channel.admin_path triage.severities.critical triage.severities.high triage.severities.medium triage.severities.low limits.cache_hours limits.timeout_seconds limits.token_margin_seconds limits.approval_seconds limits.github_seconds limits.optional_wait_seconds limits.keyring_seconds limits.query_timeout_seconds limits.queries_per_minute limits.queries_per_hour limits.read_attempts limits.first_wait_seconds limits.busy_wait_seconds limits.verify_seconds limits.retry_after_cap_seconds limits.waiting_cap_seconds limits.stop_grace_seconds limits.progress_line_seconds limits.role_wait_seconds limits.role_poll_seconds limits.role_return_seconds clocks.time_zone clocks.payg clocks.boost clocks.scale clocks.enterprise clocks.plans.free clocks.plans.onboarding clocks.plans.pay-as-you-go_free clocks.plans.pay-as-you-go_paying clocks.plans.teams_legacy clocks.plans.boost clocks.plans.scale clocks.plans.enterprise clocks.plans.yc clocks.plans.startup routes.billing routes.sales routes.security routes.legal routes.incident routes.self-hosted sending.reply_limit sending.slack_tags sending.slack_channel sending.slack_host sending.internal sending.channels.api sending.channels.web sending.channels.email sending.channels.mail sending.channels.chat sending.channels.native_messaging drafts.closes_after_days drafts.otherwise_hours support.group support.channel completion.recent_tickets ownership.old_days ownership.page ownership.json_page ownership.page_sources ownership.least_share doctor.clock_doubtful_seconds doctor.clock_wrong_seconds doctor.impersonations_days doctor.impersonations_far_days doctor.token_end_soon_days doctor.sign_in_end_soon_days doctor.key_end_soon_days doctor.least_free_megabytes doctor.lock_hours doctor.index_url profile zendesk.email zendesk.token zendesk.oauth_token zendesk.escalation_field_id zendesk.roles.url zendesk.roles.email zendesk.roles.token zendesk.roles.oauth_token posthog.key github.key pylon.key vitally.key slack.key ownership.file' 'text') ;;
    'csm config unset')
      names=''
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('words zendesk.url zendesk.token_creation_ended zendesk.tokens_end zendesk.oauth_scopes zendesk.client_id zendesk.escalation_title zendesk.escalation_option zendesk.holding_organization zendesk.organization_page zendesk.note_limit zendesk.search_lag_minutes zendesk.search_page zendesk.attachment_limit zendesk.fields.severity zendesk.fields.distinct_id zendesk.fields.area zendesk.fields.organization_id zendesk.fields.support_type zendesk.fields.account_owner zendesk.fields.exception_event zendesk.rates.account.requests zendesk.rates.account.seconds zendesk.rates.tickets-update.requests zendesk.rates.tickets-update.seconds zendesk.rates.per-ticket-updates.requests zendesk.rates.per-ticket-updates.seconds zendesk.rates.users-update.requests zendesk.rates.users-update.seconds zendesk.rates.search-export.requests zendesk.rates.search-export.seconds zendesk.roles.light zendesk.roles.full zendesk.roles.advice_up zendesk.roles.advice_down zendesk.organization_fields.organization_id zendesk.organization_fields.content_warning posthog.key_page posthog.us_url posthog.eu_url posthog.short_host posthog.audit_project_id posthog.organization_group_index posthog.organization_group_type posthog.us_sites posthog.eu_sites posthog_support.hosts github.url github.key_page pylon.url pylon.key_page vitally.url vitally.key_page slack.url slack.key_page status.url status.path status.tag status.warns status.warn_seconds status.wait_seconds status.keep_seconds status.older_hours status.areas.analytics status.areas.analytics_platform status.areas.batch_exports status.areas.cdp_destinations status.areas.data_ingestion status.areas.data_modeling status.areas.data_warehouse status.areas.error_tracking status.areas.experiments status.areas.feature_flags status.areas.login status.areas.posthog_ai status.areas.session_replay status.areas.surveys status.areas.web_analytics status.areas.workflows website.url website.docs_index website.docs_index_hours similar.repository similar.wait_seconds similar.limit login_as.user_page login_as.user_search_page login_as.organization_page login_as.project_page login_as.project_search_page login_as.reason login_as.lead login_as.ask organizations.plan_property organizations.vitally_url organizations.vitally_kinds organizations.vitally_pages organizations.vitally_seconds organizations.free_mail_domains audit.first_event audit.ingestion_lag_minutes audit.session_limit_hours audit.history_days audit.watch_days audit.resume_days audit.page_rows audit.most_halvings audit.shortest_stretch_minutes audit.most_rows audit.membership_events audit.events.started audit.events.upgraded audit.events.downgraded mine.search mine.organizations mine.in_sight mine.beyond_sight mine.most_conversations mine.watch_seconds mine.conversations_at_once mine.kept_days triage.slack_tags triage.owner_tag triage.threads triage.emoji triage.channel.prefix triage.channel.invite triage.channel.feed triage.channel.field triage.channel.folder triage.channel.admin_path triage.severities.critical triage.severities.high triage.severities.medium triage.severities.low limits.cache_hours limits.timeout_seconds limits.token_margin_seconds limits.approval_seconds limits.github_seconds limits.optional_wait_seconds limits.keyring_seconds limits.query_timeout_seconds limits.queries_per_minute limits.queries_per_hour limits.read_attempts limits.first_wait_seconds limits.busy_wait_seconds limits.verify_seconds limits.retry_after_cap_seconds limits.waiting_cap_seconds limits.stop_grace_seconds limits.progress_line_seconds limits.role_wait_seconds limits.role_poll_seconds limits.role_return_seconds clocks.time_zone clocks.payg clocks.boost clocks.scale clocks.enterprise clocks.plans.free clocks.plans.onboarding clocks.plans.pay-as-you-go_free clocks.plans.pay-as-you-go_paying clocks.plans.teams_legacy clocks.plans.boost clocks.plans.scale clocks.plans.enterprise clocks.plans.yc clocks.plans.startup routes.billing routes.sales routes.security routes.legal routes.incident routes.self-hosted sending.reply_limit sending.slack_tags sending.slack_channel sending.slack_host sending.internal sending.channels.api sending.channels.web sending.channels.email sending.channels.mail sending.channels.chat sending.channels.native_messaging drafts.closes_after_days drafts.otherwise_hours support.group support.channel completion.recent_tickets ownership.old_days ownership.page ownership.json_page ownership.page_sources ownership.least_share doctor.clock_doubtful_seconds doctor.clock_wrong_seconds doctor.impersonations_days doctor.impersonations_far_days doctor.token_end_soon_days doctor.sign_in_end_soon_days doctor.key_end_soon_days doctor.least_free_megabytes doctor.lock_hours doctor.index_url profile zendesk.email zendesk.token zendesk.oauth_token zendesk.escalation_field_id zendesk.roles.url zendesk.roles.email zendesk.roles.token zendesk.roles.oauth_token posthog.key github.key pylon.key vitally.key slack.key ownership.file') ;;
    'csm config edit')
      names=''
      switches=(
        '--draft Go on with a draft of csm'\''s.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm config path')
      names=''
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm config profiles')
      names=''
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm config schema')
      names=''
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm completion')
      names=''
      switches=(
        '--install Put it where the shell looks for it.'
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('words bash zsh fish powershell') ;;
    'csm help')
      names='environment exit-codes json output privacy templates mine due triage escalations incident show claim note ask update similar login-as escalate role undo whois-owns tips ownership audit-impersonation audit org log init demo sandbox auth doctor config completion help'
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=() ;;
    'csm help json')
      names=''
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('words ask audit-impersonation audit-impersonation-customer audit-impersonation-several audit-verify auth-login auth-logout auth-status auth-token claim completion config config-edit config-get config-list config-path config-profiles config-schema config-set config-unset config.toml demo doctor due error escalate escalations help incident init log log-forget log-resolve login-as mine note org ownership-check ownership-list ownership-refresh ownership-show ownership.yaml role sandbox-env sandbox-reset sandbox-serve show similar tips tips.yaml triage triage-checklist triage-remind triage-ticket undo update whois-owns') ;;
    'csm help templates')
      names=''
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('words escalate-engineering escalate-support withdraw nudge incident incident-customer remind-ticket-emoji note-handover note-findings note-slack note-bug ask-keen ask-clinical update-keen update-clinical note-elsewhere') ;;
    'csm help ownership')
      names=''
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('words list show check refresh') ;;
    'csm help audit')
      names=''
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('words verify') ;;
    'csm help log')
      names=''
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('words resolve forget') ;;
    'csm help sandbox')
      names=''
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('words serve env reset') ;;
    'csm help auth')
      names=''
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('words login status logout token') ;;
    'csm help config')
      names=''
      switches=(
        '--json Print one JSON document on stdout.'
        '--profile Use this profile'\''s settings.'
        '--sandbox Run against a sandbox on this machine.'
        '--no-input Never ask; stop instead.'
        '--verbose Tell each request, and times to the second.'
        '--no-pager Show what is long without a pager.'
        '--fields Print only these fields; `help` lists them.'
        '--jq With --json: print what jq makes of it.'
        '--quiet Say nothing of progress and success.'
        '--refresh Ask again for what is kept between runs.'
        '--help Show this help.'
      )
      wants=('words list get set unset edit path profiles schema') ;;
  esac
}

# The option `$2` of the words `$1`: its name, the kind of what follows, whether again.
__csm_option() {
  option='' kind='' again=''
  case "$1 $2" in
    'csm --json') option=--json ;;
    'csm --profile') option=--profile kind='lists profiles' ;;
    'csm --sandbox') option=--sandbox ;;
    'csm --no-input') option=--no-input ;;
    'csm -v' | 'csm --verbose') option=--verbose ;;
    'csm --no-pager') option=--no-pager ;;
    'csm --fields') option=--fields kind='list help' ;;
    'csm --jq') option=--jq kind='text' ;;
    'csm -q' | 'csm --quiet') option=--quiet ;;
    'csm --refresh') option=--refresh ;;
    'csm --version') option=--version ;;
    'csm -h' | 'csm --help') option=--help ;;
    'csm mine --waiting') option=--waiting kind='words us customer third' again=1 ;;
    'csm mine --org') option=--org kind='text' again=1 ;;
    'csm mine --escalated') option=--escalated ;;
    'csm mine --limit') option=--limit kind='text' ;;
    'csm mine --watch') option=--watch ;;
    'csm mine --json') option=--json ;;
    'csm mine --profile') option=--profile kind='lists profiles' ;;
    'csm mine --sandbox') option=--sandbox ;;
    'csm mine --no-input') option=--no-input ;;
    'csm mine -v' | 'csm mine --verbose') option=--verbose ;;
    'csm mine --no-pager') option=--no-pager ;;
    'csm mine --fields') option=--fields kind='list help,schema_version,tickets,tickets.ticket,tickets.url,tickets.subject,tickets.status,tickets.waiting,tickets.why,tickets.created_at,tickets.updated_at,tickets.plan,tickets.severity,tickets.clock,tickets.clock.hours,tickets.clock.began_at,tickets.clock.basis,tickets.clock.due_at,tickets.clock.left_seconds,tickets.clock.overdue,tickets.conversation_read,tickets.last_speaker,tickets.last_speaker.who,tickets.last_speaker.name,tickets.last_speaker.at,tickets.our_last_word_at,tickets.claim,tickets.claim.by,tickets.claim.email,tickets.claim.at,tickets.claim.note_id,tickets.escalated,tickets.hero_sees,tickets.hidden_by,tickets.group,tickets.assignee,tickets.requester,tickets.organization,tickets.organization.name,tickets.organization.organization_id,tickets.organization.zendesk_organization_id,counts,counts.us,counts.customer,counts.third,omitted,complete,sources,sources.why,sources.tickets,sources.whole,warnings,warnings.code,warnings.text,as_of,time_zone' ;;
    'csm mine --jq') option=--jq kind='text' ;;
    'csm mine -q' | 'csm mine --quiet') option=--quiet ;;
    'csm mine --refresh') option=--refresh ;;
    'csm mine -h' | 'csm mine --help') option=--help ;;
    'csm due --within') option=--within kind='text' ;;
    'csm due --waiting') option=--waiting kind='words us customer third' again=1 ;;
    'csm due --org') option=--org kind='text' again=1 ;;
    'csm due --limit') option=--limit kind='text' ;;
    'csm due --json') option=--json ;;
    'csm due --profile') option=--profile kind='lists profiles' ;;
    'csm due --sandbox') option=--sandbox ;;
    'csm due --no-input') option=--no-input ;;
    'csm due -v' | 'csm due --verbose') option=--verbose ;;
    'csm due --no-pager') option=--no-pager ;;
    'csm due --fields') option=--fields kind='list help,schema_version,tickets,tickets.ticket,tickets.url,tickets.subject,tickets.status,tickets.waiting,tickets.why,tickets.created_at,tickets.updated_at,tickets.plan,tickets.severity,tickets.clock,tickets.clock.hours,tickets.clock.began_at,tickets.clock.basis,tickets.clock.due_at,tickets.clock.left_seconds,tickets.clock.overdue,tickets.conversation_read,tickets.last_speaker,tickets.last_speaker.who,tickets.last_speaker.name,tickets.last_speaker.at,tickets.our_last_word_at,tickets.claim,tickets.claim.by,tickets.claim.email,tickets.claim.at,tickets.claim.note_id,tickets.escalated,tickets.hero_sees,tickets.hidden_by,tickets.group,tickets.assignee,tickets.requester,tickets.organization,tickets.organization.name,tickets.organization.organization_id,tickets.organization.zendesk_organization_id,tickets.next,within_hours,counts,counts.us,counts.customer,counts.third,omitted,complete,sources,sources.why,sources.tickets,sources.whole,warnings,warnings.code,warnings.text,as_of,time_zone' ;;
    'csm due --jq') option=--jq kind='text' ;;
    'csm due -q' | 'csm due --quiet') option=--quiet ;;
    'csm due --refresh') option=--refresh ;;
    'csm due -h' | 'csm due --help') option=--help ;;
    'csm triage --group') option=--group kind='lists groups' ;;
    'csm triage --feature') option=--feature kind='lists features' ;;
    'csm triage --team') option=--team kind='lists teams' ;;
    'csm triage --severity') option=--severity kind='words critical high medium low' ;;
    'csm triage --all') option=--all ;;
    'csm triage --checklist') option=--checklist ;;
    'csm triage --channel') option=--channel kind='text' ;;
    'csm triage --remind') option=--remind ;;
    'csm triage --resend') option=--resend ;;
    'csm triage --dry-run') option=--dry-run ;;
    'csm triage -y' | 'csm triage --yes') option=--yes ;;
    'csm triage --json') option=--json ;;
    'csm triage --profile') option=--profile kind='lists profiles' ;;
    'csm triage --sandbox') option=--sandbox ;;
    'csm triage --no-input') option=--no-input ;;
    'csm triage -v' | 'csm triage --verbose') option=--verbose ;;
    'csm triage --no-pager') option=--no-pager ;;
    'csm triage --fields') option=--fields kind='list help,schema_version,scope,unfilled,unfilled.ticket,unfilled.url,unfilled.subject,unfilled.status,unfilled.created_at,unfilled.requester,unfilled.zendesk_organization,unfilled.zendesk_organization.id,unfilled.zendesk_organization.name,unfilled.zendesk_organization.organization_id,unfilled.zendesk_organization.content_warning,unfilled.lacks,unfilled.group,unfilled.severity,unfilled.thread,unfilled.suggested,unfilled.suggested.feature,unfilled.suggested.team,unfilled.suggested.group,unfilled.suggested.score,misfiled,misfiled.ticket,misfiled.url,misfiled.subject,misfiled.status,misfiled.created_at,misfiled.requester,misfiled.zendesk_organization,misfiled.zendesk_organization.id,misfiled.zendesk_organization.name,misfiled.zendesk_organization.organization_id,misfiled.zendesk_organization.content_warning,misfiled.right,misfiled.right.organization_id,misfiled.right.name,misfiled.right.source,misfiled.right.confirmed,looked_at,complete,warnings,warnings.code,warnings.text,ticket,outcome,reason,group,group.id,group.name,severity,team,changed,note,note.id,note.public,note.body,operation_id,dry_run,requests,requests.method,requests.path,requests.body,channel,checks,checks.name,checks.text,checks.state,checks.seen,missing,missing.service,missing.code,missing.text,name,text' ;;
    'csm triage --jq') option=--jq kind='text' ;;
    'csm triage -q' | 'csm triage --quiet') option=--quiet ;;
    'csm triage --refresh') option=--refresh ;;
    'csm triage -h' | 'csm triage --help') option=--help ;;
    'csm escalations --all') option=--all ;;
    'csm escalations --limit') option=--limit kind='text' ;;
    'csm escalations --days') option=--days kind='text' ;;
    'csm escalations --nudge') option=--nudge ;;
    'csm escalations --json') option=--json ;;
    'csm escalations --profile') option=--profile kind='lists profiles' ;;
    'csm escalations --sandbox') option=--sandbox ;;
    'csm escalations --no-input') option=--no-input ;;
    'csm escalations -v' | 'csm escalations --verbose') option=--verbose ;;
    'csm escalations --no-pager') option=--no-pager ;;
    'csm escalations --fields') option=--fields kind='list help,schema_version,escalations,escalations.ticket,escalations.url,escalations.subject,escalations.zendesk_organization,escalations.zendesk_organization.id,escalations.zendesk_organization.name,escalations.zendesk_organization.organization_id,escalations.zendesk_organization.content_warning,escalations.status,escalations.to,escalations.group,escalations.group.id,escalations.group.name,escalations.team,escalations.channel,escalations.known_by,escalations.escalated_at,escalations.escalated_by,escalations.escalated,escalations.assignee,escalations.hero_sees,escalations.hidden_by,escalations.last_engineer,escalations.last_engineer.at,escalations.last_engineer.by,escalations.last_engineer.private,escalations.quiet_days,escalations.issues,escalations.issues.repository,escalations.issues.number,escalations.issues.url,escalations.issues.state,escalations.issues.reason,escalations.issues.title,escalations.issues.closed_at,escalations.issues.updated_at,escalations.nudge,omitted,warnings,warnings.code,warnings.text,missing,missing.service,missing.code,missing.text' ;;
    'csm escalations --jq') option=--jq kind='text' ;;
    'csm escalations -q' | 'csm escalations --quiet') option=--quiet ;;
    'csm escalations --refresh') option=--refresh ;;
    'csm escalations -h' | 'csm escalations --help') option=--help ;;
    'csm incident --tag') option=--tag kind='text' ;;
    'csm incident --resend') option=--resend ;;
    'csm incident --dry-run') option=--dry-run ;;
    'csm incident -y' | 'csm incident --yes') option=--yes ;;
    'csm incident --json') option=--json ;;
    'csm incident --profile') option=--profile kind='lists profiles' ;;
    'csm incident --sandbox') option=--sandbox ;;
    'csm incident --no-input') option=--no-input ;;
    'csm incident -v' | 'csm incident --verbose') option=--verbose ;;
    'csm incident --no-pager') option=--no-pager ;;
    'csm incident --fields') option=--fields kind='list help,schema_version,ticket,outcome,reason,page,page.title,page.url,incidents,incidents.id,incidents.kind,incidents.name,incidents.status,incidents.impact,incidents.since,incidents.until,incidents.updated_at,incidents.text,incidents.url,incidents.regions,incidents.components,incidents.components.name,incidents.components.group,incidents.components.status,incidents.fits,incidents.why,incidents.against,tag,adds_tags,draft,note,note.id,note.public,note.body,operation_id,warnings,warnings.code,warnings.text,missing,missing.service,missing.code,missing.text,dry_run,requests,requests.method,requests.path,requests.body' ;;
    'csm incident --jq') option=--jq kind='text' ;;
    'csm incident -q' | 'csm incident --quiet') option=--quiet ;;
    'csm incident --refresh') option=--refresh ;;
    'csm incident -h' | 'csm incident --help') option=--help ;;
    'csm show -c' | 'csm show --comments') option=--comments ;;
    'csm show -w' | 'csm show --web') option=--web ;;
    'csm show --json') option=--json ;;
    'csm show --profile') option=--profile kind='lists profiles' ;;
    'csm show --sandbox') option=--sandbox ;;
    'csm show --no-input') option=--no-input ;;
    'csm show -v' | 'csm show --verbose') option=--verbose ;;
    'csm show --no-pager') option=--no-pager ;;
    'csm show --fields') option=--fields kind='list help,schema_version,ticket,url,subject,status,priority,channel,created_at,updated_at,tags,requester,requester.id,requester.name,requester.email,requester.kind,zendesk_organization,zendesk_organization.id,zendesk_organization.name,zendesk_organization.organization_id,zendesk_organization.content_warning,organization,organization.id,organization.name,organization.region,project,project.id,project.name,user,user.id,user.email,sources,sources.organization_id,sources.organization_id.from,sources.organization_id.confirmed,sources.organization_name,sources.organization_name.from,sources.organization_name.confirmed,sources.region,sources.region.from,sources.region.confirmed,sources.project_id,sources.project_id.from,sources.project_id.confirmed,sources.project_name,sources.project_name.from,sources.project_name.confirmed,sources.user_id,sources.user_id.from,sources.user_id.confirmed,sources.user_email,sources.user_email.from,sources.user_email.confirmed,sources.area,sources.area.from,sources.area.confirmed,plan,severity,area,support_type,account_owner,distinct_id,group,group.id,group.name,assignee,assignee.id,assignee.name,assignee.email,assignee.kind,escalation,escalation.escalated,escalation.field_id,escalation.value,claim,claim.by,claim.by.id,claim.by.name,claim.by.email,claim.by.kind,claim.at,claim.note_id,last_words,last_words.id,last_words.at,last_words.private,last_words.author,last_words.author.id,last_words.author.name,last_words.author.email,last_words.author.kind,last_words.channel,last_words.body,last_customer_words,last_customer_words.id,last_customer_words.at,last_customer_words.private,last_customer_words.author,last_customer_words.author.id,last_customer_words.author.name,last_customer_words.author.email,last_customer_words.author.kind,last_customer_words.channel,last_customer_words.body,message,form,form.generation,form.kind,form.exception,form.persons_on_events,links,links.kind,links.url,links.text,links.source,links.flag,unknown_lines,comments,comments.id,comments.at,comments.private,comments.author,comments.author.id,comments.author.name,comments.author.email,comments.author.kind,comments.channel,comments.body,warnings,warnings.code,warnings.text' ;;
    'csm show --jq') option=--jq kind='text' ;;
    'csm show -q' | 'csm show --quiet') option=--quiet ;;
    'csm show --refresh') option=--refresh ;;
    'csm show -h' | 'csm show --help') option=--help ;;
    'csm claim --assign') option=--assign ;;
    'csm claim -m' | 'csm claim --message') option=--message kind='text' ;;
    'csm claim --release') option=--release ;;
    'csm claim --take-over') option=--take-over ;;
    'csm claim --resend') option=--resend ;;
    'csm claim --allow-secrets') option=--allow-secrets ;;
    'csm claim --dry-run') option=--dry-run ;;
    'csm claim -y' | 'csm claim --yes') option=--yes ;;
    'csm claim --no-progress') option=--no-progress ;;
    'csm claim --json') option=--json ;;
    'csm claim --profile') option=--profile kind='lists profiles' ;;
    'csm claim --sandbox') option=--sandbox ;;
    'csm claim --no-input') option=--no-input ;;
    'csm claim -v' | 'csm claim --verbose') option=--verbose ;;
    'csm claim --no-pager') option=--no-pager ;;
    'csm claim --fields') option=--fields kind='list help,schema_version,results,results.ticket,results.outcome,results.by,results.at,results.note_id,dry_run,requests,requests.method,requests.path,requests.body' ;;
    'csm claim --jq') option=--jq kind='text' ;;
    'csm claim -q' | 'csm claim --quiet') option=--quiet ;;
    'csm claim --refresh') option=--refresh ;;
    'csm claim -h' | 'csm claim --help') option=--help ;;
    'csm note -m' | 'csm note --message') option=--message kind='text' ;;
    'csm note --file') option=--file kind='file' ;;
    'csm note -t' | 'csm note --template') option=--template kind='templates handover findings slack bug elsewhere' ;;
    'csm note --attach') option=--attach kind='file' again=1 ;;
    'csm note --resend') option=--resend ;;
    'csm note --allow-secrets') option=--allow-secrets ;;
    'csm note --dry-run') option=--dry-run ;;
    'csm note --json') option=--json ;;
    'csm note --profile') option=--profile kind='lists profiles' ;;
    'csm note --sandbox') option=--sandbox ;;
    'csm note --no-input') option=--no-input ;;
    'csm note -v' | 'csm note --verbose') option=--verbose ;;
    'csm note --no-pager') option=--no-pager ;;
    'csm note --fields') option=--fields kind='list help,schema_version,ticket,outcome,note,note.id,note.public,note.body,attachments,attachments.name,attachments.size,reason,warnings,warnings.code,warnings.text,operation_id,dry_run,requests,requests.method,requests.path,requests.body' ;;
    'csm note --jq') option=--jq kind='text' ;;
    'csm note -q' | 'csm note --quiet') option=--quiet ;;
    'csm note --refresh') option=--refresh ;;
    'csm note -h' | 'csm note --help') option=--help ;;
    'csm ask --for') option=--for kind='words link screenshot message steps when example goal consent' again=1 ;;
    'csm ask --register') option=--register kind='words keen clinical' ;;
    'csm ask --draft') option=--draft kind='file' ;;
    'csm ask -o' | 'csm ask --output') option=--output kind='file' ;;
    'csm ask --force') option=--force ;;
    'csm ask --send') option=--send ;;
    'csm ask --pending') option=--pending ;;
    'csm ask --resend') option=--resend ;;
    'csm ask --dry-run') option=--dry-run ;;
    'csm ask --json') option=--json ;;
    'csm ask --profile') option=--profile kind='lists profiles' ;;
    'csm ask --sandbox') option=--sandbox ;;
    'csm ask --no-input') option=--no-input ;;
    'csm ask -v' | 'csm ask --verbose') option=--verbose ;;
    'csm ask --no-pager') option=--no-pager ;;
    'csm ask --fields') option=--fields kind='list help,schema_version,ticket,register,medium,name,asks,asks.kind,asks.what,asks.why,asks.used_for,not_asked,not_asked.kind,not_asked.reason,superfluous,superfluous.kind,superfluous.reason,draft,edited,copied_with,file,dry_run,requests,requests.method,requests.path,requests.body' ;;
    'csm ask --jq') option=--jq kind='text' ;;
    'csm ask -q' | 'csm ask --quiet') option=--quiet ;;
    'csm ask --refresh') option=--refresh ;;
    'csm ask -h' | 'csm ask --help') option=--help ;;
    'csm update --progress') option=--progress kind='text' ;;
    'csm update --blockers') option=--blockers kind='text' ;;
    'csm update --next') option=--next kind='text' ;;
    'csm update --waits-for') option=--waits-for kind='words us customer' ;;
    'csm update --until') option=--until kind='text' ;;
    'csm update --register') option=--register kind='words keen clinical' ;;
    'csm update --draft') option=--draft kind='file' ;;
    'csm update -o' | 'csm update --output') option=--output kind='file' ;;
    'csm update --force') option=--force ;;
    'csm update --send') option=--send ;;
    'csm update --pending') option=--pending ;;
    'csm update --resend') option=--resend ;;
    'csm update --dry-run') option=--dry-run ;;
    'csm update --json') option=--json ;;
    'csm update --profile') option=--profile kind='lists profiles' ;;
    'csm update --sandbox') option=--sandbox ;;
    'csm update --no-input') option=--no-input ;;
    'csm update -v' | 'csm update --verbose') option=--verbose ;;
    'csm update --no-pager') option=--no-pager ;;
    'csm update --fields') option=--fields kind='list help,schema_version,ticket,register,medium,name,progress,blockers,next,nothing_new,waits,until,draft,edited,copied_with,file,dry_run,requests,requests.method,requests.path,requests.body' ;;
    'csm update --jq') option=--jq kind='text' ;;
    'csm update -q' | 'csm update --quiet') option=--quiet ;;
    'csm update --refresh') option=--refresh ;;
    'csm update -h' | 'csm update --help') option=--help ;;
    'csm similar -s' | 'csm similar --source') option=--source kind='words zendesk github pylon slack docs tips' again=1 ;;
    'csm similar -l' | 'csm similar --limit') option=--limit kind='text' ;;
    'csm similar -w' | 'csm similar --web') option=--web ;;
    'csm similar --json') option=--json ;;
    'csm similar --profile') option=--profile kind='lists profiles' ;;
    'csm similar --sandbox') option=--sandbox ;;
    'csm similar --no-input') option=--no-input ;;
    'csm similar -v' | 'csm similar --verbose') option=--verbose ;;
    'csm similar --no-pager') option=--no-pager ;;
    'csm similar --fields') option=--fields kind='list help,schema_version,ticket,searched_for,searched_for.private,searched_for.private.error_strings,searched_for.private.words,searched_for.public,searched_for.public.error_strings,searched_for.public.words,complete,sources,sources.source,sources.complete,sources.queries,sources.found,matches,matches.source,matches.title,matches.url,matches.state,matches.changed_at,matches.score,matches.reasons,matches.reasons.code,matches.reasons.text,matches.reasons.points,matches.also,matches.also.source,matches.also.title,matches.also.url,matches.also.state,matches.also.changed_at,about_this_ticket,about_this_ticket.source,about_this_ticket.title,about_this_ticket.url,about_this_ticket.state,about_this_ticket.changed_at,omitted,missing,missing.service,missing.code,missing.text' ;;
    'csm similar --jq') option=--jq kind='text' ;;
    'csm similar -q' | 'csm similar --quiet') option=--quiet ;;
    'csm similar --refresh') option=--refresh ;;
    'csm similar -h' | 'csm similar --help') option=--help ;;
    'csm login-as --reason') option=--reason kind='text' ;;
    'csm login-as --ticket') option=--ticket kind='lists tickets' ;;
    'csm login-as --region') option=--region kind='words us eu' ;;
    'csm login-as -w' | 'csm login-as --web') option=--web ;;
    'csm login-as --json') option=--json ;;
    'csm login-as --profile') option=--profile kind='lists profiles' ;;
    'csm login-as --sandbox') option=--sandbox ;;
    'csm login-as --no-input') option=--no-input ;;
    'csm login-as -v' | 'csm login-as --verbose') option=--verbose ;;
    'csm login-as --no-pager') option=--no-pager ;;
    'csm login-as --fields') option=--fields kind='list help,schema_version,query,kind,ticket,organization,organization.id,organization.name,region,region_source,page,page.kind,page.region,page.url,page.certain,page.verified,pages,pages.kind,pages.region,pages.url,pages.certain,pages.verified,candidates,candidates.id,candidates.name,candidates.region,candidates.plan,candidates.members,candidates.members.current,candidates.members.without_email,candidates.found_by,candidates.confirmed,reason,mode,mode_advice,without_option,missing,missing.service,missing.code,missing.text,warnings,warnings.code,warnings.text' ;;
    'csm login-as --jq') option=--jq kind='text' ;;
    'csm login-as -q' | 'csm login-as --quiet') option=--quiet ;;
    'csm login-as --refresh') option=--refresh ;;
    'csm login-as -h' | 'csm login-as --help') option=--help ;;
    'csm escalate --to') option=--to kind='words engineering support' ;;
    'csm escalate --feature') option=--feature kind='lists features' ;;
    'csm escalate --team') option=--team kind='lists teams' ;;
    'csm escalate --group') option=--group kind='lists groups' ;;
    'csm escalate --why') option=--why kind='text' ;;
    'csm escalate --investigated') option=--investigated kind='text' ;;
    'csm escalate --observed') option=--observed kind='text' ;;
    'csm escalate --next') option=--next kind='text' ;;
    'csm escalate --draft') option=--draft kind='file' ;;
    'csm escalate --attach') option=--attach kind='file' again=1 ;;
    'csm escalate --again') option=--again ;;
    'csm escalate --withdraw') option=--withdraw ;;
    'csm escalate --resend') option=--resend ;;
    'csm escalate --upgrade-role') option=--upgrade-role ;;
    'csm escalate --allow-secrets') option=--allow-secrets ;;
    'csm escalate --dry-run') option=--dry-run ;;
    'csm escalate -y' | 'csm escalate --yes') option=--yes ;;
    'csm escalate --json') option=--json ;;
    'csm escalate --profile') option=--profile kind='lists profiles' ;;
    'csm escalate --sandbox') option=--sandbox ;;
    'csm escalate --no-input') option=--no-input ;;
    'csm escalate -v' | 'csm escalate --verbose') option=--verbose ;;
    'csm escalate --no-pager') option=--no-pager ;;
    'csm escalate --fields') option=--fields kind='list help,schema_version,ticket,outcome,to,team,group,group.id,group.name,esc,esc.field_id,esc.value,note,note.id,note.public,note.body,attachments,attachments.name,attachments.size,warnings,warnings.code,warnings.text,operation_id,dry_run,requests,requests.method,requests.path,requests.body' ;;
    'csm escalate --jq') option=--jq kind='text' ;;
    'csm escalate -q' | 'csm escalate --quiet') option=--quiet ;;
    'csm escalate --refresh') option=--refresh ;;
    'csm escalate -h' | 'csm escalate --help') option=--help ;;
    'csm role --ticket') option=--ticket kind='lists tickets' ;;
    'csm role -w' | 'csm role --web') option=--web ;;
    'csm role --dry-run') option=--dry-run ;;
    'csm role -y' | 'csm role --yes') option=--yes ;;
    'csm role --json') option=--json ;;
    'csm role --profile') option=--profile kind='lists profiles' ;;
    'csm role --sandbox') option=--sandbox ;;
    'csm role --no-input') option=--no-input ;;
    'csm role -v' | 'csm role --verbose') option=--verbose ;;
    'csm role --no-pager') option=--no-pager ;;
    'csm role --fields') option=--fields kind='list help,schema_version,outcome,person,person.id,person.name,person.email,access,role,role.id,role.name,target,target.id,target.name,way,page,changer,changer.id,changer.name,changer.email,due_back,due_back.since,due_back.role,due_back.role.id,due_back.role.name,due_back.kind,due_back.confirmed,dry_run,requests,requests.method,requests.path,requests.body,requests.body.user,requests.body.user.custom_role_id' ;;
    'csm role --jq') option=--jq kind='text' ;;
    'csm role -q' | 'csm role --quiet') option=--quiet ;;
    'csm role --refresh') option=--refresh ;;
    'csm role -h' | 'csm role --help') option=--help ;;
    'csm undo --resend') option=--resend ;;
    'csm undo --dry-run') option=--dry-run ;;
    'csm undo -y' | 'csm undo --yes') option=--yes ;;
    'csm undo --json') option=--json ;;
    'csm undo --profile') option=--profile kind='lists profiles' ;;
    'csm undo --sandbox') option=--sandbox ;;
    'csm undo --no-input') option=--no-input ;;
    'csm undo -v' | 'csm undo --verbose') option=--verbose ;;
    'csm undo --no-pager') option=--no-pager ;;
    'csm undo --fields') option=--fields kind='list help,schema_version,ticket,outcome,reason,undoes,undoes.operation_id,undoes.verb,undoes.at,undoes.note_id,puts_back,puts_back.esc,puts_back.esc.field_id,puts_back.esc.value,puts_back.group,puts_back.group.id,puts_back.group.name,puts_back.assignee,puts_back.assignee.id,puts_back.assignee.name,puts_back.severity,puts_back.adds_tags,puts_back.removes_tags,since,stays,note,note.id,note.public,note.body,operation_id,dry_run,requests,requests.method,requests.path,requests.body' ;;
    'csm undo --jq') option=--jq kind='text' ;;
    'csm undo -q' | 'csm undo --quiet') option=--quiet ;;
    'csm undo --refresh') option=--refresh ;;
    'csm undo -h' | 'csm undo --help') option=--help ;;
    'csm whois-owns --ownership') option=--ownership kind='file' ;;
    'csm whois-owns -w' | 'csm whois-owns --web') option=--web ;;
    'csm whois-owns --json') option=--json ;;
    'csm whois-owns --profile') option=--profile kind='lists profiles' ;;
    'csm whois-owns --sandbox') option=--sandbox ;;
    'csm whois-owns --no-input') option=--no-input ;;
    'csm whois-owns -v' | 'csm whois-owns --verbose') option=--verbose ;;
    'csm whois-owns --no-pager') option=--no-pager ;;
    'csm whois-owns --fields') option=--fields kind='list help,schema_version,query,match,feature,owners,owners.team,owners.team_slug,owners.slack_channel,owners.slack_channel_inferred,owners.zendesk_group,owners.github_team,owners.github_label,owners.notes,owners.as_of,owners.source,candidates,candidates.feature,candidates.score,as_of,source,warnings,warnings.code,warnings.text' ;;
    'csm whois-owns --jq') option=--jq kind='text' ;;
    'csm whois-owns -q' | 'csm whois-owns --quiet') option=--quiet ;;
    'csm whois-owns --refresh') option=--refresh ;;
    'csm whois-owns -h' | 'csm whois-owns --help') option=--help ;;
    'csm tips --json') option=--json ;;
    'csm tips --profile') option=--profile kind='lists profiles' ;;
    'csm tips --sandbox') option=--sandbox ;;
    'csm tips --no-input') option=--no-input ;;
    'csm tips -v' | 'csm tips --verbose') option=--verbose ;;
    'csm tips --no-pager') option=--no-pager ;;
    'csm tips --fields') option=--fields kind='list help,schema_version,query,match,tips,tips.area,tips.title,tips.look_up,tips.steps,tips.docs,tips.docs.title,tips.docs.url,tips.as_of,tips.source,tips.file,ticket,ticket.number,ticket.url,ticket.subject,ticket.area,ticket.area.value,ticket.area.confirmed,ticket.region,ticket.region.value,ticket.region.confirmed,ticket.project_id,ticket.project_id.value,ticket.project_id.confirmed,ticket.pages,ticket.pages.title,ticket.pages.url,ticket.pages.confirmed,ticket.already,ticket.already.what,ticket.already.value,ticket.lacking,candidates,candidates.feature,candidates.score,warnings,warnings.code,warnings.text' ;;
    'csm tips --jq') option=--jq kind='text' ;;
    'csm tips -q' | 'csm tips --quiet') option=--quiet ;;
    'csm tips --refresh') option=--refresh ;;
    'csm tips -h' | 'csm tips --help') option=--help ;;
    'csm ownership -h' | 'csm ownership --help') option=--help ;;
    'csm ownership list --team') option=--team kind='lists teams' ;;
    'csm ownership list --live') option=--live ;;
    'csm ownership list --ownership') option=--ownership kind='file' ;;
    'csm ownership list --json') option=--json ;;
    'csm ownership list --profile') option=--profile kind='lists profiles' ;;
    'csm ownership list --sandbox') option=--sandbox ;;
    'csm ownership list --no-input') option=--no-input ;;
    'csm ownership list -v' | 'csm ownership list --verbose') option=--verbose ;;
    'csm ownership list --no-pager') option=--no-pager ;;
    'csm ownership list --fields') option=--fields kind='list help,schema_version,team,former_team,former_team.name,former_team.via,former_team.teams,former_team.line,features,features.feature,features.aliases,features.target_areas,features.github_labels,features.owners,features.owners.team,features.owners.team_slug,features.owners.slack_channel,features.owners.slack_channel_inferred,features.owners.zendesk_group,features.owners.group_live,features.owners.github_team,features.owners.as_of,features.owners.source,features.notes,features.as_of,features.source,features.file,warnings,warnings.code,warnings.text' ;;
    'csm ownership list --jq') option=--jq kind='text' ;;
    'csm ownership list -q' | 'csm ownership list --quiet') option=--quiet ;;
    'csm ownership list --refresh') option=--refresh ;;
    'csm ownership list -h' | 'csm ownership list --help') option=--help ;;
    'csm ownership show --live') option=--live ;;
    'csm ownership show --ownership') option=--ownership kind='file' ;;
    'csm ownership show --json') option=--json ;;
    'csm ownership show --profile') option=--profile kind='lists profiles' ;;
    'csm ownership show --sandbox') option=--sandbox ;;
    'csm ownership show --no-input') option=--no-input ;;
    'csm ownership show -v' | 'csm ownership show --verbose') option=--verbose ;;
    'csm ownership show --no-pager') option=--no-pager ;;
    'csm ownership show --fields') option=--fields kind='list help,schema_version,query,match,features,features.feature,features.aliases,features.target_areas,features.github_labels,features.owners,features.owners.team,features.owners.team_slug,features.owners.slack_channel,features.owners.slack_channel_inferred,features.owners.zendesk_group,features.owners.group_live,features.owners.github_team,features.owners.as_of,features.owners.source,features.notes,features.as_of,features.source,features.file,teams,teams.team,teams.team_slug,teams.slack_channel,teams.slack_channel_inferred,teams.zendesk_group,teams.group_live,teams.github_team,teams.as_of,teams.source,teams.features,teams.lineage,teams.lineage.name,teams.lineage.via,teams.lineage.teams,teams.lineage.line,candidates,candidates.feature,candidates.score,warnings,warnings.code,warnings.text' ;;
    'csm ownership show --jq') option=--jq kind='text' ;;
    'csm ownership show -q' | 'csm ownership show --quiet') option=--quiet ;;
    'csm ownership show --refresh') option=--refresh ;;
    'csm ownership show -h' | 'csm ownership show --help') option=--help ;;
    'csm ownership check --max-age') option=--max-age kind='text' ;;
    'csm ownership check --live') option=--live ;;
    'csm ownership check --json') option=--json ;;
    'csm ownership check --profile') option=--profile kind='lists profiles' ;;
    'csm ownership check --sandbox') option=--sandbox ;;
    'csm ownership check --no-input') option=--no-input ;;
    'csm ownership check -v' | 'csm ownership check --verbose') option=--verbose ;;
    'csm ownership check --no-pager') option=--no-pager ;;
    'csm ownership check --fields') option=--fields kind='list help,schema_version,file,features,findings,findings.line,findings.level,findings.code,findings.text' ;;
    'csm ownership check --jq') option=--jq kind='text' ;;
    'csm ownership check -q' | 'csm ownership check --quiet') option=--quiet ;;
    'csm ownership check --refresh') option=--refresh ;;
    'csm ownership check -h' | 'csm ownership check --help') option=--help ;;
    'csm ownership refresh --force') option=--force ;;
    'csm ownership refresh --dry-run') option=--dry-run ;;
    'csm ownership refresh -y' | 'csm ownership refresh --yes') option=--yes ;;
    'csm ownership refresh --live') option=--live ;;
    'csm ownership refresh --ownership') option=--ownership kind='file' ;;
    'csm ownership refresh --json') option=--json ;;
    'csm ownership refresh --profile') option=--profile kind='lists profiles' ;;
    'csm ownership refresh --sandbox') option=--sandbox ;;
    'csm ownership refresh --no-input') option=--no-input ;;
    'csm ownership refresh -v' | 'csm ownership refresh --verbose') option=--verbose ;;
    'csm ownership refresh --no-pager') option=--no-pager ;;
    'csm ownership refresh --fields') option=--fields kind='list help,schema_version,file,url,as_of,dry_run,outcome,reason,rows,known,written_rows,named_in,differences,differences.feature,differences.change,differences.before,differences.after,former_teams,former_teams.name,former_teams.via,former_teams.teams,former_teams.line,lost_groups,lost_groups.group,lost_groups.problem,lost_groups.near,lost_groups.features' ;;
    'csm ownership refresh --jq') option=--jq kind='text' ;;
    'csm ownership refresh -q' | 'csm ownership refresh --quiet') option=--quiet ;;
    'csm ownership refresh --refresh') option=--refresh ;;
    'csm ownership refresh -h' | 'csm ownership refresh --help') option=--help ;;
    'csm audit-impersonation --days') option=--days kind='text' ;;
    'csm audit-impersonation --since') option=--since kind='text' ;;
    'csm audit-impersonation --until') option=--until kind='text' ;;
    'csm audit-impersonation --region') option=--region kind='words us eu' ;;
    'csm audit-impersonation --email') option=--email kind='text' again=1 ;;
    'csm audit-impersonation --user-id') option=--user-id kind='text' again=1 ;;
    'csm audit-impersonation --by') option=--by kind='words session event staff user day' ;;
    'csm audit-impersonation --timezone') option=--timezone kind='text' ;;
    'csm audit-impersonation --format') option=--format kind='words table json jsonl csv markdown html xlsx' ;;
    'csm audit-impersonation -o' | 'csm audit-impersonation --output') option=--output kind='file' ;;
    'csm audit-impersonation --force') option=--force ;;
    'csm audit-impersonation --from') option=--from kind='file' ;;
    'csm audit-impersonation --all-mine') option=--all-mine ;;
    'csm audit-impersonation --output-dir') option=--output-dir kind='folder' ;;
    'csm audit-impersonation --watch-since') option=--watch-since kind='words last' ;;
    'csm audit-impersonation --resume') option=--resume ;;
    'csm audit-impersonation --audience') option=--audience kind='words internal customer' ;;
    'csm audit-impersonation --staff') option=--staff kind='words name initials role' ;;
    'csm audit-impersonation --reasons') option=--reasons kind='words passed redacted reviewed' ;;
    'csm audit-impersonation --review') option=--review ;;
    'csm audit-impersonation --attach-to') option=--attach-to kind='lists tickets' ;;
    'csm audit-impersonation --ticket-of') option=--ticket-of kind='text' ;;
    'csm audit-impersonation --resend') option=--resend ;;
    'csm audit-impersonation --allow-secrets') option=--allow-secrets ;;
    'csm audit-impersonation --dry-run') option=--dry-run ;;
    'csm audit-impersonation -y' | 'csm audit-impersonation --yes') option=--yes ;;
    'csm audit-impersonation --json') option=--json ;;
    'csm audit-impersonation --profile') option=--profile kind='lists profiles' ;;
    'csm audit-impersonation --sandbox') option=--sandbox ;;
    'csm audit-impersonation --no-input') option=--no-input ;;
    'csm audit-impersonation -v' | 'csm audit-impersonation --verbose') option=--verbose ;;
    'csm audit-impersonation --no-pager') option=--no-pager ;;
    'csm audit-impersonation --fields') option=--fields kind='list help,schema_version,organization,organization.id,organization.name,organization.region,organization.found_by,window,window.since,window.until,complete,proof,proof.organization_found,proof.members_found,proof.pages,proof.page_rows,proof.full_pages,proof.full_pages_followed,proof.last_page_rows,proof.in_order,proof.read_to_the_end,proof.rows,proof.counted,proof.cached,proof.cut,proof.halvings,watch,watch.first,watch.last_until,watch.told_before,members,members.current,members.former,members.without_email,events,events.event_uuid,events.occurred_at,events.event,events.mode,events.region,events.staff_email,events.staff_user_id,events.target_email,events.target_user_id,events.reason,events.ticket_ref,events.basis,events.flags,events.flags.code,events.flags.text,sessions,sessions.session_id,sessions.started_at,sessions.first_seen_at,sessions.over_by,sessions.highest_mode,sessions.mode_changes,sessions.mode_changes.event,sessions.mode_changes.at,sessions.staff_email,sessions.staff_user_id,sessions.target_email,sessions.target_user_id,sessions.region,sessions.reasons,sessions.ticket_ref,sessions.ticket_url,sessions.basis,sessions.flags,sessions.flags.code,sessions.flags.text,groups,groups.staff_member,groups.sessions,groups.read_write_sessions,groups.events,groups.accounts,groups.first_at,groups.last_at,groups.account,groups.staff,groups.day,warnings,warnings.code,warnings.text,limitations,limitations.code,limitations.text,attached,attached.ticket,attached.outcome,attached.note,attached.note.id,attached.note.public,attached.note.body,attached.attachments,attached.attachments.name,attached.attachments.size,attached.operation_id,attached.earlier,attached.reason,attached.warnings,attached.warnings.code,attached.warnings.text,dry_run,requests,requests.method,requests.path,requests.body,made,made.at,made.csm_version,made.by,made.timezone,stamp,stamp.algorithm,stamp.tables,stamp.tables.name,stamp.tables.columns,stamp.tables.rows,stamp.tables.sha256,audience,title,incomplete,summary,facts,facts.label,facts.text,remarks,remarks.title,remarks.texts,rows,rows.session,rows.time_utc,rows.action,rows.mode,rows.account,rows.staff_member,rows.reason,rows.how_we_know,rows.local_time,rows.started_utc,rows.over_by_utc,rows.actions,rows.highest_mode,rows.reasons,rows.sessions,rows.read_write_sessions,rows.first_utc,rows.last_utc,rows.day,chosen_by,all_chosen,notices,results,results.outcome,results.organization,results.organization.id,results.organization.name,results.organization.region,results.window,results.window.since,results.window.until,results.events,results.sign_ins,results.read_write,results.staff,results.members,results.members.current,results.members.former,results.members.without_email,results.watch,results.watch.first,results.watch.last_until,results.watch.told_before,results.reasons,results.reasons.code,results.reasons.text,results.error,results.error.code,results.error.message,results.error.hint,results.file' ;;
    'csm audit-impersonation --jq') option=--jq kind='text' ;;
    'csm audit-impersonation -q' | 'csm audit-impersonation --quiet') option=--quiet ;;
    'csm audit-impersonation --refresh') option=--refresh ;;
    'csm audit-impersonation -h' | 'csm audit-impersonation --help') option=--help ;;
    'csm audit -h' | 'csm audit --help') option=--help ;;
    'csm audit verify --json') option=--json ;;
    'csm audit verify --profile') option=--profile kind='lists profiles' ;;
    'csm audit verify --sandbox') option=--sandbox ;;
    'csm audit verify --no-input') option=--no-input ;;
    'csm audit verify -v' | 'csm audit verify --verbose') option=--verbose ;;
    'csm audit verify --no-pager') option=--no-pager ;;
    'csm audit verify --fields') option=--fields kind='list help,schema_version,file,format,outcome,tables,tables.name,tables.outcome,tables.rows,tables.sha256,tables.stated_rows,tables.stated_sha256,problems' ;;
    'csm audit verify --jq') option=--jq kind='text' ;;
    'csm audit verify -q' | 'csm audit verify --quiet') option=--quiet ;;
    'csm audit verify --refresh') option=--refresh ;;
    'csm audit verify -h' | 'csm audit verify --help') option=--help ;;
    'csm org -w' | 'csm org --web') option=--web ;;
    'csm org --json') option=--json ;;
    'csm org --profile') option=--profile kind='lists profiles' ;;
    'csm org --sandbox') option=--sandbox ;;
    'csm org --no-input') option=--no-input ;;
    'csm org -v' | 'csm org --verbose') option=--verbose ;;
    'csm org --no-pager') option=--no-pager ;;
    'csm org --fields') option=--fields kind='list help,schema_version,query,kind,match,organization,organization.id,organization.name,organization.region,organization.plan,organization.members,organization.members.current,organization.members.without_email,organization.found_by,organization.confirmed,organization.links,organization.links.admin,organization.links.billing,organization.links.vitally,organization.zendesk_organization,organization.zendesk_organization.id,organization.zendesk_organization.name,organization.zendesk_organization.url,organization.vitally,organization.vitally.id,organization.vitally.kind,organization.vitally.name,organization.vitally.key_roles,organization.vitally.key_roles.role,organization.vitally.key_roles.name,organization.vitally.key_roles.email,candidates,candidates.id,candidates.name,candidates.region,candidates.plan,candidates.members,candidates.members.current,candidates.members.without_email,candidates.found_by,candidates.confirmed,missing,missing.service,missing.code,missing.text,warnings,warnings.code,warnings.text' ;;
    'csm org --jq') option=--jq kind='text' ;;
    'csm org -q' | 'csm org --quiet') option=--quiet ;;
    'csm org --refresh') option=--refresh ;;
    'csm org -h' | 'csm org --help') option=--help ;;
    'csm log --ticket') option=--ticket kind='lists tickets' ;;
    'csm log --undecided') option=--undecided ;;
    'csm log --limit') option=--limit kind='text' ;;
    'csm log --json') option=--json ;;
    'csm log --profile') option=--profile kind='lists profiles' ;;
    'csm log --sandbox') option=--sandbox ;;
    'csm log --no-input') option=--no-input ;;
    'csm log -v' | 'csm log --verbose') option=--verbose ;;
    'csm log --no-pager') option=--no-pager ;;
    'csm log --fields') option=--fields kind='list help,schema_version,entries,entries.at,entries.profile,entries.account,entries.ticket,entries.verb,entries.undoes,entries.outcome,entries.reason,entries.known_by,entries.note_id,entries.operation_id,entries.request_ids,entries.seconds,omitted' ;;
    'csm log --jq') option=--jq kind='text' ;;
    'csm log -q' | 'csm log --quiet') option=--quiet ;;
    'csm log --refresh') option=--refresh ;;
    'csm log -h' | 'csm log --help') option=--help ;;
    'csm log resolve --ticket') option=--ticket kind='lists tickets' ;;
    'csm log resolve --as') option=--as kind='words written not-written' ;;
    'csm log resolve --dry-run') option=--dry-run ;;
    'csm log resolve -y' | 'csm log resolve --yes') option=--yes ;;
    'csm log resolve --json') option=--json ;;
    'csm log resolve --profile') option=--profile kind='lists profiles' ;;
    'csm log resolve --sandbox') option=--sandbox ;;
    'csm log resolve --no-input') option=--no-input ;;
    'csm log resolve -v' | 'csm log resolve --verbose') option=--verbose ;;
    'csm log resolve --no-pager') option=--no-pager ;;
    'csm log resolve --fields') option=--fields kind='list help,schema_version,results,results.operation_id,results.ticket,results.verb,results.at,results.outcome,results.known_by,results.note_id,dry_run' ;;
    'csm log resolve --jq') option=--jq kind='text' ;;
    'csm log resolve -q' | 'csm log resolve --quiet') option=--quiet ;;
    'csm log resolve --refresh') option=--refresh ;;
    'csm log resolve -h' | 'csm log resolve --help') option=--help ;;
    'csm log forget --before') option=--before kind='text' ;;
    'csm log forget --all') option=--all ;;
    'csm log forget --dry-run') option=--dry-run ;;
    'csm log forget -y' | 'csm log forget --yes') option=--yes ;;
    'csm log forget --json') option=--json ;;
    'csm log forget --profile') option=--profile kind='lists profiles' ;;
    'csm log forget --sandbox') option=--sandbox ;;
    'csm log forget --no-input') option=--no-input ;;
    'csm log forget -v' | 'csm log forget --verbose') option=--verbose ;;
    'csm log forget --no-pager') option=--no-pager ;;
    'csm log forget --fields') option=--fields kind='list help,schema_version,forgotten,forgotten.operation_id,forgotten.ticket,forgotten.verb,forgotten.at,forgotten.outcome,dry_run' ;;
    'csm log forget --jq') option=--jq kind='text' ;;
    'csm log forget -q' | 'csm log forget --quiet') option=--quiet ;;
    'csm log forget --refresh') option=--refresh ;;
    'csm log forget -h' | 'csm log forget --help') option=--help ;;
    'csm init --zendesk-url') option=--zendesk-url kind='text' ;;
    'csm init --client-id') option=--client-id kind='text' ;;
    'csm init --offline') option=--offline ;;
    'csm init -y' | 'csm init --yes') option=--yes ;;
    'csm init --dry-run') option=--dry-run ;;
    'csm init --json') option=--json ;;
    'csm init --profile') option=--profile kind='lists profiles' ;;
    'csm init --sandbox') option=--sandbox ;;
    'csm init --no-input') option=--no-input ;;
    'csm init -v' | 'csm init --verbose') option=--verbose ;;
    'csm init --no-pager') option=--no-pager ;;
    'csm init --fields') option=--fields kind='list help,schema_version,config_file,profile,outcome,changes,changes.name,changes.before,changes.after,not_found,text,doctor,doctor.summary,doctor.summary.ok,doctor.summary.warn,doctor.summary.fail,doctor.summary.skipped,doctor.failed,doctor.failed.name,doctor.failed.found,doctor.failed.next,dry_run,requests' ;;
    'csm init --jq') option=--jq kind='text' ;;
    'csm init -q' | 'csm init --quiet') option=--quiet ;;
    'csm init --refresh') option=--refresh ;;
    'csm init -h' | 'csm init --help') option=--help ;;
    'csm demo --json') option=--json ;;
    'csm demo --profile') option=--profile kind='lists profiles' ;;
    'csm demo --sandbox') option=--sandbox ;;
    'csm demo --no-input') option=--no-input ;;
    'csm demo -v' | 'csm demo --verbose') option=--verbose ;;
    'csm demo --no-pager') option=--no-pager ;;
    'csm demo --fields') option=--fields kind='list help,schema_version,steps,steps.command,steps.exit_code,steps.changes,steps.good,good' ;;
    'csm demo --jq') option=--jq kind='text' ;;
    'csm demo -q' | 'csm demo --quiet') option=--quiet ;;
    'csm demo --refresh') option=--refresh ;;
    'csm demo -h' | 'csm demo --help') option=--help ;;
    'csm sandbox -h' | 'csm sandbox --help') option=--help ;;
    'csm sandbox serve --port-base') option=--port-base kind='text' ;;
    'csm sandbox serve --scenario') option=--scenario kind='folder' ;;
    'csm sandbox serve --state') option=--state kind='folder' ;;
    'csm sandbox serve --tls') option=--tls ;;
    'csm sandbox serve --json') option=--json ;;
    'csm sandbox serve --profile') option=--profile kind='lists profiles' ;;
    'csm sandbox serve --sandbox') option=--sandbox ;;
    'csm sandbox serve --no-input') option=--no-input ;;
    'csm sandbox serve -v' | 'csm sandbox serve --verbose') option=--verbose ;;
    'csm sandbox serve --no-pager') option=--no-pager ;;
    'csm sandbox serve --fields') option=--fields kind='list help,schema_version,services,env' ;;
    'csm sandbox serve --jq') option=--jq kind='text' ;;
    'csm sandbox serve -q' | 'csm sandbox serve --quiet') option=--quiet ;;
    'csm sandbox serve --refresh') option=--refresh ;;
    'csm sandbox serve -h' | 'csm sandbox serve --help') option=--help ;;
    'csm sandbox env --state') option=--state kind='folder' ;;
    'csm sandbox env --json') option=--json ;;
    'csm sandbox env --profile') option=--profile kind='lists profiles' ;;
    'csm sandbox env --sandbox') option=--sandbox ;;
    'csm sandbox env --no-input') option=--no-input ;;
    'csm sandbox env -v' | 'csm sandbox env --verbose') option=--verbose ;;
    'csm sandbox env --no-pager') option=--no-pager ;;
    'csm sandbox env --fields') option=--fields kind='list help,schema_version,services,env' ;;
    'csm sandbox env --jq') option=--jq kind='text' ;;
    'csm sandbox env -q' | 'csm sandbox env --quiet') option=--quiet ;;
    'csm sandbox env --refresh') option=--refresh ;;
    'csm sandbox env -h' | 'csm sandbox env --help') option=--help ;;
    'csm sandbox reset --scenario') option=--scenario kind='folder' ;;
    'csm sandbox reset --state') option=--state kind='folder' ;;
    'csm sandbox reset --json') option=--json ;;
    'csm sandbox reset --profile') option=--profile kind='lists profiles' ;;
    'csm sandbox reset --sandbox') option=--sandbox ;;
    'csm sandbox reset --no-input') option=--no-input ;;
    'csm sandbox reset -v' | 'csm sandbox reset --verbose') option=--verbose ;;
    'csm sandbox reset --no-pager') option=--no-pager ;;
    'csm sandbox reset --fields') option=--fields kind='list help,schema_version,state,scenario,loaded_at' ;;
    'csm sandbox reset --jq') option=--jq kind='text' ;;
    'csm sandbox reset -q' | 'csm sandbox reset --quiet') option=--quiet ;;
    'csm sandbox reset --refresh') option=--refresh ;;
    'csm sandbox reset -h' | 'csm sandbox reset --help') option=--help ;;
    'csm auth -h' | 'csm auth --help') option=--help ;;
    'csm auth login --client-id') option=--client-id kind='text' ;;
    'csm auth login --no-browser') option=--no-browser ;;
    'csm auth login --api-token') option=--api-token ;;
    'csm auth login --email') option=--email kind='text' ;;
    'csm auth login --with-token') option=--with-token ;;
    'csm auth login --insecure-storage') option=--insecure-storage ;;
    'csm auth login --json') option=--json ;;
    'csm auth login --profile') option=--profile kind='lists profiles' ;;
    'csm auth login --sandbox') option=--sandbox ;;
    'csm auth login --no-input') option=--no-input ;;
    'csm auth login -v' | 'csm auth login --verbose') option=--verbose ;;
    'csm auth login --no-pager') option=--no-pager ;;
    'csm auth login --fields') option=--fields kind='list help,schema_version,signed_in,signed_in.service,signed_in.url,signed_in.who,signed_in.role,signed_in.scopes,signed_in.region,signed_in.ends,signed_in.warnings,signed_in.warnings.code,signed_in.warnings.text,signed_in.place' ;;
    'csm auth login --jq') option=--jq kind='text' ;;
    'csm auth login -q' | 'csm auth login --quiet') option=--quiet ;;
    'csm auth login --refresh') option=--refresh ;;
    'csm auth login -h' | 'csm auth login --help') option=--help ;;
    'csm auth status --offline') option=--offline ;;
    'csm auth status --json') option=--json ;;
    'csm auth status --profile') option=--profile kind='lists profiles' ;;
    'csm auth status --sandbox') option=--sandbox ;;
    'csm auth status --no-input') option=--no-input ;;
    'csm auth status -v' | 'csm auth status --verbose') option=--verbose ;;
    'csm auth status --no-pager') option=--no-pager ;;
    'csm auth status --fields') option=--fields kind='list help,schema_version,services,services.service,services.state,services.url,services.who,services.role,services.scopes,services.region,services.ends,services.warnings,services.warnings.code,services.warnings.text,services.source,services.shadowed,services.problem,services.next' ;;
    'csm auth status --jq') option=--jq kind='text' ;;
    'csm auth status -q' | 'csm auth status --quiet') option=--quiet ;;
    'csm auth status --refresh') option=--refresh ;;
    'csm auth status -h' | 'csm auth status --help') option=--help ;;
    'csm auth logout --json') option=--json ;;
    'csm auth logout --profile') option=--profile kind='lists profiles' ;;
    'csm auth logout --sandbox') option=--sandbox ;;
    'csm auth logout --no-input') option=--no-input ;;
    'csm auth logout -v' | 'csm auth logout --verbose') option=--verbose ;;
    'csm auth logout --no-pager') option=--no-pager ;;
    'csm auth logout --fields') option=--fields kind='list help,schema_version,signed_out,signed_out.service,signed_out.deleted,signed_out.revoked,signed_out.still' ;;
    'csm auth logout --jq') option=--jq kind='text' ;;
    'csm auth logout -q' | 'csm auth logout --quiet') option=--quiet ;;
    'csm auth logout --refresh') option=--refresh ;;
    'csm auth logout -h' | 'csm auth logout --help') option=--help ;;
    'csm auth token --json') option=--json ;;
    'csm auth token --profile') option=--profile kind='lists profiles' ;;
    'csm auth token --sandbox') option=--sandbox ;;
    'csm auth token --no-input') option=--no-input ;;
    'csm auth token -v' | 'csm auth token --verbose') option=--verbose ;;
    'csm auth token --no-pager') option=--no-pager ;;
    'csm auth token --fields') option=--fields kind='list help,schema_version,service,url,kind,source,token' ;;
    'csm auth token --jq') option=--jq kind='text' ;;
    'csm auth token -q' | 'csm auth token --quiet') option=--quiet ;;
    'csm auth token --refresh') option=--refresh ;;
    'csm auth token -h' | 'csm auth token --help') option=--help ;;
    'csm doctor --fix') option=--fix ;;
    'csm doctor --check-version') option=--check-version ;;
    'csm doctor --json') option=--json ;;
    'csm doctor --profile') option=--profile kind='lists profiles' ;;
    'csm doctor --sandbox') option=--sandbox ;;
    'csm doctor --no-input') option=--no-input ;;
    'csm doctor -v' | 'csm doctor --verbose') option=--verbose ;;
    'csm doctor --no-pager') option=--no-pager ;;
    'csm doctor --fields') option=--fields kind='list help,schema_version,summary,summary.ok,summary.warn,summary.fail,summary.skipped,checks,checks.name,checks.state,checks.found,checks.next,checks.fixable,checks.items,fixed,fixed.name,fixed.done' ;;
    'csm doctor --jq') option=--jq kind='text' ;;
    'csm doctor -q' | 'csm doctor --quiet') option=--quiet ;;
    'csm doctor --refresh') option=--refresh ;;
    'csm doctor -h' | 'csm doctor --help') option=--help ;;
    'csm config --json') option=--json ;;
    'csm config --profile') option=--profile kind='lists profiles' ;;
    'csm config --sandbox') option=--sandbox ;;
    'csm config --no-input') option=--no-input ;;
    'csm config -v' | 'csm config --verbose') option=--verbose ;;
    'csm config --no-pager') option=--no-pager ;;
    'csm config --fields') option=--fields kind='list help,schema_version,settings,settings.name,settings.value,settings.source' ;;
    'csm config --jq') option=--jq kind='text' ;;
    'csm config -q' | 'csm config --quiet') option=--quiet ;;
    'csm config --refresh') option=--refresh ;;
    'csm config -h' | 'csm config --help') option=--help ;;
    'csm config list --json') option=--json ;;
    'csm config list --profile') option=--profile kind='lists profiles' ;;
    'csm config list --sandbox') option=--sandbox ;;
    'csm config list --no-input') option=--no-input ;;
    'csm config list -v' | 'csm config list --verbose') option=--verbose ;;
    'csm config list --no-pager') option=--no-pager ;;
    'csm config list --fields') option=--fields kind='list help,schema_version,settings,settings.name,settings.value,settings.source' ;;
    'csm config list --jq') option=--jq kind='text' ;;
    'csm config list -q' | 'csm config list --quiet') option=--quiet ;;
    'csm config list --refresh') option=--refresh ;;
    'csm config list -h' | 'csm config list --help') option=--help ;;
    'csm config get --json') option=--json ;;
    'csm config get --profile') option=--profile kind='lists profiles' ;;
    'csm config get --sandbox') option=--sandbox ;;
    'csm config get --no-input') option=--no-input ;;
    'csm config get -v' | 'csm config get --verbose') option=--verbose ;;
    'csm config get --no-pager') option=--no-pager ;;
    'csm config get --fields') option=--fields kind='list help,schema_version,name,value,source' ;;
    'csm config get --jq') option=--jq kind='text' ;;
    'csm config get -q' | 'csm config get --quiet') option=--quiet ;;
    'csm config get --refresh') option=--refresh ;;
    'csm config get -h' | 'csm config get --help') option=--help ;;
    'csm config set --json') option=--json ;;
    'csm config set --profile') option=--profile kind='lists profiles' ;;
    'csm config set --sandbox') option=--sandbox ;;
    'csm config set --no-input') option=--no-input ;;
    'csm config set -v' | 'csm config set --verbose') option=--verbose ;;
    'csm config set --no-pager') option=--no-pager ;;
    'csm config set --fields') option=--fields kind='list help,schema_version,name,profile,before,after,outcome,config_file' ;;
    'csm config set --jq') option=--jq kind='text' ;;
    'csm config set -q' | 'csm config set --quiet') option=--quiet ;;
    'csm config set --refresh') option=--refresh ;;
    'csm config set -h' | 'csm config set --help') option=--help ;;
    'csm config unset --json') option=--json ;;
    'csm config unset --profile') option=--profile kind='lists profiles' ;;
    'csm config unset --sandbox') option=--sandbox ;;
    'csm config unset --no-input') option=--no-input ;;
    'csm config unset -v' | 'csm config unset --verbose') option=--verbose ;;
    'csm config unset --no-pager') option=--no-pager ;;
    'csm config unset --fields') option=--fields kind='list help,schema_version,name,profile,before,after,outcome,config_file' ;;
    'csm config unset --jq') option=--jq kind='text' ;;
    'csm config unset -q' | 'csm config unset --quiet') option=--quiet ;;
    'csm config unset --refresh') option=--refresh ;;
    'csm config unset -h' | 'csm config unset --help') option=--help ;;
    'csm config edit --draft') option=--draft kind='file' ;;
    'csm config edit --json') option=--json ;;
    'csm config edit --profile') option=--profile kind='lists profiles' ;;
    'csm config edit --sandbox') option=--sandbox ;;
    'csm config edit --no-input') option=--no-input ;;
    'csm config edit -v' | 'csm config edit --verbose') option=--verbose ;;
    'csm config edit --no-pager') option=--no-pager ;;
    'csm config edit --fields') option=--fields kind='list help,schema_version,config_file,outcome' ;;
    'csm config edit --jq') option=--jq kind='text' ;;
    'csm config edit -q' | 'csm config edit --quiet') option=--quiet ;;
    'csm config edit --refresh') option=--refresh ;;
    'csm config edit -h' | 'csm config edit --help') option=--help ;;
    'csm config path --json') option=--json ;;
    'csm config path --profile') option=--profile kind='lists profiles' ;;
    'csm config path --sandbox') option=--sandbox ;;
    'csm config path --no-input') option=--no-input ;;
    'csm config path -v' | 'csm config path --verbose') option=--verbose ;;
    'csm config path --no-pager') option=--no-pager ;;
    'csm config path --fields') option=--fields kind='list help,schema_version,config_file,exists,named_by' ;;
    'csm config path --jq') option=--jq kind='text' ;;
    'csm config path -q' | 'csm config path --quiet') option=--quiet ;;
    'csm config path --refresh') option=--refresh ;;
    'csm config path -h' | 'csm config path --help') option=--help ;;
    'csm config profiles --json') option=--json ;;
    'csm config profiles --profile') option=--profile kind='lists profiles' ;;
    'csm config profiles --sandbox') option=--sandbox ;;
    'csm config profiles --no-input') option=--no-input ;;
    'csm config profiles -v' | 'csm config profiles --verbose') option=--verbose ;;
    'csm config profiles --no-pager') option=--no-pager ;;
    'csm config profiles --fields') option=--fields kind='list help,schema_version,profiles,profiles.name,profiles.in_use,profiles.accounts,profiles.accounts.service,profiles.accounts.url,profiles.accounts.source' ;;
    'csm config profiles --jq') option=--jq kind='text' ;;
    'csm config profiles -q' | 'csm config profiles --quiet') option=--quiet ;;
    'csm config profiles --refresh') option=--refresh ;;
    'csm config profiles -h' | 'csm config profiles --help') option=--help ;;
    'csm config schema --json') option=--json ;;
    'csm config schema --profile') option=--profile kind='lists profiles' ;;
    'csm config schema --sandbox') option=--sandbox ;;
    'csm config schema --no-input') option=--no-input ;;
    'csm config schema -v' | 'csm config schema --verbose') option=--verbose ;;
    'csm config schema --no-pager') option=--no-pager ;;
    'csm config schema --fields') option=--fields kind='list help,schema_version,schema' ;;
    'csm config schema --jq') option=--jq kind='text' ;;
    'csm config schema -q' | 'csm config schema --quiet') option=--quiet ;;
    'csm config schema --refresh') option=--refresh ;;
    'csm config schema -h' | 'csm config schema --help') option=--help ;;
    'csm completion --install') option=--install ;;
    'csm completion --json') option=--json ;;
    'csm completion --profile') option=--profile kind='lists profiles' ;;
    'csm completion --sandbox') option=--sandbox ;;
    'csm completion --no-input') option=--no-input ;;
    'csm completion -v' | 'csm completion --verbose') option=--verbose ;;
    'csm completion --no-pager') option=--no-pager ;;
    'csm completion --fields') option=--fields kind='list help,schema_version,shell,script,installed,then' ;;
    'csm completion --jq') option=--jq kind='text' ;;
    'csm completion -q' | 'csm completion --quiet') option=--quiet ;;
    'csm completion --refresh') option=--refresh ;;
    'csm completion -h' | 'csm completion --help') option=--help ;;
    'csm help --json') option=--json ;;
    'csm help --profile') option=--profile kind='lists profiles' ;;
    'csm help --sandbox') option=--sandbox ;;
    'csm help --no-input') option=--no-input ;;
    'csm help -v' | 'csm help --verbose') option=--verbose ;;
    'csm help --no-pager') option=--no-pager ;;
    'csm help --fields') option=--fields kind='list help,schema_version,topic,entries,entries.name,entries.text' ;;
    'csm help --jq') option=--jq kind='text' ;;
    'csm help -q' | 'csm help --quiet') option=--quiet ;;
    'csm help --refresh') option=--refresh ;;
    'csm help -h' | 'csm help --help') option=--help ;;
    'csm help json --json') option=--json ;;
    'csm help json --profile') option=--profile kind='lists profiles' ;;
    'csm help json --sandbox') option=--sandbox ;;
    'csm help json --no-input') option=--no-input ;;
    'csm help json -v' | 'csm help json --verbose') option=--verbose ;;
    'csm help json --no-pager') option=--no-pager ;;
    'csm help json --fields') option=--fields kind='list help,schema_version,topic,entries,entries.name,entries.text' ;;
    'csm help json --jq') option=--jq kind='text' ;;
    'csm help json -q' | 'csm help json --quiet') option=--quiet ;;
    'csm help json --refresh') option=--refresh ;;
    'csm help json -h' | 'csm help json --help') option=--help ;;
    'csm help templates --json') option=--json ;;
    'csm help templates --profile') option=--profile kind='lists profiles' ;;
    'csm help templates --sandbox') option=--sandbox ;;
    'csm help templates --no-input') option=--no-input ;;
    'csm help templates -v' | 'csm help templates --verbose') option=--verbose ;;
    'csm help templates --no-pager') option=--no-pager ;;
    'csm help templates --fields') option=--fields kind='list help,schema_version,topic,entries,entries.name,entries.text' ;;
    'csm help templates --jq') option=--jq kind='text' ;;
    'csm help templates -q' | 'csm help templates --quiet') option=--quiet ;;
    'csm help templates --refresh') option=--refresh ;;
    'csm help templates -h' | 'csm help templates --help') option=--help ;;
    'csm help ownership --json') option=--json ;;
    'csm help ownership --profile') option=--profile kind='lists profiles' ;;
    'csm help ownership --sandbox') option=--sandbox ;;
    'csm help ownership --no-input') option=--no-input ;;
    'csm help ownership -v' | 'csm help ownership --verbose') option=--verbose ;;
    'csm help ownership --no-pager') option=--no-pager ;;
    'csm help ownership --fields') option=--fields kind='list help,schema_version,topic,entries,entries.name,entries.text' ;;
    'csm help ownership --jq') option=--jq kind='text' ;;
    'csm help ownership -q' | 'csm help ownership --quiet') option=--quiet ;;
    'csm help ownership --refresh') option=--refresh ;;
    'csm help ownership -h' | 'csm help ownership --help') option=--help ;;
    'csm help audit --json') option=--json ;;
    'csm help audit --profile') option=--profile kind='lists profiles' ;;
    'csm help audit --sandbox') option=--sandbox ;;
    'csm help audit --no-input') option=--no-input ;;
    'csm help audit -v' | 'csm help audit --verbose') option=--verbose ;;
    'csm help audit --no-pager') option=--no-pager ;;
    'csm help audit --fields') option=--fields kind='list help,schema_version,topic,entries,entries.name,entries.text' ;;
    'csm help audit --jq') option=--jq kind='text' ;;
    'csm help audit -q' | 'csm help audit --quiet') option=--quiet ;;
    'csm help audit --refresh') option=--refresh ;;
    'csm help audit -h' | 'csm help audit --help') option=--help ;;
    'csm help log --json') option=--json ;;
    'csm help log --profile') option=--profile kind='lists profiles' ;;
    'csm help log --sandbox') option=--sandbox ;;
    'csm help log --no-input') option=--no-input ;;
    'csm help log -v' | 'csm help log --verbose') option=--verbose ;;
    'csm help log --no-pager') option=--no-pager ;;
    'csm help log --fields') option=--fields kind='list help,schema_version,topic,entries,entries.name,entries.text' ;;
    'csm help log --jq') option=--jq kind='text' ;;
    'csm help log -q' | 'csm help log --quiet') option=--quiet ;;
    'csm help log --refresh') option=--refresh ;;
    'csm help log -h' | 'csm help log --help') option=--help ;;
    'csm help sandbox --json') option=--json ;;
    'csm help sandbox --profile') option=--profile kind='lists profiles' ;;
    'csm help sandbox --sandbox') option=--sandbox ;;
    'csm help sandbox --no-input') option=--no-input ;;
    'csm help sandbox -v' | 'csm help sandbox --verbose') option=--verbose ;;
    'csm help sandbox --no-pager') option=--no-pager ;;
    'csm help sandbox --fields') option=--fields kind='list help,schema_version,topic,entries,entries.name,entries.text' ;;
    'csm help sandbox --jq') option=--jq kind='text' ;;
    'csm help sandbox -q' | 'csm help sandbox --quiet') option=--quiet ;;
    'csm help sandbox --refresh') option=--refresh ;;
    'csm help sandbox -h' | 'csm help sandbox --help') option=--help ;;
    'csm help auth --json') option=--json ;;
    'csm help auth --profile') option=--profile kind='lists profiles' ;;
    'csm help auth --sandbox') option=--sandbox ;;
    'csm help auth --no-input') option=--no-input ;;
    'csm help auth -v' | 'csm help auth --verbose') option=--verbose ;;
    'csm help auth --no-pager') option=--no-pager ;;
    'csm help auth --fields') option=--fields kind='list help,schema_version,topic,entries,entries.name,entries.text' ;;
    'csm help auth --jq') option=--jq kind='text' ;;
    'csm help auth -q' | 'csm help auth --quiet') option=--quiet ;;
    'csm help auth --refresh') option=--refresh ;;
    'csm help auth -h' | 'csm help auth --help') option=--help ;;
    'csm help config --json') option=--json ;;
    'csm help config --profile') option=--profile kind='lists profiles' ;;
    'csm help config --sandbox') option=--sandbox ;;
    'csm help config --no-input') option=--no-input ;;
    'csm help config -v' | 'csm help config --verbose') option=--verbose ;;
    'csm help config --no-pager') option=--no-pager ;;
    'csm help config --fields') option=--fields kind='list help,schema_version,topic,entries,entries.name,entries.text' ;;
    'csm help config --jq') option=--jq kind='text' ;;
    'csm help config -q' | 'csm help config --quiet') option=--quiet ;;
    'csm help config --refresh') option=--refresh ;;
    'csm help config -h' | 'csm help config --help') option=--help ;;
    *) return 1 ;;
  esac
}

__csm_commands() {
  case $1 in
    'csm')
      __csm_offer 'mine' 'List what needs you, across all your customers, the nearest breach first.'
      __csm_offer 'due' 'List tickets on which our last public word is older than the plan'\''s clock.'
      __csm_offer 'triage' 'List tickets that nobody has sorted; fill the form of one from Slack.'
      __csm_offer 'escalations' 'Follow your escalations: who spoke last, who sees them, their issues.'
      __csm_offer 'incident' 'Show the status page'\''s incidents, and tie a ticket to one.'
      __csm_offer 'show' 'Show a ticket on one screen, with the links parsed from it.'
      __csm_offer 'claim' 'Tell support that you are on a ticket, with one internal note.'
      __csm_offer 'note' 'Leave an internal note on a ticket, of your own words or from a template.'
      __csm_offer 'ask' 'Draft a public reply that asks for what is missing, each with why.'
      __csm_offer 'update' 'Draft a public reply that tells the customer how it stands.'
      __csm_offer 'similar' 'Find the same problem elsewhere: tickets, GitHub, Pylon, Slack, docs.'
      __csm_offer 'login-as' 'Find the admin page to log in as a customer on, and the reason to give.'
      __csm_offer 'escalate' 'Hand a ticket to engineering or support, with a note to work from.'
      __csm_offer 'role' 'Show whether you are a light or a full agent; step up, and down again.'
      __csm_offer 'undo' 'Take back the last write of this machine.'
      __csm_offer 'whois-owns' 'Say which team owns a feature, and where to reach it.'
      __csm_offer 'tips' 'Say what to try for an area or a ticket, and what to look up without asking.'
      __csm_offer 'ownership' 'List, show, check and refresh who owns what.'
      __csm_offer 'audit-impersonation' 'List who from PostHog signed in as a member of an organization.'
      __csm_offer 'audit' 'Check the file of an audit'\''s report.'
      __csm_offer 'org' 'Look up a customer'\''s organization: id, region, plan, members, links.'
      __csm_offer 'log' 'List what was written on this machine, or tried; settle it, forget it.'
      __csm_offer 'init' 'Set csm up: write a config file, sign in, check everything.'
      __csm_offer 'demo' 'Do the main job on the sandbox, step by step.'
      __csm_offer 'sandbox' 'Run a Zendesk and a PostHog of your own on this machine.'
      __csm_offer 'auth' 'Sign in to Zendesk, PostHog and others; see how it stands; sign out.'
      __csm_offer 'doctor' 'Check everything a day'\''s work depends on, and say what to do.'
      __csm_offer 'config' 'Show each setting, its value and where it came from.'
      __csm_offer 'completion' 'Print or install the script that completes csm'\''s words in your shell.'
      __csm_offer 'help' 'Explain a command or a topic: exit-codes, environment, templates and more.'
      ;;
    'csm ownership')
      __csm_offer 'list' 'List the features and who owns them.'
      __csm_offer 'show' 'Show all that is known of a feature and of the teams that own it, or of a team.'
      __csm_offer 'check' 'Check an ownership file, and point at the line of each finding.'
      __csm_offer 'refresh' 'Read the handbook'\''s table of owners, show what has changed, and write it down.'
      ;;
    'csm audit')
      __csm_offer 'verify' 'Compare the rows of a report with the SHA-256 that it carries.'
      ;;
    'csm log')
      __csm_offer 'resolve' 'Settle what is undecided: look on the desk what became of it.'
      __csm_offer 'forget' 'Erase entries, and what notes and reports they keep, from this machine.'
      ;;
    'csm sandbox')
      __csm_offer 'serve' 'Serve the sandbox in the foreground, until Ctrl-C or SIGTERM.'
      __csm_offer 'env' 'Print the variables of the sandbox that is being served, as export lines.'
      __csm_offer 'reset' 'Forget all that was done in the sandbox and load its scenario again.'
      ;;
    'csm auth')
      __csm_offer 'login' 'Sign in to a service; without a name to Zendesk, then to PostHog.'
      __csm_offer 'status' 'Show who you are on each service, where the credential came from, and when it ends.'
      __csm_offer 'logout' 'Delete a sign-in from this machine; without a name all of the profile'\''s.'
      __csm_offer 'token' 'Print the credential that csm uses, for another program; of Zendesk without a name.'
      ;;
    'csm config')
      __csm_offer 'list' 'Show each setting, as csm config does without a word behind it.'
      __csm_offer 'get' 'Show one setting'\''s value; ends with 5 if it is not set.'
      __csm_offer 'set' 'Write one setting into the config file; with --profile, into that profile.'
      __csm_offer 'unset' 'Take one setting out of the config file; with --profile, out of that profile.'
      __csm_offer 'edit' 'Open the config file in your editor (VISUAL, EDITOR, else vi).'
      __csm_offer 'path' 'Show where the config file is, or would be.'
      __csm_offer 'profiles' 'List the profiles, and where each of them signs in.'
      __csm_offer 'schema' 'Print the JSON Schema of the config file, for editors.'
      ;;
    'csm help')
      __csm_offer 'environment' 'Every environment variable that csm reads.'
      __csm_offer 'exit-codes' 'What the exit codes mean.'
      __csm_offer 'json' 'The JSON Schema of a command'\''s document.'
      __csm_offer 'output' 'What is printed where, and in which form.'
      __csm_offer 'privacy' 'What leaves this machine, and what is kept on it.'
      __csm_offer 'templates' 'The templates of notes and drafts, and what they can use.'
      __csm_offer 'mine' 'List what needs you, across all your customers, the nearest breach first.'
      __csm_offer 'due' 'List tickets on which our last public word is older than the plan'\''s clock.'
      __csm_offer 'triage' 'List tickets that nobody has sorted; fill the form of one from Slack.'
      __csm_offer 'escalations' 'Follow your escalations: who spoke last, who sees them, their issues.'
      __csm_offer 'incident' 'Show the status page'\''s incidents, and tie a ticket to one.'
      __csm_offer 'show' 'Show a ticket on one screen, with the links parsed from it.'
      __csm_offer 'claim' 'Tell support that you are on a ticket, with one internal note.'
      __csm_offer 'note' 'Leave an internal note on a ticket, of your own words or from a template.'
      __csm_offer 'ask' 'Draft a public reply that asks for what is missing, each with why.'
      __csm_offer 'update' 'Draft a public reply that tells the customer how it stands.'
      __csm_offer 'similar' 'Find the same problem elsewhere: tickets, GitHub, Pylon, Slack, docs.'
      __csm_offer 'login-as' 'Find the admin page to log in as a customer on, and the reason to give.'
      __csm_offer 'escalate' 'Hand a ticket to engineering or support, with a note to work from.'
      __csm_offer 'role' 'Show whether you are a light or a full agent; step up, and down again.'
      __csm_offer 'undo' 'Take back the last write of this machine.'
      __csm_offer 'whois-owns' 'Say which team owns a feature, and where to reach it.'
      __csm_offer 'tips' 'Say what to try for an area or a ticket, and what to look up without asking.'
      __csm_offer 'ownership' 'List, show, check and refresh who owns what.'
      __csm_offer 'audit-impersonation' 'List who from PostHog signed in as a member of an organization.'
      __csm_offer 'audit' 'Check the file of an audit'\''s report.'
      __csm_offer 'org' 'Look up a customer'\''s organization: id, region, plan, members, links.'
      __csm_offer 'log' 'List what was written on this machine, or tried; settle it, forget it.'
      __csm_offer 'init' 'Set csm up: write a config file, sign in, check everything.'
      __csm_offer 'demo' 'Do the main job on the sandbox, step by step.'
      __csm_offer 'sandbox' 'Run a Zendesk and a PostHog of your own on this machine.'
      __csm_offer 'auth' 'Sign in to Zendesk, PostHog and others; see how it stands; sign out.'
      __csm_offer 'doctor' 'Check everything a day'\''s work depends on, and say what to do.'
      __csm_offer 'config' 'Show each setting, its value and where it came from.'
      __csm_offer 'completion' 'Print or install the script that completes csm'\''s words in your shell.'
      __csm_offer 'help' 'Explain a command or a topic: exit-codes, environment, templates and more.'
      ;;
  esac
}

__csm_shipped() {
  case $1 in
    areas)
      lines=(
        'general	Any area'
        'session_replay	Session replay'
        'feature_flags	Feature flags'
        'experiments	Experiments'
        'analytics	Product analytics'
        'data_ingestion	Data ingestion'
        'error_tracking	Error tracking'
        'surveys	Surveys'
        'web_analytics	Web analytics'
        'workflows	Workflows'
        'logs	Logs'
        'cohorts	Cohorts'
        'group_analytics	Group analytics'
        'heatmaps	Heatmaps'
        'llm-analytics	AI observability'
        'health_overview	Health overview'
        'sdk	SDKs'
        'mobile	Mobile SDKs'
        'batch_exports	Batch exports'
        'cdp_destinations	Real-time destinations'
        'apps	Apps and transformations'
        'data_warehouse	Data warehouse sources'
        'data_modeling	Data modeling'
        'data_management	Data management'
        'analytics_platform	Alerts, subscriptions and exports'
        'notebooks	Notebooks'
        'platform_addons	Platform add-ons'
        'login	Authentication'
        'billing	Billing'
        'toolbar	Toolbar'
        'posthog-ai	PostHog AI'
        'posthog-mcp	PostHog MCP'
        'setup-wizard	Wizard'
        'onboarding	Onboarding'
        'ai_gateway	AI gateway'
        'customer_analytics	Customer analytics'
        'revenue_analytics	Revenue analytics'
        'signals	Inbox'
        'slack	Slack app'
      ) ;;
    features)
      lines=(
        'Actions	Analytics Platform'
        'Activity log	Platform Features'
        'Activity view	Product Analytics'
        'AI gateway	AI Gateway'
        'AI observability (LLM analytics)	AI Observability'
        'Alerts	Analytics Platform'
        'Annotations	Product Analytics'
        'API structure	'
        'Authentication	Platform Features'
        'Autocapture	Analytics Platform and Web Analytics'
        'Base currency	Web Analytics'
        'Batch exports	Batch Exports'
        'Billing	Billing'
        'Cache warming	Analytics Platform'
        'Client libraries	Client Libraries'
        'Cohorts	Feature Flags'
        'Command palette	Platform UX'
        'Comments/Discussions	Platform Features'
        'CSP tracking	Web Analytics'
        'Currency rate dataset	Growth and Customer Analytics'
        'Customer Analytics	Customer Analytics'
        'Dashboard templates	Analytics Platform'
        'Dashboards	Product Analytics and Analytics Platform'
        'Data colors & themes	Analytics Platform'
        'Data management	Analytics Platform'
        'Data modeling (views, matviews)	Data Modeling'
        'Data pipelines	Workflows'
        'Data table	Product Analytics'
        'Data visualization	Data Stack'
        'Data warehouse	Data Stack'
        'Developer tooling (CI, local dev)	Developer Experience'
        'Early access features	Feature Flags'
        'Endpoints	Data Stack'
        'Error tracking	Error Tracking'
        'Experiments	Experiments'
        'Feature flags	Feature Flags'
        'Feed	Growth'
        'Group analytics	Customer Analytics'
        'Heatmaps	Web Analytics'
        'HogQL	Data Stack'
        'Inbox / Signals	Self-driving'
        'Ingestion	Ingestion'
        'Insights	Product Analytics'
        'Internal messaging (email, notifications)	Platform Features'
        'Live events	ClickHouse'
        'Logs	APM'
        'Managed migrations	Ingestion'
        'Managed reverse proxy	Platform Features'
        'Marketing analytics	Web Analytics'
        'MCP analytics	MCP Analytics'
        'MCP server	PostHog AI'
        'Notebooks	Platform Features'
        'Onboarding	Growth'
        'Organization Management & Deletion	Platform Features'
        'Path cleaning	Web Analytics'
        'Permissions and access control	Platform Features'
        'Persons	Ingestion'
        'Persons view	Product Analytics'
        'Pipeline destinations	Workflows'
        'Pipeline sources	Warehouse Sources'
        'Pipeline transformations	Workflows'
        'Platform (US + EU)	Infrastructure'
        'PostHog AI platform	PostHog AI'
        'PostHog Code / Desktop	PostHog Code / Desktop'
        'PostHog Support (Conversations product)	Conversations'
        'PostHog.com	Brand'
        'Product tours	Surveys'
        'Project homepage	Platform UX'
        'Property filters	Platform UX'
        'Queries as a Service	Data Stack'
        'Query performance	Analytics Platform'
        'Quota limiting	Billing and Platform Features'
        'Replay	Replay'
        'Revenue analytics	Customer Analytics and Growth'
        'Revenue data management	Customer Analytics and Growth'
        'SDK doctor	Growth'
        'SDKs & client libraries (web, server-side)	Client Libraries'
        'SDKs (mobile)	Client Libraries'
        'Search	Platform UX'
        'Security	Infrastructure'
        'Self-hosting	Infrastructure'
        'Sentry integration	Error Tracking'
        'Session analytics	Web Analytics'
        'Session explorer	Web Analytics'
        'Settings structure (personal & project)	Platform UX'
        'Source maps	Error Tracking'
        'SQL editor	Data Stack'
        'SQL insights	Data Stack'
        'SSO	Platform Features'
        'Statistical analysis	Product Analytics'
        'Subscriptions	Analytics Platform'
        'Surveys	Surveys'
        'Table exports	Analytics Platform'
        'Targeted data deletion	ClickHouse'
        'Taxonomic filters	Platform UX'
        'Terraform integration	Analytics Platform'
        'Toolbar	Growth'
        'Tracing and metrics	APM'
        'Unclassified tickets	Support'
        'Usage reports	Billing and Platform Features'
        'Variables	Product Analytics'
        'Web analytics	Web Analytics'
        'Webhook delivery service	Workflows'
        'Weekly digest	Growth'
        'Wizard	Docs & Wizard'
        'Workflows	Workflows'
        'audit log	Activity log'
        'activity logging	Activity log'
        'events	Activity view'
        'activity	Activity view'
        'LLM gateway	AI gateway'
        'playground	AI gateway'
        'LLM analytics	AI observability (LLM analytics)'
        'LLM observability	AI observability (LLM analytics)'
        'insight alerts	Alerts'
        'REST API	API structure'
        'API	API structure'
        'login	Authentication'
        'sign-up	Authentication'
        'invites	Authentication'
        '2FA	Authentication'
        'password reset	Authentication'
        'destinations (batch)	Batch exports'
        'S3 export	Batch exports'
        'BigQuery export	Batch exports'
        'invoice	Billing'
        'pricing	Billing'
        'refund	Billing'
        'Dollars & Cents	Billing'
        'SDK	Client libraries'
        'SDKs	Client libraries'
        'cmd+k	Command palette'
        'command bar	Command palette'
        'CRM	Customer Analytics'
        'accounts	Customer Analytics'
        'dashboard	Dashboards'
        'event definitions	Data management'
        'property definitions	Data management'
        'taxonomy	Data management'
        'saved queries	Data modeling (views, matviews)'
        'materialized views	Data modeling (views, matviews)'
        'CDP	Data pipelines'
        'pipelines	Data pipelines'
        'DWH	Data warehouse'
        'warehouse	Data warehouse'
        'feature previews	Early access features'
        'EAF	Early access features'
        'API endpoints product	Endpoints'
        'exceptions	Error tracking'
        'experimentation	Experiments'
        'A/B testing	Experiments'
        'flags	Feature flags'
        'decide	Feature flags'
        '/flags endpoint	Feature flags'
        'groups	Group analytics'
        'clickmaps	Heatmaps'
        'scrollmaps	Heatmaps'
        'SQL	HogQL'
        'query language	HogQL'
        'signals	Inbox / Signals'
        'inbox	Inbox / Signals'
        'event ingestion	Ingestion'
        'capture	Ingestion'
        'missing events	Ingestion'
        'trends	Insights'
        'funnels	Insights'
        'retention	Insights'
        'paths	Insights'
        'lifecycle	Insights'
        'stickiness	Insights'
        'saved insights	Insights'
        'correlation analysis	Insights'
        'actors modal	Insights'
        'log management	Logs'
        'proxy	Managed reverse proxy'
        'reverse proxy	Managed reverse proxy'
        'MCP	MCP server'
        'product onboarding	Onboarding'
        'organization deletion	Organization Management & Deletion'
        'ownership transfer	Organization Management & Deletion'
        'project deletion	Organization Management & Deletion'
        'RBAC	Permissions and access control'
        'roles	Permissions and access control'
        'access control	Permissions and access control'
        'person profiles	Persons'
        'identify	Persons'
        'alias	Persons'
        'merge	Persons'
        'real-time destinations	Pipeline destinations'
        'hog functions	Pipeline destinations'
        'warehouse sources	Pipeline sources'
        'data imports	Pipeline sources'
        'syncs	Pipeline sources'
        'transformations	Pipeline transformations'
        'plugins	Pipeline transformations'
        'apps	Pipeline transformations'
        'infra	Platform (US + EU)'
        'cloud	Platform (US + EU)'
        'outage	Platform (US + EU)'
        'Max	PostHog AI platform'
        'Max AI	PostHog AI platform'
        'desktop app	PostHog Code / Desktop'
        'support product	PostHog Support (Conversations product)'
        'SupportHog	PostHog Support (Conversations product)'
        'conversations	PostHog Support (Conversations product)'
        'website	PostHog.com'
        'docs site	PostHog.com'
        'QaaS	Queries as a Service'
        'query API	Queries as a Service'
        'slow query	Query performance'
        'timeouts	Query performance'
        'billing limit	Quota limiting'
        'session replay	Replay'
        'recordings	Replay'
        'session recording	Replay'
        'health overview	SDK doctor'
        'posthog-js	SDKs & client libraries (web, server-side)'
        'posthog-python	SDKs & client libraries (web, server-side)'
        'posthog-node	SDKs & client libraries (web, server-side)'
        'SDK	SDKs & client libraries (web, server-side)'
        'iOS	SDKs (mobile)'
        'Android	SDKs (mobile)'
        'React Native	SDKs (mobile)'
        'Flutter	SDKs (mobile)'
        'vulnerability report	Security'
        'open source deployment	Self-hosting'
        'hobby deploy	Self-hosting'
        'settings	Settings structure (personal & project)'
        'sourcemaps	Source maps'
        'symbolication	Source maps'
        'SAML	SSO'
        'SCIM	SSO'
        'Google login	SSO'
        'report emails	Subscriptions'
        'insight subscriptions	Subscriptions'
        'NPS	Surveys'
        'CSAT survey product	Surveys'
        'CSV export	Table exports'
        'exports	Table exports'
        'event deletion	Targeted data deletion'
        'PII deletion	Targeted data deletion'
        'APM	Tracing and metrics'
        'traces	Tracing and metrics'
        'support	Unclassified tickets'
        'general	Unclassified tickets'
        'do not know	Unclassified tickets'
        'support_needs_triage	Unclassified tickets'
        'SQL variables	Variables'
        'web vitals	Web analytics'
        'webhooks	Webhook delivery service'
        'setup wizard	Wizard'
        'messaging	Workflows'
        'campaigns	Workflows'
        'broadcasts	Workflows'
      ) ;;
    teams)
      lines=(
        'AI Gateway	#support-ai-gateway'
        'AI Observability	#support-ai-observability'
        'APM	#team-apm'
        'Analytics Platform	#support-analytics-platform'
        'Batch Exports	#support-batch-exports'
        'Billing	#support-billing'
        'Brand	'
        'ClickHouse	#support-clickhouse'
        'Client Libraries	#support-mobile'
        'Conversations	#team-conversations'
        'Customer Analytics	#support-customer-analytics'
        'Data Modeling	#support-data-modeling'
        'Data Stack	#support-data-stack'
        'Developer Experience	#team-devex'
        'Docs & Wizard	'
        'Error Tracking	#support-error-tracking'
        'Experiments	#support-experiments'
        'Feature Flags	#support-feature-flags'
        'Growth	#support-growth'
        'Infrastructure	#support-infrastructure'
        'Ingestion	#support-ingestion'
        'MCP Analytics	#support-mcp-analytics'
        'Platform Features	#support-platform-features'
        'Platform UX	#support-platform-ux'
        'PostHog AI	#support-posthog-ai'
        'PostHog Code / Desktop	#team-desktop'
        'Product Analytics	#support-product-analytics'
        'Replay	#support-replay'
        'Self-driving	#support-self-driving'
        'Support	#team-support'
        'Surveys	#support-surveys'
        'Warehouse Sources	#support-warehouse-sources'
        'Web Analytics	#support-web-analytics'
        'Workflows	#support-workflows'
      ) ;;
    profiles)
      lines=(
        'default	what stands outside the profiles of the config file'
        'sandbox	a Zendesk and a PostHog of your own, on this machine'
      ) ;;
  esac
}

# Put `$1`, with the description `$2`, among what is found, if it goes on from what is typed.
__csm_offer() {
  [[ $1 == "$typed"* && $seen != *"|$1|"* ]] || return 0
  seen+="$1|"
  found+=("$1")
  about+=("$2")
}

# Offer the values of a list: those that csm has kept, else those that it comes with.
__csm_values() {
  local line
  local -a lines
  lines=()
  if [[ $1 == profiles || ! -r $state/completion/$1 ]]; then __csm_shipped "$1"; fi
  if [[ ! -r $state/completion/$1 ]]; then
    :
  elif ((BASH_VERSINFO[0] > 3)); then
    mapfile -t -O ${#lines[@]} lines <"$state/completion/$1"
  else
    while IFS= read -r line || [[ -n $line ]]; do lines+=("$line"); done <"$state/completion/$1"
  fi
  for line in ${lines[@]+"${lines[@]}"}; do
    [[ $line == "$typed"* ]] && __csm_offer "${line%%$'\t'*}" "${line#*$'\t'}"
  done
  return 0
}

__csm_offer_options() {
  local each
  for each in ${switches[@]+"${switches[@]}"}; do
    [[ $used == *" ${each%% *} "* ]] || __csm_offer "${each%% *}" "${each#* }"
  done
}

# Offer the templates of notes of a user, which lie beside the config file.
__csm_own_templates() {
  local each config failing
  case ${CSM_CONFIG:-} in
    */*) config=${CSM_CONFIG%/*} ;;
    ?*) config=. ;;
    *)
      case ${XDG_CONFIG_HOME:-}/$OSTYPE in
        /?*/*) config=$XDG_CONFIG_HOME/csm ;;
        */darwin*) config="$HOME/Library/Application Support/csm" ;;
        *) config=$HOME/.config/csm ;;
      esac ;;
  esac
  shopt -q failglob
  failing=$?
  shopt -u failglob
  for each in "$config"/templates/note-?*.md.j2; do
    each=${each##*/note-}
    [[ $each == '?*.md.j2' ]] || __csm_offer "${each%.md.j2}" 'your own'
  done
  ((failing)) || shopt -s failglob
}

# Offer what a word of the kind `$1` can be; the shell itself knows files and folders.
__csm_offer_kind() {
  local each
  case $1 in
    file) compopt -o default 2>/dev/null ;;
    folder) compopt -o dirnames 2>/dev/null ;;
    lists\ *)
      [[ $1 == *\ tickets* ]] && compopt -o nosort 2>/dev/null
      for each in ${1#lists }; do __csm_values "$each"; done ;;
    templates\ *)
      for each in ${1#templates }; do __csm_offer "$each" ''; done
      __csm_own_templates ;;
    words\ *) for each in ${1#words }; do __csm_offer "$each" ''; done ;;
    list\ *)
      compopt -o nospace 2>/dev/null
      if [[ $typed == *,* ]]; then cut+="${typed%,*},"; typed=${typed##*,}; fi
      each=${1#list }
      for each in ${each//,/ }; do
        [[ ",$cut" == *[,=]"$each",* ]] || __csm_offer "$each" ''
      done ;;
  esac
}

# Set `quoted` to `$1` as it has to stand on the line, inside the quotes that were opened there.
__csm_quote() {
  quoted=$1
  case $quote in
    "'") quoted=${quoted//"'"/"'\\''"} ;;
    '"')
      quoted=${quoted//\\/\\\\}
      quoted=${quoted//\"/\\\"}
      quoted=${quoted//\$/\\\$}
      quoted=${quoted//\`/\\\`} ;;
    *) [[ $quoted == *[!a-zA-Z0-9_./:@%+,=-]* ]] && printf -v quoted %q "$quoted" ;;
  esac
}

# Tell bash what was found. Descriptions are for reading: only where it lists and inserts nothing.
__csm_reply() {
  local i quoted describe=''
  case ${COMP_TYPE:-9} in 63 | 33 | 64) ((${#found[@]} > 1)) && describe=1 ;; esac
  for ((i = 0; i < ${#found[@]}; i++)); do
    __csm_quote "${found[i]}"
    quoted=$cut$quoted
    quoted=${quoted#"$glued"}
    if [[ $describe && -n ${about[i]} ]]; then
      quoted="$quoted  (${about[i]})"
      quoted=${quoted:0:$((${COLUMNS:-80} - 2))}
    fi
    COMPREPLY+=("$quoted")
  done
}

_csm() {
  local IFS=$' \t\n' state place=csm used=' ' kind='' option='' again='' names='' seen='|'
  local typed='' cut='' glued='' quote='' word rest pending='' only='' insensitive i n=0
  local -a words switches wants found about
  words=() switches=() wants=() found=() about=() COMPREPLY=()

  state=${CSM_STATE:-}
  if [[ -z $state ]]; then
    case ${XDG_STATE_HOME:-}/$OSTYPE in
      /?*/*) state=$XDG_STATE_HOME/csm ;;
      */darwin*) state="$HOME/Library/Application Support/csm" ;;
      *) state=$HOME/.local/state/csm ;;
    esac
  fi

  # Bash splits words at = and :, too. Put together what stands together.
  rest=${COMP_LINE:0:COMP_POINT}
  for ((i = 0; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $i -gt 0 && $rest == "$word"* ]]; then
      words[${#words[@]} - 1]+=$word
    else
      words+=("$word")
    fi
    rest=${rest#*"$word"}
  done
  typed=${rest#"${rest%%[![:blank:]]*}"}
  if [[ ${#words[@]} -gt 1 && -n $rest && $typed == "$rest" ]]; then
    i=$((${#words[@]} - 1))
    glued=${words[i]}
    unset "words[$i]"
    case $typed in [=:]*) glued+=$typed typed=$glued ;; *) typed=$glued$typed ;; esac
  fi

  __csm_place "$place"
  for ((i = 1; i < ${#words[@]}; i++)); do
    word=${words[i]}
    if [[ -z $only && $word == -- ]]; then
      only=1
    elif [[ -z $only && $word == -?* ]]; then
      __csm_option "$place" "${word%%=*}" || continue
      [[ $again ]] || used+="$option "
      [[ $kind && $word != *=* ]] || continue
      i=$((i + 1))
      ((i < ${#words[@]})) || pending=$kind
    elif [[ $n -eq 0 && " $names " == *" $word "* ]]; then
      place+=" $word"
      __csm_place "$place"
    else
      n=$((n + 1))
    fi
  done

  kind=''
  if [[ -z $pending && -z $only && $typed == --*=* ]]; then
    __csm_option "$place" "${typed%%=*}" || return 0
    pending=${kind:-text}
    cut=${typed%%=*}=
    typed=${typed#*=}
  fi
  case $typed in
    \"*) quote='"' typed=${typed#\"} ;;
    \'*) quote="'" typed=${typed#\'} ;;
    *) typed=${typed//\\/} ;;
  esac

  shopt -q nocasematch
  insensitive=$?
  shopt -s nocasematch
  if [[ $pending ]]; then
    __csm_offer_kind "$pending"
  elif [[ -z $only && $typed == -* ]]; then
    __csm_offer_options
  elif [[ $n -eq 0 && $names ]]; then
    __csm_commands "$place"
  elif ((${#wants[@]})); then
    kind=${wants[n < ${#wants[@]} ? n : ${#wants[@]} - 1]}
    if ((n < ${#wants[@]})) || [[ $kind == *... ]]; then __csm_offer_kind "${kind%...}"; fi
  elif [[ -z $only ]]; then
    __csm_offer_options
  fi
  ((insensitive)) && shopt -u nocasematch
  __csm_reply
}

if type compopt >/dev/null 2>&1; then
  complete -F _csm csm
else
  complete -o default -F _csm csm # the bash of macOS can't say when files are wanted
fi
