/// Where the parts of every screen are: two lines at the top, the last for the keys, the body
/// between them.
struct ScreenLayout {
  /// The least room in which anything can be shown.
  static let least = Size(columns: 40, rows: 10)

  let size: Size

  /// Whether there is room for more than the notice.
  var isBigEnough: Bool {
    size.columns >= ScreenLayout.least.columns && size.rows >= ScreenLayout.least.rows
  }

  /// All between the lines at the top and at the bottom.
  var body: Rect {
    Rect(row: 2, column: 0, columns: size.columns, rows: size.rows - 3)
  }

  /// The part of it for a list, where the foot says the whole of one line.
  var list: Rect { DetailStrip(body).list }
}
