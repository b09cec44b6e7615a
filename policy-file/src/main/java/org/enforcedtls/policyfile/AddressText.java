package org.enforcedtls.policyfile;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Reads IP addresses as they are written; never asks the DNS. */
final class AddressText {
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

  /** The platform takes whatever has a colon for an IPv6 address and looks nothing up. */
  private static final Pattern IPV6_LIKE = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  private AddressText() {}

  static boolean isAddress(String text) {
    if (IPV4.matcher(text).matches()) {
      return true;
    }
    try {
      return IPV6_LIKE.matcher(text).matches() && InetAddress.getByName(text) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  static InetAddress parse(String text) {
    if (!isAddress(text)) {
      throw new IllegalArgumentException(
          "expected an IP address such as 192.0.2.199 or 2001:db8::1, found "
              + FoundText.quoted(text));
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(text, e);
    }
  }
}
