package org.enforcedtls.policyfile;

import java.util.Locale;

/** What {@link PolicyLint} looks for. */
public enum LintRule {
  /** The file is not understood, so that no row of it counts. */
  NOT_UNDERSTOOD("mend what is told here; until then the last good table counts, or none"),
  /** Nothing in the row proves that the domain names its MX hosts. */
  MX_NAME_UNPROVED("list the hosts under mx; policy suggest shows those of today"),
  /** No trust anchor is left for the row. */
  ISSUERS_MATCH_NOTHING("compare issuers with what roots list prints of the anchors"),
  /** All trust anchors that are left for the row have expired. */
  ANCHORS_EXPIRED("fetch a newer list of CAs, and ask the partner for its new CA"),
  /** A trust anchor of the row expires. */
  ANCHOR_EXPIRES_SOON("ask the partner for its next CA; add it before this one goes"),
  /** What a trust anchor of the row issues from some day on does not count. */
  ANCHOR_DISTRUSTED("ask the partner for its next CA; certificates issued later are refused"),
  /** The TLS engine has nothing to offer that the row admits. */
  PLATFORM_GAP("use another engine, or change the setting or the profile"),
  /** The row has ended and only observes. */
  UNTIL_PASSED("take until out, or move it, or take the row out"),
  /** The row ends soon. */
  UNTIL_SOON("move until in time, or plan for the end of the row"),
  /** The row does not decide yet. */
  FROM_AHEAD("nothing, if the day is right"),
  /** The row has observed for so long that it may have been forgotten. */
  OBSERVED_FOR_LONG("see what it observed, then set stage: enforce"),
  /** A row above covers subdomains and demands more; this row takes its place. */
  LAXER_THAN_ABOVE("demand the same here, or say in a comment why not"),
  /** A row above covers subdomains and says the same. */
  SAME_AS_ABOVE("take the row out; the row above covers its domain"),
  /** Nobody is named who could be called. */
  CONTACT_MISSING("put whom to call under contact, with a telephone number"),
  /** The contact is neither an address nor a telephone number. */
  CONTACT_UNUSABLE("put an address or a telephone number under contact"),
  /** When mail to the partner is held, mail to the contact is held too. */
  CONTACT_BEHIND_PARTNER("add a telephone number, or an address elsewhere"),
  /** A registered address is one that is never dialled. */
  ADDRESS_REFUSED("ask the partner for the public address, or allow its range"),
  /** The rule for names looks at common names. */
  COMMON_NAME_COUNTS("use san unless the partner cannot have a certificate with DNS names"),
  /** An answer about revocation is demanded, and only the partner's host could give it. */
  REVOCATION_BY_STAPLE_ONLY("add revocation-fetch or crls, or make sure that all hosts staple"),
  /** Senders get mail back at once that a check stops. */
  FAILS_NOW("use hold unless senders are to hear of it at once"),
  /** The lifetime is other than one may think. */
  LIFETIME_ODD("give a time from PT4H to P7D"),
  /** A list has not been refreshed for too long. */
  LIST_TOO_OLD("fetch the list anew from whoever keeps it");

  private final String remedy;

  LintRule(String remedy) {
    this.remedy = remedy;
  }

  /**
   * The word for it in reports; it never changes.
   *
   * @return such as {@code contact-missing}
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * What to do about it.
   *
   * @return for a person
   */
  public String remedy() {
    return remedy;
  }
}
