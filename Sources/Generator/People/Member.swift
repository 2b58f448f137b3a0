import Records

/// A fictional member.
struct Member {
  let number: Int
  let name: String
  /// Profile 常委.
  let isStanding: Bool
  /// nil where the post is the profile.
  let post: String?
  /// Indices into `Sector.all` and `Committee.all`.
  let sector: Int
  let committee: Int
  var joinedOn: Day
  var leftOn: Day?
  var standingSince: Day?
  /// How much the member does, 0 to 100.
  var diligence: Int
  var part: Part?

  var code: String { String(repeating: "0", count: max(0, 4 - String(number).count)) + String(number) }
  /// The block 199-0000-xxxx, kept for the sample.
  var phone: String { "1990000" + code }

  func isInOffice(on day: Day) -> Bool {
    joinedOn <= day && leftOn.map { day <= $0 } ?? true
  }

  /// 常委 on that day.
  func isStanding(on day: Day) -> Bool {
    isStanding && standingSince.map { $0 <= day } ?? true
  }
}
