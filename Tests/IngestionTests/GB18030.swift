import Foundation

/// A text in GB18030.
func gb(_ text: String) -> [UInt8] {
  text.data(using: String.Encoding(rawValue: 0x8000_0632)).map(Array.init) ?? []
}
