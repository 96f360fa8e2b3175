# PowerShell completion of csm. No program is started for it: what can be completed stands here,
# and in small files that csm keeps in its state folder. Made by `python -m tests.generated`.
# It is looked at in a test and has not been run: csm is not tested on Windows.

Register-ArgumentCompleter -Native -CommandName csm -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

#TABLES#

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
