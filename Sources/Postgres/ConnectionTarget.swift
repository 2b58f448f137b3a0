internal import CLibPQ

/// Which database: the name of a service in libpq's service file, or a URL without a password.
///
/// Passwords come from the environment (`PGPASSWORD`), the passfile or the service file alone.
package struct ConnectionTarget: Hashable, Sendable {
  /// As it was written.
  package let text: String
  /// What libpq is given, in the order of the URL's parts.
  let parameters: [Parameter]

  struct Parameter: Hashable, Sendable {
    let keyword: String
    let value: String
  }

  package enum Problem: Error, Hashable, Sendable {
    /// A URL that states a password.
    case password
    /// Neither a name nor a URL that libpq takes.
    case malformed
  }

  /// `postgresql://…`, `postgres://…` or the name of a service: letters, digits, `-`, `_` and `.`.
  package init(_ text: String) throws(Problem) {
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
    guard text.hasPrefix("postgresql://") || text.hasPrefix("postgres://"),
      let parsed = ConnectionTarget.parse(text)
    else { throw .malformed }
    let isStated = parsed.contains { $0.keyword == "password" || $0.keyword == "sslpassword" }
    if isStated || parsed.isEmpty && ConnectionTarget.mayStatePassword(text) { throw .password }
    parameters = parsed
  }

  /// What a URL tells without libpq.
  static func mayStatePassword(_ url: String) -> Bool {
    let authority = url.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" && $0 != "?" }
    return url.contains("password=")
      || authority.contains("@") && authority.prefix { $0 != "@" }.contains(":")
  }

  /// The stated parts of a URL; nil where libpq cannot read it, none where there is no libpq to connect with.
  private static func parse(_ url: String) -> [Parameter]? {
    guard unsafe libpq() != nil else { return [] }
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
