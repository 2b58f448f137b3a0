import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Records
import Workbench

/// What a request is answered with, once it is admitted: a file of the page, or what the desk says.
struct WorkbenchResponder: HTTPResponder {
  /// The connection that a request came by.
  struct Context: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) { channel = source.channel }
  }

  let admission: Admission
  let page: PageFiles
  let desk: Desk
  let connections: ConnectionTable
  let limits: ServerLimits

  func respond(to request: Request, context: Context) async throws -> Response {
    try await reply(to: request, by: context.channel).response(to: request.head.method)
  }

  private func reply(to request: Request, by channel: any Channel) async throws -> Reply {
    let target = request.head.path ?? ""
    let path = target.prefix { $0 != "?" }
    let query = Query(target.dropFirst(path.count + 1))
    let port = channel.localAddress?.port ?? 0
    if let reply = admission.reply(to: request.head, path: path, query: query, port: port) { return reply }
    connections.trust(channel)
    guard path.hasPrefix("/api/") else { return file(path, request.head.method) }
    guard let query else {
      return Reply(.badRequest, isForPage: true, Message(zh: "地址写错了", en: "the address is malformed"))
    }
    return try await answer(request, name: path.dropFirst("/api/".count), query)
  }

  private func file(_ path: Substring, _ method: HTTPRequest.Method) -> Reply {
    guard let file = page.file(at: path) else {
      return Reply(.notFound, isForPage: false, Message(zh: "没有这个地址", en: "nothing stands at this address"))
    }
    return method == .get || method == .head ? Reply(file) : notAllowed("GET", isForPage: false)
  }

  private func answer(_ request: Request, name: Substring, _ query: Query) async throws -> Reply {
    let isWriting = name == "save"
    guard request.head.method == (isWriting ? .post : .get) else {
      return notAllowed(isWriting ? "POST" : "GET", isForPage: true)
    }
    var fields = query.fields
    if isWriting {
      guard let body = try await body(of: request) else {
        return Reply(
          .badRequest, isForPage: true,
          Message(zh: "应为 JSON，各项为文字，每项一次", en: "JSON with texts is meant, each name once"))
      }
      fields = body
    }
    do throws(BenchProblem) {
      let question = try BenchRequest(String(name), fields)
      return await desk.reply(to: question, lane: Desk.Lane(name), page: fields["page"])
    } catch { return Reply(error) }
  }

  /// nil for anything but a JSON object of texts, and where a name stands twice.
  private func body(of request: Request) async throws -> [String: String]? {
    let type = request.headers[.contentType]?.prefix { $0 != ";" }
    guard type == "application/json" else { return nil }
    let bytes = try await request.body.collect(upTo: limits.bodyBytes)
    let data = Data(bytes.readableBytesView)
    guard let fields = try? JSONDecoder().decode([String: String].self, from: data),
      WorkbenchResponder.texts(in: data) == 2 * fields.count
    else { return nil }
    return fields
  }

  /// How many texts stand in a JSON object that holds nothing else: a name and a value for each field.
  private static func texts(in json: Data) -> Int {
    var (quotes, isEscaped) = (0, false)
    for byte in json {
      if byte == UInt8(ascii: "\""), !isEscaped { quotes += 1 }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    return quotes / 2
  }

  private func notAllowed(_ methods: String, isForPage: Bool) -> Reply {
    var reply = Reply(
      .methodNotAllowed, isForPage: isForPage,
      Message(zh: "这里只用 \(methods)", en: "only \(methods) is meant here"))
    reply.fields[.allow] = methods
    return reply
  }
}
