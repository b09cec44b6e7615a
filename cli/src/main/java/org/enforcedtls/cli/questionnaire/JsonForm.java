package org.enforcedtls.cli.questionnaire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers as the fields of a JSON object; what is missing is null, and listed with the reason.
 */
final class JsonForm {
  private static final int VERSION = 1;

  private JsonForm() {}

  static Map<String, @Nullable Object> of(Questionnaire questionnaire) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("version", VERSION);
    fields.put("at", questionnaire.at().toString());
    fields.put("company", company(questionnaire.company()));
    fields.put(
        "domains", questionnaire.domains().stream().map(each -> each.domain().toString()).toList());
    fields.put("hosts", questionnaire.hosts().stream().map(JsonForm::host).toList());
    fields.put("implementation", value(questionnaire.implementation()));
    fields.put("missing", missing(Form.of(questionnaire)));
    return fields;
  }

  private static Map<String, @Nullable Object> company(Company company) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (Company.Fact fact : Company.Fact.values()) {
      fields.put(fact.field(), value(company.answer(fact)));
    }
    return fields;
  }

  private static Map<String, @Nullable Object> host(HostAnswers host) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("domain", host.place().domain().toString());
    fields.put("mxHost", host.place().mxHost().toString());
    fields.put("preference", host.place().preference());
    fields.put("address", value(host.place().address()));
    fields.put("line", value(host.line()));
    fields.put("commonName", value(host.certificate().commonName()));
    fields.put("notAfter", value(host.certificate().notAfter()));
    fields.put("sha256", value(host.certificate().sha256()));
    fields.put("ca", authority(host.issuer()));
    fields.put("root", authority(host.root()));
    fields.put("cipherSuite", value(host.suite()));
    fields.put("refusal", host.refusal().orElse(null));
    return fields;
  }

  private static Map<String, @Nullable Object> authority(Authority authority) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("subject", value(authority.subject()));
    fields.put("sha256", value(authority.sha256()));
    return fields;
  }

  private static @Nullable String value(Answer answer) {
    return answer.known().orElse(null);
  }

  private static List<Map<String, @Nullable Object>> missing(Form form) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (Form.Section section : form.sections()) {
      for (Form.Line line : section.lines()) {
        if (line.answer().isMissing()) {
          Map<String, @Nullable Object> fields = new LinkedHashMap<>();
          String label = line.label().isEmpty() ? "" : ": " + line.label();
          fields.put("question", section.title() + label);
          fields.put("why", line.answer().words());
          all.add(fields);
        }
      }
    }
    return all;
  }
}
