package org.enforcedtls.cli;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enforcedtls.dns.AddressRange;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a resolver as {@code 127.0.0.1}, {@code 127.0.0.1:5353} or {@code [::1]:53}. */
final class ResolverText implements ITypeConverter<InetSocketAddress> {
  private static final int DNS_PORT = 53;
  private static final Pattern FORM =
      Pattern.compile(
          "(?:\\[([^\\]]+)\\]|([^:]+)|([0-9A-Fa-f:]*:[0-9A-Fa-f:]*))(?::([0-9]{1,5}))?");

  @Override
  public InetSocketAddress convert(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw refused(text);
    }
    String address = m.group(1) != null ? m.group(1) : m.group(2) != null ? m.group(2) : m.group(3);
    try {
      AddressRange.of(address);
      int port = m.group(4) == null ? DNS_PORT : Integer.parseInt(m.group(4));
      return new InetSocketAddress(address, port);
    } catch (IllegalArgumentException e) {
      throw refused(text);
    }
  }

  private static TypeConversionException refused(String text) {
    return new TypeConversionException(
        "\"" + text + "\": expected the IP address of a resolver, such as 127.0.0.1:5353");
  }
}
