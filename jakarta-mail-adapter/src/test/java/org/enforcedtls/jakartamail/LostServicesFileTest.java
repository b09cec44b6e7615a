package org.enforcedtls.jakartamail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A jar merged of several, in which the services file of Angus Mail replaced that of ours. */
class LostServicesFileTest {
  @Test
  void sessionIsEnforcedWithoutTheServicesFile() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (MergedJar merged = new MergedJar()) {
      thread.setContextClassLoader(merged);
      Callable<?> delivery =
          (Callable<?>) merged.loadClass(Delivery.class.getName()).getConstructor().newInstance();
      assertThat(delivery.call()).isEqualTo("1 message, our provider was not found");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Runs among classes of its own. */
  public static final class Delivery implements Callable<String> {
    /** Made by reflection. */
    public Delivery() {}

    @Override
    public String call() throws Exception {
      boolean found =
          Stream.of(jakarta.mail.Session.getInstance(new java.util.Properties()).getProviders())
              .anyMatch(provider -> provider.getProtocol().equals(EnforcedTlsProvider.PROTOCOL));
      try (MailScene scene = new MailScene()) {
        jakarta.mail.Transport.send(MailScene.message(scene.session(), "inbox@fi.example"));
        return scene.fi().messages().size()
            + " message, our provider was "
            + (found ? "found" : "not found");
      }
    }
  }

  private static final class MergedJar extends URLClassLoader {
    MergedJar() {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classPath() {
      String path = System.getProperty("java.class.path");
      return Stream.of(path.split(File.pathSeparator, -1)).map(MergedJar::url).toArray(URL[]::new);
    }

    private static URL url(String entry) {
      try {
        return Path.of(entry).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalStateException(entry, e);
      }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      List<URL> all = Collections.list(super.getResources(name));
      all.removeIf(
          url ->
              name.endsWith("jakarta.mail.Provider")
                  && url.getPath().contains("jakarta-mail-adapter"));
      return Collections.enumeration(all);
    }
  }
}
