# bash completion of csm. No program is started for it: what can be completed stands here, and in
# small files that csm keeps in its state folder. Made by `python -m tests.generated`.

#TABLES#

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
