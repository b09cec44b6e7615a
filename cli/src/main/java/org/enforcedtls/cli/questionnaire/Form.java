package org.enforcedtls.cli.questionnaire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The questions with their answers, in the order of the form, however it is written. Immutable.
 *
 * @param title of all
 * @param sections in order
 */
record Form(String title, List<Section> sections) {
  /**
   * A question.
   *
   * @param title of it
   * @param note what the answers mean; may be empty
   * @param lines its answers
   */
  record Section(String title, String note, List<Line> lines) {
    Section {
      lines = List.copyOf(lines);
    }
  }

  /**
   * An answer.
   *
   * @param label what it is; empty if the title says it
   * @param answer or why there is none
   */
  record Line(String label, Answer answer) {}

  static Form of(Questionnaire questionnaire) {
    List<Section> sections = new ArrayList<>();
    sections.add(company(questionnaire.company()));
    sections.add(domains(questionnaire.domains()));
    sections.add(authorities(questionnaire.hosts()));
    sections.add(
        new Section(
            "Certificate details",
            "One line for each address of each MX host, as seen at " + questionnaire.at() + ".",
            questionnaire.hosts().stream().map(host -> new Line("", host.line())).toList()));
    sections.add(
        new Section(
            "Date and time of implementation",
            "",
            List.of(new Line("", questionnaire.implementation()))));
    sections.add(suites(questionnaire.hosts()));
    List<Line> refusals =
        questionnaire.hosts().stream()
            .flatMap(
                host ->
                    host
                        .refusal()
                        .map(why -> new Line("" + host.place().mxHost(), Answer.missing(why)))
                        .stream())
            .toList();
    if (!refusals.isEmpty()) {
      sections.add(
          new Section("To be mended first", "A sender would not deliver mail there.", refusals));
    }
    return new Form("Enforced TLS: questionnaire", List.copyOf(sections));
  }

  private static Section company(Company company) {
    List<Line> lines = new ArrayList<>();
    for (Company.Fact fact : Company.Fact.values()) {
      lines.add(new Line(fact.label(), company.answer(fact)));
    }
    return new Section("Company", "", lines);
  }

  private static Section domains(List<DomainAnswers> domains) {
    List<Line> lines = new ArrayList<>();
    for (DomainAnswers each : domains) {
      lines.add(new Line("", Answer.of(each.domain().toString())));
      each.whyNoHosts()
          .map(why -> Answer.missing("the MX hosts of " + each.domain() + ": " + why))
          .ifPresent(missing -> lines.add(new Line("", missing)));
    }
    return new Section("Domains", "", lines);
  }

  /** Each pair of CA and root once. */
  private static Section authorities(List<HostAnswers> hosts) {
    Map<String, List<Line>> pairs = new LinkedHashMap<>();
    for (HostAnswers host : hosts) {
      List<Line> lines =
          List.of(
              new Line("CA", host.issuer().subject()),
              new Line("CA, SHA-256", host.issuer().sha256()),
              new Line("Root", host.root().subject()),
              new Line("Root, SHA-256", host.root().sha256()));
      String key = String.join("\n", lines.stream().map(line -> line.answer().words()).toList());
      pairs.putIfAbsent(key, lines);
    }
    return new Section(
        "CA and root certificate", "", pairs.values().stream().flatMap(List::stream).toList());
  }

  private static Section suites(List<HostAnswers> hosts) {
    Map<String, Line> suites = new LinkedHashMap<>();
    hosts.forEach(host -> suites.putIfAbsent(host.suite().words(), new Line("", host.suite())));
    return new Section(
        "Cipher suites",
        "Agreed on with a sender that offers all that is approved. Which others the hosts would"
            + " take was not tried.",
        List.copyOf(suites.values()));
  }
}
