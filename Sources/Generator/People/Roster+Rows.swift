import Records

extension Roster {
  var rows: [Row] {
    members.map { member in
      Row([
        member.code, member.name, member.isStanding ? "常委" : "委员", member.standingSince?.description ?? "",
        member.post ?? "", Sector.all[member.sector].name, Committee.all[member.committee],
        member.joinedOn.description, member.leftOn?.description ?? "", member.phone,
      ])
    }
  }
}
