package org.enforcedtls.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.Security;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionalEngineTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          bouncyCastle, bctls-jdk18on,          org.bouncycastle:bctls-jdk18on
          conscrypt,    conscrypt-openjdk-uber, org.conscrypt:conscrypt-openjdk-uber
          """)
  void missingLibraryIsNamedByItsArtifact(String engine, String jar, String artifact)
      throws Exception {
    try (URLClassLoader without = classPathWithout(jar)) {
      Class<?> engines = without.loadClass(TlsEngine.class.getName());
      assertThat(engines).isNotEqualTo(TlsEngine.class);
      assertThat(engines.getMethod("jdk").invoke(null)).isNotNull();
      assertThat(thrownBy(engines, engine))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("needs " + artifact);
      assertThat(thrownBy(engines, engine)).hasMessageContaining("needs " + artifact);
    }
  }

  private static Throwable thrownBy(Class<?> engines, String engine) throws Exception {
    try {
      throw new AssertionError(engines.getMethod(engine).invoke(null));
    } catch (InvocationTargetException e) {
      return e.getTargetException();
    }
  }

  private static URLClassLoader classPathWithout(String jar) {
    URL[] rest =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.contains(jar))
            .map(OptionalEngineTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(rest, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }

  @Test
  void libraryThatCannotBeLinkedIsNamedWithThePlatform() {
    OptionalEngine broken =
        new OptionalEngine(
            "org.example:native",
            "org.example",
            () -> {
              throw new UnsatisfiedLinkError("no such library");
            });
    assertThatIllegalStateException()
        .isThrownBy(broken::get)
        .withMessageContaining("org.example:native cannot be used on")
        .withMessageContaining(System.getProperty("os.arch"));
  }

  @Test
  void noEngineChangesTheProvidersOfTheApplication() {
    TlsEngine.bouncyCastle();
    TlsEngine.conscrypt();
    assertThat(Security.getProviders())
        .extracting(provider -> provider.getName().toLowerCase(Locale.ROOT))
        .noneMatch(name -> name.startsWith("bc") || name.contains("conscrypt"));
  }
}
