import CSV
import Testing

@Suite struct CSVWriterTests {
  @Test(
    "a text cell",
    arguments: [
      ("", ""), ("示例甲", "示例甲"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
      ("a\rb", "\"a\rb\""), (" a", "\" a\""), ("a ", "\"a \""), ("a b", "a b"), ("=1+1", "'=1+1"),
      ("+86", "'+86"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""),
      ("=\"a\",b", "\"'=\"\"a\"\",b\""), ("- ", "\"'- \""), ("'a", "'a"), ("a=b", "a=b"), ("；，", "；，"),
    ])
  func text(_ cell: String, _ expected: String) {
    var writer = CSVWriter()
    writer.text(cell)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }

  @Test("number cells never get an apostrophe; rows end in CRLF; the mark comes first")
  func rows() {
    var writer = CSVWriter(byteOrderMark: true)
    writer.row(["委员", "-a"])
    writer.number("-1.00")
    writer.missing()
    writer.number(-7)
    writer.endRow()
    #expect(writer.bytes == [0xEF, 0xBB, 0xBF] + Array("委员,'-a\r\n-1.00,,-7\r\n".utf8))
    #expect(writer.drain().count == 26)
    writer.row(["x"])
    #expect(writer.bytes == Array("x\r\n".utf8))
  }

  @Test("a cell put together from parts is quoted as a whole")
  func parts() {
    var writer = CSVWriter()
    writer.openText()
    writer.append("=a")
    writer.append(Int64(-120))
    writer.append(",b")
    writer.closeText()
    writer.openText()
    writer.closeText()
    writer.text(utf8: Array("x y".utf8)[1...])
    writer.number(Int64.min)
    writer.number(UInt8.max.leadingZeroBitCount)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "\"'=a-120,b\",,\" y\",-9223372036854775808,0")
  }

  @Test(
    "a scaled number has the digits that it needs, and no fewer than asked",
    arguments: [
      (0, 2, "0.00"), (0, 0, "0"), (1_500_000_000, 2, "1.50"), (-1_500_000_000, 2, "-1.50"),
      (1_234_567_891, 2, "1.234567891"), (1_234_500_000, 2, "1.2345"), (5_000_000, 2, "0.005"),
      (-5_000_000, 0, "-0.005"), (12_000_000_000, 0, "12"), (12_000_000_000, 4, "12.0000"),
      (1, 2, "0.000000001"), (Int64.min, 2, "-9223372036.854775808"), (Int64.max, 9, "9223372036.854775807"),
    ])
  func scaled(_ value: Int64, _ atLeast: Int, _ expected: String) {
    var writer = CSVWriter()
    writer.number(value, scale: 9, atLeast: atLeast)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }

  @Test("whole numbers have their digits at each power of ten and of two")
  func lengths() {
    let tens = (0...18).map { (0..<$0).reduce(Int64(1)) { power, _ in power * 10 } }
    for power in tens + (0...62).map({ Int64(1) << $0 }) {
      for value in [power - 1, power, power + 1, -power] {
        var writer = CSVWriter()
        writer.number(value)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == String(value))
      }
    }
  }

  @Test("shared cells stand between the others; ended rows are counted")
  func shared() {
    var writer = CSVWriter()
    let shared = SharedCells(["甲", "a,b", "=c"])
    for number in 1...2 {
      writer.cells(shared)
      writer.number(Int64(number))
      writer.cells(shared)
      writer.endRow()
    }
    let row = "甲,\"a,b\",'=c"
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "\(row),1,\(row)\r\n\(row),2,\(row)\r\n")
    #expect(writer.rows == 2)
  }

  @Test("what the writer writes, libcsv reads back")
  func roundTrip() throws {
    let cells = ["a", " b ", "c\"d", "e,f", "g\r\nh", "", "中文"]
    var writer = CSVWriter()
    writer.row(cells)
    #expect(try readByLibrary(writer.bytes) == [cells.map { Array($0.utf8) }])
  }

  @Test(
    "a cell is quoted for one byte, wherever it stands, and for no other",
    arguments: [",", "\"", "\r", "\n", "!", "+", "-", "#", " ", ".", "\u{0}", "\t", "\u{AC}", "委"])
  func quotes(_ mark: String) {
    for filler in ["x", "y", "/", "...", "委", "\u{8C}", "\u{8D}"] {
      for (before, after) in (1..<20).flatMap({ before in (0..<20).map { (before, $0) } }) {
        let text = String(repeating: filler, count: before) + mark + String(repeating: filler, count: after)
        let isQuoted = [",", "\"", "\r", "\n"].contains(mark) || (mark == " " && after == 0)
        var writer = CSVWriter()
        writer.text(text)
        let written = String(decoding: writer.bytes, as: UTF8.self)
        let doubled = mark == "\"" ? text.replacing("\"", with: "\"\"") : text
        #expect(written.utf8.elementsEqual((isQuoted ? "\"\(doubled)\"" : text).utf8), "\(before), \(after)")
      }
    }
  }
}
