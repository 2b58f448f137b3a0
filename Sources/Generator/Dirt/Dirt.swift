import Records

/// Natural dirt, planted at fixed places and noted there; nothing falls on the cast unless it is meant to.
struct Dirt {
  var files: [DataFile]
  let roster: Roster
  let programme: Programme

  init(files: [DataFile], roster: Roster, programme: Programme) {
    self.files = files
    self.roster = roster
    self.programme = programme
  }

  /// Everything. The order matters: rows are added before whole files change their form.
  mutating func plantAll() {
    plantMembers()
    plantCodes()
    plantTimes()
    plantDates()
    plantScans()
    plantProgramme()
    plantPeople()
    plantNamedReports()
    plantPapers()
    plantOutcomes()
    plantOnline()
    plantLeave()
    plantDuty()
    plantKinds()
    plantStructure()
    plantBrokenByte()
    reshapeFiles()
  }

  /// The index of a file; traps when there is none.
  func index(of name: String) -> Int {
    guard let index = files.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("no file \(name)")
    }
    return index
  }

  /// The first row at or after a position that is unmarked, belongs to nobody of the cast and passes the test.
  func row(in file: Int, from position: Int, where passes: (Row) -> Bool = { _ in true }) -> Int {
    let codes = Set(roster.members.filter { $0.part != nil }.map(\.code))
    let rows = files[file].rows
    let found = rows.indices.dropFirst(position % max(1, rows.count)).first { index in
      rows[index].plants.isEmpty && rows[index].raw == nil
        && !rows[index].cells.contains(where: codes.contains)
        && passes(rows[index])
    }
    guard let found else { preconditionFailure("no row for dirt in \(files[file].name)") }
    return found
  }

  /// Changes a cell of a free row at or after a position.
  @discardableResult
  mutating func edit(
    _ name: String, _ position: Int, _ heading: String, _ what: String, _ expected: String,
    where passes: (Row) -> Bool = { _ in true }, _ change: (String) -> String
  ) -> Int {
    let file = index(of: name)
    let row = row(in: file, from: position, where: passes)
    let column = files[file].column(heading)
    files[file].rows[row].cells[column] = change(files[file].rows[row].cells[column])
    note(file, row, what, expected)
    return row
  }

  /// Adds a row behind a free row at or after a position, made from it.
  mutating func add(
    _ name: String, _ position: Int, _ what: String, _ expected: String,
    where passes: (Row) -> Bool = { _ in true }, _ make: (Row, DataFile) -> Row
  ) {
    let file = index(of: name)
    let row = row(in: file, from: position, where: passes)
    var made = make(files[file].rows[row], files[file])
    made.plants = [Plant(what: what, expected: expected)]
    files[file].rows.insert(made, at: row + 1)
  }

  /// Adds a row of given cells at the end of a file.
  mutating func append(_ name: String, _ cells: [String], _ what: String, _ expected: String) {
    var row = Row(cells)
    row.plants = [Plant(what: what, expected: expected)]
    files[index(of: name)].rows.append(row)
  }

  mutating func note(_ file: Int, _ row: Int, _ what: String, _ expected: String) {
    files[file].rows[row].plants.append(Plant(what: what, expected: expected))
  }

  mutating func change(_ name: String, _ apply: (inout DataFile) -> Void) {
    apply(&files[index(of: name)])
  }
}
