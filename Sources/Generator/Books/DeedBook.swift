import Records

/// Studios and merits.
struct DeedBook {
  let members: [Member]

  var studioRows: [Row] {
    var rows: [(day: Day, cells: [String])] = []
    for year in Programme.years {
      for member in members {
        var draw = Draw("studio \(member.code)", year: year)
        let plan = Plan.make(for: member, year: year)
        for (kind, count) in [("工作室活动", plan.studioDays), ("服务群众", plan.serviceDays)] {
          for _ in 0..<count {
            guard let day = YearDays.day(for: member, in: year, draw: &draw) else { continue }
            let isVerified = plan.isCertain || draw.chance(93)
            let studio = "GZS" + Programme.padded(member.sector + 1, 2)
            rows.append(
              (
                day,
                [
                  member.code, kind, day.description, isVerified ? "是" : "否", studio, member.name,
                  member.phone,
                ]
              ))
          }
        }
      }
    }
    return DeedBook.numbered(rows, prefix: "GZ", width: 4)
  }

  var meritRows: [Row] {
    var rows: [(day: Day, cells: [String])] = []
    for year in Programme.years {
      for member in members {
        var draw = Draw("merits \(member.code)", year: year)
        let plan = Plan.make(for: member, year: year)
        for (serial, merit) in plan.merits.enumerated() {
          let isSpeech = merit.kind.hasPrefix("大会")
          let plenary = year == 2025 ? civil(2025, 1, 8) : civil(2026, 1, 14)
          let drawn = isSpeech ? plenary : YearDays.day(for: member, in: year, draw: &draw)
          guard let day = drawn, member.isInOffice(on: day) else { continue }
          let isVerified = plan.isCertain || draw.chance(94)
          let document = merit.kind == "表彰" ? "示政发〔\(year)〕\(serial + 10 + member.number % 40)号" : ""
          rows.append(
            (
              day,
              [
                member.code, merit.kind, merit.level, day.description, isVerified ? "是" : "否", document,
                member.name,
                member.phone,
              ]
            ))
        }
      }
    }
    return DeedBook.numbered(rows, prefix: "JF", width: 4)
  }

  private static func numbered(_ rows: [(day: Day, cells: [String])], prefix: String, width: Int) -> [Row] {
    let order = rows.indices.sorted { (rows[$0].day, $0) < (rows[$1].day, $1) }
    var serial = Serial(prefix, width: width)
    return order.map { Row([serial.next(rows[$0].day)] + rows[$0].cells, day: rows[$0].day) }
  }
}
