import Foundation

/// What must hold for any bytes whatever: the fuzzer tries it on bytes that it makes up, the tests on
/// those in `Tests/Corpora`.
public struct Property: Sendable {
  /// Its name, which is that of its folder in `Tests/Corpora`.
  public let name: String
  /// Checks whether it holds; throws `Broken` if it does not.
  public let check: @Sendable ([UInt8]) throws -> Void

  /// A property that `check` looks for.
  public init(_ name: String, _ check: @escaping @Sendable ([UInt8]) throws -> Void) {
    self.name = name
    self.check = check
  }
}

/// That a property does not hold, and what was seen instead.
public struct Broken: Error, CustomStringConvertible {
  /// What should hold, and what was seen.
  public let description: String

  /// Says what should hold.
  public init(_ description: String) { self.description = description }

  /// Throws unless `condition` holds.
  public static func unless(
    _ condition: Bool, _ text: @autoclosure () -> String
  ) throws(Broken) {
    guard condition else { throw Broken(text()) }
  }
}

/// The inputs that are kept of a property.
public enum Corpus {
  /// Name and bytes of each file in its folder, by name.
  public static func inputs(of property: Property) throws -> [(name: String, bytes: [UInt8])] {
    let folder = Checkout.package.appending(path: "Tests/Corpora/\(property.name)")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      (name, Array(try Data(contentsOf: folder.appending(path: name))))
    }
  }
}
