package org.enforcedtls.policyfile;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.enforcedtls.policy.partner.PartnerTable;

/** One reading of a partner file and of the files that it names. For one thread. */
final class PartnerFileReading implements FollowedFile.Reading<PartnerFileReading.Result> {
  private final Path file;
  private final Problems problems;
  private final FileStamps stamps = new FileStamps();
  private final TrustFiles trustFiles;

  /**
   * All that a table is made of: two readings with equal contents give equal tables.
   *
   * @param text of the partner file
   * @param files fingerprints of the files that it names, in the order in which the text names the
   *     files
   */
  record Contents(String text, List<String> files) {}

  /**
   * What was read.
   *
   * @param table its rows
   * @param readRows the same with their places
   * @param contents all that it is made of
   */
  record Result(PartnerTable table, List<ReadRow> readRows, Contents contents)
      implements FollowedFile.Content {
    @Override
    public int rows() {
      return readRows.size();
    }

    @Override
    public Object source() {
      return contents;
    }
  }

  PartnerFileReading(Path file) {
    this.file = requireNonNull(file, "file");
    this.problems = new Problems(String.valueOf(file.getFileName()));
    this.trustFiles = TrustFiles.of(file, stamps);
  }

  @Override
  public Result read() throws IOException {
    return resultOf(text());
  }

  String text() throws IOException {
    stamps.take(file);
    return FileText.read("partner file", file, problems);
  }

  Result resultOf(String text) throws IOException {
    YamlNode root = YamlComposer.compose(text, problems);
    List<ReadRow> rows = new TableReader(problems, trustFiles).rows(root);
    problems.throwIfAny();
    refuseMixture();
    PartnerTable table = PartnerTable.of(rows.stream().map(ReadRow::row).toList());
    return new Result(table, rows, new Contents(text, trustFiles.fingerprints()));
  }

  /** A table cut off by a writer who is not done yet would lack rows and still be YAML. */
  private void refuseMixture() throws IOException {
    if (!stamps.takenAgain().equals(stamps)) {
      throw new IOException(
          "partner file "
              + file
              + ": it, or a file that it names, changed while it was read; write a new file and"
              + " rename it");
    }
  }

  @Override
  public FileStamps stamps() {
    return stamps;
  }
}
