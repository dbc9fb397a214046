package org.fengqiao.kernel.printing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.RandomBlocks;
import org.fengqiao.kernel.crypto.Suite;

/**
 * A paper that is issued: the hashes of its page and of the PDF made of it, by which a copy is checked. The paper
 * itself is not kept; it is made again, to the byte, from what the hashes stand beside.
 *
 * @param htmlHash hash of the page in UTF-8, hexadecimal
 * @param pdfHash hash of the PDF, hexadecimal
 */
public record PrintedPaper(String htmlHash, String pdfHash) {

    private static final int CHECK_CODE_BYTES = 16;

    /** Format in which a paper is handed out. */
    public enum Format {
        /** To be printed and kept. */
        PDF,
        /** To be read by programs, and where a character is missing in print. */
        HTML;

        /** Returns the ending of a file of this format; PDF where none is asked for. */
        public static String ending(@Nullable Format asked) {
            return asked == HTML ? "html" : "pdf";
        }
    }

    /** Prints a page; returns nothing if the font lacks a character of it. */
    public static Optional<PrintedPaper> of(Printer printer, String page, Instant issuedAt) {
        return printer.missing(page).isEmpty()
                ? Optional.of(new PrintedPaper(hash(page.getBytes(UTF_8)), hash(printer.print(page, issuedAt))))
                : Optional.empty();
    }

    /**
     * Makes the paper once more; returns nothing if it is no longer what was issued.
     *
     * @param asked PDF if null
     */
    public Optional<byte[]> again(Printer printer, String page, Instant issuedAt, @Nullable Format asked) {
        var made = asked == Format.HTML ? page.getBytes(UTF_8) : printer.print(page, issuedAt);
        return hash(made).equals(asked == Format.HTML ? htmlHash : pdfHash) ? Optional.of(made) : Optional.empty();
    }

    /** Returns a number that stands on one paper only, so that nobody finds a paper's words by trying its hash. */
    public static String checkCode(RandomBlocks random) {
        var bits = new byte[CHECK_CODE_BYTES];
        random.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    private static String hash(byte[] content) {
        return HexFormat.of().formatHex(Suite.INTERNATIONAL.digest(content));
    }
}
