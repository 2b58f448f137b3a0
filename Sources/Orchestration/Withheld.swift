import Definitions
import Ingestion
package import Publishing
package import Records
import Scoring

/// What the outputs of a run are held to before they are written, by their class.
package struct Withheld: Sendable {
  private let `internal`: PrivacyScan
  private let `public`: PrivacyScan
  /// What is always withheld, for a member's own papers.
  private let own: PrivacyScan
  private let policy: PrivacyPolicy

  init(_ policy: PrivacyPolicy, _ contracts: [Contract], _ model: Model, in tables: [Table]) {
    `internal` = PrivacyScan(policy.rules(for: .internal), contracts, model, in: tables)
    `public` = PrivacyScan(policy.rules(for: .public), contracts, model, in: tables)
    self.policy = policy
    own = PrivacyScan(policy.rules(for: .staff), contracts, model, in: tables)
  }

  /// The hits in a file of a run; none in a staff file. Throws for a packed file that cannot be read.
  package func hits(in artifact: Artifact) throws(PublishingError) -> [PrivacyHit] {
    guard artifact.file.privacy != .staff, let bytes = artifact.whole else { return [] }
    let scan = scan(of: artifact.file.rawValue, known: artifact.file.privacy)
    let hits = scan.hits(in: artifact)
    guard hits.isEmpty, artifact.parts != nil else { return hits }
    return try scan.hits(inPackage: bytes, as: artifact.file.rawValue)
  }

  /// Who may see an output that is of the class `known` by itself.
  package func privacy(of output: String, known: PrivacyClass) -> PrivacyClass {
    policy.privacy(of: output, known: known)
  }

  /// What an output is held to: to what its readers may see or, where that asks more, to what it is made for. So nothing is
  /// searched for less because a policy calls it staff.
  package func scan(of output: String, known: PrivacyClass) -> PrivacyScan {
    let stated = privacy(of: output, known: known)
    return scan(stated == .public || known == .public ? .public : stated == .internal ? .internal : known)
  }

  /// Where the policy should stand that is not there.
  package var missingPolicy: String? { policy.missingFile }

  /// Throws where nothing says what the public may not see.
  func requirePolicy() throws(RunError) {
    guard let place = missingPolicy else { return }
    throw .data([
      Message(
        zh: "\(place)：没有这个文件，不知道什么不得公开，不能公开；请从Pipelines/privacy.yaml复制一份",
        en:
          "\(place): missing, so nothing says what may not be made public; copy Pipelines/privacy.yaml there")
    ])
  }

  /// Says that there is no policy; nil where there is one.
  var missingNotice: Message? {
    missingPolicy.map { place in
      Message(
        zh: "\(place)：没有这个文件，只查手机号码和身份证号码，不查请假事由等字段；请从Pipelines/privacy.yaml复制一份",
        en:
          "\(place): missing, so outputs are searched for phone and identity numbers alone, not for reasons of "
          + "leave and other fields; copy Pipelines/privacy.yaml there")
    }
  }

  /// For texts of a class.
  package func scan(_ output: PrivacyClass) -> PrivacyScan {
    switch output {
    case .public: `public`
    case .internal: `internal`
    case .staff: own
    }
  }
}

extension PrivacyScan {
  /// Withholds what the policy names and the columns that a contract mends as phone or identity numbers, whatever they
  /// are called, with all their cells.
  init(_ rules: PrivacyPolicy.Rules, _ contracts: [Contract], _ model: Model, in tables: [Table]) {
    var names = Set(rules.words.map { Key($0) })
    var values: Set<Key> = []
    for contract in contracts {
      for (index, column) in contract.columns.enumerated() {
        let key = Key(contract.shape.fields[index].key)
        if column.isPrivate {
          names.insert(key)
          for heading in column.headings { names.insert(Key(heading)) }
        } else if !rules.values.contains(where: {
          Key($0.source) == Key(contract.shape.name) && Key($0.column) == key
        }) {
          continue
        }
        for table in tables where Key(table.source) == Key(contract.shape.name) {
          values.formUnion(PrivacyScan.texts(of: table.columns[index], in: table.live))
        }
      }
    }
    let texts = model.categories.flatMap { PrivacyScan.texts(of: $0.node) } + model.gates.map(\.name)
    self.init(
      withheldNames: names, withheldValues: values,
      phrases: WithheldPhrases(rules.anywhere, except: texts))
  }

  /// The texts of some rows that are filled; where few repeat, each is made once.
  private static func texts(of column: Column, in rows: [Int32]) -> [Key] {
    guard case .coded(let cells) = column else {
      return rows.filter { !column.isMissing(Int($0)) }.map { Key(column.canonicalText(Int($0))) }
    }
    var isUsed = [Bool](repeating: false, count: cells.dictionary.count)
    for row in rows where cells.codes[Int(row)] != CodedColumn.missing {
      isUsed[Int(cells.codes[Int(row)])] = true
    }
    return cells.dictionary.indices.filter { isUsed[$0] }.map { Key(cells.dictionary[$0]) }
  }

  /// What a model says of its indicators, which is said of nobody.
  private static func texts(of node: Node) -> [String] {
    let below: [Node] = if case .group(_, let children) = node.content { children } else { [] }
    return [node.name, node.clause] + below.flatMap(texts)
  }
}
