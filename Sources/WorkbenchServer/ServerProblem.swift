/// Why there is no server.
package enum ServerProblem: Error, Hashable, CustomStringConvertible {
  case portTaken(Int)
  /// No server could be had on this machine, in the words of the system.
  case failed(String)
  /// The page's files are not where they belong.
  case noPage(String)

  package var description: String {
    switch self {
    case .portTaken(let port):
      "端口\(port)已被占用；不写 --port 就用空闲的\nport \(port) is taken; without --port a free one is used"
    case .failed(let reason): "工作台起不来：\(reason)\nthe workbench could not start: \(reason)"
    case .noPage(let folder):
      "没有找到网页文件 \(folder)；它应与程序放在一起\nthe page's files are not there: \(folder); they belong beside the program"
    }
  }
}
