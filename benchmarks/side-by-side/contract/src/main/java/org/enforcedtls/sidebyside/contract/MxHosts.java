package org.enforcedtls.sidebyside.contract;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The names and addresses by which the sink is known. */
public final class MxHosts {
  private MxHosts() {}

  /** A recipient domain by its number. */
  public static String domain(int number) {
    return "d" + number + ".example";
  }

  /** The only MX host of a domain; its certificate has {@code *.mx.example}. */
  public static String host(int domain) {
    return "d" + domain + ".mx.example";
  }

  /** The number of a domain, or of the domain of an MX host. */
  public static int number(String name) {
    return Integer.parseInt(name.substring(1, name.indexOf('.')));
  }

  /** The address of the MX host of a domain: its own, of the loopback interface. */
  public static InetAddress address(int domain) {
    byte[] octets = {127, 77, (byte) (domain / 250), (byte) (domain % 250 + 1)};
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new AssertionError("four octets", e);
    }
  }
}
