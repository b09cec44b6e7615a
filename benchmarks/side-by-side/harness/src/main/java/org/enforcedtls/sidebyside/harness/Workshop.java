package org.enforcedtls.sidebyside.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Where all lies that a run needs: programs, certificates made for it, and what it leaves behind.
 *
 * @param home the folder of the side-by-side modules
 * @param made the folder of this run
 */
record Workshop(Path home, Path made) {
  private static final int MAX_DOMAINS = 3000;

  /** Makes a CA, a certificate for all MX hosts, and the file that names their addresses. */
  static Workshop open(Path home, Path made) throws IOException, InterruptedException {
    Files.createDirectories(made);
    Workshop workshop = new Workshop(home, made.toAbsolutePath());
    workshop.makeCertificates();
    StringBuilder hosts = new StringBuilder();
    for (int domain = 0; domain < MAX_DOMAINS; domain++) {
      hosts.append(address(domain)).append(' ').append(host(domain)).append('\n');
    }
    Files.writeString(workshop.file("hosts"), hosts);
    return workshop;
  }

  /** As the peers have it: see {@code MxHosts} of the contract. */
  static String host(int domain) {
    return "d" + domain + ".mx.example";
  }

  static String address(int domain) {
    return "127.77." + domain / 250 + "." + (domain % 250 + 1);
  }

  Path file(String name) {
    return made.resolve(name);
  }

  Path program(String name) {
    return home.resolve("target/native").resolve(name);
  }

  private void makeCertificates() throws IOException, InterruptedException {
    Files.writeString(
        file("extensions"),
        "subjectAltName=DNS:mx.example,DNS:*.mx.example\nextendedKeyUsage=serverAuth\n");
    openssl("ecparam -name prime256v1 -genkey -noout -out ca.key");
    openssl(
        "req -x509 -new -key ca.key -subj /CN=Side-by-side -days 30"
            + " -addext keyUsage=keyCertSign,cRLSign -out ca.pem");
    openssl("ecparam -name prime256v1 -genkey -noout -out host.key");
    openssl("req -new -key host.key -subj /CN=mx.example -out host.csr");
    openssl(
        "x509 -req -in host.csr -CA ca.pem -CAkey ca.key -set_serial 4096 -days 10"
            + " -extfile extensions -out host.pem");
  }

  private void openssl(String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments.split(" ", -1)));
    run(command);
  }

  /** Runs a program to its end, in the folder of this run. */
  void run(List<String> command) throws IOException, InterruptedException {
    Path said = file("commands.log");
    Process process =
        new ProcessBuilder(command)
            .directory(made.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("expected an end within 60 s: " + command);
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          command + ": " + Files.readString(said, StandardCharsets.UTF_8).strip());
    }
  }
}
