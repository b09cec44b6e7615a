package org.enforcedtls.outcome;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why something failed, with what was expected and what was found. Immutable. */
public final class Cause {
  private final CauseCode code;
  private final Party party;
  private final String text;
  private final Map<String, String> evidence;

  private Cause(CauseCode code, Party party, String text, Map<String, String> evidence) {
    this.code = code;
    this.party = party;
    this.text = text;
    this.evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
  }

  /**
   * A cause without evidence beyond its text.
   *
   * @param code why
   * @param text one sentence for a person, foreign text in it escaped
   * @return the cause
   */
  public static Cause of(CauseCode code, String text) {
    return new Cause(
        requireNonNull(code, "code"), code.party(), requireNonNull(text, "text"), Map.of());
  }

  /**
   * The same cause with evidence.
   *
   * @param evidence by name, such as {@code notAfter}, in the order in which it is shown
   * @return a copy
   */
  public Cause withEvidence(Map<String, String> evidence) {
    return new Cause(code, party, text, evidence);
  }

  /**
   * The same cause with one piece of evidence more.
   *
   * @param name such as {@code mxHost}
   * @param value what was seen
   * @return a copy
   */
  public Cause withEvidence(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(evidence);
    more.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
    return new Cause(code, party, text, more);
  }

  /**
   * The same cause with another party to talk to than its code suggests.
   *
   * @param party whom to talk to
   * @return a copy
   */
  public Cause withParty(Party party) {
    return new Cause(code, requireNonNull(party, "party"), text, evidence);
  }

  /**
   * Why.
   *
   * @return the code
   */
  public CauseCode code() {
    return code;
  }

  /**
   * Whom to talk to.
   *
   * @return the party
   */
  public Party party() {
    return party;
  }

  /**
   * Why, for a person.
   *
   * @return one sentence without line end
   */
  public String text() {
    return text;
  }

  /**
   * What was expected and found.
   *
   * @return by name, in the order in which it is shown
   */
  public Map<String, String> evidence() {
    return evidence;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cause that
        && code == that.code
        && party == that.party
        && text.equals(that.text)
        && evidence.equals(that.evidence);
  }

  @Override
  public int hashCode() {
    return 31 * code.hashCode() + text.hashCode();
  }

  /** The code and the text. */
  @Override
  public String toString() {
    return code.code() + ": " + text;
  }
}
