extension Completions {
  static var bash: String {
    var lines = [
      "# bash completions for \(CommandTable.program):",
      "#   source <(\(CommandTable.program) completions bash)",
      "# Bash takes a word apart at a colon and completes what is behind it: what is offered loses as",
      "# much. Names are read line by line, so that nothing in them is expanded.",
      "_ocx_mise_tui_offer() {",
      "  local line=${COMP_LINE:0:COMP_POINT} prefix='' name",
      "  local whole=${line##*[[:space:]]}",
      "  if [[ $word == ':' ]]; then word=''; fi",
      "  if [[ $whole == ocx:* ]]; then prefix=ocx:; fi",
      "  local front=${whole%\"$word\"}",
      "  while IFS= read -r name; do",
      "    name=$prefix$name",
      "    if [[ $name == \"$whole\"* ]]; then COMPREPLY+=(\"${name#\"$front\"}\"); fi",
      "  done",
      "}",
      "_ocx_mise_tui_files() {",
      "  local IFS=$'\\n'",
      "  COMPREPLY=($(compgen \"$1\" -- \"$word\"))",
      "  compopt -o filenames 2>/dev/null",
      "}",
      "_ocx_mise_tui() {",
      "  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}",
      "  local command='' i",
      "  COMPREPLY=()",
      "  # COMP_WORDBREAKS splits --name=value at the sign.",
      "  if [[ $word == '=' ]]; then word=''; elif [[ $previous == '=' ]]; then",
      "    previous=${COMP_WORDS[COMP_CWORD-2]}",
      "  fi",
      "  case $previous in",
    ]
    for name in OptionName.allCases {
      let option = CommandTable.option(name)
      guard option.value != nil else { continue }
      lines.append("    \(option.long)) \(bashValue(option.kind)); return ;;")
    }
    lines += [
      "  esac",
      "  for ((i = 1; i < COMP_CWORD; i++)); do",
      "    case ${COMP_WORDS[i]} in",
      "      \(optionsWithValue.joined(separator: "|")))",
      "        if [[ ${COMP_WORDS[i+1]} == '=' ]]; then ((i++)); fi",
      "        ((i++)) ;;",
      "      -*|=) ;;",
      "      \(CommandTable.groups.joined(separator: "|")))",
      "        command=${COMP_WORDS[i]}",
      "        if ((i + 1 < COMP_CWORD)); then command+=\" ${COMP_WORDS[i+1]}\"; fi",
      "        break ;;",
      "      \(firstWords.filter { !CommandTable.groups.contains($0) }.joined(separator: "|")))",
      "        command=${COMP_WORDS[i]}; break ;;",
      "    esac",
      "  done",
      "  case $command in",
    ]
    let all = CommandTable.command(.browse)
    lines += bashCase("''", command: all, words: firstWords)
    for group in CommandTable.groups {
      let words = followers(of: group).map { secondWord($0.name) }
      lines.append(
        "    \(group)) COMPREPLY=($(compgen -W '\(words.joined(separator: " "))' -- \"$word\")) ;;")
    }
    for command in commands { lines += bashCase("'\(command.name.rawValue)'", command: command) }
    lines += [
      "  esac",
      "}",
      "complete -F _ocx_mise_tui \(CommandTable.program)",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func bashCase(_ label: String, command: CommandSpec, words: [String] = [])
    -> [String]
  {
    let options = CommandTable.options(of: command).map { CommandTable.option($0).long }
    var lines = [
      "    \(label))",
      "      if [[ $word == -* ]]; then",
      "        COMPREPLY=($(compgen -W '\(options.joined(separator: " "))' -- \"$word\"))",
    ]
    if !words.isEmpty {
      lines.append("      else")
      lines.append(
        "        COMPREPLY=($(compgen -W '\(words.joined(separator: " "))' -- \"$word\"))")
    } else if let argument = command.argument, argument.kind != .text {
      lines.append("      else")
      lines.append("        \(bashValue(argument.kind))")
    }
    return lines + ["      fi ;;"]
  }

  private static func bashValue(_ kind: ValueKind) -> String {
    switch kind {
    case .text, .size: ":"
    case .file: "_ocx_mise_tui_files -f"
    case .directory: "_ocx_mise_tui_files -d"
    case .tool: "_ocx_mise_tui_offer < <(\(listTools))"
    case .command:
      "COMPREPLY=($(compgen -W '\(firstWords.joined(separator: " "))' -- \"$word\"))"
    case .choice(let choices):
      "COMPREPLY=($(compgen -W '\(choices.joined(separator: " "))' -- \"$word\"))"
    }
  }
}
