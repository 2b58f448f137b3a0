import Foundation
import Publishing
import Records
import Testing

@testable import Orchestration

struct PictureDrawingTests {
  /// Writes how it was called, and as PNG what a PNG begins with and the name of what it drew.
  private static let rsvg = #"""
    echo "$@" | sed 's/[^ ]*dutyrank-[^ ]*\///g' >> "$(dirname "$0")/calls"
    printf '\211PNG\r\n\032\n' > "$8"; printf '\0\0\0\0IHDR0000\0\0\0\0IEND0000' >> "$8"
    """#

  private struct Case: CustomTestStringConvertible {
    let testDescription: String
    let kind: NoticeKind
    let format: NoticeRequest.Format
    var member: String?
    var template = "@picture waterfall"
    let isDrawn: Bool
    var warning = false
  }

  private static let cases = [
    Case(testDescription: "a page", kind: .statement, format: .html, isDrawn: true),
    Case(
      testDescription: "a DOCX of one member", kind: .statement, format: .docx, member: "0147",
      isDrawn: false,
      warning: true),
    Case(testDescription: "all statements as DOCX", kind: .statement, format: .docx, isDrawn: false),
    Case(
      testDescription: "all archives as DOCX", kind: .archive, format: .docx, isDrawn: false, warning: true),
    Case(
      testDescription: "a template without pictures", kind: .archive, format: .docx, template: "甲",
      isDrawn: false),
  ]

  private static func drawing(
    _ example: Case, _ converter: PictureConverter?, warn: (String) -> Void
  ) throws -> PictureDrawing {
    let request = try NoticeRequest(
      run: "latest", folder: "", kind: example.kind, format: example.format, dateText: nil, template: nil,
      file: nil, member: example.member)
    let template = try NoticeTemplate(example.template, kind: example.kind, profiles: ["委员"])
    return PictureDrawing(request, template, nil, fonts: "", earlier: [], converter: converter, warn: warn)
  }

  private static func isDrawn(_ pictures: NoticePictures) -> Bool {
    if case .drawn = pictures { true } else { false }
  }

  @Test(arguments: cases)
  private func `without rsvg-convert only a page has pictures, and what lacks them says so`(
    _ example: Case
  ) throws {
    var warnings: [String] = []
    let drawing = try PictureDrawingTests.drawing(example, nil) { warnings.append($0) }
    #expect(PictureDrawingTests.isDrawn(drawing.pictures) == example.isDrawn)
    #expect(
      warnings
        == (example.warning
          ? [
            "△ 没有rsvg-convert，DOCX中不放图；请安装librsvg2-bin，或用--format html",
            "  rsvg-convert is missing, so the DOCX has no pictures; install librsvg2-bin, or take --format html",
          ] : []))
  }

  @Test func `with it a DOCX has them, but not the statements of all`() throws {
    let machine = try StubMachine(["rsvg-convert": PictureDrawingTests.rsvg])
    let converter = try #require(PictureConverter(fonts: "", search: machine.folder))
    for example in PictureDrawingTests.cases {
      let drawing = try PictureDrawingTests.drawing(example, converter) { Issue.record("\($0)") }
      #expect(
        PictureDrawingTests.isDrawn(drawing.pictures) == (example.isDrawn || example.warning), "\(example)")
    }
  }

  @Test func `a machine without it has no converter`() {
    #expect(PictureConverter(fonts: "", search: "/nowhere") == nil)
  }

  /// A year's notice has its two pictures as parts of the DOCX, each drawn by one start of the program; a second one is the same bytes.
  @Test func `each picture is drawn once, from a file of its own`() throws {
    let machine = try StubMachine(["rsvg-convert": PictureDrawingTests.rsvg])
    let converter = try #require(PictureConverter(fonts: "", search: machine.folder))
    let pictures = try PictureDrawingTests.pictures()
    let pngs = try converter.pngs(of: pictures + [pictures[0]])
    #expect(pngs.count == 3 && pngs.allSatisfy { $0.starts(with: [0x89, 0x50, 0x4E, 0x47]) })
    #expect(
      try String(contentsOfFile: machine.folder + "/calls", encoding: .utf8)
        == "--zoom 3 --background-color white --format png --output 0.png 0.svg\n"
        + "--zoom 3 --background-color white --format png --output 1.png 1.svg\n")
    #expect(try converter.pngs(of: []) == [])
  }

  private static func pictures() throws -> [DocumentPicture] {
    let pipeline = try NoticeReportTests.pipeline()
    let run = try PublishedRun("latest", in: pipeline.out).rerun(for: .rows) { _ in }.record
    let template = try NoticeTemplate(
      "@picture distribution 委员\n@picture heat_map 委员", kind: .tongbao, profiles: ["委员"])
    let date = Period(year: 2025).last
    return Notice.document(
      template, run, NoticeFacts(run, date: date), pictures: .drawn(), date: date
    ).pictures
  }

  @Test(arguments: ["exit 1", "exit 0"]) func `a program that draws nothing is an error`(_ script: String)
    throws
  {
    let machine = try StubMachine(["rsvg-convert": script])
    let converter = try #require(PictureConverter(fonts: "", search: machine.folder))
    let pictures = try PictureDrawingTests.pictures()
    let error = #expect(throws: RunError.self) { try converter.pngs(of: pictures) }
    #expect(
      error?.lines() == [
        "rsvg-convert没有画出图；请单独运行rsvg-convert --version查看原因，或用--format html",
        "rsvg-convert drew no picture; run rsvg-convert --version by itself to see why, or take --format html",
      ])
  }

  @Test func `characters that the pictures' face lacks are named`() throws {
    let machine = try StubMachine([
      "fc-list": "exit 0",
      "fc-match": "printf 'Some Sans\\n20-7e 4e00-7531 7533-9fff ff00-ffef 2014 2264-2265'",
    ])
    let pictures = FontSurvey(fonts: "", search: machine.folder)
    let pipeline = try NoticeReportTests.pipeline(
      members: SmallPipeline.members.replacing("示例甲", with: "示例䶮"))
    let run = try PublishedRun("latest", in: pipeline.out).rerun(for: .rows) { _ in }.record
    let template = try NoticeTemplate("@picture waterfall", kind: .statement, profiles: ["委员"])
    let date = Period(year: 2025).last
    let document = Notice.document(
      template, MemberBook(run), member: 0, NoticeFacts(run, date: date), pictures: .drawn(), date: date)
    #expect(
      pictures.remarks(ofPicturesIn: [document]).prefix(2) == [
        "△ 本机没有黑体，图中用Some Sans代替", "  The machine lacks this face, so the pictures show Some Sans.",
      ])
    #expect(pictures.remarks(ofPicturesIn: []) == [])
  }
}
