# fish completion of csm. No program is started for it: what can be completed stands here, and in
# small files that csm keeps in its state folder. Made by `python -m tests.generated`.

#TABLES#

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
