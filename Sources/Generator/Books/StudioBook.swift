import Records

/// The studios (委员工作室), one for each sector; their numbers are those that studio records name.
struct StudioBook {
  let members: [Member]

  /// In order of number; the last one has closed.
  var rows: [Row] {
    var draw = Draw("studios")
    return Sector.all.enumerated().compactMap { sector, entry in
      guard let leader = members.first(where: { $0.sector == sector && $0.post == nil && $0.leftOn == nil })
      else { return nil }
      let title = "\(entry.name.dropLast())委员工作室"
      let opened = civil(2022, 3, 1).adding(days: draw.below(600))
      return Row([
        "GZS" + Programme.padded(sector + 1, 2), title, leader.code, draw.pick(Themes.places) + "政务服务中心",
        opened.description, sector == Sector.all.count - 1 ? "停办" : "正常",
      ])
    }
  }
}
