package org.enforcedtls.policyfile;

import static java.util.Objects.requireNonNull;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.partner.PartnerRow;
import org.jspecify.annotations.Nullable;

/**
 * A row of a partner table as text, to stand below {@code partners}. It has the stage, and of the
 * other keys those that say something else than what counts without them. Immutable.
 *
 * <p><b>Guarantees.</b> {@link PartnerFile} reads the text back into a row that demands the same,
 * with the same contact and times, provided that the files named hold what the row holds. No value
 * and no comment can become another key, row or comment, whatever text it is made of. What is not
 * promised: that the row says what the partner means.
 */
public final class PartnerRowText {
  private static final String COMMENT = "# ";

  private final List<String> lines;

  private PartnerRowText(List<String> lines) {
    this.lines = List.copyOf(lines);
  }

  /**
   * A row without comments and without files, its times in UTC.
   *
   * @param row the row
   * @return its text
   * @throws IllegalArgumentException as {@link Builder#build} does
   * @throws IllegalStateException as {@link Builder#build} does
   */
  public static PartnerRowText of(PartnerRow row) {
    return builder(row).build();
  }

  /**
   * Starts a text with comments, names of files or another time zone.
   *
   * @param row the row
   * @return a builder
   */
  public static Builder builder(PartnerRow row) {
    return new Builder(requireNonNull(row, "row"));
  }

  /**
   * The lines, without their ends.
   *
   * @return indented by two spaces, as below {@code partners}
   */
  public List<String> lines() {
    return lines;
  }

  /** The lines, each with a line feed. */
  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }

  /** Builds a text. For one thread. */
  public static final class Builder {
    private final PartnerRow row;
    private final Map<String, List<String>> comments = new LinkedHashMap<>();
    private final Map<String, List<String>> hostComments = new LinkedHashMap<>();
    private @Nullable String anchorsFile;
    private List<String> crlFiles = List.of();
    private ZoneOffset offset = ZoneOffset.UTC;

    private Builder(PartnerRow row) {
      this.row = row;
    }

    /**
     * Names the file that holds the row's own trust anchors.
     *
     * @param name such as {@code certdata.txt}, as it will stand in the table
     * @return this
     */
    public Builder anchorsFile(String name) {
      this.anchorsFile = requireNonNull(name, "anchorsFile");
      return this;
    }

    /**
     * Names the files that hold the row's CRLs.
     *
     * @param names as they will stand in the table
     * @return this
     */
    public Builder crlFiles(List<String> names) {
      this.crlFiles = List.copyOf(names);
      return this;
    }

    /**
     * Sets in which offset times are written; UTC unless set.
     *
     * @param offset from UTC
     * @return this
     */
    public Builder offset(ZoneOffset offset) {
      this.offset = requireNonNull(offset, "offset");
      return this;
    }

    /**
     * Appends a comment above a key, or where the key would stand if the row does not need it.
     *
     * @param key such as {@code mx}; above {@code domain} the comment stands above the row
     * @param text from anybody; what is not printable is escaped, so that it stays one line
     * @return this
     * @throws IllegalArgumentException if a row has no such key
     */
    public Builder addComment(String key, String text) {
      if (!Block.PARTNER.keys().contains(key)) {
        throw new IllegalArgumentException(
            "key: expected one of " + Block.PARTNER.keys() + ", found " + FoundText.quoted(key));
      }
      comments.computeIfAbsent(key, any -> new ArrayList<>()).add(FoundText.escaped(text));
      return this;
    }

    /**
     * Appends a comment above a host of {@code mx}.
     *
     * @param host as the row has it
     * @param text from anybody; what is not printable is escaped
     * @return this
     * @throws IllegalArgumentException if the row does not list the host
     */
    public Builder addComment(MxPattern host, String text) {
      if (row.policy().mxAdmission().hosts().stream().noneMatch(mx -> mx.pattern().equals(host))) {
        throw new IllegalArgumentException(
            "host: expected one of " + row.policy().mxAdmission() + ", found " + host);
      }
      hostComments
          .computeIfAbsent(host.toString(), any -> new ArrayList<>())
          .add(FoundText.escaped(text));
      return this;
    }

    /**
     * Writes the row.
     *
     * @return the text
     * @throws IllegalArgumentException if the row holds what a table cannot say: text with a line
     *     end or control characters, a time or number beyond the limits of the table, or a channel
     *     that only a profile of the table could say
     * @throws IllegalStateException if the row has trust anchors or CRLs of its own and their files
     *     are not named, or the other way round
     */
    public PartnerRowText build() {
      Map<String, Object> fields =
          RowFields.of(
              row, new RowFields.FileNames(Optional.ofNullable(anchorsFile), crlFiles), offset);
      List<String> lines = new ArrayList<>();
      for (String key : Block.PARTNER.keys()) {
        boolean isFirst = key.equals("domain");
        comments
            .getOrDefault(key, List.of())
            .forEach(comment -> lines.add((isFirst ? "  " : "    ") + COMMENT + comment));
        if (key.equals("mx") && fields.containsKey(key)) {
          lines.add("    mx:");
          ((List<?>) fields.get(key)).forEach(host -> hostLines((Map<?, ?>) host, lines));
        } else if (fields.containsKey(key)) {
          lines.add((isFirst ? "  - " : "    ") + YamlLine.field(key, fields.get(key)));
        }
      }
      new RowReadBack(row).check(lines);
      return new PartnerRowText(lines);
    }

    private void hostLines(Map<?, ?> host, List<String> lines) {
      hostComments
          .getOrDefault(String.valueOf(host.get("host")), List.of())
          .forEach(comment -> lines.add("      " + COMMENT + comment));
      lines.add("      " + YamlLine.item(host));
    }
  }
}
