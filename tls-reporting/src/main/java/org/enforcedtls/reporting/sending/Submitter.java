package org.enforcedtls.reporting.sending;

import static java.util.Objects.requireNonNull;

import org.enforcedtls.address.Domain;
import org.enforcedtls.address.Mailbox;

/**
 * Who reports. Immutable.
 *
 * @param organization its name, on one line
 * @param contact for questions; reports by mail come from it, and its domain is the one that
 *     submits them
 */
public record Submitter(String organization, Mailbox contact) {
  /**
   * Checks.
   *
   * @param organization its name
   * @param contact for questions
   * @throws IllegalArgumentException if the name is empty or has a control character, or the
   *     contact is outside ASCII, as not every host takes such an address
   */
  public Submitter {
    requireNonNull(organization, "organization");
    if (organization.isBlank() || organization.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "organization: expected a name on one line, found \""
              + organization.replaceAll("\\p{Cntrl}", "?")
              + '"');
    }
    if (contact.isInternationalized()) {
      throw new IllegalArgumentException("contact: expected an address in ASCII, found " + contact);
    }
  }

  /**
   * The domain that submits the reports, and that a DKIM signature has to be of.
   *
   * @return the domain of the contact
   */
  public Domain domain() {
    return contact.domain();
  }
}
