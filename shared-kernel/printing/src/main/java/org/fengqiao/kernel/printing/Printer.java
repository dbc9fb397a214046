package org.fengqiao.kernel.printing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Printer of pages as PDF, with the font that comes with the program and no other: the same page gives the same bytes
 * on every machine. Takes a second of processor time; not for an event loop.
 */
public final class Printer {

    private static final String FAMILY = "Noto Serif SC";

    private static final String FONT = "/fonts/NotoSerifSC-Regular.ttf";

    /** Font in PDFBox's own file, for the names of fonts that every PDF may use and these pages do not. */
    private static final String UNUSED_FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /** Press that prints one page at a time: each takes some 100 MiB meanwhile, most of them for the font. */
    private static final ReentrantLock PRESS = new ReentrantLock(true);

    /** Characters of the font, read when the first document is made; the font itself is too large to be kept. */
    private static final class Font {

        static final BitSet CHARACTERS;

        static {
            // It would quote the page in the log.
            XRLog.setLoggingEnabled(false);
            try (var read = new TTFParser().parse(new RandomAccessReadBuffer(open(FONT)))) {
                FontMappers.set(new OneFont(new TTFParser().parse(new RandomAccessReadBuffer(open(UNUSED_FONT)))));
                var glyphs = read.getUnicodeCmapLookup();
                CHARACTERS = new BitSet();
                IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(character -> glyphs.getGlyphId(character) != 0)
                        .forEach(CHARACTERS::set);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the font of documents", e);
            }
        }

        private Font() {}

        /** Has the font read once. */
        static void prepare() {}

        static InputStream open(String file) {
            return Objects.requireNonNull(Printer.class.getResourceAsStream(file), file);
        }
    }

    /** Answer of the font mapper for whatever the libraries would look for on this machine. */
    private record OneFont(TrueTypeFont font) implements FontMapper {

        @Override
        public FontMapping<TrueTypeFont> getTrueTypeFont(String name, PDFontDescriptor descriptor) {
            return new FontMapping<>(font, true);
        }

        @Override
        public FontMapping<FontBoxFont> getFontBoxFont(String name, PDFontDescriptor descriptor) {
            return new FontMapping<>(font, true);
        }

        @Override
        public @Nullable CIDFontMapping getCIDFont(String name, PDFontDescriptor descriptor, PDCIDSystemInfo info) {
            return null;
        }
    }

    /** Returns which characters of a page the font does not have; a paper with a hole in a name is not handed out. */
    public List<String> missing(String page) {
        return page.codePoints()
                .distinct()
                .filter(character -> !isSpacing(character) && !Font.CHARACTERS.get(character))
                .mapToObj(character -> "U+%04X".formatted(character).toUpperCase(Locale.ROOT))
                .toList();
    }

    private static boolean isSpacing(int character) {
        return character == '\n' || character == '\r' || character == '\t';
    }

    /**
     * Returns the page as PDF.
     *
     * @param page well-formed XHTML
     * @param issuedAt the time that the PDF gives as that of its making
     */
    public byte[] print(String page, Instant issuedAt) {
        PRESS.lock();
        try {
            // Before the renderer has the font in memory as well.
            Font.prepare();
            return printed(page, issuedAt);
        } finally {
            PRESS.unlock();
        }
    }

    private static byte[] printed(String page, Instant issuedAt) {
        var builder = new PdfRendererBuilder();
        builder.useFastMode();
        builder.withHtmlContent(page, null);
        builder.useFont(() -> Font.open(FONT), FAMILY);
        var printed = new ByteArrayOutputStream();
        try (var renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            renderer.createPDFWithoutClosing();
            var document = renderer.getPdfDocument();
            document.setDocumentId(0L);
            var time = GregorianCalendar.from(issuedAt.atZone(ZoneOffset.UTC));
            document.getDocumentInformation().setCreationDate(time);
            document.getDocumentInformation().setModificationDate(time);
            document.save(printed);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot print a document", e);
        }
        return printed.toByteArray();
    }
}
