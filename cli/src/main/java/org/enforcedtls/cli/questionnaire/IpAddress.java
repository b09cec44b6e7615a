package org.enforcedtls.cli.questionnaire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Reads IP addresses as they are written; never asks the DNS. */
final class IpAddress {
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

  /** The platform takes whatever has a colon for an IPv6 address and looks nothing up. */
  private static final Pattern LITERAL =
      Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  private IpAddress() {}

  static InetAddress of(String text) {
    if (!LITERAL.matcher(text).matches()) {
      throw new IllegalArgumentException("expected an IP address, found another text");
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("expected an IP address", e);
    }
  }
}
