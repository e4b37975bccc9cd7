/// What a command line can say about the browser.
struct BrowserArguments: Equatable, Sendable {
  var readOnly = false
  var ascii = false
  var theme: Theme?
  var noMouse = false
  var plain = false
  /// The screen of a script.
  var size: Size?
  var script: PathArgument?
}
