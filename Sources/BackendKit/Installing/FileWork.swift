import Synchronization

/// Copies all files of a tree with several threads.
final class FileWork: Sendable {
  private let pair: TreePair
  private let files: FileMaterializer
  private let batches: [FileBatch]
  private let next = Atomic(0)
  private let hasFailed = Atomic(false)
  private let outcome = Mutex(Outcome())

  private struct Outcome {
    var summary = Materializer.Summary()
    var failure: MaterializeFailure?
  }

  init(_ pair: TreePair, _ files: FileMaterializer) {
    self.pair = pair
    self.files = files
    batches = FileBatch.all(of: pair.listing)
  }

  /// Copies everything; the first failure stops all threads.
  func run(workers: Int) throws(MaterializeFailure) -> Materializer.Summary {
    Threads.each(min(workers, batches.count)) { _ in self.work() }
    let outcome = outcome.withLock { $0 }
    if let failure = outcome.failure { throw failure }
    return outcome.summary
  }

  /// Works on batches until none is left.
  private func work() {
    var source = FolderCursor(root: pair.source)
    var target = FolderCursor(root: pair.target)
    var files = files
    var summary = Materializer.Summary()
    do throws(MaterializeFailure) {
      while let batch = take() {
        try work(batch, &source, &target, &files, &summary)
      }
    } catch {
      hasFailed.store(true, ordering: .relaxed)
      outcome.withLock { if $0.failure == nil { $0.failure = error } }
    }
    outcome.withLock { $0.summary += summary }
  }

  private func take() -> FileBatch? {
    if hasFailed.load(ordering: .relaxed) { return nil }
    let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return number < batches.count ? batches[number] : nil
  }

  private func work(
    _ batch: FileBatch, _ source: inout FolderCursor, _ target: inout FolderCursor,
    _ files: inout FileMaterializer, _ summary: inout Materializer.Summary
  ) throws(MaterializeFailure) {
    let listing = pair.listing
    let from: Int32
    let to: Int32
    do throws(SystemError) {
      from = try source.open(batch.folder, of: listing.folders)
    } catch {
      throw .reading(error, path: listing.path(of: batch.folder))
    }
    do throws(SystemError) {
      to = try target.open(batch.folder, of: listing.folders)
    } catch {
      throw .writing(error, path: listing.path(of: batch.folder, below: pair.targetPath))
    }
    for name in listing.folders[batch.folder].files[batch.files] {
      if files.cancellation.isCancelled { throw .cancelled }
      do throws(FileMaterializer.Problem) {
        let way = try files.materialize(name, from: from, into: to)
        // If cloning failed once it will fail again: the tree and the copy are on different file
        // systems, or on one that cannot clone.
        files.clones = files.clones && way == .cloned
        summary.add(way)
      } catch {
        throw failure(error, name, batch.folder)
      }
    }
  }

  private func failure(_ problem: FileMaterializer.Problem, _ name: PathBytes, _ folder: Int)
    -> MaterializeFailure
  {
    let path = pair.listing.path(of: name, in: folder)
    switch problem {
    case .reading(let error): return .reading(error, path: path)
    case .writing(let error):
      return .writing(error, path: pair.targetPath(of: name, in: folder))
    case .unsupported(let kind): return .unsupported(path: path, kind: kind.rawValue)
    case .changed: return .changed(path: path)
    case .cancelled: return .cancelled
    }
  }
}

/// Files of one folder that one thread copies together.
private struct FileBatch: Sendable {
  let folder: Int
  let files: Range<Int>

  /// Small enough that the threads end at about the same time, and large enough that a folder is
  /// not opened for every file.
  private static let most = 32

  /// All files of a tree; nearby files are in adjacent batches.
  static func all(of listing: TreeListing) -> [FileBatch] {
    listing.folders.indices.flatMap { folder in
      let count = listing.folders[folder].files.count
      return stride(from: 0, to: count, by: most).map { start in
        FileBatch(folder: folder, files: start..<min(start + most, count))
      }
    }
  }
}

extension Materializer.Summary {
  fileprivate mutating func add(_ method: FileMaterializer.Method) {
    switch method {
    case .cloned: cloned += 1
    case .linked: linked += 1
    case .copied: copied += 1
    }
  }

  fileprivate static func += (left: inout Self, right: Self) {
    left.cloned += right.cloned
    left.linked += right.linked
    left.copied += right.copied
  }
}
