import Foundation
import Publishing
import Records

/// Makes PDF of documents: of the DOCX by LibreOffice, or where that is missing of the page by Chromium.
struct PDFConverter: Sendable {
  private enum Program: Sendable {
    case office(OfficeConverter)
    case browser(BrowserConverter)
  }

  private let program: Program
  private let survey: FontSurvey

  /// Looks for the programs in the folders of `search`, which is written like PATH; throws when none of them is in any. The
  /// fontconfig file `fonts` need not exist.
  init(
    fonts: String, search: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
  ) throws(RunError) {
    if let office = ExternalTool("soffice", search: search) {
      program = .office(OfficeConverter(office: office, fonts: fonts))
    } else if let browser = ExternalTool(
      "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", search: search)
    {
      program = .browser(BrowserConverter(browser: browser))
    } else {
      throw .operation(
        Message(
          zh: "PDF需要LibreOffice Writer或Chromium，PATH中没有soffice，也没有chromium；"
            + "请安装libreoffice-writer-nogui或chromium，或用--format docx或html",
          en:
            "PDF needs LibreOffice Writer or Chromium, and there is neither soffice nor chromium on PATH; install "
            + "libreoffice-writer-nogui or chromium, or take --format docx or html"))
    }
    survey = FontSurvey(fonts: fonts, search: search)
  }

  /// Whether it prints the page, which holds pictures as they are; otherwise it turns a DOCX, which holds pixels.
  var printsPages: Bool {
    if case .browser = program { true } else { false }
  }

  /// The PDF of each document, and what a person should know of all: faces and characters that the machine lacks.
  /// `pngs` gives the pictures of a document as a DOCX needs them.
  func pdfs(
    of documents: [OfficialDocument], pngs: (OfficialDocument) throws(RunError) -> [[UInt8]]
  ) throws(RunError) -> (bytes: [[UInt8]], remarks: [String]) {
    let remarks = survey.remarks(of: documents)
    switch program {
    case .office(let converter):
      var files: [[UInt8]] = []
      for document in documents {
        let pictures = try pngs(document)
        do throws(PublishingError) {
          files.append(try WordFile.bytes(of: document, pictures: pictures))
        } catch { throw .operation(error.message) }
      }
      do { return (try converter.pdfs(of: files), remarks) } catch {
        throw PDFConverter.failure("LibreOffice", "soffice --headless --convert-to pdf")
      }
    case .browser(let converter):
      do {
        return (try converter.pdfs(of: documents.map(DocumentPage.html)), [PDFConverter.fromPage] + remarks)
      } catch {
        throw PDFConverter.failure("Chromium", "chromium --headless --print-to-pdf")
      }
    }
  }

  private static let fromPage =
    "△ 没有LibreOffice，PDF由Chromium按网页排印  LibreOffice is missing: Chromium printed the page"

  /// A file's bytes, which must be those of a PDF.
  static func read(_ file: URL) throws -> [UInt8] {
    let bytes = try [UInt8](Data(contentsOf: file))
    guard bytes.starts(with: Array("%PDF-".utf8)) else { throw CocoaError(.fileReadCorruptFile) }
    return bytes
  }

  private static func failure(_ program: String, _ command: String) -> RunError {
    .operation(
      Message(
        zh: "\(program)没有生成PDF；请单独运行\(command)查看原因，或用--format docx",
        en: "\(program) made no PDF; run \(command) by itself to see why, or take --format docx"))
  }
}
