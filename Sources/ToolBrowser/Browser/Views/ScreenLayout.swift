/// Where the parts of every screen are: two lines at the top, the last line for the keys, and the
/// body between them.
struct ScreenLayout {
  /// The smallest supported size.
  static let minimum = Size(columns: 40, rows: 10)

  let size: Size

  /// Whether there is space for more than the notice.
  var isBigEnough: Bool {
    size.columns >= ScreenLayout.minimum.columns && size.rows >= ScreenLayout.minimum.rows
  }

  /// The area between the lines at the top and at the bottom.
  var body: Rect {
    Rect(row: 2, column: 0, columns: size.columns, rows: size.rows - 3)
  }
}
