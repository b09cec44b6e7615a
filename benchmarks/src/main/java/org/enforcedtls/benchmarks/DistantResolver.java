package org.enforcedtls.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A resolver as far away as one likes: a relay over UDP that holds each answer back. */
final class DistantResolver implements AutoCloseable {
  private static final int MAX_OCTETS = 65_535;
  private static final int WAIT_MILLIS = 5_000;
  private static final int THREADS = 16;

  private final InetSocketAddress resolver;
  private final DatagramSocket socket;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Executor later;

  DistantResolver(InetSocketAddress resolver, Duration roundTrip) throws IOException {
    this.resolver = resolver;
    this.later =
        CompletableFuture.delayedExecutor(roundTrip.toMillis(), TimeUnit.MILLISECONDS, threads);
    this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    threads.execute(this::receive);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  private void receive() {
    byte[] buffer = new byte[MAX_OCTETS];
    while (!socket.isClosed()) {
      try {
        DatagramPacket query = new DatagramPacket(buffer, buffer.length);
        socket.receive(query);
        byte[] octets = Arrays.copyOf(buffer, query.getLength());
        SocketAddress from = query.getSocketAddress();
        later.execute(() -> answer(octets, from));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void answer(byte[] query, SocketAddress from) {
    try (DatagramSocket onward = new DatagramSocket()) {
      onward.setSoTimeout(WAIT_MILLIS);
      onward.send(new DatagramPacket(query, query.length, resolver));
      DatagramPacket answer = new DatagramPacket(new byte[MAX_OCTETS], MAX_OCTETS);
      onward.receive(answer);
      socket.send(new DatagramPacket(answer.getData(), answer.getLength(), from));
    } catch (IOException e) {
      // Who asked notices by itself.
      System.err.println("no answer: " + e);
    }
  }

  @Override
  public void close() {
    socket.close();
    threads.shutdownNow();
  }
}
