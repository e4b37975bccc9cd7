/// Linked git worktrees, read from the disk: mise trusts in all worktrees what is trusted in the
/// main checkout (docs/mise.md §11).
enum GitWorktree {
  /// The same path in the main checkout of the repository; nil if the path is not in a linked
  /// worktree, or the repository has no main checkout.
  static func mainCheckout(of path: String) -> String? {
    for folder in Paths.ancestors(path) {
      let link = Paths.join(folder, ".git")
      switch Files.kind(link) {
      case nil: continue
      case .file:
        return main(of: folder, link: link).map { main in
          folder == path ? main : Paths.join(main, Paths.relative(path, to: folder))
        }
      default: return nil
      }
    }
    return nil
  }

  /// The main checkout of a worktree, whose `.git` is a file with a line `gitdir:
  /// …/worktrees/NAME`.
  private static func main(of folder: String, link: String) -> String? {
    guard let own = firstLine(link, after: "gitdir:") else { return nil }
    let directory = Paths.absolute(own, from: folder)
    guard Paths.lastComponent(Paths.parent(directory)) == "worktrees" else { return nil }
    let common = firstLine(Paths.join(directory, "commondir")) ?? "../.."
    let shared = Paths.absolute(common, from: directory)
    return Paths.lastComponent(shared) == ".git" ? Paths.parent(shared) : nil
  }

  private static func firstLine(_ path: String, after prefix: String = "") -> String? {
    guard let text = try? Files.readText(path, limit: 1 << 16),
      let line = text.split(whereSeparator: \.isNewline).first, line.hasPrefix(prefix)
    else { return nil }
    let rest = line.dropFirst(prefix.count).drop { $0 == " " }
    return rest.isEmpty ? nil : String(rest)
  }
}
