internal import CLibPQ

/// Which database: the name of a service in libpq's service file, or a URL without a password.
///
/// Passwords come from the environment (`PGPASSWORD`), the passfile or the service file alone.
package struct ConnectionTarget: Hashable, Sendable {
  /// As it was written.
  package let text: String
  /// What libpq is given, in the order of the URL's parts; nil for a URL that no libpq was there to read.
  let parameters: [Parameter]?

  /// False for a URL that may be malformed, since no libpq was there to read it.
  package var isRead: Bool { parameters != nil }

  struct Parameter: Hashable, Sendable {
    let keyword: String
    let value: String
  }

  package enum Problem: Error, Hashable, Sendable {
    /// A URL that states a password, or where there is no libpq may state one.
    case password
    /// Neither a name nor a URL that libpq takes, which is not asked where there is none.
    case malformed
  }

  /// `postgresql://…`, `postgres://…` or the name of a service: letters, digits, `-`, `_` and `.`.
  package init(_ text: String) throws(Problem) { try self.init(text, parse: ConnectionTarget.parser) }

  /// `parse` gives the stated parts of a URL, nil for one that is malformed; it is nil itself where there is no libpq.
  init(_ text: String, parse: ((String) -> [Parameter]?)?) throws(Problem) {
    self.text = text
    guard text.contains("://") || text.contains("=") else {
      let isName =
        !text.isEmpty
        && text.utf8.allSatisfy { byte in
          97...122 ~= byte || 65...90 ~= byte || 48...57 ~= byte || byte == 45 || byte == 95 || byte == 46
        }
      guard isName else { throw .malformed }
      parameters = [Parameter(keyword: "service", value: text)]
      return
    }
    guard text.hasPrefix("postgresql://") || text.hasPrefix("postgres://") else { throw .malformed }
    guard let parse else {
      if ConnectionTarget.mayStatePassword(text) { throw .password }
      parameters = nil
      return
    }
    guard let parsed = parse(text) else { throw .malformed }
    if parsed.contains(where: { $0.keyword == "password" || $0.keyword == "sslpassword" }) { throw .password }
    parameters = parsed
  }

  /// True where it is not sure that a URL states none: libpq's credentials end at `@` or `/`, and keywords may be
  /// percent-encoded.
  private static func mayStatePassword(_ url: String) -> Bool {
    let credentials = url.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" }.split(
      separator: "@", maxSplits: 1)
    return url.contains("password") || url.contains("%")
      || credentials.count > 1 && credentials[0].contains(":")
  }

  private static var parser: ((String) -> [Parameter]?)? {
    guard unsafe libpq() != nil else { return nil }
    return { parse($0) }
  }

  /// The stated parts of a URL; nil where libpq cannot read it.
  private static func parse(_ url: String) -> [Parameter]? {
    guard let options = unsafe pq_conninfoParse()(url, nil) else { return nil }
    defer { unsafe pq_conninfoFree()(options) }
    var parameters: [Parameter] = []
    var option = unsafe options
    while let keyword = unsafe option.pointee.keyword {
      if let value = unsafe option.pointee.val {
        unsafe parameters.append(Parameter(keyword: String(cString: keyword), value: String(cString: value)))
      }
      unsafe option += 1
    }
    return parameters
  }
}
