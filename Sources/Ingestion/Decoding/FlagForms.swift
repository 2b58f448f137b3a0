/// The forms that a flag may have; letters in either case.
enum FlagForms {
  static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "是", "true", "1", "y", "yes", "t": true
    case "否", "false", "0", "n", "no", "f": false
    default: nil
    }
  }
}
