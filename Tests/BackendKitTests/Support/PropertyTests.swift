import TestSupport
import Testing

/// What the fuzzer tries (`make fuzz`), on the inputs that are kept: seeds, and one for each finding.
@Suite struct PropertyTests {
  @Test(arguments: [
    TOMLProperty.property, EditProperty.property, JSONProperty.property,
    IdentifierProperty.property, VersionProperty.property, ReceiptProperty.property,
  ])
  func holdsForItsCorpus(property: Property) throws {
    let inputs = try Corpus.inputs(of: property)
    #expect(inputs.count > 10)
    for (name, bytes) in inputs {
      #expect(throws: Never.self, "\(property.name)/\(name)") { try property.check(bytes) }
    }
  }
}
