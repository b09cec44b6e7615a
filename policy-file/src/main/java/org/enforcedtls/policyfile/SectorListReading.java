package org.enforcedtls.policyfile;

import static java.util.Objects.requireNonNull;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.enforcedtls.policy.TlsPolicy;

/** One reading of a sector list. For one thread. */
final class SectorListReading implements FollowedFile.Reading<SectorListReading.Result> {
  private final Path file;
  private final TlsPolicy template;
  private final InstantSource clock;
  private final Problems problems;
  private final FileStamps stamps = new FileStamps();

  /**
   * What was read.
   *
   * @param list the list
   * @param refreshedAt where the file says when it was brought up to date; its start if it does not
   * @param text of the file
   */
  record Result(SectorList list, Place refreshedAt, String text) implements FollowedFile.Content {
    @Override
    public int rows() {
      return list.table().rows().size();
    }

    /** The date beside the text, as it may be that of the file. */
    @Override
    public Object source() {
      return list.refreshed() + "\n" + text;
    }
  }

  SectorListReading(Path file, TlsPolicy template, InstantSource clock) {
    this.file = requireNonNull(file, "file");
    this.template = requireNonNull(template, "template");
    this.clock = clock;
    this.problems = new Problems(String.valueOf(file.getFileName()));
  }

  @Override
  public Result read() throws IOException {
    stamps.take(file);
    String text = FileText.read("sector list", file, problems);
    SectorListRows rows = new SectorListRows(problems, template, clock.instant());
    // The whole text is one buffer: no field can be longer than the file.
    try (CsvReader<CsvRecord> records =
        CsvReader.builder()
            .commentStrategy(CommentStrategy.READ)
            .commentCharacter('#')
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(text)) {
      records.forEach(rows::add);
    } catch (CsvParseException e) {
      throw problems.last(
          rows.reached(), "after this place: not CSV: " + FoundText.escaped(cause(e)));
    }
    rows.end();
    problems.throwIfAny();
    refuseMixture();
    SectorList list =
        new SectorList(
            rows.table(),
            rows.refreshed().isPresent()
                ? rows.refreshed().get()
                : Files.getLastModifiedTime(file).toInstant());
    return new Result(list, rows.refreshedAt(), text);
  }

  private static String cause(CsvParseException e) {
    return String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
  }

  private void refuseMixture() throws IOException {
    if (!stamps.takenAgain().equals(stamps)) {
      throw new IOException(
          "sector list " + file + ": it changed while it was read; write a new file and rename it");
    }
  }

  @Override
  public FileStamps stamps() {
    return stamps;
  }
}
