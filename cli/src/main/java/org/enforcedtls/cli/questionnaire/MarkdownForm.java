package org.enforcedtls.cli.questionnaire;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.enforcedtls.cli.page.VisibleText;

/**
 * The form as Markdown. Answers stand in code, where nothing of them counts as markup; what is
 * missing stands in words, in which every mark is escaped.
 */
final class MarkdownForm {
  private static final Pattern FENCE = Pattern.compile("`+");

  private MarkdownForm() {}

  static String of(Form form) {
    List<String> lines = new ArrayList<>();
    lines.add("# " + form.title());
    for (Form.Section section : form.sections()) {
      lines.addAll(List.of("", "## " + section.title(), ""));
      if (!section.note().isEmpty()) {
        lines.addAll(List.of(section.note(), ""));
      }
      section.lines().forEach(line -> lines.add(item(line)));
    }
    return lines.stream().map(line -> line + System.lineSeparator()).collect(Collectors.joining());
  }

  private static String item(Form.Line line) {
    String label = line.label().isEmpty() ? "" : escaped(line.label()) + ": ";
    Answer answer = line.answer();
    return "- "
        + label
        + (answer.isMissing() ? "**not known:** " + escaped(answer.words()) : code(answer.words()));
  }

  /** Between marks that are longer than any within (CommonMark, code spans). */
  static String code(String text) {
    String visible = VisibleText.of(text);
    int longest =
        FENCE.matcher(visible).results().mapToInt(run -> run.group().length()).max().orElse(0);
    String fence = "`".repeat(longest + 1);
    String space = longest > 0 ? " " : "";
    return fence + space + visible + space + fence;
  }

  /**
   * Every mark of ASCII can be escaped (CommonMark, backslash escapes); so all are that could
   * count.
   */
  static String escaped(String text) {
    return VisibleText.of(text).replaceAll("[\\\\`*_{}\\[\\]<>()#!|~&$:@]", "\\\\$0");
  }
}
