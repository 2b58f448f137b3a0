/// Where check-ins happen: 720 places, one in five with a comma inside and so in quotes, and now and then none.
enum Places {
  /// The cells as a file writes them; the first are blank.
  static let cells: [[UInt8]] = {
    var cells = [[UInt8]](repeating: [], count: 30)
    for district in districts {
      for house in houses {
        for (index, room) in rooms.enumerated() {
          let isQuoted = (cells.count + index) % 5 == 0
          cells.append(Array((isQuoted ? "\"\(district)\(house),\(room)\"" : district + house + room).utf8))
        }
      }
    }
    return cells
  }()

  private static let districts = [
    "滨江区", "东山区", "西湖区", "南城区", "北门区", "河口区", "新城区", "老城区", "高新区", "临港区", "云山县", "清溪县",
  ]
  private static let houses = [
    "政协机关", "文化中心", "图书馆", "市民之家", "会议中心", "党群中心", "产业园区", "第一中学", "人民医院", "社区中心",
  ]
  private static let rooms = ["一号厅", "二号厅", "三楼会议室", "报告厅", "多功能厅", "协商议事室"]
}
