package org.enforcedtls.tls;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An engine whose library the application may leave out. Safe for use by several threads. */
final class OptionalEngine {
  // No method references: those would load the missing classes together with this one.
  static final OptionalEngine BOUNCY_CASTLE =
      new OptionalEngine(
          "org.bouncycastle:bctls-jdk18on",
          "org.bouncycastle.tls",
          () -> new BouncyCastleTlsEngine());
  static final OptionalEngine CONSCRYPT =
      new OptionalEngine(
          "org.conscrypt:conscrypt-openjdk-uber", "org.conscrypt", () -> new ConscryptTlsEngine());

  private final String artifact;
  private final String module;
  private final Supplier<TlsEngine> maker;
  private @Nullable TlsEngine engine;

  OptionalEngine(String artifact, String module, Supplier<TlsEngine> maker) {
    this.artifact = artifact;
    this.module = module;
    this.maker = maker;
  }

  /** Makes it once: a provider is costly, and its contexts are what is kept apart. */
  synchronized TlsEngine get() {
    if (engine == null) {
      engine = make();
    }
    return engine;
  }

  private TlsEngine make() {
    try {
      return maker.get();
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "this TLS engine needs "
              + artifact
              + ": add it to the dependencies; on the module path add --add-modules "
              + module
              + " as well",
          e);
    } catch (LinkageError e) {
      throw new IllegalStateException(
          artifact
              + " cannot be used on "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + ": "
              + e.getMessage(),
          e);
    }
  }
}
