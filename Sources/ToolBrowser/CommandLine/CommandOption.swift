/// Options of which at most one may be given.
enum ExclusiveGroup: Sendable {
  /// The file that is written to.
  case target
  case colour
  /// Listing something instead of doing it.
  case listing
}

/// An option as help and completions show it.
struct OptionSpec: Equatable, Sendable {
  /// The long name, without the dashes.
  var name: String
  var short: Character?
  /// The placeholder of its value in the help; nil for a flag.
  var placeholder: String?
  var completion = CompletionKind.nothing
  var summary: String
  var group: ExclusiveGroup?
  /// The option that this one requires.
  var needs: String?

  /// `--name`.
  var long: String { "--" + name }

  /// `--name VALUE`.
  var usage: String { placeholder.map { "\(long) \($0)" } ?? long }
}

/// An option and the field of `Root` that it sets.
struct CommandOption<Root: Sendable>: Sendable {
  var spec: OptionSpec
  /// Checks a value and stores it. If it is given twice, the last value counts.
  let store: @Sendable (inout Root, String) throws(UsageFailure) -> Void

  /// An option without a value, such as `--dry-run`.
  static func flag(
    _ field: any WritableKeyPath<Root, Bool> & Sendable, _ name: String, _ summary: String,
    group: ExclusiveGroup? = nil
  ) -> Self {
    constant(field, true, name, summary, group: group)
  }

  /// `--dry-run`.
  static func dryRun(_ field: any WritableKeyPath<Root, Bool> & Sendable) -> Self {
    flag(field, "dry-run", "show what would change, and change nothing")
  }

  /// An option without a value that sets a constant.
  static func constant<Value: Sendable>(
    _ field: any WritableKeyPath<Root, Value> & Sendable, _ value: Value, _ name: String,
    _ summary: String, group: ExclusiveGroup? = nil
  ) -> Self {
    CommandOption(spec: OptionSpec(name: name, summary: summary, group: group)) {
      (root, _) throws(UsageFailure) in root[keyPath: field] = value
    }
  }

  /// An option with a value: `--name VALUE` or `--name=VALUE`.
  static func value<Value: CommandLineValue>(
    _ field: any WritableKeyPath<Root, Value?> & Sendable, _ name: String, _ placeholder: String,
    _ summary: String, completion: CompletionKind = Value.completion,
    group: ExclusiveGroup? = nil, needs: String? = nil
  ) -> Self {
    value(name, placeholder, summary, completion: completion, group: group, needs: needs) {
      (root: inout Root, value: Value) in root[keyPath: field] = value
    }
  }

  /// The same for a field with a default.
  static func value<Value: CommandLineValue>(
    _ field: any WritableKeyPath<Root, Value> & Sendable, _ name: String, _ placeholder: String,
    _ summary: String, group: ExclusiveGroup? = nil
  ) -> Self {
    value(name, placeholder, summary, completion: Value.completion, group: group, needs: nil) {
      (root: inout Root, value: Value) in root[keyPath: field] = value
    }
  }

  /// An option whose value is stored by a function.
  static func value<Value: CommandLineValue>(
    _ name: String, _ placeholder: String, _ summary: String, completion: CompletionKind,
    group: ExclusiveGroup?, needs: String?, _ store: @escaping @Sendable (inout Root, Value) -> Void
  ) -> Self {
    let spec = OptionSpec(
      name: name, placeholder: placeholder, completion: completion, summary: summary,
      group: group, needs: needs)
    return CommandOption(spec: spec) { (root, text) throws(UsageFailure) in
      store(&root, try Value.read(text, for: spec.long))
    }
  }

  /// The same option for a type that contains a `Root`.
  func lifted<Outer: Sendable>(
    to field: any WritableKeyPath<Outer, Root> & Sendable
  ) -> CommandOption<Outer> {
    let store = store
    return CommandOption<Outer>(spec: spec) { (outer, text) throws(UsageFailure) in
      try store(&outer[keyPath: field], text)
    }
  }
}
