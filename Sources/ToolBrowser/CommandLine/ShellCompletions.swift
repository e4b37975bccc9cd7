/// The scripts that a shell sources. They contain no lists: for each completion they call the
/// program, which prints one candidate per line, with a tab and a note if there is one, or a single
/// line `:files` or `:directories` that leaves it to the shell.
enum ShellCompletions: String, CaseIterable, CommandLineValue {
  case bash, zsh, fish

  var script: String {
    switch self {
    case .bash: Self.bashScript
    case .zsh: Self.zshScript
    case .fish: Self.fishScript
    }
  }

  /// Bash also splits words at `:` and `=`, and replaces only the part after the last one: the
  /// words are joined again from the line, and the candidates are shortened accordingly.
  private static let bashScript = #"""
    # bash completions for ocx-mise-tui:
    #   source <(ocx-mise-tui completions bash)
    _ocx_mise_tui() {
      local rest=${COMP_LINE:0:COMP_POINT} part=${COMP_WORDS[COMP_CWORD]} word i n=-1
      local -a words=()
      for ((i = 0; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $n -lt 0 || $rest == [[:space:]]* ]]; then ((n++)); fi
        rest=${rest#"${rest%%[![:space:]]*}"}
        words[n]+=$word
        rest=${rest#"$word"}
      done
      if [[ $rest == [[:space:]]* ]]; then ((n++)); fi
      rest=${rest#"${rest%%[![:space:]]*}"}
      words[n]+=$rest
      if [[ $part == : || $part == = ]]; then part=''; else part=$rest; fi
      local front=${words[n]%"$part"} line
      # It splits at @ as well, but replaces from there on.
      front=${front%@}
      COMPREPLY=()
      while IFS= read -r line; do
        case $line in
          :files|:directories)
            local IFS=$'\n'
            if [[ $line == :files ]]; then line=-f; else line=-d; fi
            COMPREPLY=($(compgen "$line" -- "$part"))
            compopt -o filenames 2>/dev/null
            return ;;
        esac
        line=${line%%$'\t'*}
        COMPREPLY+=("${line#"$front"}")
      done < <(ocx-mise-tui complete -- "${words[@]:1}" 2>/dev/null)
    }
    complete -F _ocx_mise_tui ocx-mise-tui

    """#

  private static let zshScript = #"""
    #compdef ocx-mise-tui
    # zsh completions for ocx-mise-tui: a file _ocx-mise-tui in $fpath, or
    #   source <(ocx-mise-tui completions zsh)
    _ocx_mise_tui() {
      local line
      local -a candidates displays
      for line in ${(f)"$(ocx-mise-tui complete -- \
          "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)"}; do
        case $line in
          :files) compset -P '--*='; _files; return ;;
          :directories) compset -P '--*='; _files -/; return ;;
        esac
        candidates+=("${line%%$'\t'*}")
        displays+=("${line/$'\t'/  -- }")
      done
      compadd -l -d displays -a candidates
    }
    if [[ $funcstack[1] == _ocx-mise-tui ]]; then _ocx_mise_tui "$@"
    else compdef _ocx_mise_tui ocx-mise-tui; fi

    """#

  private static let fishScript = #"""
    # fish completions for ocx-mise-tui:
    #   ocx-mise-tui completions fish | source
    function __ocx_mise_tui_complete
      set -l words (commandline -opc)
      set -l current (commandline -ct)
      set -l lines (ocx-mise-tui complete -- $words[2..-1] "$current" 2>/dev/null)
      set -l front (string match -r -- '^--[^=]*=' "$current")
      set -l path (string replace -r -- '^--[^=]*=' '' "$current")
      switch "$lines[1]"
        case :files
          string replace -r -- '^' "$front" (__fish_complete_path "$path")
        case :directories
          string replace -r -- '^' "$front" (__fish_complete_directories "$path")
        case '*'
          printf '%s\n' $lines
      end
    end
    complete -c ocx-mise-tui -f -a '(__ocx_mise_tui_complete)'

    """#
}
