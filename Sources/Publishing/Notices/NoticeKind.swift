package import Records

/// The documents that an office sends.
package enum NoticeKind: String, CaseIterable, Sendable {
  /// 情况通报: what a quarter or a year came to, with the ranking attached.
  case tongbao
  /// 公示: who is to get the top grade, and until when one may object.
  case gongshi
  /// 更正: what a list says otherwise than the one that was made public.
  case correction
  /// 履职明细: a member's own points, each line with its source, and what would have counted more.
  case statement
  /// 履职档案: a member's whole year.
  case archive

  /// A member's own papers are for that member alone, and their files for their owner.
  package var privacy: PrivacyClass {
    switch self {
    case .gongshi, .correction: .public
    case .tongbao: .internal
    case .statement, .archive: .staff
    }
  }

  /// Whether there is one for each member.
  package var isPerMember: Bool { self == .statement || self == .archive }

  /// What a template may fill in.
  package var fields: [NoticeField] {
    switch self {
    case .tongbao: NoticeField.common + NoticeField.outcome
    case .gongshi: NoticeField.common + NoticeField.publicity
    case .correction: NoticeField.common + NoticeField.publicity + NoticeField.changes
    case .statement, .archive: NoticeField.common + NoticeField.member
    }
  }

  /// What may stand in `@picture`; nothing in what is public, which tells no score.
  package var pictures: [NoticePicture.Name] {
    switch self {
    case .tongbao: [.distribution, .heatMap, .rankFlow]
    case .gongshi, .correction: []
    case .statement, .archive: [.waterfall]
    }
  }

  /// What may stand in `@table`.
  package var tables: [NoticeTable.Name] {
    switch self {
    case .tongbao: [.ranking, .sectors, .missing, .quality]
    case .gongshi: [.names]
    case .correction: [.changes, .names]
    case .statement, .archive: [.identity, .categories, .losses, .lines, .aside]
    }
  }
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
    NoticeField("is_year", .flag), NoticeField("is_quarter", .flag),
  ]

  /// Whether pictures are drawn in this file, so that an attachment of pictures can be left out where none are.
  static let hasPictures = NoticeField("has_pictures", .flag)

  static let outcome =
    [
      NoticeField("members"), NoticeField("ranked"), NoticeField("set_aside"),
      NoticeField("profiles", .list(profile)),
      NoticeField("rows_read"), NoticeField("rows_rejected"), NoticeField("rejected_percent"),
      NoticeField("rows_merged"), NoticeField("rows_filtered"), NoticeField("missing_members"), .hasPictures,
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

  static let changes = ["added_members", "removed_members", "corrected_members"].map { NoticeField($0) }

  static let member =
    [
      "number", "name", "profile", "post", "sector", "committee", "total", "base", "bonus", "deduction",
      "counted",
      "uncounted", "rank", "ranked", "sharing", "grade", "next_grade", "next_line", "next_distance",
    ].map { NoticeField($0) }
    + ["is_ranked", "is_shared", "is_graded", "has_reasons", "has_next"].map { NoticeField($0, .flag) }
    + [.hasPictures]
    + [NoticeField("reasons", .list([NoticeField("reason"), NoticeField("is_last", .flag)]))]
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
