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

  @Test("what the writer writes, libcsv reads back")
  func roundTrip() throws {
    let cells = ["a", " b ", "c\"d", "e,f", "g\r\nh", "", "中文"]
    var writer = CSVWriter()
    writer.row(cells)
    #expect(try readByLibrary(writer.bytes) == [cells.map { Array($0.utf8) }])
  }
}
