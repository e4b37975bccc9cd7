import Foundation
import TestSupport

/// A fuzzer of one property, for `make fuzz`: the first argument names it, the others are
/// libFuzzer's own.
///
/// libFuzzer usually provides `main`. Here it is called, because the package manager requires a `main`
/// in every executable.
@main
enum Fuzz {
  private static let properties = [
    TOMLProperty.property, EditProperty.property, JSONProperty.property,
    IdentifierProperty.property, VersionProperty.property, KeyProperty.property,
    ReceiptProperty.property,
  ]
  /// Set once, before the first input, because a C function has no context.
  nonisolated(unsafe) private static var chosen = properties[0]

  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count > 1, let property = properties.first(where: { $0.name == arguments[1] })
    else {
      print(properties.map(\.name).joined(separator: "\n"))
      exit(arguments.count > 1 ? 64 : 0)
    }
    chosen = property
    var count = CInt(arguments.count - 1)
    // Never freed, because libFuzzer keeps them.
    let words = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
      capacity: Int(count) + 1)
    for (position, word) in ([arguments[0]] + arguments.dropFirst(2)).enumerated() {
      words[position] = strdup(word)
    }
    words[Int(count)] = nil
    var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = words
    exit(fuzzerRunDriver(&count, &list, fuzzerTestOneInput))
  }

  fileprivate static func run(_ bytes: [UInt8]) {
    do {
      try chosen.check(bytes)
    } catch {
      FileHandle.standardError.write(Data("BROKEN \(chosen.name): \(error)\n".utf8))
      abort()
    }
  }
}

@_silgen_name("LLVMFuzzerRunDriver")
private func fuzzerRunDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ input: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

// The library's own `main` refers to this name, even if it is not called.
@_cdecl("LLVMFuzzerTestOneInput")
private func fuzzerTestOneInput(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  Fuzz.run(Array(UnsafeBufferPointer(start: start, count: size)))
  return 0
}
