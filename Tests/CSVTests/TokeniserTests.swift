import CSV
import FuzzOracles
import TestSupport
import Testing

/// A file and its rows; `¦` separates cells and `⏎` rows in `rows`.
private struct Case: CustomTestStringConvertible, Sendable {
  let name: String
  let file: String
  let rows: String

  init(_ name: String, _ file: String, _ rows: String) {
    self.name = name
    self.file = file
    self.rows = rows
  }

  var testDescription: String { name }
}

private let cases: [Case] = [
  Case("empty file", "", ""),
  Case("one cell without line end", "a", "a"),
  Case("one row", "a,b\n", "a¦b"),
  Case("row without line end", "a,b", "a¦b"),
  Case("two rows", "a,b\nc,d\n", "a¦b⏎c¦d"),
  Case("CRLF", "a,b\r\nc,d\r\n", "a¦b⏎c¦d"),
  Case("lone CR", "a,b\rc,d\r", "a¦b⏎c¦d"),
  Case("mixed line ends", "a\nb\r\nc\rd", "a⏎b⏎c⏎d"),
  Case("CR LF CR", "a\r\n\rb", "a⏎b"),
  Case("LF CR is a blank line", "a\n\rb", "a⏎b"),
  Case("blank lines", "\n\na\n\n\nb\n\n", "a⏎b"),
  Case("blank CRLF lines", "\r\n\r\na\r\n", "a"),
  Case("only line ends", "\n\r\n\r", ""),
  Case("empty cells", ",\n", "¦"),
  Case("three empty cells", ",,", "¦¦"),
  Case("empty last cell", "a,\n", "a¦"),
  Case("empty first cell", ",a\n", "¦a"),
  Case("spaces are kept", " a , b \n", " a ¦ b "),
  Case("only a space", " \n", " "),
  Case("tabs are kept", "\ta\t,b\n", "\ta\t¦b"),
  Case("quoted", "\"a\",\"b\"\n", "a¦b"),
  Case("quoted without line end", "\"a\"", "a"),
  Case("quoted empty", "\"\"\n", ""),
  Case("quoted empty cells", "\"\",\"\"\n", "¦"),
  Case("quoted comma", "\"a,b\",c\n", "a,b¦c"),
  Case("quoted LF", "\"a\nb\",c\n", "a\nb¦c"),
  Case("quoted CRLF", "\"a\r\nb\",c\r\n", "a\r\nb¦c"),
  Case("quoted CR", "\"a\rb\",c\n", "a\rb¦c"),
  Case("quoted blank lines", "\"\n\n\r\n\"\nx\n", "\n\n\r\n⏎x"),
  Case("doubled quote", "\"a\"\"b\"\n", "a\"b"),
  Case("doubled quote alone", "\"\"\"\"\n", "\""),
  Case("two doubled quotes", "\"\"\"\"\"\"\n", "\"\""),
  Case("doubled quote at the ends", "\"\"\"a\"\"\"\n", "\"a\""),
  Case("doubled quote and comma", "\"a\"\",\",b\n", "a\",¦b"),
  Case("quote inside a plain cell", "a\"b,c\n", "a\"b¦c"),
  Case("quote at the end of a plain cell", "a\",c\n", "a\"¦c"),
  Case("quotes in the middle of a plain cell", "a\"b\"c,d\n", "a\"b\"c¦d"),
  Case("space before a quote", " \"a\",b\n", " \"a\"¦b"),
  Case("space before a quote keeps the comma a comma", " \"a,b\"\n", " \"a¦b\""),
  Case("space after a quote goes on", "\"a\" ,b\",c\n", "a\" ,b¦c"),
  Case("letter after a quote goes on", "\"a\"b\",c\n", "a\"b¦c"),
  Case("letter after a quote over lines", "\"a\"b\nc\",d\n", "a\"b\nc¦d"),
  Case("quoted last cell without line end", "a,\"b\"", "a¦b"),
  Case("quoted last cell doubled without line end", "a,\"b\"\"\"", "a¦b\""),
  Case("quoted then plain", "\"a\",b\nc,\"d\"\n", "a¦b⏎c¦d"),
  Case("plain between quoted rows", "\"a\"\nb\n\"c\"\n", "a⏎b⏎c"),
  Case("quoted line end at the end", "\"a\n\"\n", "a\n"),
  Case("quoted CR before LF", "\"a\r\"\nb\n", "a\r⏎b"),
  Case("Chinese", "编号,姓名\n0147,阿依古丽·买买提\n", "编号¦姓名⏎0147¦阿依古丽·买买提"),
  Case("Chinese quoted", "\"甲，乙\",\"“引”\"\n", "甲，乙¦“引”"),
  Case("full-width comma is text", "甲，乙,丙\n", "甲，乙¦丙"),
  Case("byte order mark is text", "\u{FEFF}a,b\n", "\u{FEFF}a¦b"),
  Case("byte order mark before a quote", "\u{FEFF}\"a\",b\n", "\u{FEFF}\"a\"¦b"),
  Case("ragged", "a,b\nc\nd,e,f\n", "a¦b⏎c⏎d¦e¦f"),
  Case("apostrophes", "'a','b,c'\n", "'a'¦'b¦c'"),
  Case("backslash is text", "a\\,b\n", "a\\¦b"),
  Case("backslash before a quote", "\"a\\\",b\n", "a\\¦b"),
  Case("NUL is text", "a\0b,c\n", "a\0b¦c"),
  Case("vertical tab and form feed", "a\u{0B}b,c\u{0C}\n", "a\u{0B}b¦c\u{0C}"),
  Case("line separator is text", "a\u{2028}b\n", "a\u{2028}b"),
  Case("semicolons are text", "a;b\n", "a;b"),
  Case("formula", "=1+1,@x\n", "=1+1¦@x"),
  Case(
    "long quoted run", "\"" + String(repeating: "x,\n", count: 40) + "\",y\n",
    String(repeating: "x,\n", count: 40) + "¦y"),
  Case(
    "many cells", String(repeating: "a,", count: 99) + "a\n",
    Array(repeating: "a", count: 100).joined(separator: "¦")),
]

private let unitSizes = [1, 2, 3, 7, 64, 65_536]

@Suite struct TokeniserTests {
  @Test("the table, by libcsv, by the obvious reader and at every unit size", arguments: cases)
  private func table(_ example: Case) throws {
    let bytes = Array(example.file.utf8)
    let expected = expectedRows(example.rows, isEmpty: example.file.utf8.allSatisfy { $0 == 10 || $0 == 13 })
    #expect(try readByLibrary(bytes) == expected)
    let obvious = ObviousReader.read(bytes)
    #expect(obvious.filter { $0.kind == .record }.map(\.cells) == expected)
    for size in unitSizes {
      #expect(try readByUnits(bytes, unitSize: size) == obvious, "unit size \(size)")
    }
  }

  private func expectedRows(_ text: String, isEmpty: Bool) -> [[[UInt8]]] {
    if isEmpty { return [] }
    return text.unicodeScalars.split(separator: "⏎", omittingEmptySubsequences: false).map { row in
      row.split(separator: "¦", omittingEmptySubsequences: false).map { Array(String($0).utf8) }
    }
  }

  @Test("every byte lies in exactly one span, on any bytes and at any unit size", arguments: 0..<60)
  func dirtyFiles(_ index: Int) throws {
    let seed = 0xC5F0 + UInt64(index)
    var random = SplitMix64(seed: seed)
    let bytes = dirtyBytes(count: Int.random(in: 0...3000, using: &random), using: &random)
    let maximum = [16, 200, 1 << 20][index % 3]
    let obvious = ObviousReader.read(bytes, maximum: maximum)
    #expect(obvious.reduce(0) { $0 + $1.length + $1.lineEnd } == bytes.count, "seed \(seed)")
    for size in unitSizes + [Int.random(in: 1...500, using: &random)] {
      let units = try readByUnits(bytes, unitSize: size, maximum: maximum)
      #expect(units == obvious, "seed \(seed), unit size \(size), largest record \(maximum)")
      let parts = try readByParts(bytes, partSize: size, maximum: maximum)
      #expect(parts == obvious, "seed \(seed), part size \(size), largest record \(maximum)")
    }
    if obvious.allSatisfy({ $0.kind == .record || $0.kind == .blank }) {
      #expect(
        try readByLibrary(bytes) == obvious.filter { $0.kind == .record }.map(\.cells), "seed \(seed)")
    }
  }

  /// Bytes in which what matters to the grammar is frequent; every other file has balanced quotes.
  private func dirtyBytes(count: Int, using random: inout SplitMix64) -> [UInt8] {
    let pieces = [
      "a", "中", ",", ",", "\n", "\r\n", "\r", "\"", "\"\"", "\"x\"", "\"a,b\nc\"", " ", "0147", "\0",
    ]
    let common = Int.random(in: 0...3, using: &random) == 0 ? pieces.count : 7
    var bytes: [UInt8] = []
    while bytes.count < count {
      let limit = Int.random(in: 0...20, using: &random) == 0 ? pieces.count : common
      bytes.append(contentsOf: pieces[Int.random(in: 0..<limit, using: &random)].utf8)
    }
    return bytes
  }

  @Test("an open quote costs its line only")
  func openQuote() throws {
    let file = "a,b\nc,\"d\ne,f\ng,h\n"
    for size in unitSizes {
      let read = try readByUnits(Array(file.utf8), unitSize: size)
      #expect(
        read.map(\.description) == [
          "record 0+3+1 lines 1-1 \"a\"|\"b\"", "unclosedQuote 4+4+1 lines 2-2 ",
          "record 9+3+1 lines 3-3 \"e\"|\"f\"", "record 13+3+1 lines 4-4 \"g\"|\"h\"",
        ])
    }
  }

  @Test("more open quotes than the allowance end the search at the length of one record")
  func manyOpenQuotes() throws {
    let file = Array(String(repeating: "x,\"y\n", count: 400).utf8)
    let obvious = ObviousReader.read(file, maximum: 1000)
    #expect(obvious.first.map(\.length) == 4)
    #expect(obvious.count < 140)
    for size in unitSizes { #expect(try readByUnits(file, unitSize: size, maximum: 1000) == obvious) }
  }

  @Test("a line longer than the largest record is one span")
  func longLine() throws {
    let file = "a\n" + String(repeating: "x", count: 50) + "\nb\n"
    for size in unitSizes {
      let read = try readByUnits(Array(file.utf8), unitSize: size, maximum: 20)
      #expect(read.map(\.kind) == [.record, .tooLong, .record])
      #expect(read.map(\.length) == [1, 50, 1])
    }
  }

  @Test("physical lines count what stands inside quotes")
  func physicalLines() throws {
    let file = "h\r\n\"a\r\nb\rc\nd\",x\r\n\r\ne\r\n"
    let read = try readByUnits(Array(file.utf8), unitSize: 3)
    #expect(read.map { "\($0.firstLine)-\($0.lastLine)" } == ["1-1", "2-5", "6-6", "7-7"])
  }

  @Test("semicolon and TAB as delimiter", arguments: [UInt8(ascii: ";"), UInt8(ascii: "\t")])
  func otherDelimiters(_ delimiter: UInt8) throws {
    let mark = String(UnicodeScalar(delimiter))
    let bytes = Array("a,b;c\td\n\"x;y\tz\"\(mark)w;\tv\n".utf8)
    let obvious = ObviousReader.read(bytes, delimiter: delimiter)
    #expect(try readByLibrary(bytes, delimiter: delimiter) == obvious.map(\.cells))
    for size in unitSizes {
      #expect(try readByUnits(bytes, unitSize: size, delimiter: delimiter) == obvious)
    }
  }
}
