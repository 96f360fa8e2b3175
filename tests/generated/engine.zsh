#compdef csm
# zsh completion of csm. No program is started for it: what can be completed stands here, and in
# small files that csm keeps in its state folder. Made by `python -m tests.generated`.

#TABLES#

# Put `$1`, with the description `$2`, among what is found.
__csm_offer() {
  (( $found[(Ie)$1] )) && return
  found+=("$1")
  about+=("$2")
}

# Offer the values of a list: those that csm has kept, else those that it comes with.
__csm_values() {
  local line file=$state/completion/$1
  local -a lines
  [[ $1 == profiles || ! -r $file ]] && __csm_shipped $1
  [[ -r $file ]] && lines+=("${(@f)$(<$file)}")
  for line in "${lines[@]}"; do
    [[ -n $line ]] && __csm_offer "${line%%$'\t'*}" "${line#*$'\t'}"
  done
}

__csm_offer_options() {
  local each
  for each in "${switches[@]}"; do
    [[ $used == *" ${each%% *} "* ]] || __csm_offer "${each%% *}" "${each#* }"
  done
}

# Offer the templates of notes of a user, which lie beside the config file.
__csm_own_templates() {
  local each config=${CSM_CONFIG:+${CSM_CONFIG:h}}
  if [[ -z $config ]]; then
    case ${XDG_CONFIG_HOME:-}/$OSTYPE in
      (/?*/*) config=$XDG_CONFIG_HOME/csm ;;
      (*/darwin*) config="$HOME/Library/Application Support/csm" ;;
      (*) config=$HOME/.config/csm ;;
    esac
  fi
  for each in $config/templates/note-?*.md.j2(N:t); do
    __csm_offer ${${each#note-}%.md.j2} 'your own'
  done
}

# Offer what a word of the kind `$1` can be; the shell itself knows files and folders.
__csm_offer_kind() {
  local each
  case $1 in
    (file) _files ;;
    (folder) _files -/ ;;
    (lists\ *)
      [[ $1 == 'lists tickets' ]] && sorting=-V
      for each in ${=1#lists }; do __csm_values $each; done ;;
    (templates\ *)
      for each in ${=1#templates }; do __csm_offer $each ''; done
      __csm_own_templates ;;
    (words\ *) for each in ${=1#words }; do __csm_offer $each ''; done ;;
    (list\ *)
      more=(-q -S ,)
      for each in ${(s:,:)1#list }; do
        [[ $before == *,$each,* ]] || __csm_offer $each ''
      done ;;
  esac
}

# Show what was found, each with its description in a line of its own.
__csm_show() {
  (( $#found )) || return 1
  local -a lines match
  integer i wide=0
  match=(-M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}')
  if [[ -z ${(j::)about} ]]; then
    compadd $sorting csm $match $more -a found
    return
  fi
  for (( i = 1; i <= $#found; i++ )); do
    (( $#found[i] > wide )) && wide=$#found[i]
  done
  for (( i = 1; i <= $#found; i++ )); do
    lines+=("${${(r:$wide:)found[i]}}  ${about[i]}")
    lines[-1]=${lines[-1][1,$(( COLUMNS - 1 ))]}
  done
  compadd $sorting csm -l -d lines $match $more -a found
}

_csm() {
  emulate -L zsh
  setopt localoptions extended_glob no_bang_hist
  local state names place=csm used=' ' kind option again word pending only before sorting=-J
  local -a switches wants found about more
  integer i n=0

  state=${CSM_STATE:-}
  if [[ -z $state ]]; then
    case ${XDG_STATE_HOME:-}/$OSTYPE in
      (/?*/*) state=$XDG_STATE_HOME/csm ;;
      (*/darwin*) state="$HOME/Library/Application Support/csm" ;;
      (*) state=$HOME/.local/state/csm ;;
    esac
  fi

  __csm_place $place
  for (( i = 2; i < CURRENT; i++ )); do
    word=${(Q)words[i]}
    if [[ -z $only && $word == -- ]]; then
      only=1
    elif [[ -z $only && $word == -?* ]]; then
      __csm_option $place "${word%%=*}" || continue
      [[ -n $again ]] || used+="$option "
      [[ -n $kind && $word != *=* ]] || continue
      (( ++i < CURRENT )) || pending=$kind
    elif [[ $n -eq 0 && " $names " == *" $word "* ]]; then
      place+=" $word"
      __csm_place $place
    else
      (( ++n ))
    fi
  done

  if [[ -z $pending && -z $only && $PREFIX == --*=* ]]; then
    __csm_option $place "${PREFIX%%=*}" || return 1
    pending=${kind:-text}
    compset -P 1 '*='
  fi
  before=",$PREFIX"
  [[ $pending == list\ * ]] && compset -P '*,' # here: what compset does ends with its function
  if [[ -n $pending ]]; then
    __csm_offer_kind $pending
  elif [[ -z $only && $PREFIX == -* ]]; then
    __csm_offer_options
  elif [[ $n -eq 0 && -n $names ]]; then
    __csm_commands $place
  elif (( $#wants )); then
    kind=${wants[n < $#wants ? n + 1 : -1]}
    if (( n < $#wants )) || [[ $kind == *... ]]; then __csm_offer_kind "${kind%...}"; fi
  elif [[ -z $only ]]; then
    __csm_offer_options
  fi
  __csm_show
}

if [[ $funcstack[1] == _csm ]]; then
  _csm "$@"
else
  compdef _csm csm
fi
