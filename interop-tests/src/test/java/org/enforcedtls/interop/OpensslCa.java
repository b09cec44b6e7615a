package org.enforcedtls.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A CA, one certificate for a host, and OCSP responses about it, all made by {@code openssl}. */
final class OpensslCa {
  /** What the CA knows of the certificate. */
  enum Status {
    GOOD("V\t301231235959Z\t\t1000\tunknown\t/CN=host\n"),
    REVOKED("R\t301231235959Z\t260101000000Z,keyCompromise\t1000\tunknown\t/CN=host\n"),
    UNKNOWN("V\t301231235959Z\t\t2000\tunknown\t/CN=other\n");

    private final String line;

    Status(String line) {
      this.line = line;
    }
  }

  private final Path directory;

  OpensslCa(Path directory, String host, String extension) throws Exception {
    this.directory = directory;
    key("ca.key");
    openssl(
        "req",
        "-x509",
        "-new",
        "-key",
        "ca.key",
        "-subj",
        "/CN=OpenSSL CA",
        "-days",
        "30",
        "-addext",
        "keyUsage=keyCertSign,cRLSign",
        "-out",
        "ca.pem");
    key("host.key");
    openssl("req", "-new", "-key", "host.key", "-subj", "/CN=host", "-out", "host.csr");
    Files.writeString(
        directory.resolve("extensions"), "subjectAltName=DNS:" + host + "\n" + extension);
    openssl(
        "x509",
        "-req",
        "-in",
        "host.csr",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-set_serial",
        "4096",
        "-days",
        "10",
        "-extfile",
        "extensions",
        "-out",
        "host.pem");
    openssl("ocsp", "-CA", "ca.pem", "-issuer", "ca.pem", "-cert", "host.pem", "-reqout", "ask");
  }

  static boolean isInstalled() {
    try {
      return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  /** A response of the CA itself that the certificate is good, for some days from now on. */
  Path staple(int days) throws Exception {
    return staple(Status.GOOD, days);
  }

  /** A response of the CA itself that the certificate was revoked. */
  Path revokedStaple() throws Exception {
    return staple(Status.REVOKED, 3);
  }

  /** Has {@code index} say so, which an OCSP responder answers by. */
  Path index(Status status) throws IOException {
    return Files.writeString(directory.resolve("index"), status.line);
  }

  private Path staple(Status status, int days) throws Exception {
    index(status);
    openssl(
        "ocsp",
        "-index",
        "index",
        "-rsigner",
        "ca.pem",
        "-rkey",
        "ca.key",
        "-CA",
        "ca.pem",
        "-reqin",
        "ask",
        "-respout",
        "staple",
        "-ndays",
        Integer.toString(days));
    return directory.resolve("staple");
  }

  private void key(String name) throws Exception {
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", name);
  }

  private void openssl(String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException(command + ": " + out);
    }
  }
}
