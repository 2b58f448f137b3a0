internal import Foundation

/// Texts as C wants them, freed when it goes.
@safe struct CTexts: ~Copyable {
  private let owned: [UnsafeMutablePointer<CChar>?]

  /// nil stays a null pointer.
  init(_ texts: [String?]) {
    unsafe owned = texts.map { text in
      guard let text else { return nil }
      return unsafe strdup(text)
    }
  }

  deinit { unsafe owned.forEach { unsafe free($0) } }

  /// Valid while the owner lives.
  var pointers: [UnsafePointer<CChar>?] {
    unsafe owned.map { unsafe UnsafePointer($0) }
  }
}

/// A text of libpq, which has one for each question of this kind.
func cText(_ text: UnsafeMutablePointer<CChar>?) -> String {
  unsafe text.map { unsafe String(cString: $0) } ?? ""
}
