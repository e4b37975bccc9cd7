/// The argument of a command as help and completions show it.
struct ArgumentSpec: Equatable, Sendable {
  enum Count: Sendable { case one, optional, some, many }

  /// Its name in the help, such as `TOOL[@VERSION]`.
  var name: String
  var count: Count
  var completion = CompletionKind.nothing
  var summary: String

  /// Whether several can be given.
  var repeats: Bool { count == .some || count == .many }

  /// Its form in the usage line.
  var usage: String {
    switch count {
    case .one: name
    case .optional: "[\(name)]"
    case .some: "\(name) …"
    case .many: "[\(name) …]"
    }
  }
}

/// The argument of a command and the field that it sets.
struct CommandArgument<Root: Sendable>: Sendable {
  let spec: ArgumentSpec
  /// Checks the words and stores them. Their number is checked before.
  let store: @Sendable (inout Root, [String]) throws(UsageFailure) -> Void

  /// A required argument.
  static func one<Value: CommandLineValue>(
    _ field: any WritableKeyPath<Root, Value> & Sendable, _ name: String, _ summary: String,
    completion: CompletionKind = Value.completion
  ) -> Self {
    let spec = ArgumentSpec(name: name, count: .one, completion: completion, summary: summary)
    return CommandArgument(spec: spec) { (root, words) throws(UsageFailure) in
      for word in words { root[keyPath: field] = try Value.read(word, for: name) }
    }
  }

  /// An optional argument.
  static func optional<Value: CommandLineValue>(
    _ field: any WritableKeyPath<Root, Value?> & Sendable, _ name: String, _ summary: String,
    completion: CompletionKind = Value.completion
  ) -> Self {
    let spec = ArgumentSpec(name: name, count: .optional, completion: completion, summary: summary)
    return CommandArgument(spec: spec) { (root, words) throws(UsageFailure) in
      for word in words { root[keyPath: field] = try Value.read(word, for: name) }
    }
  }

  /// One or more.
  static func some<Value: CommandLineValue>(
    _ field: any WritableKeyPath<Root, [Value]> & Sendable, _ name: String, _ summary: String,
    completion: CompletionKind = Value.completion
  ) -> Self {
    list(field, ArgumentSpec(name: name, count: .some, completion: completion, summary: summary))
  }

  /// Any number.
  static func many<Value: CommandLineValue>(
    _ field: any WritableKeyPath<Root, [Value]> & Sendable, _ name: String, _ summary: String,
    completion: CompletionKind = Value.completion
  ) -> Self {
    list(field, ArgumentSpec(name: name, count: .many, completion: completion, summary: summary))
  }

  private static func list<Value: CommandLineValue>(
    _ field: any WritableKeyPath<Root, [Value]> & Sendable, _ spec: ArgumentSpec
  ) -> Self {
    CommandArgument(spec: spec) { (root, words) throws(UsageFailure) in
      root[keyPath: field] = try words.map { (word: String) throws(UsageFailure) in
        try Value.read(word, for: spec.name)
      }
    }
  }
}
