/// The browser's options on the command line.
struct BrowserArguments: Equatable, Sendable {
  var readOnly = false
  var ascii = false
  var theme: Theme?
  var noMouse = false
  var plain = false
  /// The screen size of a script.
  var size: Size?
  var script: PathArgument?
}
