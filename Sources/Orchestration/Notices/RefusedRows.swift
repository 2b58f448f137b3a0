import Ingestion
import Publishing
import Records

/// The refused rows that state a member's own number where their file states members' numbers.
///
/// A name or a phone in a refused row may be somebody else's, so it gives the row to nobody.
enum RefusedRows {
  /// In the order of the quarantine.
  static func owned(in computed: ComputedRun) -> [RefusedRow] {
    let run = computed.record
    let members = Dictionary(
      run.members.enumerated().map { (Key($1.number), Int32($0)) }, uniquingKeysWith: { first, _ in first })
    let positions = MemberSigns.memberPositions(computed)
    return run.quarantine.flatMap { row -> [RefusedRow] in
      let file = Int(row.rejection.origin.file)
      guard !positions[file].isEmpty else { return [] }
      let cells = MemberSigns.cells(of: row.text, delimiter: computed.reports[file].delimiter)
      let owners = Set(
        positions[file].compactMap { cells.indices.contains($0) ? members[Key(cells[$0])] : nil })
      return owners.sorted().map { RefusedRow(member: $0, rejection: row.rejection) }
    }
  }
}
