package org.enforcedtls.trust;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;

/** One subtree of name constraints: every name below a certain one. */
interface Subtree {
  /** Whether a name is of the kind that this subtree speaks of. */
  boolean isOfKind(GeneralName name);

  /** Whether a name of this kind is well formed and can be compared. */
  boolean canJudge(GeneralName name);

  /** Whether everything that a name stands for lies in this subtree. */
  boolean covers(GeneralName name);

  /** Whether anything that a name stands for lies in this subtree; more than a wildcard covers. */
  boolean touches(GeneralName name);

  /**
   * A subtree.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  static Subtree of(GeneralSubtree subtree) {
    // RFC 5280 §4.2.1.10: minimum is zero and maximum absent.
    if (subtree.getMinimum().signum() != 0 || subtree.getMaximum() != null) {
      throw new IllegalArgumentException("subtree with minimum or maximum");
    }
    GeneralName base = subtree.getBase();
    return switch (base.getTagNo()) {
      case GeneralName.dNSName -> new Dns(PresentedNames.dnsName(base));
      case GeneralName.iPAddress -> new Address(PresentedNames.address(base));
      case GeneralName.directoryName -> new Directory(X500Name.getInstance(base.getName()));
      default -> new Incomparable(base.getTagNo());
    };
  }

  /** A host and all below it; the empty one is the whole DNS. */
  record Dns(String base) implements Subtree {
    private static final int MAX_CHARACTERS = 253;
    private static final Pattern BASE = Pattern.compile("(?:[a-z0-9_-]{1,63}\\.)*[a-z0-9_-]{1,63}");

    public Dns {
      base = base.toLowerCase(Locale.ROOT);
      if (base.length() > MAX_CHARACTERS || (!base.isEmpty() && !BASE.matcher(base).matches())) {
        throw new IllegalArgumentException("DNS subtree that is not a domain");
      }
    }

    @Override
    public boolean isOfKind(GeneralName name) {
      return name.getTagNo() == GeneralName.dNSName;
    }

    @Override
    public boolean canJudge(GeneralName name) {
      String text = PresentedNames.dnsName(name);
      return NameMatcher.host(text).or(() -> NameMatcher.wildcardParent(text)).isPresent();
    }

    @Override
    public boolean covers(GeneralName name) {
      String text = PresentedNames.dnsName(name);
      return NameMatcher.host(text)
          .or(() -> NameMatcher.wildcardParent(text))
          .filter(this::isAtOrAbove)
          .isPresent();
    }

    @Override
    public boolean touches(GeneralName name) {
      Optional<String> parent = NameMatcher.wildcardParent(PresentedNames.dnsName(name));
      return covers(name) || parent.filter(this::isOneLabelAbove).isPresent();
    }

    private boolean isAtOrAbove(String host) {
      return base.isEmpty() || host.equals(base) || host.endsWith("." + base);
    }

    private boolean isOneLabelAbove(String parent) {
      return base.endsWith("." + parent)
          && base.indexOf('.') == base.length() - parent.length() - 1;
    }
  }

  /** A network: an address and its mask. */
  record Address(BigInteger network, BigInteger mask, int octets) implements Subtree {
    public Address(byte[] addressAndMask) {
      this(half(addressAndMask, 0), half(addressAndMask, 1), addressAndMask.length / 2);
      int length = addressAndMask.length;
      BigInteger ones = BigInteger.ONE.shiftLeft(octets * 8).subtract(BigInteger.ONE);
      boolean isPrefix = mask.xor(ones).add(BigInteger.ONE).bitCount() == 1;
      if ((length != 8 && length != 32) || !isPrefix) {
        throw new IllegalArgumentException("address subtree that is not a network");
      }
    }

    private static BigInteger half(byte[] octets, int index) {
      int half = octets.length / 2;
      return new BigInteger(1, Arrays.copyOfRange(octets, index * half, (index + 1) * half));
    }

    @Override
    public boolean isOfKind(GeneralName name) {
      return name.getTagNo() == GeneralName.iPAddress;
    }

    @Override
    public boolean canJudge(GeneralName name) {
      int length = PresentedNames.address(name).length;
      return length == 4 || length == 16;
    }

    @Override
    public boolean covers(GeneralName name) {
      byte[] address = PresentedNames.address(name);
      return address.length == octets
          && new BigInteger(1, address).and(mask).equals(network.and(mask));
    }

    @Override
    public boolean touches(GeneralName name) {
      return covers(name);
    }
  }

  /** A distinguished name and all that begin with it. */
  record Directory(X500Name base) implements Subtree {
    @Override
    public boolean isOfKind(GeneralName name) {
      return name.getTagNo() == GeneralName.directoryName;
    }

    @Override
    public boolean canJudge(GeneralName name) {
      return true;
    }

    @Override
    public boolean covers(GeneralName name) {
      RDN[] above = base.getRDNs();
      RDN[] whole = X500Name.getInstance(name.getName()).getRDNs();
      if (above.length > whole.length) {
        return false;
      }
      for (int i = 0; i < above.length; i++) {
        if (!IETFUtils.rDNAreEqual(above[i], whole[i])) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean touches(GeneralName name) {
      return covers(name);
    }
  }

  /** A subtree of a kind whose names are never compared here. */
  record Incomparable(int kind) implements Subtree {
    @Override
    public boolean isOfKind(GeneralName name) {
      return name.getTagNo() == kind;
    }

    @Override
    public boolean canJudge(GeneralName name) {
      return false;
    }

    @Override
    public boolean covers(GeneralName name) {
      return false;
    }

    @Override
    public boolean touches(GeneralName name) {
      return true;
    }
  }
}
