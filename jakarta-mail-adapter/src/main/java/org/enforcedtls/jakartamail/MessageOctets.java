package org.enforcedtls.jakartamail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.enforcedtls.message.MailContent;

/**
 * The octets of a message as they leave: without the fields that are for the sender only.
 *
 * <p>They are written once and kept, in blocks that are never copied, because a second writing need
 * not give the same octets: an attachment may be a stream that can be read once, or a file that
 * somebody changes. A file of ours would be the message in clear on a disk, which nobody asked for.
 */
final class MessageOctets implements MailContent {
  private static final String[] NOT_FOR_RECIPIENTS = {"Bcc", "Resent-Bcc", "Content-Length"};
  private static final int FIRST_BLOCK_OCTETS = 16 * 1024;
  private static final int BLOCK_OCTETS = 64 * 1024;

  private final List<byte[]> blocks;
  private final int lastBlockOctets;

  private MessageOctets(BlockStream written) {
    this.blocks = List.copyOf(written.blocks);
    this.lastBlockOctets = written.used;
  }

  static MailContent of(MimeMessage message) throws MessagingException {
    BlockStream out = new BlockStream();
    try {
      message.writeTo(out, NOT_FOR_RECIPIENTS);
    } catch (IOException e) {
      throw new MessagingException("the message cannot be written: " + e.getMessage(), e);
    }
    return new MessageOctets(out);
  }

  @Override
  public InputStream open() {
    List<InputStream> streams = new ArrayList<>(blocks.size());
    for (int i = 0; i < blocks.size(); i++) {
      boolean isLast = i == blocks.size() - 1;
      streams.add(
          new ByteArrayInputStream(
              blocks.get(i), 0, isLast ? lastBlockOctets : blocks.get(i).length));
    }
    return new SequenceInputStream(Collections.enumeration(streams));
  }

  private static final class BlockStream extends OutputStream {
    private final List<byte[]> blocks = new ArrayList<>();
    private byte[] block = new byte[0];
    private int used;

    @Override
    public void write(int octet) {
      if (used == block.length) {
        nextBlock();
      }
      block[used++] = (byte) octet;
    }

    private void nextBlock() {
      block = new byte[blocks.isEmpty() ? FIRST_BLOCK_OCTETS : BLOCK_OCTETS];
      blocks.add(block);
      used = 0;
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
      int from = offset;
      while (from < offset + length) {
        if (used == block.length) {
          block = new byte[BLOCK_OCTETS];
          blocks.add(block);
          used = 0;
        }
        int fitting = Math.min(offset + length - from, block.length - used);
        System.arraycopy(octets, from, block, used, fitting);
        used += fitting;
        from += fitting;
      }
    }
  }
}
