package org.enforcedtls.cli.questionnaire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.cli.page.Element;
import org.enforcedtls.cli.page.Facts;
import org.enforcedtls.cli.page.HtmlPage;

/** The form as a page that prints well. */
final class HtmlForm {
  private HtmlForm() {}

  static byte[] of(Form form, Instant at) {
    Element header =
        Element.of("div")
            .add(
                Element.of("p", "over").text("As a sender sees us at " + at),
                Element.of("h1").text(form.title()));
    List<Element> sections = new ArrayList<>();
    for (Form.Section section : form.sections()) {
      sections.add(section(section, "question-" + (sections.size() + 1)));
    }
    return new HtmlPage(form.title(), header, sections, "Made by enforced-tls questionnaire.")
        .octets();
  }

  private static Element section(Form.Section section, String id) {
    Element element =
        Element.of("section", "question")
            .set("aria-labelledby", id)
            .add(Element.of("h2").set("id", id).text(section.title()));
    if (!section.note().isEmpty()) {
      element.add(Element.of("p", "note").text(section.note()));
    }
    return element.add(answers(section.lines()));
  }

  private static Element answers(List<Form.Line> lines) {
    boolean isLabelled = lines.stream().anyMatch(line -> !line.label().isEmpty());
    if (isLabelled) {
      Facts facts = new Facts();
      lines.forEach(line -> facts.add(line.label(), answer(line.answer())));
      return facts.element();
    }
    Element list = Element.of("ul", "answers");
    lines.forEach(line -> list.add(Element.of("li").add(answer(line.answer()))));
    return list;
  }

  private static Element answer(Answer answer) {
    return answer.isMissing()
        ? Element.of("span", "missing").text("not known: " + answer.words())
        : Element.of("span").text(answer.words());
  }
}
