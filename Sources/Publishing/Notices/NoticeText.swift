import Mustache
import Records

/// The text of one line of a template: Mustache whose names are all known, which is filled in without escaping, since the
/// writers of documents escape.
struct NoticeText: Sendable {
  private let template: MustacheTemplate

  /// Mustache escapes for HTML unless told otherwise.
  private static let plain = "{{% CONTENT_TYPE:TEXT}}"

  /// `column` is the place of the text's first character in its line.
  init(_ text: String, line: Int, column: Int, fields: [NoticeField]) throws(NoticeProblem) {
    do {
      template = try MustacheTemplate(string: NoticeText.plain + text)
    } catch let error as MustacheTemplate.ParserError {
      let offset = error.context.columnNumber - 1 - NoticeText.plain.count
      throw NoticeProblem(
        line: line, column: column + max(0, offset), .brokenTag(NoticeText.reason(error.error)))
    } catch {
      throw NoticeProblem(line: line, column: column, .brokenTag(NoticeText.reason(error)))
    }
    try NoticeTags.check(text, line: line, column: column, fields: fields)
  }

  func filled(_ values: [String: NoticeValue]) -> String {
    template.render(values.mapValues(\.mustache))
  }

  private static func reason(_ error: any Error) -> Message {
    switch error as? MustacheTemplate.Error {
    case .sectionCloseNameIncorrect:
      Message(
        zh: "{{/…}}结束的不是还开着的那一段；结束标记的名称要与开始标记相同",
        en: "{{/…}} closes another section than the open one; end a section with the name that it began with")
    case .expectedSectionEnd:
      Message(
        zh: "{{#…}}或{{^…}}在这一行没有结束；请在同一行写上{{/…}}",
        en: "{{#…}} or {{^…}} is not closed on this line; write {{/…}} on the same line")
    default:
      Message(
        zh: "标记不完整或不可用；只用{{名称}}、{{#名称}}、{{^名称}}和{{/名称}}",
        en: "the tag is incomplete or of no use here; write {{name}}, {{#name}}, {{^name}} and {{/name}} only"
      )
    }
  }
}

/// Looks up the names of a text whose tags are in order.
private enum NoticeTags {
  private static let useless = Message(
    zh: "标记不完整或不可用；只用{{名称}}、{{#名称}}、{{^名称}}和{{/名称}}",
    en: "the tag is incomplete or of no use here; write {{name}}, {{#name}}, {{^name}} and {{/name}} only")

  static func check(
    _ text: String, line: Int, column: Int, fields: [NoticeField]
  ) throws(NoticeProblem) {
    var scopes = [fields]
    var rest = text[...]
    while let open = rest.firstRange(of: "{{") {
      let place = column + text.distance(from: text.startIndex, to: open.lowerBound)
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else { return }
      let tag = rest[open.upperBound..<close.lowerBound]
      rest = rest[close.upperBound...]
      do throws(Failure) { try read(tag, &scopes) } catch {
        throw NoticeProblem(line: line, column: place, error.kind)
      }
    }
  }

  private struct Failure: Error {
    let kind: NoticeProblem.Kind
  }

  private static func read(_ tag: Substring, _ scopes: inout [[NoticeField]]) throws(Failure) {
    let sign = tag.first ?? " "
    let body = "#^/{&>=%<$!".contains(sign) ? tag.dropFirst() : tag
    let name = String(body.trimmingPrefix(while: \.isWhitespace).reversedTrim())
    switch sign {
    case "#", "^": scopes.append(try section(name, sign, scopes))
    case "/": scopes.removeLast()
    case "!": return
    case "{", "&", ">", "=", "%", "<", "$": throw Failure(kind: .brokenTag(useless))
    default:
      guard try field(name, scopes).shape == .text else {
        throw Failure(kind: .otherShape(name, isText: false))
      }
    }
  }

  /// The names that hold inside of a section besides those outside.
  private static func section(
    _ name: String, _ sign: Character, _ scopes: [[NoticeField]]
  ) throws(Failure) -> [NoticeField] {
    switch try field(name, scopes).shape {
    case .text: throw Failure(kind: .otherShape(name, isText: true))
    case .flag: return []
    case .list(let fields): return sign == "#" ? fields : []
    }
  }

  private static func field(_ name: String, _ scopes: [[NoticeField]]) throws(Failure) -> NoticeField {
    for scope in scopes.reversed() {
      if let field = scope.first(where: { $0.name == name }) { return field }
    }
    throw Failure(kind: .unknownField(name, known: scopes.reversed().flatMap { $0.map(\.name) }))
  }
}

extension Substring {
  /// Without the spaces at its end.
  fileprivate func reversedTrim() -> Substring {
    guard let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return self[...last]
  }
}
