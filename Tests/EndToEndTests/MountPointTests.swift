import Foundation
import Testing

/// A file that is a mount point, as containers have them, cannot be replaced: it is written in place.
@Suite struct MountPointTests {
  /// Mounts in a namespace of its own, so that nothing outside sees it.
  private static let scenario = """
    set -e
    folder=$(mktemp -d)
    trap 'umount "$folder/project/mise.toml"; rm -r "$folder"' EXIT
    mkdir -p "$folder/project" "$folder/home"
    printf '[tools]\\n' >"$folder/real.toml"
    : >"$folder/project/mise.toml"
    mount --bind "$folder/real.toml" "$folder/project/mise.toml"
    run() {
      env -i HOME="$folder/home" PATH=/usr/bin:/bin MISE_CEILING_PATHS="$folder" \
        "$program" "$@" --project "$folder/project" >"$folder/said" 2>&1 || cat "$folder/said"
    }
    inode() { ls -i "$folder/real.toml" | cut -d' ' -f1; }
    before=$(inode)
    printf '"ocx:ocx.sh/a/b" = "1"\\n' >>"$folder/real.toml"
    run unpin ocx.sh/a/b
    cat "$folder/project/mise.toml"
    run undo
    cat "$folder/real.toml"
    [ "$before" = "$(inode)" ] && ls -A "$folder/project"
    """

  private static let isPossible =
    getuid() == 0
    && (try? Product.run("/usr/bin/env", ["unshare", "-m", "true"]).status) == 0

  @Test(.enabled(if: isPossible, "SKIPPED: mounting needs root and unshare"))
  func aMountPointIsWrittenInPlace() throws {
    let ending = try Product.run(
      "/usr/bin/env",
      ["program=\(Product.path)", "unshare", "-m", "sh", "-c", Self.scenario])
    #expect(
      ending
        == .init(
          status: 0, output: "[tools]\n[tools]\n\"ocx:ocx.sh/a/b\" = \"1\"\nmise.toml\n"))
  }
}
