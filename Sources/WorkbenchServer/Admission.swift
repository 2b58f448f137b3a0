import Foundation
import HTTPTypes
import Records
import Synchronization

/// Lets in whom the printed address was shown to, from the page of this server only.
struct Admission: Sendable {

  private let token: Secret
  private let cookie = Secret()
  private let isUsed: Ticket

  /// Whether the token was exchanged; a reference, since copies of the admission share it.
  private final class Ticket: Sendable {
    private let used = Atomic(false)

    /// True once.
    func take() -> Bool { !used.exchange(true, ordering: .acquiringAndReleasing) }
  }

  init(token: Secret) {
    self.token = token
    isUsed = Ticket()
  }

  /// The host comes first: a name that another site has led here is answered nothing.
  ///
  /// nil for who is let in; else the refusal, or for the token the reply that brings the cookie.
  func reply(to request: HTTPRequest, path: Substring, query: Query?, port: Int) -> Reply? {
    let isForPage = path.hasPrefix("/api/")
    func refused(_ status: HTTPResponse.Status, _ zh: String, _ en: String) -> Reply {
      Reply(status, isForPage: isForPage, Message(zh: zh, en: en))
    }
    guard let host = host(of: request, port: port) else {
      return refused(.misdirectedRequest, "地址应为 127.0.0.1:\(port)", "the address is 127.0.0.1:\(port)")
    }
    guard isOwn(request, host: host) else {
      return refused(.forbidden, "只答本页自己的请求", "only requests of this page are answered")
    }
    // Cookies do not tell ports apart.
    let name = "dutyrank-\(port)"
    let isKnown = knows(request, name)
    if path == "/", request.method == .get, let shown = query?.fields["token"] {
      if isKnown || token.matches(shown) && isUsed.take() {
        return Reply(cookie: "\(name)=\(cookie.text); Path=/; HttpOnly; SameSite=Strict")
      }
      return refused(
        .unauthorized, "这个地址已用过或不对；请重新启动 dutyrank workbench，打开它打印的地址",
        "this address was used or is wrong; start dutyrank workbench anew and open the address that it prints"
      )
    }
    guard isKnown else {
      return refused(
        .unauthorized, "请打开 dutyrank workbench 打印的地址",
        "open the address that dutyrank workbench prints")
    }
    return nil
  }

  /// As the client names this server; nil for another's name, none or two.
  private func host(of request: HTTPRequest, port: Int) -> String? {
    guard let host = request.authority?.lowercased(),
      !request.headerFields.contains(where: { $0.name.canonicalName == "host" }),
      host == "127.0.0.1:\(port)" || host == "localhost:\(port)"
    else { return nil }
    return host
  }

  /// A browser says where a request comes from; for one that writes it must.
  private func isOwn(_ request: HTTPRequest, host: String) -> Bool {
    let origins = request.headerFields[values: .origin]
    let sites = request.headerFields.filter { $0.name.canonicalName == "sec-fetch-site" }.map(\.value)
    guard origins.allSatisfy({ $0 == "http://\(host)" }) else { return false }
    if request.method == .get || request.method == .head {
      return sites.allSatisfy { $0 == "same-origin" || $0 == "none" }
    }
    return !origins.isEmpty && sites.allSatisfy { $0 == "same-origin" }
  }

  private func knows(_ request: HTTPRequest, _ name: String) -> Bool {
    request.headerFields[values: .cookie].contains { field in
      field.split(separator: ";").contains { pair in
        let pair = pair.drop { $0 == " " }
        return pair.hasPrefix("\(name)=") && cookie.matches(pair.dropFirst(name.count + 1))
      }
    }
  }
}
