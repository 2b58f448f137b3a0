package import Publishing
package import Records

/// What a person asks of `notice`.
package struct NoticeRequest: Sendable {
  package typealias Kind = NoticeKind

  package enum Format: String, CaseIterable, Sendable {
    case docx, html, pdf
  }

  /// A run's directory, or latest.
  package let run: String
  /// The folder of all publications.
  package let folder: String
  package let kind: NoticeKind
  package let format: Format
  /// The date of the notice; nil: of a public one the day of the approval, else the run's as-of date.
  package let date: Day?
  /// nil: `notices/KIND.txt` beside the pipeline.
  package let template: String?
  /// nil: `notices/KIND.FORMAT` in the run's directory.
  package let file: String?
  /// The number of the member whose own paper is asked for; nil: all members.
  package let member: String?
  /// The run whose published list a 更正 corrects.
  package let against: String?
  /// Who may see the file: as its kind has it, until a run's policy is read.
  var privacy: PrivacyClass
  /// The runs of the year's earlier periods whose ranks a picture shows before this run's.
  package let earlier: [String]

  package init(
    run: String, folder: String, kind: NoticeKind, format: Format, dateText: String?, template: String?,
    file: String?, member: String? = nil, against: String? = nil, earlier: [String] = []
  ) throws(RunError) {
    self.run = run
    self.folder = folder
    self.kind = kind
    privacy = kind.privacy
    self.format = format
    self.template = template
    self.file = file
    self.member = member
    self.against = against
    self.earlier = earlier
    guard earlier.isEmpty || kind == .tongbao else {
      throw .usage(
        Message(
          zh: "\(kind.rawValue)没有名次变动图；去掉--earlier",
          en: "\(kind.rawValue) has no picture of ranks over time; drop --earlier"))
    }
    guard (against != nil) == (kind == .correction) else {
      throw .usage(
        kind == .correction
          ? Message(
            zh: "更正要有--against，写明原公示名单的那次运行",
            en: "a correction needs --against, the run whose list was published")
          : Message(
            zh: "\(kind.rawValue)不是更正；去掉--against", en: "\(kind.rawValue) is no correction; drop --against"))
    }
    guard member == nil || kind.isPerMember else {
      throw .usage(
        Message(
          zh: "\(kind.rawValue)不是一人一份的文件；去掉--member",
          en: "\(kind.rawValue) is no paper of one member; drop --member"))
    }
    guard file == nil || !kind.isPerMember || member != nil else {
      throw .usage(
        Message(
          zh: "\(kind.rawValue)一人一份，--to只用于一位委员；请加--member，或去掉--to",
          en: "\(kind.rawValue) has a file for each member, and --to names one: add --member, or drop --to"))
    }
    date = try dateText.map { text throws(RunError) in try Day(text, option: "--date") }
  }
}
