package import Records

/// The documents that an office sends.
package enum NoticeKind: String, CaseIterable, Sendable {
  /// 情况通报: what a quarter or a year came to, with the ranking attached.
  case tongbao
  /// 公示: who is to get the top grade, and until when one may object.
  case gongshi

  package var privacy: PrivacyClass { self == .gongshi ? .public : .internal }

  /// What a template may fill in.
  package var fields: [NoticeField] {
    switch self {
    case .tongbao: NoticeField.common + NoticeField.outcome
    case .gongshi: NoticeField.common + NoticeField.publicity
    }
  }

  /// What may stand in `@table`.
  package var tables: [NoticeTable.Name] { self == .gongshi ? [.names] : [.ranking, .sectors] }
}

/// A name that a template may write as `{{name}}` or, for a yes or no and for a list, as `{{#name}}…{{/name}}`.
package struct NoticeField: Hashable, Sendable {
  package indirect enum Shape: Hashable, Sendable {
    case text, flag
    case list([NoticeField])
  }

  package let name: String
  package let shape: Shape

  init(_ name: String, _ shape: Shape = .text) {
    self.name = name
    self.shape = shape
  }

  static let common = [
    NoticeField("title"), NoticeField("period"), NoticeField("year"), NoticeField("as_of"),
    NoticeField("date"), NoticeField("run"), NoticeField("model"), NoticeField("is_example", .flag),
  ]

  static let outcome =
    [
      NoticeField("is_year", .flag), NoticeField("is_quarter", .flag), NoticeField("members"),
      NoticeField("ranked"), NoticeField("set_aside"), NoticeField("profiles", .list(profile)),
      NoticeField("rows_read"), NoticeField("rows_rejected"), NoticeField("rejected_percent"),
      NoticeField("rows_merged"), NoticeField("rows_filtered"),
    ]

  private static let profile = [
    NoticeField("profile"), NoticeField("ranked"), NoticeField("highest"), NoticeField("median"),
    NoticeField("lowest"), NoticeField("is_last", .flag),
    NoticeField(
      "grades", .list([NoticeField("grade"), NoticeField("members"), NoticeField("is_last", .flag)])),
  ]

  static let publicity = [
    NoticeField("top_grade"), NoticeField("top_members"), NoticeField("starts"), NoticeField("ends"),
    NoticeField("working_days"),
  ]
}

/// What a field holds in one notice, of its shape.
package indirect enum NoticeValue: Hashable, Sendable {
  case text(String)
  case flag(Bool)
  case list([[String: NoticeValue]])

  /// As Mustache takes it.
  var mustache: Any {
    switch self {
    case .text(let text): text
    case .flag(let flag): flag
    case .list(let items): items.map { $0.mapValues(\.mustache) }
    }
  }
}
