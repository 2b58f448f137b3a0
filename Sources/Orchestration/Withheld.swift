import Definitions
import Ingestion
package import Publishing
package import Records
import Scoring

/// What the outputs of a run are held to before they are written, by their class.
package struct Withheld: Sendable {
  private let `internal`: Meanwhile<PrivacyScan>
  /// Put together when something public is first made, since a run makes nothing of that class by itself.
  private let `public`: Meanwhile<PrivacyScan>
  /// What is always withheld, for a member's own papers.
  private let own: Meanwhile<PrivacyScan>
  private let policy: PrivacyPolicy

  /// Of the cells of the rows that are live in `tables`.
  init(
    _ policy: PrivacyPolicy, _ contracts: [Contract], _ model: Model, in tables: [Table], _ workers: Workers
  ) {
    let permitted = model.categories.flatMap { Withheld.texts(of: $0.node) } + model.gates.map(\.name)
    let words = { WithheldWords(policy.rules(for: $0), contracts, in: tables, except: permitted) }
    let (inside, outside, always) = (words(.internal), words(.public), words(.staff))
    `internal` = Meanwhile(workers) { inside.scan }
    `public` = Meanwhile(.one) { outside.scan }
    own = Meanwhile(.one) { always.scan }
    self.policy = policy
  }

  /// What a model says of its indicators, which is said of nobody.
  private static func texts(of node: Node) -> [String] {
    let below: [Node] = if case .group(_, let children) = node.content { children } else { [] }
    return [node.name, node.clause] + below.flatMap(texts)
  }

  /// The hits in a file of a run; none in a staff file. Throws for a packed file that cannot be read.
  package func hits(
    in artifact: Artifact, _ workers: Workers = .one
  ) throws(PublishingError) -> [PrivacyHit] {
    guard artifact.file.privacy != .staff, let bytes = artifact.whole else { return [] }
    let scan = scan(of: artifact.file.rawValue, known: artifact.file.privacy)
    let hits = scan.hits(in: artifact, workers)
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
    case .public: `public`.value
    case .internal: `internal`.value
    case .staff: own.value
    }
  }
}

/// What the files of a class may not say, before the cells are gathered.
private struct WithheldWords: Sendable {
  private var names: Set<Key>
  /// Columns that must not travel, with the rows whose cells count.
  private var cells: [(column: Column, rows: [Int32])] = []
  private let phrases: WithheldPhrases

  /// Withholds what the policy names and the columns that a contract mends as phone or identity numbers, whatever they
  /// are called, with all their cells.
  init(
    _ rules: PrivacyPolicy.Rules, _ contracts: [Contract], in tables: [Table], except permitted: [String]
  ) {
    names = Set(rules.words.map { Key($0) })
    phrases = WithheldPhrases(rules.anywhere, except: permitted)
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
          cells.append((table.columns[index], table.live))
        }
      }
    }
  }

  /// O(cells).
  var scan: PrivacyScan {
    var values: Set<Key> = []
    for cells in cells { values.formUnion(WithheldWords.texts(of: cells.column, in: cells.rows)) }
    return PrivacyScan(withheldNames: names, withheldValues: values, phrases: phrases)
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
}
