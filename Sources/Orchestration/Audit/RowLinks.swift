import Ingestion
import Records

/// What a file of corrected rows says of the rows that each takes the place of: its column `row_id`.
struct RowLinks {
  struct Link {
    /// As `quarantine.csv` prints it.
    let rejected: String
    let origin: Origin
  }

  let links: [Link]
  /// Rows without a `row_id`.
  let refused: [Rejection]

  /// Names of files that `readmit` made hold this.
  static let mark = "-readmitted-"

  /// Reads the column alone; the contract's layout says how the file is cut.
  init(_ file: ResolvedFile, index: Int, contract: Contract) throws(RunError) {
    let shape = SourceShape(
      name: contract.shape.name, title: contract.shape.title,
      fields: [FieldSchema(key: Header.rowID, heading: Header.rowID, type: .text)], key: [])
    let column = ColumnContract(headings: [Header.rowID], type: .text, isRequired: true, mending: [.trim])
    let source: IngestedSource
    do {
      source = try Ingest.source(
        Contract(shape: shape, columns: [column], layout: contract.layout), files: [file],
        firstFileIndex: index)
    } catch {
      throw .usage(error.message)
    }
    let table = source.table
    links = table.live.map { row in
      Link(rejected: table.text(Header.rowID, Int(row)), origin: table.origins[Int(row)])
    }
    refused = source.rejections
  }
}

/// The rejected rows of a run that corrected ones take the place of.
struct Readmissions {
  /// By id of the rejected row: where the corrected one stands.
  private(set) var byRowID: [String: Origin] = [:]
  /// Links to what is no rejected row of this run.
  private(set) var findings: [Finding] = []

  /// Of the files that `readmit` made. O(their rows + rejections).
  init(_ plan: Plan, _ rows: IngestedRows, rejections: [Rejection]) throws(RunError) {
    var known: Set<String>?
    for (index, file) in rows.files.enumerated() where file.path.contains(RowLinks.mark) {
      guard let contract = plan.sources.first(where: { $0.contract.shape.name == file.source })?.contract
      else { continue }
      let rejected = known ?? Set(rejections.map { rows.rowID($0.origin) })
      known = rejected
      for link in try RowLinks(rows.locations[index], index: index, contract: contract).links {
        if rejected.contains(link.rejected) {
          byRowID[link.rejected] = link.origin
        } else {
          findings.append(Readmissions.nothing(link, file))
        }
      }
    }
  }

  private static func nothing(_ link: RowLinks.Link, _ file: SourceFile) -> Finding {
    Finding(
      code: "READMITS_NOTHING", severity: .warning,
      message: Message(
        zh: "row_id \(link.rejected)不是这次退回的行（也许原行已能读入），两行都在；若重复请作废其一",
        en:
          "row_id \(link.rejected) is no row rejected by this run (it may be read now), so both rows are in; "
          + "void one if they are the same"),
      stage: .ingest, source: file.source, origin: link.origin, column: Header.rowID)
  }
}

extension IngestedRows {
  func rowID(_ origin: Origin) -> String {
    RowID(file: files[Int(origin.file)], offset: origin.byteStart).description
  }
}
