package org.enforcedtls.cli.questionnaire;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who we are. Immutable. */
public final class Company {
  private final Map<Fact, String> facts;

  private Company(Map<Fact, String> facts) {
    this.facts = facts;
  }

  /** What a partner has to know of us. */
  enum Fact {
    NAME("name", "name", "Company"),
    ORGANISATION_NUMBER("organisation-number", "organisationNumber", "Organisation number"),
    ADDRESS("address", "address", "Address"),
    CONTACT_NAME("contact-name", "contactName", "Contact"),
    CONTACT_MAIL("contact-mail", "contactMail", "Mail"),
    CONTACT_PHONE("contact-phone", "contactPhone", "Telephone");

    private final String key;
    private final String field;
    private final String label;

    Fact(String key, String field, String label) {
      this.key = key;
      this.field = field;
      this.label = label;
    }

    /** In the file. */
    String key() {
      return key;
    }

    /** In JSON. */
    String field() {
      return field;
    }

    /** For people. */
    String label() {
      return label;
    }

    static List<String> keys() {
      return Arrays.stream(values()).map(Fact::key).toList();
    }

    static Optional<Fact> of(String key) {
      return Arrays.stream(values()).filter(fact -> fact.key.equals(key)).findFirst();
    }
  }

  /**
   * Nothing is known.
   *
   * @return a company without facts
   */
  public static Company unknown() {
    return new Company(Map.of());
  }

  static Company of(Map<Fact, String> facts) {
    return new Company(new LinkedHashMap<>(facts));
  }

  Answer answer(Fact fact) {
    return Answer.of(
        Optional.ofNullable(facts.get(fact)),
        "not given: write \"" + fact.key + ": …\" into the file that --company-file names");
  }
}
