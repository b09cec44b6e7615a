package org.enforcedtls.dns;

import static java.util.Objects.requireNonNull;

import org.enforcedtls.address.Domain;

/**
 * An MX host that can be asked for its addresses and dialled. Immutable.
 *
 * @param preference 0 to 65535, the lower the better
 * @param name the name to look up, and to find in the host's certificate
 */
public record MxHost(int preference, Domain name) {
  /**
   * Checks the range.
   *
   * @param preference 0 to 65535
   * @param name the name of the host
   * @throws IllegalArgumentException if the preference is outside its range
   */
  public MxHost {
    requireNonNull(name, "name");
    MxRecord.requirePreference(preference);
  }
}
