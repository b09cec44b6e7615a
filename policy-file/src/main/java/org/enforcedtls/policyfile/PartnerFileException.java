package org.enforcedtls.policyfile;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A partner file that was read but says something that is not understood. It carries every problem
 * that was found, so that all of them can be mended in one go. Immutable.
 */
public final class PartnerFileException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_PROBLEMS_IN_MESSAGE = 20;

  /** An array, as a list need not be serializable. */
  private final Problem[] problems;

  PartnerFileException(List<Problem> problems) {
    super(message(problems));
    this.problems = problems.toArray(Problem[]::new);
  }

  private static String message(List<Problem> problems) {
    String first =
        problems.stream()
            .limit(MAX_PROBLEMS_IN_MESSAGE)
            .map(Problem::toString)
            .collect(Collectors.joining("\n"));
    int more = problems.size() - MAX_PROBLEMS_IN_MESSAGE;
    return more > 0 ? first + "\nand " + more + " more" : first;
  }

  /**
   * Every problem; the message of the exception has the first 20 of them, one a line.
   *
   * @return in the order of the file, at least one and at most 1000
   */
  public List<Problem> problems() {
    return Arrays.asList(problems.clone());
  }

  /**
   * One thing that is wrong with a file. Immutable.
   *
   * @param file the name of the file, without its folder
   * @param line from 1
   * @param column from 1, in characters
   * @param text what was expected and what was found
   */
  public record Problem(String file, int line, int column, String text) implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * Checks for null.
     *
     * @param file the name of the file, without its folder
     * @param line from 1
     * @param column from 1, in characters
     * @param text what was expected and what was found
     */
    public Problem {
      requireNonNull(file, "file");
      requireNonNull(text, "text");
    }

    /** Such as {@code partners.yaml:3:5: stage: expected observe or enforce, found "on"}. */
    @Override
    public String toString() {
      return file + ":" + line + ":" + column + ": " + text;
    }
  }
}
