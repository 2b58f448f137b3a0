import Definitions
import Foundation
import Ingestion
import Records

/// The headings that the contracts of a folder know, for proposals.
struct KnownHeadings {
  struct Column {
    let source: String
    let title: String
    let field: FieldSchema
    let heading: String
    let contract: ColumnContract
    let isOutsideRow: Bool
  }

  private let columns: [Column]

  /// Files that are no contract are passed over; so is a folder that cannot be listed.
  init(in folder: String) {
    columns = ((try? FilePattern("*.yaml").matches(in: folder)) ?? []).flatMap { name -> [Column] in
      guard let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8),
        let contract = try? ContractFile.decode(text: text, path: name)
      else { return [] }
      return zip(contract.shape.fields, contract.columns).flatMap { field, column in
        column.headings.map {
          Column(
            source: contract.shape.name, title: contract.shape.title, field: field, heading: $0,
            contract: column, isOutsideRow: contract.shape.outsideCanonicalRow.contains(field.key))
        }
      }
    }
  }

  /// The contract that knows most of the headings, the first of several; nil where none knows any.
  func source(of headings: [String]) -> (name: String, title: String)? {
    let names = Set(headings.map { Key($0) })
    var counts: [(source: String, title: String, count: Int)] = []
    for column in columns where names.contains(Key(column.heading)) {
      if let place = counts.firstIndex(where: { $0.source == column.source }) {
        counts[place].count += 1
      } else {
        counts.append((column.source, column.title, 1))
      }
    }
    return counts.reduce(nil as (source: String, title: String, count: Int)?) { best, next in
      if let best, best.count >= next.count { best } else { next }
    }.map { ($0.source, $0.title) }
  }

  /// The column of that heading, of the source where it has one.
  func column(_ heading: String, preferring source: String?) -> Column? {
    let found = columns.filter { Key($0.heading) == Key(heading) }
    return found.first { $0.source == source } ?? found.first
  }

  /// The known heading that is fewest edits away, fewer than half of the longer text; the first of equals.
  func nearest(to heading: String) -> Column? {
    var best: (column: Column, distance: Int)?
    for column in columns {
      let distance = Nearest.editDistance(
        Array(heading.unicodeScalars), Array(column.heading.unicodeScalars))
      guard distance * 2 < max(heading.count, column.heading.count) else { continue }
      if let known = best, known.distance <= distance { continue }
      best = (column, distance)
    }
    return best?.column
  }
}
