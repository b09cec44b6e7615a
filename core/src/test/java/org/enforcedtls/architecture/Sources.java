package org.enforcedtls.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Java and Markdown files of a project, those that are built and hidden ones aside.
 *
 * @param files in the order of their paths
 */
record Sources(List<SourceFile> files) {
  /** Those of this project, found from the folder in which the tests run. */
  static Sources ofThisProject() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("no folder .mvn here or above: run the tests in the project");
    }
    return below(folder);
  }

  static Sources below(Path root) {
    List<SourceFile> files = new ArrayList<>();
    try {
      Files.walkFileTree(root, new Reader(root, files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.sort(Comparator.comparing(SourceFile::path));
    return new Sources(List.copyOf(files));
  }

  Stream<SourceFile> java() {
    return files.stream().filter(SourceFile::isJava);
  }

  Stream<SourceFile> mainJava() {
    return java().filter(SourceFile::isMain);
  }

  private static final class Reader extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<SourceFile> files;

    private Reader(Path root, List<SourceFile> files) {
      this.root = root;
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = folder.getFileName().toString();
      boolean skipped = !folder.equals(root) && (name.startsWith(".") || name.equals("target"));
      return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String path = root.relativize(file).toString().replace('\\', '/');
      if (path.endsWith(".java") || path.endsWith(".md")) {
        files.add(new SourceFile(path, Files.readString(file)));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
