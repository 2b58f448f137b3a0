import Foundation
import Publishing
import Records
import Testing

@testable import Orchestration

struct PDFConverterTests {
  private static let soffice = """
    while [ "$1" != --outdir ]; do shift; done
    out=$2; shift; shift
    for f; do printf '%%PDF-office ' > "$out/$(basename "$f" .docx).pdf"; head -c 2 "$f" >> "$out/$(basename "$f" .docx).pdf"; done
    """
  private static let chromium = """
    for a; do case $a in --print-to-pdf=*) out=${a#*=};; file://*) page=${a#file://};; esac; done
    printf '%%PDF-browser ' > "$out"; head -c 9 "$page" >> "$out"
    """
  /// Every face is there and holds all of the basic plane's Han characters.
  private static let fonts = [
    "fc-list": "echo x", "fc-match": "printf 'Some Song\\n20-7e 3000-3002 4e00-9fff ff00-ffef'",
  ]

  private static func document(_ text: String = "甲") -> OfficialDocument {
    OfficialDocument(title: "题", date: Period(year: 2025).last, sections: [.init([.body(text)])])
  }

  private static func printed(
    _ programs: [String: String], _ texts: [String] = ["甲"]
  ) throws -> (pdfs: [String], remarks: [String]) {
    let machine = try StubMachine(programs.merging(fonts) { first, _ in first })
    let converter = try PDFConverter(fonts: "", search: "\(machine.folder)")
    let made = try converter.pdfs(of: texts.map(document)) { _ in [] }
    return (made.bytes.map { String(decoding: $0, as: UTF8.self) }, made.remarks)
  }

  @Test func `LibreOffice makes the PDF of the DOCX, of several in one start`() throws {
    let made = try PDFConverterTests.printed(
      ["soffice": PDFConverterTests.soffice, "chromium": "exit 1"], ["甲", "乙", "丙"])
    #expect(made.pdfs == Array(repeating: "%PDF-office PK", count: 3))
    #expect(made.remarks == [])
  }

  @Test func `without LibreOffice Chromium prints the page, and that is said`() throws {
    let made = try PDFConverterTests.printed(["chromium": PDFConverterTests.chromium], ["甲", "乙"])
    #expect(made.pdfs == Array(repeating: "%PDF-browser <!DOCTYPE", count: 2))
    #expect(
      made.remarks == ["△ 没有LibreOffice，PDF由Chromium按网页排印  LibreOffice is missing: Chromium printed the page"]
    )
  }

  @Test func `without either a PDF is refused by the names of what is missing`() {
    let error = #expect(throws: RunError.self) { try PDFConverterTests.printed([:]) }
    #expect(error?.exitCode == 3)
    #expect(
      error?.lines() == [
        "PDF需要LibreOffice Writer或Chromium，PATH中没有soffice，也没有chromium；请安装libreoffice-writer-nogui或chromium，或用--format docx或html",
        "PDF needs LibreOffice Writer or Chromium, and there is neither soffice nor chromium on PATH; install "
          + "libreoffice-writer-nogui or chromium, or take --format docx or html",
      ])
  }

  @Test(arguments: [
    ("soffice", "exit 0", "LibreOffice made no PDF; run soffice --headless --convert-to pdf by itself"),
    ("soffice", "exit 1", "LibreOffice made no PDF; run soffice --headless --convert-to pdf by itself"),
    ("chromium", "exit 0", "Chromium made no PDF; run chromium --headless --print-to-pdf by itself"),
    (
      "chromium", "for a; do case $a in --print-to-pdf=*) echo no > ${a#*=};; esac; done",
      "Chromium made no PDF; run chromium --headless --print-to-pdf by itself"
    ),
  ]) func `a program that makes none is an error`(_ name: String, _ script: String, _ text: String) {
    let error = #expect(throws: RunError.self) { try PDFConverterTests.printed([name: script]) }
    #expect(error?.exitCode == 3)
    #expect(error?.lines().last == text + " to see why, or take --format docx")
  }

  @Test func `characters that a face lacks are named, faces that the machine lacks too`() throws {
    let machine = [
      "soffice": PDFConverterTests.soffice,
      "fc-list": "case $1 in 宋体) ;; *) echo x;; esac",
      "fc-match":
        "for a; do last=$a; done; case $last in 仿宋_GB2312) printf 'Song\\n20-7e 4e00-9fff';; "
        + "*) printf 'Other\\n20-7e 3400-9fff 20000-2a6df';; esac",
    ]
    let made = try PDFConverterTests.printed(machine, ["𠮷䶮甲", "甲"])
    #expect(
      made.remarks == [
        "△ 本机没有宋体，PDF用其他字体代替；DOCX仍写公文字体名",
        "  The machine lacks these faces, so the PDF shows others; the DOCX keeps the official names.",
        "△ 仿宋_GB2312没有这些字，PDF中另用字体：䶮（U+4DAE）、𠮷（U+20BB7）",
        "  Song lacks these characters, which the PDF shows in another face.",
      ])
  }

  @Test func `where the fonts cannot be asked, that is said`() throws {
    let silent = try PDFConverterTests.printed(["soffice": PDFConverterTests.soffice, "fc-match": "exit 1"])
    #expect(
      silent.remarks == [
        "△ fc-list或fc-match出错，无法核对字体  fc-list or fc-match failed, so the faces were not checked"
      ])
  }
}
