import TestSupport
import Testing

/// What the fuzzer tries (`make fuzz`), on the inputs that are kept.
@Suite struct KeyPropertyTests {
  @Test func holdsForItsCorpus() throws {
    let inputs = try Corpus.inputs(of: KeyProperty.property)
    #expect(inputs.count > 10)
    for (name, bytes) in inputs {
      #expect(throws: Never.self, "\(name)") { try KeyProperty.property.check(bytes) }
    }
  }
}
