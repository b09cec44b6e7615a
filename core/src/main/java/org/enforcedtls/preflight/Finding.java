package org.enforcedtls.preflight;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.outcome.Party;

/**
 * Something that is not as it should be. Immutable.
 *
 * @param code a stable word: that of a cause, of a policy finding, or of an {@link Advice}
 * @param severity what it means for mail
 * @param place where it was seen
 * @param text what was expected and found, for a person; one line, foreign text in it escaped
 * @param remedy what to do about it
 * @param party whom to talk to
 */
public record Finding(
    String code, Severity severity, Place place, String text, String remedy, Party party) {
  /**
   * Where something was seen.
   *
   * @param mxHost empty if it concerns the domain
   * @param addresses the addresses of the host; none if it concerns the host whatever its address
   */
  public record Place(Optional<Domain> mxHost, List<String> addresses) {
    /**
     * Checks and copies.
     *
     * @param mxHost empty if it concerns the domain
     * @param addresses the addresses of the host
     */
    public Place {
      requireNonNull(mxHost, "mxHost");
      addresses = List.copyOf(addresses);
    }

    static Place domain() {
      return new Place(Optional.empty(), List.of());
    }

    static Place host(Domain mxHost) {
      return new Place(Optional.of(mxHost), List.of());
    }

    static Place address(Domain mxHost, String address) {
      return new Place(Optional.of(mxHost), List.of(address));
    }
  }

  /**
   * Checks for null.
   *
   * @param code a stable word
   * @param severity what it means for mail
   * @param place where it was seen
   * @param text what was expected and found
   * @param remedy what to do about it
   * @param party whom to talk to
   */
  public Finding {
    requireNonNull(code, "code");
    requireNonNull(severity, "severity");
    requireNonNull(place, "place");
    requireNonNull(text, "text");
    requireNonNull(remedy, "remedy");
    requireNonNull(party, "party");
  }

  /** The same at other addresses of the same host. */
  boolean isSameElsewhere(Finding other) {
    return code.equals(other.code)
        && text.equals(other.text)
        && place.mxHost().equals(other.place.mxHost());
  }

  /** The code and the text. */
  @Override
  public String toString() {
    return code + ": " + text;
  }
}
