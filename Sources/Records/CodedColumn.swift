/// Texts as indices into a dictionary of distinct values; `missing` marks a blank cell.
///
/// The order of the dictionary is that of first appearance and decides nothing.
public struct CodedColumn: Sendable {
  @inlinable @inline(__always) public static var missing: UInt32 { UInt32.max }
  package var codes: Codes
  package var dictionary: [String]

  /// Codes of the dictionary's texts, or missing. O(codes).
  package init(codes: [UInt32], dictionary: [String]) {
    self.init(codes: Codes(codes, below: dictionary.count), dictionary: dictionary)
  }

  /// The same of codes that are known to be the dictionary's.
  package init(codes: Codes, dictionary: [String]) {
    self.codes = codes
    self.dictionary = dictionary
  }

  /// Encodes texts; nil and empty are missing.
  package init(_ texts: some Sequence<String?>) {
    var dictionary = ByteDictionary()
    let codes = texts.map { text in
      guard let text, !text.isEmpty else { return CodedColumn.missing }
      return dictionary.insert(text)
    }
    self.init(codes: codes, dictionary: dictionary.texts)
  }

  package func text(_ row: Int) -> String? {
    codes[row] == CodedColumn.missing ? nil : dictionary[Int(codes[row])]
  }

  /// The code of a text, or nil when no row can hold it. O(size of the dictionary).
  package func code(of text: String) -> UInt32? {
    dictionary.firstIndex(of: text).map(UInt32.init)
  }
}
