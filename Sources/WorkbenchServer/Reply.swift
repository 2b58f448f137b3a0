import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Records
import Workbench

/// What a request is answered with.
struct Reply: Sendable {
  let status: HTTPResponse.Status
  let type: String
  let body: [UInt8]
  /// Besides those that every answer has.
  var fields = HTTPFields()

  init(_ file: PageFiles.File) { (status, type, body) = (.ok, file.type, file.bytes) }

  init(json: [UInt8]) { (status, type, body) = (.ok, Reply.json, json) }

  /// Why there is no answer, in both languages: for the page as JSON, for a person as text.
  init(_ status: HTTPResponse.Status, isForPage: Bool, _ message: Message) {
    self.status = status
    if isForPage {
      let error = ["error": ["zh": message.zh, "en": message.en]]
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      (type, body) = (Reply.json, [UInt8]((try? encoder.encode(error)) ?? Data()))
    } else {
      (type, body) = ("text/plain; charset=utf-8", Array("\(message.zh)\n\(message.en)\n".utf8))
    }
  }

  init(_ problem: BenchProblem) {
    let status: HTTPResponse.Status =
      switch problem.kind {
      case .wrong: .badRequest
      case .missing: .notFound
      case .conflict: .conflict
      case .failed: .internalServerError
      }
    self.init(status, isForPage: true, problem.message)
  }

  /// To the page itself, with the cookie that opens it.
  init(cookie: String) {
    (status, type, body) = (.seeOther, "text/plain; charset=utf-8", [])
    fields[.location] = "/"
    fields[.setCookie] = cookie
  }

  private static let json = "application/json; charset=utf-8"

  /// A `HEAD` is answered without a body.
  func response(to method: HTTPRequest.Method) -> Response {
    var fields = self.fields
    for (name, value) in Reply.guards { fields[name] = value }
    fields[.contentType] = type
    let hasBody = method != .head
    return Response(
      status: status, headers: fields,
      body: hasBody ? ResponseBody(byteBuffer: ByteBuffer(bytes: body)) : ResponseBody())
  }

  /// What no browser may do with an answer: keep it, guess its type, frame it, say where it came from, or load or run
  /// anything that this server did not send as a file.
  private static let guards: [(HTTPField.Name, String)] =
    [
      (.cacheControl, "no-store"),
      (.xContentTypeOptions, "nosniff"),
      (.contentSecurityPolicy, policy),
    ]
    + [
      ("Referrer-Policy", "no-referrer"),
      ("X-Frame-Options", "DENY"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
    ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }

  private static let policy = """
    default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'
    """
}
